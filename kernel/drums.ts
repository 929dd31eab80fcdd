import { sine4 } from './fm'

/** Turns in one count of a 32-bit phase. */
const TURNS: f32 = 1 / 4294967296

/**
 * Adds a square wave whose edges are rounded (PolyBLEP), four frames at once. `phase` and `increment` count 2³² to the turn;
 * `frames` a multiple of 4.
 */
export function addSquare(block: usize, frames: i32, phase: f64, increment: f64, level: f32): void {
  const first = <i32>(<u32>phase)
  const stride = <i32>(<u32>increment)
  const edges = f32x4.splat(<f32>(1 / (increment * <f64>TURNS)))
  const levels = f32x4.splat(level)
  const signs = i32x4.splat(<i32>0x80000000)
  const step = i32x4.splat(4 * stride)
  let phases = i32x4(first, first + stride, first + 2 * stride, first + 3 * stride)
  for (const end = block + ((<usize>frames) << 2); block < end; block += 16) {
    // Up in the first half of the turn, down in the second: the phase's sign, read as a signed number.
    const square = v128.or(f32x4.splat(1), v128.and(phases, signs))
    const rounded = f32x4.sub(roundedEdge(phases, edges), roundedEdge(v128.xor(phases, signs), edges))
    v128.store(block, f32x4.add(v128.load(block), f32x4.mul(levels, f32x4.add(square, rounded))))
    phases = i32x4.add(phases, step)
  }
}

/** What rounds a rising edge at phase 0, less than an increment away from it. */
function roundedEdge(phases: v128, edges: v128): v128 {
  const distance = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(phases), f32x4.splat(TURNS)), edges)
  const near = f32x4.max(f32x4.splat(0), f32x4.sub(f32x4.splat(1), f32x4.abs(distance)))
  // Down after the edge, up before it.
  const sign = v128.xor(v128.and(phases, i32x4.splat(<i32>0x80000000)), i32x4.splat(<i32>0x80000000))
  return v128.or(f32x4.mul(near, near), sign)
}

/** Frames over which a fall is carried on in 32 bits before it is set right. */
const ANCHOR_FRAMES = 64

/** block × (level · factor^frame + other · otherFactor^frame), in place. `frames` a multiple of 64. */
export function multiplyFalls(
  block: usize,
  frames: i32,
  level: f64,
  factor: f64,
  other: f64,
  otherFactor: f64,
): void {
  const steps = f32x4.splat(<f32>fourth(factor))
  const otherSteps = f32x4.splat(<f32>fourth(otherFactor))
  const anchor = Math.pow(factor, ANCHOR_FRAMES)
  const otherAnchor = Math.pow(otherFactor, ANCHOR_FRAMES)
  for (let done = 0; done < frames; done += ANCHOR_FRAMES) {
    let levels = fourOf(level, factor)
    let others = fourOf(other, otherFactor)
    for (const end = block + (ANCHOR_FRAMES << 2); block < end; block += 16) {
      v128.store(block, f32x4.mul(v128.load(block), f32x4.add(levels, others)))
      levels = f32x4.mul(levels, steps)
      others = f32x4.mul(others, otherSteps)
    }
    level *= anchor
    other *= otherAnchor
  }
}

function fourth(x: f64): f64 {
  return x * x * x * x
}

function fourOf(level: f64, factor: f64): v128 {
  const squared = factor * factor
  return f32x4(<f32>level, <f32>(level * factor), <f32>(level * squared), <f32>(level * squared * factor))
}

/**
 * Adds a sine whose pitch falls: its phase grows by `increment` + `sweep` · factor^frame turns a frame, and `multiple` times that
 * phase is heard. `frames` a multiple of 4.
 */
export function addSweptSine(
  block: usize,
  frames: i32,
  increment: f64,
  sweep: f64,
  factor: f64,
  multiple: f64,
  level: f32,
): void {
  const levels = f32x4.splat(level)
  let phase: f64 = 0
  for (const end = block + ((<usize>frames) << 2); block < end; block += 16) {
    const first = phase + increment + sweep
    sweep *= factor
    const second = first + increment + sweep
    sweep *= factor
    const third = second + increment + sweep
    sweep *= factor
    phase = third + increment + sweep
    sweep *= factor
    const turns = f32x4(
      fractionOf(first * multiple),
      fractionOf(second * multiple),
      fractionOf(third * multiple),
      fractionOf(phase * multiple),
    )
    v128.store(block, f32x4.add(v128.load(block), f32x4.mul(levels, sine4(turns))))
  }
}

function fractionOf(x: f64): f32 {
  return <f32>(x - Math.floor(x))
}

/** level · tanh(drive · x), in place, by Lambert's continued fraction: true to 5e-6. `frames` a multiple of 4. */
export function driveHard(block: usize, frames: i32, drive: f32, level: f32): void {
  const drives = f32x4.splat(drive)
  const levels = f32x4.splat(level)
  for (const end = block + ((<usize>frames) << 2); block < end; block += 16) {
    const driven = f32x4.mul(drives, v128.load(block))
    const x = f32x4.min(f32x4.max(driven, f32x4.splat(-6)), f32x4.splat(6))
    const s = f32x4.mul(x, x)
    let top = f32x4.add(f32x4.splat(990), s)
    top = f32x4.add(f32x4.splat(135_135), f32x4.mul(s, top))
    top = f32x4.add(f32x4.splat(4_729_725), f32x4.mul(s, top))
    top = f32x4.add(f32x4.splat(34_459_425), f32x4.mul(s, top))
    let bottom = f32x4.add(f32x4.splat(13_860), f32x4.mul(s, f32x4.splat(45)))
    bottom = f32x4.add(f32x4.splat(945_945), f32x4.mul(s, bottom))
    bottom = f32x4.add(f32x4.splat(16_216_200), f32x4.mul(s, bottom))
    bottom = f32x4.add(f32x4.splat(34_459_425), f32x4.mul(s, bottom))
    v128.store(block, f32x4.mul(levels, f32x4.div(f32x4.mul(x, top), bottom)))
  }
}
