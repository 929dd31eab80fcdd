import { activationOf } from './beat-path.js'
import { onsetNear } from './peak-near.js'
import { recurrence } from './recurrence.js'
import type { NoteEvent } from './transcription/note-events.js'
import { PITCH_FRAMES_PER_SECOND } from './transcription/pitch-activity.js'

/** Longest time after which anything is looked for again, in seconds. */
const LONGEST_SECONDS = 12
/** Where tempo is uneven, what comes again does so within this share of the time. */
const REACH_SHARE = 0.008
/** Pulses are felt most readily near two beats a second (Fraisse, "Rhythm and tempo", 1982; van Noorden and Moelants, 1999). */
const RESONANCE_BPM = 120
/** So that ratios of onsets are finite; envelopes have root mean square 1. */
const LEAST_ONSET = 0.1
/** Notes below this MIDI key are the bass. */
const BASS_MIDI = 50
/** Bass notes that begin nearer together than this are one, in frames of the pitch network: 46 ms. */
const SAME_START_FRAMES = 4
/** Fewer notes tell neither how long notes are nor how often they come. */
const FEWEST_NOTES = 8
/** So that a bass that hardly plays does not ask for beats without end, in notes a second. */
const LEAST_RATE = 0.2
/** Beats that are more uneven than this tell no more by it. */
const MOST_UNEVEN = 0.05

/** Onset envelopes on one grid of frames, each with root mean square 1. */
export interface PulseEnvelopes {
  readonly all: Float32Array
  readonly low: Float32Array
  /** Snares and cymbals. */
  readonly high: Float32Array
  /** Where long and low notes begin. */
  readonly accents: Float32Array
  /** All of them together: what beats are found by. */
  readonly mixed: Float32Array
}

/** What tells whether a recording is counted in certain beats. */
export interface TempoEvidence {
  /** Mean log-likelihood of the onsets on the beats. */
  readonly onBeat: number
  /** How much the whole comes again after one, two and eight beats, added up; each 1 at most. */
  readonly beats: number
  /** The same after two and four thirds of a beat: so it does in dotted rhythms of another tempo. */
  readonly thirds: number
  /** How much bass drum and bass come again after four beats. */
  readonly lowBar: number
  /** How much long and low notes come again after a quarter of a beat: where they do not, beats may be halves or thirds of others. */
  readonly quarters: number
  /** Onsets on thirds of beats against those on beats, logarithm of their ratio. */
  readonly onThirds: number
  /** Standard deviation of the beats' length, a share of it: beats that are none are found here and there. */
  readonly uneven: number
  /** Square of how far the median note is from a beat long, in octaves. */
  readonly noteLength: number
  /** Square of how far the bass is from one note a beat, in octaves. */
  readonly bassNotes: number
  /** Square of the distance from the tempo that is felt most readily, in octaves, below it … */
  readonly slower: number
  /** … and above it. */
  readonly faster: number
}

/**
 * Prepares to judge ways to count a recording; the judge takes the times of a way's beats, three at least, in seconds.
 * @param notes All that are heard of the recording.
 */
export function tempoJudge(
  { all, low, accents, mixed }: PulseEnvelopes,
  notes: readonly NoteEvent[],
  framesPerSecond: number,
): (beats: readonly number[]) => TempoEvidence {
  const afterIn = (envelope: Float32Array) => {
    const after = recurrence(envelope, framesPerSecond, LONGEST_SECONDS)
    return (seconds: number) => highestNear(after, seconds, 1 / framesPerSecond)
  }
  const [allAfter, lowAfter, accentsAfter] = [afterIn(all), afterIn(low), afterIn(accents)]
  const activation = activationOf(mixed, framesPerSecond)
  const noteSeconds = medianSeconds(notes)
  const bassRate = bassNotesASecond(notes, all.length / framesPerSecond)
  const onsetsAt = (times: readonly number[]) =>
    meanOf(times, (time) => onsetNear(all, time, framesPerSecond)) + LEAST_ONSET
  return (beats) => {
    const lengths = beats.slice(1).map((time, i) => time - beats[i]!)
    const period = meanOf(lengths, (length) => length)
    const thirds = lengths.flatMap((length, i) => [beats[i]! + length / 3, beats[i]! + (2 * length) / 3])
    const octaves = Math.log2(60 / period / RESONANCE_BPM)
    return {
      onBeat: meanOf(beats, (time) => Math.log(activation[Math.round(time * framesPerSecond)]!)),
      beats: allAfter(period) + allAfter(2 * period) + allAfter(8 * period),
      thirds: allAfter((2 / 3) * period) + allAfter((4 / 3) * period),
      lowBar: lowAfter(4 * period),
      quarters: accentsAfter(period / 4),
      onThirds: Math.log(onsetsAt(thirds) / onsetsAt(beats)),
      uneven: Math.min(MOST_UNEVEN, Math.sqrt(meanOf(lengths, (length) => (length - period) ** 2)) / period),
      noteLength: noteSeconds === undefined ? 0 : Math.log2(noteSeconds / period) ** 2,
      bassNotes: bassRate === undefined ? 0 : Math.log2((bassRate + LEAST_RATE) * period) ** 2,
      slower: Math.min(0, octaves) ** 2,
      faster: Math.max(0, octaves) ** 2,
    }
  }
}

function medianSeconds(notes: readonly NoteEvent[]): number | undefined {
  if (notes.length < FEWEST_NOTES) return undefined
  const frames = notes.map(({ startFrame, endFrame }) => endFrame - startFrame).toSorted((a, b) => a - b)
  return frames[frames.length >> 1]! / PITCH_FRAMES_PER_SECOND
}

function bassNotesASecond(notes: readonly NoteEvent[], seconds: number): number | undefined {
  const starts = notes.filter(({ pitchMidi }) => pitchMidi < BASS_MIDI).map(({ startFrame }) => startFrame)
  let count = 0
  let last = -Infinity
  for (const start of starts.toSorted((a, b) => a - b)) {
    if (start - last < SAME_START_FRAMES) continue
    count++
    last = start
  }
  return count < FEWEST_NOTES ? undefined : count / seconds
}

function meanOf<T>(values: readonly T[], valueOf: (value: T) => number): number {
  return values.reduce((sum, value) => sum + valueOf(value), 0) / values.length
}

function highestNear(after: (seconds: number) => number, seconds: number, step: number): number {
  const reach = Math.max(step, REACH_SHARE * seconds)
  let highest = -1
  for (let at = seconds - reach; at <= seconds + reach + 1e-9; at += step)
    highest = Math.max(highest, after(at))
  return highest
}
