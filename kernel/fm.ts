import { addScaled } from './mixing'

/** sin(2πx) for any four x, by its series around the nearest zero: true to 1e-7. */
export function sine4(x: v128): v128 {
  let turn = f32x4.sub(x, f32x4.nearest(x))
  // The outer quarters mirror the inner ones.
  const half = v128.or(f32x4.splat(0.5), v128.and(turn, i32x4.splat(0x80000000)))
  const isOuter = f32x4.gt(f32x4.abs(turn), f32x4.splat(0.25))
  turn = v128.bitselect(f32x4.sub(half, turn), turn, isOuter)
  const squared = f32x4.mul(turn, turn)
  let sum = f32x4.splat(-15.0946426)
  sum = f32x4.add(f32x4.mul(sum, squared), f32x4.splat(42.058694))
  sum = f32x4.add(f32x4.mul(sum, squared), f32x4.splat(-76.7058598))
  sum = f32x4.add(f32x4.mul(sum, squared), f32x4.splat(81.6052493))
  sum = f32x4.add(f32x4.mul(sum, squared), f32x4.splat(-41.3417023))
  sum = f32x4.add(f32x4.mul(sum, squared), f32x4.splat(6.28318531))
  return f32x4.mul(sum, turn)
}

/** Eight 64-bit floats for each operator. */
const OPERATOR_BYTES: usize = 8 * 8
const MAXIMUM_FRAMES = 32
const BUFFER_BYTES: usize = MAXIMUM_FRAMES * 4
const MAXIMUM_OPERATORS = 8

/** What modulates each operator, then what is heard, then one operator's own output. */
const buffers = heap.alloc(<usize>(MAXIMUM_OPERATORS + 2) * BUFFER_BYTES)

/**
 * Adds the next frames of a voice of up to 8 sines that bend each other's phase to `left` and, unless 0, `right`; `frames` a
 * multiple of 4, at most 32.
 *
 * `operators`, modulators first: for each its phase and increment (of 2³²), level and its slope, feedback in radians and the
 * last value that it heard of itself, and which operators it modulates, as bits; none: it is heard. `gain` and `slope`: a
 * straight line over all of it.
 */
export function playOperators(
  operators: usize,
  count: i32,
  left: usize,
  right: usize,
  frames: i32,
  gain: f32,
  slope: f32,
  leftGain: f32,
  rightGain: f32,
): void {
  const heard = buffers + <usize>count * BUFFER_BYTES
  const own = heard + BUFFER_BYTES
  memory.fill(buffers, 0, <usize>(count + 1) * BUFFER_BYTES)
  for (let i = 0; i < count; i++, operators += OPERATOR_BYTES) {
    const targets = <i32>load<f64>(operators, 48)
    const modulation = buffers + <usize>i * BUFFER_BYTES
    if (targets === 0) playOperator(operators, modulation, heard, frames)
    else {
      memory.fill(own, 0, BUFFER_BYTES)
      playOperator(operators, modulation, own, frames)
      for (let target = i + 1; target < count; target++) {
        if (targets & (1 << target)) addScaled(buffers + <usize>target * BUFFER_BYTES, own, frames, 1)
      }
    }
  }
  let gains = f32x4(gain, gain + slope, gain + 2 * slope, gain + 3 * slope)
  const step = f32x4.splat(4 * slope)
  const leftGains = f32x4.splat(leftGain)
  const rightGains = f32x4.splat(rightGain)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const x = f32x4.mul(v128.load(heard + at), gains)
    v128.store(left + at, f32x4.add(v128.load(left + at), f32x4.mul(x, leftGains)))
    if (right) v128.store(right + at, f32x4.add(v128.load(right + at), f32x4.mul(x, rightGains)))
    gains = f32x4.add(gains, step)
  }
}

const TURNS: f32 = 1 / 4294967296
const TURNS_A_RADIAN: f32 = <f32>(0.5 / Math.PI)

/** Adds level × sin(phase + modulation) to `out`. */
function playOperator(operator: usize, modulation: usize, out: usize, frames: i32): void {
  const phase = <i32>(<u32>load<f64>(operator))
  const increment = <i32>(<u32>load<f64>(operator, 8))
  const level = <f32>load<f64>(operator, 16)
  const slope = <f32>load<f64>(operator, 24)
  const feedback = <f32>load<f64>(operator, 32)
  store<f64>(operator, <f64>(<u32>(phase + increment * frames)))
  if (feedback !== 0) {
    const last = playWithFeedback(
      modulation,
      out,
      frames,
      phase,
      increment,
      level,
      slope,
      feedback,
      <f32>load<f64>(operator, 40),
    )
    store<f64>(operator, <f64>last, 40)
    return
  }
  const end = out + ((<usize>frames) << 2)
  const step = i32x4.splat(4 * increment)
  const slopes = f32x4.splat(4 * slope)
  const turns = f32x4.splat(TURNS)
  const radians = f32x4.splat(TURNS_A_RADIAN)
  let phases = i32x4(phase, phase + increment, phase + 2 * increment, phase + 3 * increment)
  let levels = f32x4(level, level + slope, level + 2 * slope, level + 3 * slope)
  for (; out < end; out += 16, modulation += 16) {
    const turn = f32x4.add(
      f32x4.mul(f32x4.convert_i32x4_s(phases), turns),
      f32x4.mul(v128.load(modulation), radians),
    )
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(levels, sine4(turn))))
    phases = i32x4.add(phases, step)
    levels = f32x4.add(levels, slopes)
  }
}

/** An operator that hears itself can only go frame by frame. Returns its last value. */
function playWithFeedback(
  modulation: usize,
  out: usize,
  frames: i32,
  phase: i32,
  increment: i32,
  level: f32,
  slope: f32,
  feedback: f32,
  last: f32,
): f32 {
  for (const end = out + ((<usize>frames) << 2); out < end; out += 4, modulation += 4) {
    const turn = <f32>phase * TURNS + (load<f32>(modulation) + feedback * last) * TURNS_A_RADIAN
    last = f32x4.extract_lane(sine4(f32x4.splat(turn)), 0)
    store<f32>(out, load<f32>(out) + level * last)
    level += slope
    phase += increment
  }
  return last
}
