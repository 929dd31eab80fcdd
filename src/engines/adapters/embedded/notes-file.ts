import { beatGridOf, tempoMapOf } from '../../../music/beat-grid.js'
import type { HeardRecording } from '../../../music/heard.js'
import { writeMidiFile } from '../../../music/midi-file.js'
import type { InstrumentTrack, MeterChange, Score } from '../../../music/score.js'
import { constantTempo, secondsToBeat, type TempoMap } from '../../../music/tempo-map.js'
import { midiSoundOf } from '../../../studio/midi-sounds.js'
import type { NotatedGroup } from '../../ports/notator.js'

/** What a page of notes is ruled with. */
interface Page {
  readonly tempoMap: TempoMap
  readonly meters: readonly MeterChange[]
  readonly keys: Score['keys']
}

/** Nothing is known of the music: 120 beats a minute, so that a beat is half a second. */
const EMPTY_PAGE: Page = {
  tempoMap: constantTempo(120),
  meters: [{ beat: 0, numerator: 4, denominator: 4 }],
  keys: [],
}

/**
 * A Standard MIDI File of notes that come without a score, a track a group; second 0 of the file is second 0 of the notes.
 * @param heard Gives the file its tempo, bars and keys.
 */
export function writeNotesFile(groups: readonly NotatedGroup[], heard?: HeardRecording): Uint8Array {
  const endSeconds = groups
    .flatMap(({ notes }) => notes)
    .reduce((end, note) => Math.max(end, note.endSeconds), 1)
  const page = heard ? pageOf(heard, endSeconds) : EMPTY_PAGE
  const tracks = groups.map((group, i) => trackOf(group, String(i), page.tempoMap))
  const score: Score = {
    format: 1,
    engine: 'transcription',
    seed: 0,
    title: 'Transcription',
    tags: '',
    genre: '',
    ...page,
    sections: [],
    chords: [],
    tracks,
    recordings: [],
    lyrics: '',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: secondsToBeat(page.tempoMap, endSeconds),
    tailSeconds: 0,
  }
  return writeMidiFile(score, (track) => {
    const { name, isDrums = false, instrument, program = 0 } = groups[Number(track.id)]!
    if (isDrums) return { name, program: 0, isKit: true }
    return { name, program: instrument === undefined ? program : midiSoundOf(track).program, isKit: false }
  })
}

/** The bars of a recording; what comes before its first bar line is a bar of its own. */
function pageOf(heard: HeardRecording, endSeconds: number): Page {
  const grid = beatGridOf(heard, endSeconds)
  const { pickupBeats, beatsPerBar } = grid
  const tempoMap = tempoMapOf(grid)
  const keys = heard.keys ?? [{ startSeconds: 0, key: heard.key }]
  return {
    tempoMap,
    meters: [
      ...(pickupBeats > 0 ? [{ beat: 0, numerator: pickupBeats, denominator: 4 }] : []),
      { beat: pickupBeats, numerator: beatsPerBar, denominator: 4 },
    ],
    keys: keys.map(({ startSeconds, key }) => ({
      beat: Math.max(0, Math.round(secondsToBeat(tempoMap, startSeconds))),
      ...key,
    })),
  }
}

function trackOf({ notes, instrument }: NotatedGroup, id: string, tempoMap: TempoMap): InstrumentTrack {
  return {
    kind: 'instrument',
    id,
    stem: 'keyboard',
    instrument: instrument ?? 'grand-piano',
    gainDb: 0,
    pan: 0,
    notes: notes.map(({ startSeconds, endSeconds, pitchMidi, velocity }) => {
      const startBeat = secondsToBeat(tempoMap, startSeconds)
      const durationBeats = secondsToBeat(tempoMap, endSeconds) - startBeat
      return { startBeat, durationBeats, pitchMidi, velocity }
    }),
  }
}
