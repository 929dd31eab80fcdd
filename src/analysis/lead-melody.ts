import type { HeardNote } from '../music/heard.js'
import { forEachSpectrum } from './spectrogram.js'
import {
  LOWEST_PITCH_MIDI,
  PITCH_COUNT,
  PITCH_FRAMES_PER_SECOND,
  PITCH_HOP,
  PITCH_RATE,
  type PitchActivity,
} from './transcription/pitch-activity.js'

/** Where voices and leading instruments lie: A2 … E6. */
const LOWEST_LEAD = 45
const HIGHEST_LEAD = 88
const KEYS = HIGHEST_LEAD - LOWEST_LEAD + 1
/** Frames of activity for one decision: 46 ms. */
const FRAMES_A_STEP = 4
const STEP_SECONDS = FRAMES_A_STEP / PITCH_FRAMES_PER_SECOND
const FFT_SIZE = 4096
const PARTIALS = 6
/** Each partial counts this much of the one below it. */
const PARTIAL_FALL = 0.8
/** Likelihood from which on a key is looked at. */
const LEAST_LIKELIHOOD = 0.15
/** How much the melody's place is expected at a pitch: best at G4, falling on both sides. */
const CENTRE_MIDI = 66
const WIDTH_SEMITONES = 11
/** Cost of a leap by a semitone, and of beginning or ending. */
const LEAP_COST = 0.11
const BREAK_COST = 1.1
/** Worth of resting, against the mean worth of the best key. */
const REST_SHARE = 0.72
const SHORTEST_STEPS = 2
/** A new onset of the same key within a note splits it when it is this likely. */
const NEW_ONSET = 0.5

/**
 * The line that leads a band: the likeliest path through what sounds, by how loud a key's partials are, how likely it
 * sounds and how near it lies to where melodies do; it may rest.
 * @param samples One channel at `PITCH_RATE`, the same that the activity was heard in.
 */
export function leadMelody(activity: PitchActivity, samples: Float32Array): HeardNote[] {
  const steps = Math.floor(activity.frames / FRAMES_A_STEP)
  if (steps === 0) return []
  const { worth, levels } = worthOfKeys(activity, samples, steps)
  const path = likeliestPath(worth, steps)
  return notesOf(path, activity, levels)
}

/** How much speaks for each key at each step, and the level of its partials. */
function worthOfKeys(activity: PitchActivity, samples: Float32Array, steps: number) {
  const worth = new Float32Array(steps * KEYS)
  const levels = new Float32Array(steps * KEYS)
  const binHz = PITCH_RATE / FFT_SIZE
  const place = Float32Array.from({ length: KEYS }, (_, k) =>
    Math.exp(-0.5 * ((k + LOWEST_LEAD - CENTRE_MIDI) / WIDTH_SEMITONES) ** 2),
  )
  forEachSpectrum(samples, FFT_SIZE, PITCH_HOP * FRAMES_A_STEP, (magnitudes, step) => {
    if (step >= steps) return
    let loudest = 1e-9
    const row = step * KEYS
    for (let k = 0; k < KEYS; k++) {
      const likelihood = likelihoodAt(activity, k + LOWEST_LEAD, step)
      if (likelihood < LEAST_LIKELIHOOD) continue
      const hz = 440 * 2 ** ((k + LOWEST_LEAD - 69) / 12)
      let sum = 0
      let weight = 1
      for (let partial = 1; partial <= PARTIALS; partial++) {
        const bin = Math.round((hz * partial) / binHz)
        if (bin + 1 >= magnitudes.length) break
        sum += weight * Math.max(magnitudes[bin - 1]!, magnitudes[bin]!, magnitudes[bin + 1]!)
        weight *= PARTIAL_FALL
      }
      levels[row + k] = sum
      worth[row + k] = sum * likelihood
      loudest = Math.max(loudest, sum)
    }
    for (let k = 0; k < KEYS; k++) worth[row + k] = Math.sqrt(worth[row + k]! / loudest) * place[k]!
  })
  return { worth, levels }
}

function likelihoodAt({ notes }: PitchActivity, pitchMidi: number, step: number): number {
  let sum = 0
  for (let i = 0; i < FRAMES_A_STEP; i++) {
    sum += notes[(step * FRAMES_A_STEP + i) * PITCH_COUNT + pitchMidi - LOWEST_PITCH_MIDI]!
  }
  return sum / FRAMES_A_STEP
}

/** Key above `LOWEST_LEAD` at each step, -1 for a rest. */
function likeliestPath(worth: Float32Array, steps: number): Int16Array {
  const rest = KEYS
  let best = 0
  for (let step = 0; step < steps; step++) best += Math.max(...worth.subarray(step * KEYS, (step + 1) * KEYS))
  // Of nothing but rests the first key would be as likely.
  if (best === 0) return new Int16Array(steps).fill(-1)
  const restWorth = (REST_SHARE * best) / steps
  let scores = new Float32Array(KEYS + 1)
  const origins = new Uint8Array(steps * (KEYS + 1))
  for (let step = 0; step < steps; step++) {
    const next = new Float32Array(KEYS + 1)
    let leader = 0
    for (let k = 1; k <= rest; k++) if (scores[k]! > scores[leader]!) leader = k
    for (let k = 0; k <= rest; k++) {
      let from = k
      let value = scores[k]!
      if (k === rest) {
        const ended = scores[leader]! - BREAK_COST
        if (leader !== rest && ended > value) {
          value = ended
          from = leader
        }
      } else {
        const begun = scores[rest]! - BREAK_COST
        if (begun > value) {
          value = begun
          from = rest
        }
        for (let other = Math.max(0, k - 16); other <= Math.min(KEYS - 1, k + 16); other++) {
          const moved = scores[other]! - LEAP_COST * (Math.abs(other - k) + 3)
          if (other !== k && moved > value) {
            value = moved
            from = other
          }
        }
      }
      origins[step * (KEYS + 1) + k] = from
      next[k] = value + (k === rest ? restWorth : worth[step * KEYS + k]!)
    }
    scores = next
  }
  const path = new Int16Array(steps)
  let at = scores.indexOf(Math.max(...scores))
  for (let step = steps - 1; step >= 0; step--) {
    path[step] = at === rest ? -1 : at
    at = origins[step * (KEYS + 1) + at]!
  }
  return path
}

function notesOf(path: Int16Array, activity: PitchActivity, levels: Float32Array): HeardNote[] {
  const found: { key: number; from: number; to: number }[] = []
  path.forEach((key, step) => {
    const last = found.at(-1)
    const goesOn =
      last && last.key === key && last.to === step && !isStruck(activity, key + LOWEST_LEAD, step)
    if (key < 0) return
    if (goesOn) last.to = step + 1
    else found.push({ key, from: step, to: step + 1 })
  })
  const notes = found.filter(({ from, to }) => to - from >= SHORTEST_STEPS)
  const levelOf = ({ key, from, to }: (typeof notes)[number]) => {
    let loudest = 0
    for (let step = from; step < to; step++) loudest = Math.max(loudest, levels[step * KEYS + key]!)
    return 20 * Math.log10(loudest + 1e-9)
  }
  const loudestDb = notes.reduce((max, note) => Math.max(max, levelOf(note)), -Infinity)
  return notes.map((note) => ({
    startSeconds: note.from * STEP_SECONDS,
    endSeconds: note.to * STEP_SECONDS,
    pitchMidi: note.key + LOWEST_LEAD,
    velocity: Math.max(0.05, Math.min(1, 1 + (levelOf(note) - loudestDb) / 40)),
  }))
}

/** Whether the key begins anew at this step. */
function isStruck({ onsets }: PitchActivity, pitchMidi: number, step: number): boolean {
  for (let i = 0; i < FRAMES_A_STEP; i++) {
    const at = (step * FRAMES_A_STEP + i) * PITCH_COUNT + pitchMidi - LOWEST_PITCH_MIDI
    if (onsets[at]! >= NEW_ONSET) return true
  }
  return false
}
