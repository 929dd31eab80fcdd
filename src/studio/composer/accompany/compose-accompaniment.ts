import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { keyName, type Key } from '../../../music/scale.js'
import type { InstrumentTrack, RecordingTrack, Score } from '../../../music/score.js'
import { RECORDING_IDS } from '../../../music/song-source.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { readStyle } from '../../style/read-style.js'
import { arrange } from '../arrangement/arrange.js'
import { chooseOrchestra } from '../arrangement/orchestra.js'
import { barsOf, type BeatSpan, type SongFrame } from '../arrangement/song-frame.js'
import { balanceMix, recordingGainDb } from '../balance.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, keyChanges, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { mixFor } from '../mixing.js'
import type { SongPlan } from '../plan.js'
import { profileOnGrid } from '../settings.js'
import { titleFor } from '../titles.js'
import { chooseFeel, layBeatGrid, type BeatGrid } from './beat-grid.js'
import { harmoniseMelody } from './harmonise-melody.js'
import { sectionsOfPhrases, sungSpans } from './sections-of-phrases.js'

/** How long the last chord may ring past the end of the recording, tail included, in seconds. */
const LONGEST_OVERHANG_SECONDS = 3.5

/** Writes an accompaniment that follows a recording: its beats, key, phrases and length. */
export function composeAccompaniment(
  brief: Brief & { readonly source: { readonly recording: HeardRecording } },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const heard = brief.source.recording
  const random = createRandom(seed)
  const reading = readStyle(brief)
  const profile = profileFor(reading)
  const feel = chooseFeel(heard.tempoBpm, heard.beatsPerBar, profile.tempo)
  const grid = layBeatGrid(heard, feel)
  const key: Key = heard.key
  const recordingSeconds = Math.min(heard.durationSeconds, brief.maxDurationSeconds)
  const spans = sungSpans(heard, grid)
  const { endBeat, tailSeconds } = endOf(heard, grid, spans, recordingSeconds, brief.maxDurationSeconds)

  const sections = sectionsOfPhrases(spans, grid, endBeat, key, reading.energy * 0.7)
  const [lowSwing, highSwing] = profile.swing
  const plan: SongPlan = {
    bpm: grid.bpm,
    beatsPerBar: grid.beatsPerBar,
    meter: grid.meter,
    swing: reading.swing ?? (lowSwing + highSwing) / 2,
    key,
    sections,
    endBeat,
  }
  const whims = random.fork(`whim ${takeIndex}`)
  const closeness = brief.audioWeight ?? 0.5
  const chords = harmoniseMelody({
    heard,
    grid,
    key,
    endBeat,
    whim: (numeral, bar) => whims.fork(`${numeral} ${bar % 8}`).range(-0.5, 0.5) * (1.4 - closeness),
  })
  const orchestra = chooseOrchestra(profile, reading, takeIndex, random.fork('orchestra'))
  const frame: SongFrame = { plan, chords, bars: barsOf(plan), leadSpans: spans, isSung: true }
  const band = arrange({
    frame,
    profile: profileOnGrid(profile, grid, takeIndex, random.fork('settings')),
    orchestra,
    tempoMap: grid.tempoMap,
    ending: 'hold',
    temperature: reading.temperature,
    takeIndex,
    random: random.fork('arrangement'),
  })
  const recording: RecordingTrack = {
    id: RECORDING_IDS[0],
    stem: 'vocal',
    startSeconds: 0,
    durationSeconds: recordingSeconds,
    gainDb: recordingGainDb(heard.loudnessLufs),
  }
  const warnings: StudioWarning[] = [
    ...styleWarnings(reading),
    ...doubts(brief, heard, reading.bpm, recordingSeconds),
    ...orchestra.unmet.map((name) => ({
      code: 'instrument_not_available',
      message: `"${name}" was asked for and refused at the same time, or is not available; it does not play`,
    })),
  ]
  const tracks: InstrumentTrack[] = thinUnderVoice(band.tracks, spans)
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title: titleFor(brief, undefined, reading, takeIndex, random.fork(`title ${reading.tags}`)),
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap: grid.tempoMap,
    meters: [{ beat: 0, ...grid.meter }],
    keys: keyChanges(sections),
    sections: sections.map(({ id, kind, label, startBeat, endBeat: to, energy }) => ({
      id,
      kind,
      label,
      startBeat,
      endBeat: to,
      energy,
    })),
    chords,
    tracks,
    recordings: [recording],
    lyrics: '',
    mix: mixFor(profile.mix, reading.mix),
    endBeat,
    tailSeconds,
  }
  return {
    score: balanceMix(score),
    warnings,
    explanation: {
      style: explainStyle(reading),
      recording: [
        `heard ${Math.round(heard.tempoBpm * 10) / 10} bpm, ${keyName(heard.key)}, ${heard.phrases.length} phrases, ${Math.round(heard.loudnessLufs)} LUFS`,
        `played at ${Math.round(grid.bpm * 10) / 10} bpm (${feel === 1 ? 'as heard' : feel < 1 ? 'half time' : 'double time'}), first bar line at ${beatToSeconds(grid.tempoMap, grid.offsetBeats + heard.firstDownbeatIndex * feel).toFixed(2)} s`,
      ],
      form: sections.map(({ label, startBeat, endBeat: to }) => `${label}: beats ${startBeat} to ${to}`),
      arrangement: [...tracks.map((track) => `${track.id}: ${track.instrument}`), ...band.facts],
    },
  }
}

/** The last chord falls on the first bar line after the singing, and rings no longer than the overhang allows. */
function endOf(
  heard: HeardRecording,
  grid: BeatGrid,
  spans: readonly BeatSpan[],
  recordingSeconds: number,
  maxSeconds: number,
): { endBeat: number; tailSeconds: number } {
  const limitSeconds = Math.min(maxSeconds, recordingSeconds + LONGEST_OVERHANG_SECONDS)
  const lastSung = spans.at(-1)?.endBeat ?? secondsToBeat(grid.tempoMap, recordingSeconds)
  const silenceAfter = recordingSeconds - (heard.phrases.at(-1)?.endSeconds ?? recordingSeconds)
  // A recording that goes on long after the voice keeps its band until its own end.
  const goal = silenceAfter > 12 ? secondsToBeat(grid.tempoMap, recordingSeconds - 2) : lastSung
  const finalBar = Math.ceil(goal / grid.beatsPerBar - 0.15) * grid.beatsPerBar
  const latest = secondsToBeat(grid.tempoMap, limitSeconds - 1)
  const endBeat = Math.max(1, Math.min(finalBar + grid.beatsPerBar, latest))
  const endSeconds = beatToSeconds(grid.tempoMap, endBeat)
  // The recording itself is heard to its end.
  const tailSeconds = Math.max(
    0,
    Math.min(limitSeconds, Math.max(endSeconds + 2, recordingSeconds)) - endSeconds,
  )
  return { endBeat, tailSeconds }
}

/** Accompaniment in the middle register steps back a little while somebody sings. */
function thinUnderVoice(tracks: readonly InstrumentTrack[], spans: readonly BeatSpan[]): InstrumentTrack[] {
  return tracks.map((track) => {
    if (track.stem === 'drums' || track.stem === 'percussion' || track.stem === 'bass') return track
    let at = 0
    const notes = track.notes.map((note) => {
      while (at < spans.length && spans[at]!.endBeat <= note.startBeat) at++
      const span = spans[at]
      const sung = span !== undefined && span.startBeat <= note.startBeat
      return sung ? { ...note, velocity: Math.round(note.velocity * 0.85 * 1000) / 1000 } : note
    })
    return { ...track, notes }
  })
}

function doubts(
  brief: Brief,
  heard: HeardRecording,
  askedBpm: number | undefined,
  recordingSeconds: number,
): StudioWarning[] {
  const warnings: StudioWarning[] = []
  if (askedBpm !== undefined && Math.abs(askedBpm / heard.tempoBpm - 1) > 0.03) {
    warnings.push({
      code: 'tempo_from_recording',
      message: `${askedBpm} bpm was asked for; the recording has ${Math.round(heard.tempoBpm)} bpm and is followed`,
    })
  }
  if (brief.key && (brief.key.tonic !== heard.key.tonic || brief.key.mode !== heard.key.mode)) {
    warnings.push({
      code: 'key_from_recording',
      message: `${keyName(brief.key)} was asked for; the recording is in ${keyName(heard.key)} and is followed`,
    })
  }
  if (heard.beatConfidence < 0.3) {
    warnings.push({
      code: 'beat_uncertain',
      message: 'The recording has no clear beat; the accompaniment follows the best guess',
    })
  }
  if (recordingSeconds < heard.durationSeconds) {
    warnings.push({
      code: 'recording_cut',
      message: `The recording is longer than the ${Math.round(recordingSeconds)} s that fit; the rest is left out`,
    })
  }
  return warnings
}
