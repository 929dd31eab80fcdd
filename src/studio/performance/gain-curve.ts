import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { dbToGain } from '../../dsp/units.js'

/** Look-ahead of the limiter in steps: 8 ms. */
const LOOK_AHEAD_STEPS = 6
/** Time in which the limiter lets go of 1 - 1/e of its reduction, in seconds. */
const LIMITER_RELEASE_SECONDS = 0.09

/** The glue's look at the level, in seconds, … */
const GLUE_LEVEL_SECONDS = 0.02
/** … what it holds it against, … */
const GLUE_AROUND_SECONDS = 2
/** … and where that lies on its curve, in dB above the threshold. */
const GLUE_OVER_DB = 2
const GLUE_KNEE_DB = 10

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

/**
 * A gentle compressor over everything, as a curve, that binds what sounds together within a moment. Its threshold lies at what
 * the music around is like: soft sections stay as much softer than loud ones as they were. `glue` 0 … 1.
 */
function glueCurve(power: Float32Array, gainDb: number, glue: number): Float32Array {
  const curve = new Float32Array(power.length + 1)
  if (glue <= 0) return curve.fill(dbToGain(gainDb))
  const smoothing = stepFactor(GLUE_LEVEL_SECONDS)
  const attack = stepFactor(0.03)
  const release = stepFactor(0.25)
  const ratio = 1 + 1.6 * Math.min(1, glue)
  const around = levelsAround(power)
  let level = power[0] ?? 0
  let reduction = 0
  for (let edge = 0; edge < curve.length; edge++) {
    const step = Math.min(edge, power.length - 1)
    level += smoothing * ((power[step] ?? 0) - level)
    const overDb = 10 * Math.log10((level + 1e-12) / ((around[step] ?? 0) + 1e-12)) + GLUE_OVER_DB
    const target = reductionFor(overDb, ratio, GLUE_KNEE_DB)
    reduction += (target > reduction ? attack : release) * (target - reduction)
    curve[edge] = dbToGain(gainDb - reduction)
  }
  return curve
}

/** Mean square around each step, some seconds back and ahead. */
function levelsAround(power: Float32Array): Float32Array {
  const factor = stepFactor(GLUE_AROUND_SECONDS)
  const reach = Math.round((GLUE_AROUND_SECONDS * SAMPLE_RATE) / CURVE_STEP_FRAMES)
  const around = new Float32Array(power.length)
  let level = mean(power.subarray(0, reach))
  for (let step = 0; step < power.length; step++) {
    level += factor * (power[step]! - level)
    around[step] = level
  }
  level = mean(around.subarray(-reach))
  for (let step = power.length - 1; step >= 0; step--) {
    level += factor * (around[step]! - level)
    around[step] = level
  }
  return around
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** What a smoother with a time constant takes of a step's value. */
function stepFactor(seconds: number): number {
  return 1 - Math.exp(-CURVE_STEP_FRAMES / (seconds * SAMPLE_RATE))
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
  const release = stepFactor(LIMITER_RELEASE_SECONDS)
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
