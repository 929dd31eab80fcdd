import { writeMidiFile } from '../../../music/midi-file.js'
import { heardNotes, playedNotes } from '../../../music/played-notes.js'
import type { InstrumentTrack, Score, Track } from '../../../music/score.js'
import { constantTempo } from '../../../music/tempo-map.js'
import { midiSoundOf } from '../../../studio/midi-sounds.js'
import { partOfTrack } from '../../../studio/performance/part-of-score.js'
import type { NoteGroup, Notator } from '../../ports/notator.js'
import type { WantedPart } from '../../ports/separator.js'

/** Reads scores: what it writes is what is played. */
export function createScoreNotator(): Notator {
  return {
    id: 'score',
    read: (score, groups) =>
      groups.map((group) => {
        const tracks = score.tracks.flatMap((track) => inGroup(track, group) ?? [])
        return {
          name: group.name,
          notes: tracks
            .flatMap((track) => heardNotes(playedNotes(track, score.tempoMap), score))
            .toSorted((a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi),
        }
      }),
    scoreFile: (score, parts) => writeMidiFile(parts ? onlyParts(score, parts) : score, midiSoundOf),
    notesFile: (groups) => {
      const score = scoreOfNotes(groups)
      const drums = new Set(groups.filter(({ isDrums }) => isDrums).map(({ name }) => name))
      return writeMidiFile(score, ({ id }) => ({ name: id, program: 0, isKit: drums.has(id) }))
    },
  }
}

function onlyParts(score: Score, parts: readonly WantedPart[]): Score {
  return { ...score, tracks: score.tracks.flatMap((track) => partOfTrack(track, parts) ?? []) }
}

function inGroup(track: Track, { parts, isRest = false }: NoteGroup): Track | undefined {
  const part = partOfTrack(track, parts)
  if (!isRest) return part
  if (!part) return track
  if (part === track || track.kind === 'voice' || part.kind === 'voice') return undefined
  const taken = new Set(part.notes)
  return { ...track, notes: track.notes.filter((note) => !taken.has(note)) }
}

/** Notes on an empty page: 120 beats a minute, so that a beat is half a second. */
function scoreOfNotes(groups: Parameters<Notator['notesFile']>[0]): Score {
  const beat = (seconds: number) => seconds * 2
  const tracks = groups.map(({ name, notes }): InstrumentTrack => ({
    kind: 'instrument',
    id: name,
    stem: 'keyboard',
    instrument: 'grand-piano',
    gainDb: 0,
    pan: 0,
    notes: notes.map((note) => ({
      startBeat: beat(note.startSeconds),
      durationBeats: beat(note.endSeconds - note.startSeconds),
      pitchMidi: note.pitchMidi,
      velocity: note.velocity,
    })),
  }))
  const endSeconds = groups
    .flatMap(({ notes }) => notes)
    .reduce((end, note) => Math.max(end, note.endSeconds), 1)
  return {
    format: 1,
    engine: 'transcription',
    seed: 0,
    title: 'Transcription',
    tags: '',
    genre: '',
    tempoMap: constantTempo(120),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [],
    sections: [],
    chords: [],
    tracks,
    recordings: [],
    lyrics: '',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: beat(endSeconds),
    tailSeconds: 0,
  }
}
