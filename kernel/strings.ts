import { max4 } from './dynamics'

/** 64-bit floats that describe one loop, before its line. */
const LOOP_BYTES: usize = 16 * 8
/** Frames of a line's beginning that are kept once more after its end, so that reading needs no wrap. */
const GUARD_FRAMES = 8

/**
 * The next frames of a plucked string: loops of delay, loss, dispersion and third-order interpolation, added up. `state`: for each
 * of `count` loops 64-bit floats for the frames of its line (a power of two), where it is written next, the last value read, level,
 * loss, feedback, whole frames of delay (at least 4), four weights, the coefficient of four all-pass sections in a row, and their
 * last inputs and outputs (4 + 4 32-bit floats); then the lines, in 32-bit floats, each with 8 frames more. Each all-pass but the
 * first hears the one before it a frame late: together they delay by 3 frames beyond their own. `input`: what sets it in motion, or
 * 0. Overwrites `out` and returns its peak before `gain`. `frames` a multiple of 4, in every call.
 */
export function playStrings(state: usize, count: i32, input: usize, out: usize, frames: i32, gain: f32): f32 {
  memory.fill(out, 0, (<usize>frames) << 2)
  let line = state + <usize>count * LOOP_BYTES
  for (let i = 0; i < count; i++, state += LOOP_BYTES) {
    playLoop(state, line, input, out, frames)
    line += (<usize>load<f64>(state) + GUARD_FRAMES) << 2
  }
  const gains = f32x4.splat(gain)
  let peaks = f32x4.splat(0)
  for (const end = out + ((<usize>frames) << 2); out < end; out += 16) {
    const x = v128.load(out)
    peaks = f32x4.max(peaks, f32x4.abs(x))
    v128.store(out, f32x4.mul(gains, x))
  }
  return max4(peaks)
}

/** Four frames at once: what they read was written before the first of them. */
function playLoop(state: usize, line: usize, input: usize, out: usize, frames: i32): void {
  const lineFrames = <i32>load<f64>(state)
  const mask = lineFrames - 1
  let write = <i32>load<f64>(state, 8)
  let last = f32x4.splat(<f32>load<f64>(state, 16))
  const levels = f32x4.splat(<f32>load<f64>(state, 24))
  const losses = f32x4.splat(<f32>load<f64>(state, 32))
  const feedbacks = f32x4.splat(<f32>load<f64>(state, 40))
  const reach = <i32>load<f64>(state, 48) + 3
  const c0 = f32x4.splat(<f32>load<f64>(state, 56))
  const c1 = f32x4.splat(<f32>load<f64>(state, 64))
  const c2 = f32x4.splat(<f32>load<f64>(state, 72))
  const c3 = f32x4.splat(<f32>load<f64>(state, 80))
  const dispersion = f32x4.splat(<f32>load<f64>(state, 88))
  let heard = v128.load(state, 96)
  let said = v128.load(state, 112)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const source = line + ((<usize>((write - reach) & mask)) << 2)
    const read = f32x4.add(
      f32x4.add(f32x4.mul(c0, v128.load(source, 12)), f32x4.mul(c1, v128.load(source, 8))),
      f32x4.add(f32x4.mul(c2, v128.load(source, 4)), f32x4.mul(c3, v128.load(source))),
    )
    const before = v128.shuffle<f32>(last, read, 3, 4, 5, 6)
    last = read
    let value = f32x4.mul(feedbacks, f32x4.add(read, f32x4.mul(losses, f32x4.sub(before, read))))
    let next = v128.shuffle<f32>(value, said, 0, 4, 5, 6)
    const first = allPass(dispersion, heard, next, said)
    heard = next
    next = v128.shuffle<f32>(value, first, 1, 4, 5, 6)
    const second = allPass(dispersion, heard, next, first)
    heard = next
    next = v128.shuffle<f32>(value, second, 2, 4, 5, 6)
    const third = allPass(dispersion, heard, next, second)
    heard = next
    next = v128.shuffle<f32>(value, third, 3, 4, 5, 6)
    said = allPass(dispersion, heard, next, third)
    heard = next
    value = v128.shuffle<f32>(
      v128.shuffle<f32>(first, second, 3, 7, 3, 7),
      v128.shuffle<f32>(third, said, 3, 7, 3, 7),
      0,
      1,
      4,
      5,
    )
    if (input) value = f32x4.add(value, f32x4.mul(levels, v128.load(input + at)))
    const target = line + ((<usize>write) << 2)
    v128.store(target, value)
    if (write < GUARD_FRAMES) v128.store(target + ((<usize>lineFrames) << 2), value)
    v128.store(out + at, f32x4.add(v128.load(out + at), value))
    write = (write + 4) & mask
  }
  store<f64>(state, <f64>write, 8)
  store<f64>(state, <f64>f32x4.extract_lane(last, 3), 16)
  v128.store(state, heard, 96)
  v128.store(state, said, 112)
}

/** What four sections (c + z⁻¹) / (1 + c·z⁻¹) say to `next`, after they heard `heard` and said `said`. */
function allPass(coefficients: v128, heard: v128, next: v128, said: v128): v128 {
  return f32x4.add(f32x4.mul(coefficients, f32x4.sub(next, said)), heard)
}
