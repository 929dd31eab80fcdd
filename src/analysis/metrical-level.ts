import { activationOf, findBeats } from './beat-path.js'
import { recurrence } from './recurrence.js'
import type { TempoProfile } from './tempo-profile.js'

/** So many of the tempo profile's peaks are considered … */
const PEAKS = 8
/** … those with at least this support … */
const LEAST_SUPPORT = 0.05
/** … and tempi in these proportions to the best one: other ways to count the same rhythm. */
const PROPORTIONS = [1 / 2, 2 / 3, 3 / 4, 4 / 3, 3 / 2, 2] as const
/** Tempi nearer to each other than this share are one. */
const SAME_TEMPO = 0.035
/** Beats of a supposed tempo may be off it by so many octaves (standard deviation, and at most). */
const OFF_TEMPO = { usual: 0.05, most: 0.2 } as const
/** Fewer beats tell nothing. */
const FEWEST_BEATS = 8
/** Where tempo is uneven, what comes again does so within this share of the time. */
const REACH_SHARE = 0.008
/** Pulses are felt most readily near two beats a second (Fraisse, "Rhythm and tempo", 1982; van Noorden and Moelants, 1999). */
const RESONANCE_BPM = 120

/**
 * How much each kind of evidence counts. They were fitted together (softmax over the tempi of a song) to 43 songs: MIDI files
 * by people and songs of ours, none of those that are kept for testing.
 */
const WEIGHTS = {
  /** Mean log-likelihood of the onsets on the beats. */
  onBeat: 1.3,
  /** The whole comes again after one, two and eight beats … */
  beats: 1.35,
  /** … and thirds of beats do not: they belong to dotted rhythms of another tempo. */
  thirds: -2.15,
  /** Bass drum and bass come again after four beats. */
  lowBar: 3,
  /** Square of the distance from the resonance in octaves, by the side of it. */
  slower: -3.6,
  faster: -2.2,
} as const

/** Longest time after which anything is looked for again, in seconds. */
const LONGEST_SECONDS = 12

/** Onset envelopes on one grid of frames, each with root mean square 1. */
export interface PulseEnvelopes {
  readonly all: Float32Array
  readonly low: Float32Array
  /** All kinds of accents together: what beats are found by. */
  readonly mixed: Float32Array
}

/**
 * The tempo that a recording is counted at, in beats a minute. The same rhythm can be counted twice or half as fast, or in
 * three instead of two: for each of these ways beats are laid, and what speaks for them is weighed.
 */
export function chooseTempo(
  { all, low, mixed }: PulseEnvelopes,
  framesPerSecond: number,
  profile: TempoProfile,
): number {
  const [allAfter, lowAfter] = [all, low].map((envelope) => {
    const after = recurrence(envelope, framesPerSecond, LONGEST_SECONDS)
    return (seconds: number) => highestNear(after, seconds, 1 / framesPerSecond)
  }) as [(seconds: number) => number, (seconds: number) => number]
  const activation = activationOf(mixed, framesPerSecond)
  let best = profile.bpm
  let bestScore = -Infinity
  for (const bpm of waysToCount(profile)) {
    const beats = findBeats(mixed, framesPerSecond, around(profile, bpm))
    if (beats.length < FEWEST_BEATS) continue
    const period = (beats.at(-1)! - beats[0]!) / (beats.length - 1)
    const onBeat =
      beats.reduce((sum, time) => sum + Math.log(activation[Math.round(time * framesPerSecond)]!), 0) /
      beats.length
    const octaves = Math.log2(60 / period / RESONANCE_BPM)
    const score =
      WEIGHTS.onBeat * onBeat +
      WEIGHTS.beats * (allAfter(period) + allAfter(2 * period) + allAfter(8 * period)) +
      WEIGHTS.thirds * (allAfter((2 / 3) * period) + allAfter((4 / 3) * period)) +
      WEIGHTS.lowBar * lowAfter(4 * period) +
      (octaves < 0 ? WEIGHTS.slower : WEIGHTS.faster) * octaves ** 2
    if (score > bestScore) {
      bestScore = score
      best = bpm
    }
  }
  return best
}

/** The profile's highest peaks and what is in proportion to its best tempo. */
function waysToCount({ bpms, support, bpm: best }: TempoProfile): number[] {
  const peaks = [...support.keys()].filter(
    (i) =>
      support[i]! > LEAST_SUPPORT &&
      support[i]! >= (support[i - 1] ?? -Infinity) &&
      support[i]! > (support[i + 1] ?? -Infinity),
  )
  const highest = peaks.toSorted((a, b) => support[b]! - support[a]!).slice(0, PEAKS)
  const ways: number[] = []
  for (const bpm of [best, ...highest.map((i) => bpms[i]!), ...PROPORTIONS.map((factor) => factor * best)]) {
    const isInRange = bpm >= bpms[0]! && bpm <= bpms.at(-1)!
    if (isInRange && !ways.some((other) => Math.abs(bpm / other - 1) < SAME_TEMPO)) ways.push(bpm)
  }
  return ways
}

/** A profile that has nothing but a tempo and what drifts around it. */
function around(profile: TempoProfile, bpm: number): TempoProfile {
  const bpms = profile.bpms.filter((other) => Math.abs(Math.log2(other / bpm)) <= OFF_TEMPO.most)
  const support = Float32Array.from(bpms, (other) =>
    Math.exp(-0.5 * (Math.log2(other / bpm) / OFF_TEMPO.usual) ** 2),
  )
  return { ...profile, bpm, bpms, support }
}

function highestNear(after: (seconds: number) => number, seconds: number, step: number): number {
  const reach = Math.max(step, REACH_SHARE * seconds)
  let highest = -1
  for (let at = seconds - reach; at <= seconds + reach + 1e-9; at += step)
    highest = Math.max(highest, after(at))
  return highest
}
