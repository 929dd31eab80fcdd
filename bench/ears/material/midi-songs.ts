import type { PlayedNote } from '../../../src/music/played-notes.js'
import type { Key } from '../../../src/music/scale.js'
import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { readMidi } from '../../music/symbolic/read-midi.js'
import type { AnnotatedSong } from './annotated-song.js'
import { renderWithFluidSynth, type PlayedPart } from './fluidsynth.js'
import { keptSound } from './kept-sounds.js'
import { readMidiFiles, type MidiFile } from './midi-files.js'

/** Every third song is played with a tempo that sways by this share, once in so many seconds. */
const DRIFT = 0.05
const DRIFT_SECONDS = 24

/** A window of each song of a collection as a band of General MIDI instruments plays it. */
export async function readMidiSongs(
  collection: MidiFile['collection'],
  fromSeconds: number,
  seconds: number,
): Promise<AnnotatedSong[]> {
  const files = await readMidiFiles(collection)
  return files.flatMap((file, i) => songOf(file, i, fromSeconds, seconds) ?? [])
}

function songOf(
  { name, bytes, collection, isKeptForTesting }: MidiFile,
  index: number,
  fromSeconds: number,
  seconds: number,
): AnnotatedSong | undefined {
  const { parts, tempoMap, barBeats } = readMidi(bytes, name)
  const isDrifting = index % 3 === 1
  const played = (beat: number): number => {
    const time = beatToSeconds(tempoMap, beat) - fromSeconds
    const sway = (DRIFT * DRIFT_SECONDS) / (2 * Math.PI)
    return isDrifting ? time + sway * (1 - Math.cos((2 * Math.PI * time) / DRIFT_SECONDS)) : time
  }
  const inWindow = parts
    .map(({ program, isDrums, notes }): PlayedPart => ({
      program,
      isDrums,
      notes: notes.flatMap(({ startBeat, durationBeats, pitchMidi, velocity }): PlayedNote[] => {
        const startSeconds = played(startBeat)
        const endSeconds = Math.min(seconds, played(startBeat + durationBeats))
        return startSeconds >= 0.05 && startSeconds < seconds - 0.5
          ? [{ pitchMidi, startSeconds, endSeconds, velocity }]
          : []
      }),
    }))
    .filter(({ notes }) => notes.length > 0)
  const pitched = inWindow.filter(({ isDrums }) => !isDrums).flatMap(({ notes }) => notes)
  const all = inWindow.flatMap(({ notes }) => notes)
  // A few notes in a minute tell neither beat nor key, and what was played without a click has no beats in its file.
  if (pitched.length < 60 || !isOnGrid(parts.flatMap(({ notes }) => notes))) return undefined
  const first = Math.min(...all.map(({ startSeconds }) => startSeconds))
  const last = Math.max(...all.map(({ endSeconds }) => endSeconds))
  const drumNotes = parts.filter(({ isDrums }) => isDrums).flatMap(({ notes }) => notes)
  const offset = drummerCountsBetween(drumNotes) ? 1 / 2 : 0
  const within = (beats: readonly number[]) =>
    beats.map((beat) => played(beat + offset)).filter((time) => time >= first - 0.05 && time <= last)
  const lastBeat = barBeats.at(-1)!
  const font = index % 2 === 0 ? 'fluid' : 'tim'
  const drums = inWindow.filter(({ isDrums }) => isDrums)
  const id = `${collection}-${name}-${fromSeconds}-${seconds}`
  return {
    name,
    material: collection,
    isKeptForTesting,
    isDrifting,
    durationSeconds: seconds,
    beatTimesSeconds: within(Array.from({ length: Math.ceil(lastBeat) + 1 }, (_, beat) => beat)),
    downbeatTimesSeconds: within(barBeats),
    keys: [{ startSeconds: 0, endSeconds: seconds, value: keyOfNotes(pitched) }],
    drums: drums.flatMap(({ notes }) => notes),
    sound: () => keptSound(`${id}-band`, () => renderWithFluidSynth(inWindow, font)),
    ...(drums.length > 0 && {
      drumSound: () => keptSound(`${id}-drums`, () => renderWithFluidSynth(drums, font)),
    }),
  }
}

/** Notes of a part of a beat's grid point one way, by their phase in it, this much at least: 0 (anywhere) … 1 (all on it). */
const LEAST_ON_GRID = 0.3

/** Whether the notes begin on sixteenths or on triplets of the file's beats. */
function isOnGrid(notes: readonly { readonly startBeat: number }[]): boolean {
  return [4, 3].some((division) => {
    const phases = notes.map(({ startBeat }) => 2 * Math.PI * division * startBeat)
    const sum = (part: (phase: number) => number) => phases.reduce((total, phase) => total + part(phase), 0)
    return Math.hypot(sum(Math.cos), sum(Math.sin)) / notes.length > LEAST_ON_GRID
  })
}

const SNARES: ReadonlySet<number> = new Set([38, 40])
const CRASHES: ReadonlySet<number> = new Set([49, 57])
/** Fewer crash cymbals tell nothing. */
const FEWEST_CRASHES = 4
/** Strokes within this of a beat, or of the middle between two, lie there, in beats. */
const NEAR_BEATS = 0.07

/**
 * Whether all that a drummer strikes on beats, crash cymbals and the snare, lies half a beat beside those of the file: it was written so late,
 * and people would tap to the drums.
 */
function drummerCountsBetween(
  notes: readonly { readonly startBeat: number; readonly pitchMidi: number }[],
): boolean {
  const count = (drums: ReadonlySet<number>, phase: number) =>
    notes.filter(
      ({ startBeat, pitchMidi }) =>
        drums.has(pitchMidi) && Math.abs(startBeat - phase - Math.round(startBeat - phase)) < NEAR_BEATS,
    ).length
  const crashes = count(CRASHES, 1 / 2)
  return (
    crashes >= FEWEST_CRASHES &&
    crashes > 4 * count(CRASHES, 0) &&
    count(SNARES, 1 / 2) > 2 * count(SNARES, 0)
  )
}

/**
 * The key of written notes, which these files seldom name: Temperley's profiles for durations by pitch class (The
 * Cognition of Basic Musical Structures, 2001, p. 180), the bass counted twice.
 */
const PROFILES = {
  major: [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4],
  minor: [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4],
} as const

function keyOfNotes(notes: readonly PlayedNote[]): Key {
  const weights = new Array<number>(12).fill(0)
  for (const { pitchMidi, startSeconds, endSeconds } of notes) {
    weights[pitchMidi % 12]! += Math.min(2, endSeconds - startSeconds) * (pitchMidi < 52 ? 2 : 1)
  }
  const mean = weights.reduce((sum, value) => sum + value, 0) / 12
  let best: Key = { tonic: 0, mode: 'major' }
  let bestFit = -Infinity
  for (const mode of ['major', 'minor'] as const) {
    const profile = PROFILES[mode]
    const profileMean = profile.reduce((sum, value) => sum + value, 0) / 12
    for (let tonic = 0; tonic < 12; tonic++) {
      const fit = profile.reduce(
        (sum, value, degree) => sum + (value - profileMean) * (weights[(tonic + degree) % 12]! - mean),
        0,
      )
      if (fit > bestFit) {
        bestFit = fit
        best = { tonic, mode }
      }
    }
  }
  return best
}
