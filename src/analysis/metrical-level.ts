import { findBeats } from './beat-path.js'
import { tempoJudge, type PulseEnvelopes, type TempoEvidence } from './tempo-evidence.js'
import type { TempoProfile } from './tempo-profile.js'
import type { NoteEvent } from './transcription/note-events.js'

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

/**
 * How much each kind of evidence counts: fitted (softmax over the ways to count a song) to MIDI files by people and songs of our
 * own studio, none of those that are kept for testing; see `training/tempo`.
 */
const WEIGHTS: Readonly<Record<keyof TempoEvidence, number>> = {
  onBeat: 1.81,
  beats: 0.71,
  thirds: -0.47,
  lowBar: 3.99,
  quarters: 5.59,
  onThirds: -0.73,
  uneven: -39.07,
  noteLength: -0.65,
  bassNotes: -0.66,
  slower: -2.31,
  faster: -3.8,
}
const KINDS = Object.keys(WEIGHTS) as (keyof TempoEvidence)[]

/** A way to count a recording, and what speaks for it. */
export interface WayToCount {
  /** Beats a minute that were supposed. */
  readonly bpm: number
  /** The beats that were found near that tempo, in seconds. */
  readonly beats: readonly number[]
  readonly evidence: TempoEvidence
}

/** The tempo that a recording is counted at, in beats a minute: of all ways to count it the one that most speaks for. */
export function chooseTempo(
  envelopes: PulseEnvelopes,
  notes: readonly NoteEvent[],
  framesPerSecond: number,
  profile: TempoProfile,
): number {
  let best = profile.bpm
  let bestScore = -Infinity
  for (const { bpm, evidence } of waysToCount(envelopes, notes, framesPerSecond, profile)) {
    const score = KINDS.reduce((sum, kind) => sum + WEIGHTS[kind] * evidence[kind], 0)
    if (score > bestScore) {
      bestScore = score
      best = bpm
    }
  }
  return best
}

/**
 * The same rhythm can be counted twice or half as fast, or in three instead of two: for each of these ways beats are laid, and
 * what speaks for them is gathered.
 */
export function waysToCount(
  envelopes: PulseEnvelopes,
  notes: readonly NoteEvent[],
  framesPerSecond: number,
  profile: TempoProfile,
): WayToCount[] {
  const judge = tempoJudge(envelopes, notes, framesPerSecond)
  return temposOf(profile).flatMap((bpm) => {
    const beats = findBeats(envelopes.mixed, framesPerSecond, around(profile, bpm))
    return beats.length < FEWEST_BEATS ? [] : [{ bpm, beats, evidence: judge(beats) }]
  })
}

/** The profile's highest peaks and what is in proportion to its best tempo. */
function temposOf({ bpms, support, bpm: best }: TempoProfile): number[] {
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
