/** Soft curve through the origin with slope 1 that reaches ±1 at ±3 (rational tanh). Four at a time. */
export function softClip4(x: v128): v128 {
  const held = f32x4.min(f32x4.max(x, f32x4.splat(-3)), f32x4.splat(3))
  const squared = f32x4.mul(held, held)
  const top = f32x4.mul(held, f32x4.add(f32x4.splat(27), squared))
  return f32x4.div(top, f32x4.add(f32x4.splat(27), f32x4.mul(f32x4.splat(9), squared)))
}

/** level × softClip(drive × x) on both sides. `frames` a multiple of 4. */
export function saturateStereo(left: usize, right: usize, frames: i32, drive: f32, level: f32): void {
  const drives = f32x4.splat(drive)
  const levels = f32x4.splat(level)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    v128.store(left + at, f32x4.mul(levels, softClip4(f32x4.mul(drives, v128.load(left + at)))))
    v128.store(right + at, f32x4.mul(levels, softClip4(f32x4.mul(drives, v128.load(right + at)))))
  }
}

/** Multiplies both sides by a straight line of gains and returns the largest square of any sample before that. */
function rampAndPower(left: usize, right: usize, frames: i32, gain: f64, slope: f64): f64 {
  let gains = f32x4(<f32>gain, <f32>(gain + slope), <f32>(gain + 2 * slope), <f32>(gain + 3 * slope))
  const step = f32x4.splat(<f32>(4 * slope))
  let powers = f32x4.splat(0)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const l = v128.load(left + at)
    const r = v128.load(right + at)
    powers = f32x4.max(powers, f32x4.max(f32x4.mul(l, l), f32x4.mul(r, r)))
    v128.store(left + at, f32x4.mul(l, gains))
    v128.store(right + at, f32x4.mul(r, gains))
    gains = f32x4.add(gains, step)
  }
  return <f64>max4(powers)
}

export function max4(x: v128): f32 {
  const pairs = f32x4.max(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

/** 10·log10(2): power in dB. */
const DB_A_POWER_OF_TWO: f64 = 3.010299956639812
/** log2(10) / 20: dB to amplitude. */
const POWERS_OF_TWO_A_DB: f64 = 0.16609640474436813

/** Binary logarithm of a normal number above 0, true to 1e-9: exponent and, around the square root of 2, a series. */
function log2(x: f64): f64 {
  const bits = reinterpret<i64>(x)
  const mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000)
  const exponent = <f64>((bits >> 52) - 1023)
  const t = (mantissa - Math.SQRT2) / (mantissa + Math.SQRT2)
  const s = t * t
  // 2 · artanh(t) / ln 2.
  const series = 1 + s * (1 / 3.0 + s * (1 / 5.0 + s * (1 / 7.0 + s * (1 / 9.0 + s * (1 / 11.0)))))
  return exponent + 0.5 + 2.885390081777927 * t * series
}

/** 2ˣ for moderate x, true to 1e-9: the whole part as an exponent, the rest by its series. */
function exp2(x: f64): f64 {
  const whole = Math.floor(x + 0.5)
  const r = (x - whole) * Math.LN2
  const fine =
    1 +
    r * (1 + r * (1 / 2.0 + r * (1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0 + r * (1 / 720.0 + r / 5040.0))))))
  return fine * reinterpret<f64>((<i64>whole + 1023) << 52)
}

/** Frames between two looks at the level; blocks are whole multiples of it. */
const COMPRESSOR_STEP = 16

/**
 * Stereo compressor, in place. `state` holds 64-bit floats: smoothed power, reduction in dB, gain, slope; then threshold dB,
 * ratio, knee dB, make-up dB, attack and release a step. `frames` a multiple of 16.
 */
export function compress(state: usize, left: usize, right: usize, frames: i32): void {
  let power = load<f64>(state)
  let reduction = load<f64>(state, 8)
  let gain = load<f64>(state, 16)
  let slope = load<f64>(state, 24)
  const threshold = load<f64>(state, 32)
  const ratio = load<f64>(state, 40)
  const knee = load<f64>(state, 48)
  const makeup = load<f64>(state, 56)
  const attack = load<f64>(state, 64)
  const release = load<f64>(state, 72)
  for (let done = 0; done < frames; done += COMPRESSOR_STEP) {
    const at = (<usize>done) << 2
    const peak = rampAndPower(left + at, right + at, COMPRESSOR_STEP, gain, slope)
    gain += COMPRESSOR_STEP * slope
    // Peaks of the last step, smoothed over about 5 ms: follows loudness rather than single waves.
    power += (peak > power ? 0.25 : 0.06) * (peak - power)
    const level: f64 = power > 1e-12 ? DB_A_POWER_OF_TWO * log2(power) : -120
    const target = reductionFor(level - threshold, ratio, knee)
    const before = reduction
    reduction += (target > reduction ? attack : release) * (target - reduction)
    if (target === 0 && reduction < 1e-6) reduction = 0
    // At rest the gain stands still, and the power function is spared.
    const next = reduction === before && slope === 0 ? gain : exp2((makeup - reduction) * POWERS_OF_TWO_A_DB)
    slope = (next - gain) / COMPRESSOR_STEP
  }
  store<f64>(state, power)
  store<f64>(state, reduction, 8)
  store<f64>(state, gain, 16)
  store<f64>(state, slope, 24)
}

/** Gain reduction in dB for a level `over` dB above the threshold, with a soft corner. */
function reductionFor(over: f64, ratio: f64, knee: f64): f64 {
  const slope = 1 - 1 / ratio
  if (over <= -knee / 2) return 0
  if (over >= knee / 2) return slope * over
  const into = over + knee / 2
  return (slope * into * into) / (2 * knee)
}

const DUCKER_STEP = 32

/**
 * Side-chain, in place. `state` holds 64-bit floats: envelope, loudest, reduction, gain, slope; then depth in dB, fall,
 * forget, attack and release a step. `frames` a multiple of 32.
 */
export function duck(state: usize, left: usize, right: usize, key: usize, frames: i32): void {
  let envelope = load<f64>(state)
  let loudest = load<f64>(state, 8)
  let reduction = load<f64>(state, 16)
  let gain = load<f64>(state, 24)
  let slope = load<f64>(state, 32)
  const depth = load<f64>(state, 40)
  const fall = load<f64>(state, 48)
  const forget = load<f64>(state, 56)
  const attack = load<f64>(state, 64)
  const release = load<f64>(state, 72)
  for (let done = 0; done < frames; done += DUCKER_STEP) {
    const at = (<usize>done) << 2
    let sizes = f32x4.splat(0)
    for (let k: usize = 0; k < (<usize>DUCKER_STEP) << 2; k += 16) {
      sizes = f32x4.max(sizes, f32x4.abs(v128.load(key + at + k)))
    }
    const peak = <f64>max4(sizes)
    rampAndPower(left + at, right + at, DUCKER_STEP, gain, slope)
    gain += DUCKER_STEP * slope
    envelope = max(peak, envelope * fall)
    loudest = max(max(1e-4, envelope), loudest * forget)
    // Only the strong half of the key counts: a kick ducks the pads, a quiet hi-hat does not.
    const strength = min<f64>(1, max<f64>(0, 2.2 * (envelope / loudest) - 1))
    reduction += (strength > reduction ? attack : release) * (strength - reduction)
    slope = (exp2(-depth * reduction * POWERS_OF_TWO_A_DB) - gain) / DUCKER_STEP
  }
  store<f64>(state, envelope)
  store<f64>(state, loudest, 8)
  store<f64>(state, reduction, 16)
  store<f64>(state, gain, 24)
  store<f64>(state, slope, 32)
}
