import { SAMPLE_RATE } from '../../dsp/audio.js'
import { Biquad, equaliserBand, highPass, highShelf, StereoBiquad } from '../../dsp/biquad.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { dbToGain } from '../../dsp/units.js'
import type { Score } from '../../music/score.js'
import { expectedLoudness } from './expected-loudness.js'
import { CEILING_DBTP } from './master.js'
import type { StereoBlock } from './performer.js'

/** A provisional master for listening while the song is still being performed. */
export interface StreamingMaster {
  /**
   * Takes the next frames of the mix and returns the frames that are ready: a few milliseconds fewer at the start, the
   * same number on average. Arrays of the result are new.
   */
  push(mix: StereoBlock): StereoBlock
  /** The frames still held back. */
  finish(): StereoBlock
}

/** Look-ahead of the limiter in steps of 64 frames: 5 ms. */
const LOOK_AHEAD_STEPS = 4
const LOOK_AHEAD_FRAMES = LOOK_AHEAD_STEPS * CURVE_STEP_FRAMES
/** Peaks between samples reach a little higher than the samples that are looked at here. */
const PEAK_MARGIN_DB = 0.8
const RELEASE_SECONDS = 0.12
/** The forecast counts as much as this many seconds of sound that was really heard. */
const FORECAST_WEIGHT_SECONDS = 3
/** How fast the gain may be corrected, in dB a second: slower than anybody notices. */
const CORRECTION_DB_A_SECOND = 1.5

/**
 * Masters a mix as it comes. How loud the song will be is forecast from its score; what is heard corrects the forecast.
 * The final master (`planMaster`) knows the whole song and is a little closer to the target.
 */
export function createStreamingMaster(score: Score): StreamingMaster {
  return new CausalMaster(score)
}

class CausalMaster implements StreamingMaster {
  private readonly tone: readonly StereoBiquad[]
  private readonly weighting = [
    new Biquad(highPass(38, 0.5, SAMPLE_RATE)),
    new Biquad(highShelf(1500, 0.7, 4, SAMPLE_RATE)),
  ]
  private readonly forecast
  private readonly targetLufs: number
  private readonly ceiling = dbToGain(CEILING_DBTP - PEAK_MARGIN_DB)
  /** Toned frames that were not given out yet; the first `LOOK_AHEAD_FRAMES` of them are being looked over. */
  private readonly heldLeft = new Float32Array(LOOK_AHEAD_FRAMES + CURVE_STEP_FRAMES)
  private readonly heldRight = new Float32Array(LOOK_AHEAD_FRAMES + CURVE_STEP_FRAMES)
  private readonly weighted = new Float32Array(CURVE_STEP_FRAMES)
  private readonly allowed = new Float64Array(LOOK_AHEAD_STEPS + 2).fill(1)
  private readonly recent = new Float64Array(LOOK_AHEAD_STEPS + 1).fill(1)
  private filled = 0
  private framesIn = 0
  private framesOut = 0
  private gainDb: number
  private limiter = 1
  private edge: number
  private heardPower = 0
  private forecastPower = 0

  constructor(score: Score) {
    this.tone = score.mix.tone.map((band) => new StereoBiquad(equaliserBand(band, SAMPLE_RATE)))
    this.forecast = expectedLoudness(score)
    this.targetLufs = score.mix.targetLufs
    this.gainDb = this.targetLufs - this.forecast.integratedLufs
    this.edge = dbToGain(this.gainDb)
  }

  push([left, right]: StereoBlock): StereoBlock {
    const ready = Math.max(
      0,
      Math.floor((this.framesIn + left.length) / CURVE_STEP_FRAMES) * CURVE_STEP_FRAMES - LOOK_AHEAD_FRAMES,
    )
    const out: StereoBlock = [
      new Float32Array(ready - this.framesOut),
      new Float32Array(ready - this.framesOut),
    ]
    let written = 0
    for (let i = 0; i < left.length;) {
      const count = Math.min(left.length - i, this.heldLeft.length - this.filled, this.untilStep())
      this.heldLeft.set(left.subarray(i, i + count), this.filled)
      this.heldRight.set(right.subarray(i, i + count), this.filled)
      this.filled += count
      this.framesIn += count
      i += count
      if (this.framesIn % CURVE_STEP_FRAMES === 0) written += this.completeStep(out, written)
    }
    this.framesOut += written
    return out
  }

  finish(): StereoBlock {
    const rest = this.framesIn - this.framesOut
    const padding = LOOK_AHEAD_FRAMES + CURVE_STEP_FRAMES - (this.framesIn % CURVE_STEP_FRAMES)
    const [left, right] = this.push([new Float32Array(padding), new Float32Array(padding)])
    return [left.slice(0, rest), right.slice(0, rest)]
  }

  private untilStep(): number {
    return CURVE_STEP_FRAMES - (this.framesIn % CURVE_STEP_FRAMES)
  }

  /** A step has come in whole: tone it, look it over, and let the oldest step out. Returns how many frames went out. */
  private completeStep(out: StereoBlock, at: number): number {
    const start = this.filled - CURVE_STEP_FRAMES
    const newLeft = this.heldLeft.subarray(start, this.filled)
    const newRight = this.heldRight.subarray(start, this.filled)
    for (const filter of this.tone) filter.process(newLeft, newRight, CURVE_STEP_FRAMES)
    this.followLoudness(newLeft, newRight)
    let peak = 0
    for (let i = 0; i < CURVE_STEP_FRAMES; i++) {
      peak = Math.max(peak, Math.abs(newLeft[i]!), Math.abs(newRight[i]!))
    }
    const loudest = peak * dbToGain(this.gainDb)
    this.allowed.copyWithin(0, 1)
    this.allowed[LOOK_AHEAD_STEPS + 1] = loudest > this.ceiling ? this.ceiling / loudest : 1
    if (this.filled <= LOOK_AHEAD_FRAMES) return 0

    // The gain at the end of the step that goes out now; see `limiterCurve` for why this never lets a peak through.
    let ahead = 1
    for (const allowed of this.allowed) ahead = Math.min(ahead, allowed)
    this.limiter += (1 - Math.exp(-CURVE_STEP_FRAMES / (RELEASE_SECONDS * SAMPLE_RATE))) * (1 - this.limiter)
    if (ahead < this.limiter) this.limiter = ahead
    this.recent.copyWithin(0, 1)
    this.recent[LOOK_AHEAD_STEPS] = this.limiter
    let sum = 0
    for (const value of this.recent) sum += value
    const next = (dbToGain(this.gainDb) * sum) / this.recent.length
    const slope = (next - this.edge) / CURVE_STEP_FRAMES
    const hard = dbToGain(CEILING_DBTP - 0.3)
    for (let i = 0; i < CURVE_STEP_FRAMES; i++) {
      const gain = this.edge + slope * i
      out[0][at + i] = Math.min(hard, Math.max(-hard, this.heldLeft[i]! * gain))
      out[1][at + i] = Math.min(hard, Math.max(-hard, this.heldRight[i]! * gain))
    }
    this.edge = next
    this.heldLeft.copyWithin(0, CURVE_STEP_FRAMES, this.filled)
    this.heldRight.copyWithin(0, CURVE_STEP_FRAMES, this.filled)
    this.filled -= CURVE_STEP_FRAMES
    return CURVE_STEP_FRAMES
  }

  /** Compares what is heard with what the score let expect at this place, and moves the gain accordingly. */
  private followLoudness(left: Float32Array, right: Float32Array): void {
    const { weighted } = this
    let power = 0
    for (let i = 0; i < CURVE_STEP_FRAMES; i++) {
      weighted[i] = Math.SQRT1_2 * (left[i]! + right[i]!)
      power += (0.5 * (left[i]! - right[i]!) ** 2) / CURVE_STEP_FRAMES
    }
    for (const filter of this.weighting) filter.process(weighted, 0, CURVE_STEP_FRAMES)
    for (let i = 0; i < CURVE_STEP_FRAMES; i++) power += weighted[i]! ** 2 / CURVE_STEP_FRAMES
    const stepSeconds = CURVE_STEP_FRAMES / SAMPLE_RATE
    const expected = this.forecast.powerAt((this.framesIn / CURVE_STEP_FRAMES) * stepSeconds)
    // Moments in which hardly anything is due say nothing about how loud the song is.
    if (expected < 0.05 * this.forecast.integratedPower) return
    this.heardPower += power * stepSeconds
    this.forecastPower += expected * stepSeconds
    const prior = FORECAST_WEIGHT_SECONDS * this.forecast.integratedPower
    const errorDb = 10 * Math.log10((this.heardPower + prior) / (this.forecastPower + prior))
    const wanted = this.targetLufs - this.forecast.integratedLufs - errorDb
    const reach = CORRECTION_DB_A_SECOND * stepSeconds
    this.gainDb += Math.min(reach, Math.max(-reach, wanted - this.gainDb))
  }
}
