import { SAMPLE_RATE } from '../../dsp/audio.js'
import { equaliserBand, StereoBiquad } from '../../dsp/biquad.js'
import { dbToGain } from '../../dsp/units.js'
import type { Score } from '../../music/score.js'
import { CEILING_DBTP, MASTER_STEP_FRAMES } from './master.js'
import type { StereoBlock } from './performer.js'

/** Masters a song while it is played, without knowing what comes. */
export interface StreamingMaster {
  /** Takes the next frames of the mix and returns those that are ready: a few milliseconds behind. */
  process(mix: StereoBlock): StereoBlock
  /** What is left after the last block. */
  finish(): StereoBlock
}

/** How far the limiter looks ahead, in steps: 5 ms. */
const LOOK_AHEAD_STEPS = 4
/** Samples may lie below the true peak between them by about this much, in dB. */
const INTER_SAMPLE_MARGIN_DB = 0.7
/** Where mixes lie before mastering, in dBFS (mean square): what the gain starts from. */
const EXPECTED_MIX_DB = -22
/** Time constants of the loudness that the gain follows, of the gain itself, and of the limiter's release, in seconds. */
const LOUDNESS_SECONDS = 6
const GAIN_SECONDS = 4
const RELEASE_SECONDS = 0.15
/** Quieter than this is a pause, in dBFS: it does not count for loudness. */
const GATE_DB = -45
/** A mean square lies about this far above the loudness of the same music in LUFS. */
const MEAN_SQUARE_ABOVE_LUFS_DB = 1

/**
 * The master of the live stream: the finished master's tone, a gain that starts where songs usually need it and slowly
 * follows the loudness heard so far, and a limiter. The finished file is mastered over the whole song and differs a
 * little in level.
 */
export function createStreamingMaster(score: Score): StreamingMaster {
  const { tone, targetLufs } = score.mix
  const filters = tone
    .filter(({ gainDb }) => gainDb !== 0)
    .map((band) => new StereoBiquad(equaliserBand(band, SAMPLE_RATE)))
  const ceiling = dbToGain(CEILING_DBTP - INTER_SAMPLE_MARGIN_DB)
  const stepSeconds = MASTER_STEP_FRAMES / SAMPLE_RATE
  const towards = (seconds: number) => 1 - Math.exp(-stepSeconds / seconds)
  const [loudnessRate, gainRate, releaseRate] = [LOUDNESS_SECONDS, GAIN_SECONDS, RELEASE_SECONDS].map(
    towards,
  ) as [number, number, number]
  const targetDb = targetLufs + MEAN_SQUARE_ABOVE_LUFS_DB

  let heardDb = EXPECTED_MIX_DB
  let gainDb = targetDb - EXPECTED_MIX_DB
  let limit = 1
  let lastGain = dbToGain(gainDb)
  // Steps that wait for what comes after them, oldest first, and what each may be multiplied by.
  const waiting: { readonly left: Float32Array; readonly right: Float32Array; readonly allowed: number }[] =
    []
  const rest: [Float32Array, Float32Array] = [new Float32Array(0), new Float32Array(0)]

  /** Measures a step of the toned mix and queues it. */
  const enqueue = (left: Float32Array, right: Float32Array) => {
    let energy = 0
    let peak = 0
    for (let i = 0; i < left.length; i++) {
      energy += Math.max(left[i]! * left[i]!, right[i]! * right[i]!)
      peak = Math.max(peak, Math.abs(left[i]!), Math.abs(right[i]!))
    }
    const levelDb = 10 * Math.log10(energy / left.length + 1e-12)
    if (levelDb > GATE_DB) heardDb += loudnessRate * (levelDb - heardDb)
    gainDb += gainRate * (targetDb - heardDb - gainDb)
    waiting.push({ left, right, allowed: peak > 0 ? ceiling / peak : Infinity })
  }

  /** Gives out the oldest step, its gain running straight from the last step's to its own. */
  const dequeue = (): StereoBlock => {
    const wanted = dbToGain(gainDb)
    const allowed = Math.min(...waiting.slice(0, LOOK_AHEAD_STEPS + 1).map((step) => step.allowed))
    limit = Math.min(limit + releaseRate * (1 - limit), allowed / wanted)
    const { left, right, allowed: own } = waiting.shift()!
    const from = Math.min(lastGain, own)
    const to = Math.min(1, limit) * wanted
    for (let i = 0; i < left.length; i++) {
      const gain = from + ((to - from) * (i + 1)) / left.length
      left[i]! *= gain
      right[i]! *= gain
    }
    lastGain = to
    return [left, right]
  }

  return {
    process([mixLeft, mixRight]) {
      const left = concat([rest[0], mixLeft])
      const right = concat([rest[1], mixRight])
      const fresh = rest[0].length
      for (const filter of filters)
        filter.process(left.subarray(fresh), right.subarray(fresh), mixLeft.length)
      const steps = Math.floor(left.length / MASTER_STEP_FRAMES)
      const ready: StereoBlock[] = []
      for (let step = 0; step < steps; step++) {
        const start = step * MASTER_STEP_FRAMES
        const end = start + MASTER_STEP_FRAMES
        enqueue(left.slice(start, end), right.slice(start, end))
        if (waiting.length > LOOK_AHEAD_STEPS) ready.push(dequeue())
      }
      rest[0] = left.slice(steps * MASTER_STEP_FRAMES)
      rest[1] = right.slice(steps * MASTER_STEP_FRAMES)
      return join(ready)
    },
    finish() {
      if (rest[0].length > 0) enqueue(rest[0], rest[1])
      const ready: StereoBlock[] = []
      while (waiting.length > 0) ready.push(dequeue())
      return join(ready)
    },
  }
}

function join(blocks: readonly StereoBlock[]): StereoBlock {
  return [concat(blocks.map(([left]) => left)), concat(blocks.map(([, right]) => right))]
}

function concat(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let position = 0
  for (const piece of pieces) {
    whole.set(piece, position)
    position += piece.length
  }
  return whole
}
