import { divisionOf, settleBeats } from './beat-phase.js'
import { findBeats } from './beat-path.js'
import { extendToEdges, smoothBeats } from './beats.js'
import { chooseTempo } from './metrical-level.js'
import { noteAccents } from './note-accents.js'
import type { OnsetStrength } from './onset-strength.js'
import { onsetNear } from './peak-near.js'
import { newnessAt } from './pitch-chroma.js'
import type { PulseEnvelopes } from './tempo-evidence.js'
import { tempoProfile, type TempoProfile } from './tempo-profile.js'
import type { NoteEvent } from './transcription/note-events.js'
import type { PitchActivity } from './transcription/pitch-activity.js'

export interface Pulse {
  /** Over the whole recording, strictly rising; at least two. */
  readonly beatTimesSeconds: readonly number[]
  /** 0 (a guess) … 1 (sure). */
  readonly confidence: number
  /** Parts of a beat: 3 in shuffles and compound metres. */
  readonly division: 2 | 3
}

/** Low onsets and long notes weigh half as much as onsets of any kind. */
const SIDE_WEIGHT = 0.5
/** Rises are seen this long after what causes them: the median over eleven rendered songs. */
const LATE_SECONDS = 0.006
/** How far the tempo may go from the one that is counted, in octaves: less than to half as many again; and how far it usually goes. */
const MOST_OCTAVES = 0.5
const USUAL_OCTAVES = 0.2

/** The beats of a recording, by where its sound rises and where its notes begin. */
export function findPulse(
  onsets: OnsetStrength,
  notes: readonly NoteEvent[],
  activity: PitchActivity,
  durationSeconds: number,
): Pulse {
  const { framesPerSecond } = onsets
  const envelopes = pulseEnvelopes(onsets, notes)
  const { all, low, accents } = envelopes
  const profile = tempoProfile([all, low, accents], framesPerSecond)
  const bpm = chooseTempo(envelopes, notes, framesPerSecond, profile)
  const beats = beatsAt(bpm, profile, envelopes, framesPerSecond)
  const settled = settleBeats(beats, envelopes, framesPerSecond, (seconds, span) =>
    newnessAt(activity, seconds, span),
  )
  const heardBpm = (60 * (settled.length - 1)) / (settled.at(-1)! - settled[0]!)
  return {
    beatTimesSeconds: extendToEdges(onTime(settled), 60 / bpm, durationSeconds),
    // Bass drum and snare alternate: what comes again may do so after two or four beats only.
    confidence: Math.max(...[1, 2, 4].map((beats) => profile.strengthAt(heardBpm / beats))),
    division: divisionOf(settled, all, framesPerSecond),
  }
}

/** Beats near a tempo, two at least; which of two or three moments in each people would tap to is not settled yet. */
export function beatsAt(
  bpm: number,
  profile: TempoProfile,
  { all, mixed }: PulseEnvelopes,
  framesPerSecond: number,
): number[] {
  const found = findBeats(mixed, framesPerSecond, countedAt(profile, bpm))
  // A recording of a beat or two has none that could be found.
  return found.length > 1
    ? smoothBeats(found, (i) => onsetNear(all, found[i]!, framesPerSecond))
    : [0, 60 / bpm]
}

/** What beats are found by. */
export function pulseEnvelopes(onsets: OnsetStrength, notes: readonly NoteEvent[]): PulseEnvelopes {
  const all = scaled(onsets.all)
  const [low, high] = [scaled(onsets.low), scaled(onsets.high)]
  const accents = scaled(noteAccents(notes, all.length, onsets.framesPerSecond))
  return {
    all,
    low,
    high,
    accents,
    mixed: all.map((value, i) => value + SIDE_WEIGHT * (low[i]! + accents[i]!)),
  }
}

/** Beats without the delay of the envelopes that they were found in. */
function onTime(beats: readonly number[]): number[] {
  const earlier = beats.map((time) => time - LATE_SECONDS)
  return earlier[0]! < 0 ? [0, ...earlier.slice(1)] : earlier
}

/** The profile with other ways to count the same rhythm put back: tempo may change within a recording, but not to those. */
function countedAt(profile: TempoProfile, bpm: number): TempoProfile {
  const octavesOf = (other: number) => Math.log2(other / bpm)
  const from = profile.bpms.findIndex((other) => octavesOf(other) >= -MOST_OCTAVES)
  const until = profile.bpms.findLastIndex((other) => octavesOf(other) <= MOST_OCTAVES) + 1
  const bpms = profile.bpms.slice(from, until)
  const support = profile.support
    .slice(from, until)
    .map((value, i) => value * Math.exp(-0.5 * (octavesOf(bpms[i]!) / USUAL_OCTAVES) ** 2))
  const largest = Math.max(1e-9, ...support)
  return { ...profile, bpm, bpms, support: support.map((value) => value / largest) }
}

/** With root mean square 1. */
function scaled(values: Float32Array): Float32Array {
  const power = values.reduce((sum, value) => sum + value * value, 0) / (values.length || 1)
  return values.map((value) => value / Math.sqrt(power || 1))
}
