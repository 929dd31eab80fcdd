import {
  LOWEST_PITCH_MIDI,
  PITCH_COUNT,
  PITCH_FRAMES_PER_SECOND,
  type PitchActivity,
} from './transcription/pitch-activity.js'

/** Keys below this count for the bass fully, an octave higher not at all. */
const BASS_MIDI = 43
/** Keys above this are mostly overtones. */
const HIGHEST_MIDI = 96
/** Likelihoods below this are noise. */
const LEAST_LIKELIHOOD = 0.1

/** What sounds over a stretch: 12 values each from C, 0 … about 1. */
export interface PitchChroma {
  /** Keys of all octaves. */
  readonly all: readonly number[]
  /** The low ones. */
  readonly bass: readonly number[]
}

/** What sounds between each time and the next; the last stretch is as long as the one before. */
export function chromaBetween(activity: PitchActivity, timesSeconds: readonly number[]): PitchChroma[] {
  return timesSeconds.map((start, i) => {
    const end = timesSeconds[i + 1] ?? start + (start - (timesSeconds[i - 1] ?? start - 0.5))
    return chromaOf(activity, start, end)
  })
}

/** What sounds from one time to another: how likely each pitch class sounds on average, by its likeliest octave. */
export function chromaOf(activity: PitchActivity, startSeconds: number, endSeconds: number): PitchChroma {
  const from = Math.max(0, Math.min(activity.frames - 1, Math.round(startSeconds * PITCH_FRAMES_PER_SECOND)))
  const to = Math.min(activity.frames, Math.max(from + 1, Math.round(endSeconds * PITCH_FRAMES_PER_SECOND)))
  const all = new Array<number>(12).fill(0)
  const bass = new Array<number>(12).fill(0)
  const loudest = new Float32Array(12)
  const lowest = new Float32Array(12)
  for (let frame = from; frame < to; frame++) {
    loudest.fill(0)
    lowest.fill(0)
    for (let key = 0; key < PITCH_COUNT && key + LOWEST_PITCH_MIDI <= HIGHEST_MIDI; key++) {
      const value = activity.notes[frame * PITCH_COUNT + key]!
      if (value < LEAST_LIKELIHOOD) continue
      const pitch = key + LOWEST_PITCH_MIDI
      const pitchClass = pitch % 12
      loudest[pitchClass] = Math.max(loudest[pitchClass]!, value)
      const depth = Math.min(1, 1 - (pitch - BASS_MIDI) / 12)
      if (depth > 0) lowest[pitchClass] = Math.max(lowest[pitchClass]!, value * depth)
    }
    for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
      all[pitchClass]! += loudest[pitchClass]! / (to - from)
      bass[pitchClass]! += lowest[pitchClass]! / (to - from)
    }
  }
  return { all, bass }
}

/** How much sounds within `spanSeconds` after a moment that did not in the same time before it, summed over the pitch classes. */
export function newnessAt(activity: PitchActivity, seconds: number, spanSeconds: number): number {
  const before = chromaOf(activity, Math.max(0, seconds - spanSeconds), seconds).all
  const after = chromaOf(activity, seconds, seconds + spanSeconds).all
  return after.reduce((sum, value, i) => sum + Math.max(0, value - before[i]!), 0)
}
