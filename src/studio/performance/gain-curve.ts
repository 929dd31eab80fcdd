import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { dbToGain } from '../../dsp/units.js'

/** Look-ahead of the limiter in steps: 8 ms. */
const LOOK_AHEAD_STEPS = 6
/** Time in which the limiter lets go of 1 - 1/e of its reduction, in seconds. */
const LIMITER_RELEASE_SECONDS = 0.09

/** What a mix is like in each step of 64 frames. */
export interface MixSteps {
  /** Mean square of the louder channel. */
  readonly power: Float32Array
  /** Largest magnitude, on samples and between them. */
  readonly peaks: Float32Array
}

/** Loudness gain × glue × limiter at each step's edge. */
export function gainCurve(
  { power, peaks }: MixSteps,
  gainDb: number,
  glue: number,
  ceilingDb: number,
): Float32Array {
  const gains = glueCurve(power, gainDb, glue)
  const ceiling = dbToGain(ceilingDb)
  const steps = peaks.length
  // What each edge may let through so that neither step beside it passes the ceiling.
  const allowed = new Float32Array(steps + 1).fill(1)
  for (let step = 0; step < steps; step++) {
    const loudest = peaks[step]! * Math.max(gains[step]!, gains[step + 1]!)
    if (loudest <= ceiling) continue
    const limit = ceiling / loudest
    if (limit < allowed[step]!) allowed[step] = limit
    if (limit < allowed[step + 1]!) allowed[step + 1] = limit
  }
  const limited = limiterCurve(allowed)
  for (let edge = 0; edge <= steps; edge++) gains[edge] = gains[edge]! * limited[edge]!
  return gains
}

/** A slow, gentle compressor over everything, as a curve. `glue` 0 … 1; about 1 to 3 dB of reduction at most. */
function glueCurve(power: Float32Array, gainDb: number, glue: number): Float32Array {
  const curve = new Float32Array(power.length + 1)
  if (glue <= 0) return curve.fill(dbToGain(gainDb))
  const stepSeconds = CURVE_STEP_FRAMES / SAMPLE_RATE
  const factor = (seconds: number): number => 1 - Math.exp(-stepSeconds / seconds)
  const smoothing = factor(0.02)
  const attack = factor(0.03)
  const release = factor(0.25)
  const ratio = 1 + 1.6 * Math.min(1, glue)
  let level = power[0] ?? 0
  let reduction = 0
  for (let edge = 0; edge < curve.length; edge++) {
    const now = power[Math.min(edge, power.length - 1)] ?? 0
    level += smoothing * (now - level)
    const levelDb = 10 * Math.log10(level + 1e-12) + gainDb
    const target = reductionFor(levelDb + 16, ratio, 10)
    reduction += (target > reduction ? attack : release) * (target - reduction)
    curve[edge] = dbToGain(gainDb - reduction)
  }
  return curve
}

/** Gain reduction in dB (≥ 0) for a level `overDb` above the threshold. */
export function reductionFor(overDb: number, ratio: number, kneeDb: number): number {
  const slope = 1 - 1 / ratio
  if (overDb <= -kneeDb / 2) return 0
  if (overDb >= kneeDb / 2) return slope * overDb
  return (slope * (overDb + kneeDb / 2) ** 2) / (2 * kneeDb)
}

/**
 * A smooth curve that is nowhere above `allowed`: the least of what lies ahead, let go of slowly, averaged over the
 * look-ahead.
 */
export function limiterCurve(allowed: Float32Array): Float32Array {
  const length = allowed.length
  const release = 1 - Math.exp(-CURVE_STEP_FRAMES / (LIMITER_RELEASE_SECONDS * SAMPLE_RATE))
  const held = new Float32Array(length)
  let current = 1
  for (let edge = 0; edge < length; edge++) {
    let ahead = 1
    for (let k = edge; k <= Math.min(length - 1, edge + LOOK_AHEAD_STEPS); k++)
      ahead = Math.min(ahead, allowed[k]!)
    current += release * (1 - current)
    if (ahead < current) current = ahead
    held[edge] = current
  }
  const curve = new Float32Array(length)
  for (let edge = 0; edge < length; edge++) {
    let sum = 0
    for (let k = edge - LOOK_AHEAD_STEPS; k <= edge; k++) sum += held[Math.max(0, k)]!
    curve[edge] = sum / (LOOK_AHEAD_STEPS + 1)
  }
  return curve
}
