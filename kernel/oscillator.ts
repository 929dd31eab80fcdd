import { softClip4 } from './dynamics'

/** Points of a wave table, as a power of two; phases are 12.20 fixed point, so that overflow is the wrap. */
const FRACTION_BITS = 20
const FRACTION_MASK = (1 << FRACTION_BITS) - 1
const FRACTION_SCALE: f32 = 1 / <f32>(1 << FRACTION_BITS)

/** Four values of a table between its points. */
function tableAt(table: usize, phases: v128): v128 {
  const fractions = f32x4.mul(
    f32x4.convert_i32x4_s(v128.and(phases, i32x4.splat(FRACTION_MASK))),
    f32x4.splat(FRACTION_SCALE),
  )
  // Byte offsets of the points to the left; each load takes the point to the right along.
  const at = i32x4.shl(i32x4.shr_u(phases, FRACTION_BITS), 2)
  const first = v128.load64_lane(
    table + <usize>(<u32>i32x4.extract_lane(at, 1)),
    v128.load64_zero(table + <usize>(<u32>i32x4.extract_lane(at, 0))),
    1,
  )
  const second = v128.load64_lane(
    table + <usize>(<u32>i32x4.extract_lane(at, 3)),
    v128.load64_zero(table + <usize>(<u32>i32x4.extract_lane(at, 2))),
    1,
  )
  const low = v128.shuffle<f32>(first, second, 0, 2, 4, 6)
  const high = v128.shuffle<f32>(first, second, 1, 3, 5, 7)
  return f32x4.add(low, f32x4.mul(fractions, f32x4.sub(high, low)))
}

/** Eight 64-bit floats for each copy of an oscillator. */
const COPY_BYTES: usize = 8 * 8
const TURN: f64 = 4294967296

/**
 * The next frames of a subtractive voice: noise and oscillators, filter, drive, level; overwrites `left` and, unless 0,
 * `right`. `frames` a multiple of 4.
 *
 * `copies`: for each copy of an oscillator its table, phase (of 2³²), pitch against the note's, pulse width and how far that
 * wanders (0 and 0 for a plain table), level left and right. A pulse is the difference of two saws. `increment`: the note's
 * pitch in table points a frame; `wave`: where the pulses have wandered to, -1 … 1. `filters` (1 or 2) of the state at
 * `filterState`: two pairs of 64-bit floats each, with Zavalishin's g and k. `noiseState`: one 32-bit integer.
 */
export function playVoice(
  copies: usize,
  count: i32,
  left: usize,
  right: usize,
  frames: i32,
  increment: f64,
  wave: f64,
  noise: f32,
  noiseState: usize,
  filterState: usize,
  filters: i32,
  g: f64,
  k: f64,
  drive: f32,
  driveLevel: f32,
  level: f64,
  slope: f64,
): void {
  if (noise !== 0) startWithNoise(noiseState, noise, left, right, frames)
  else {
    memory.fill(left, 0, (<usize>frames) << 2)
    if (right) memory.fill(right, 0, (<usize>frames) << 2)
  }
  for (let i = 0; i < count; i++, copies += COPY_BYTES) {
    const width = load<f64>(copies, 24)
    const phase = addOscillator(
      left,
      right,
      frames,
      <usize>load<f64>(copies),
      <i32>(<u32>load<f64>(copies, 8)),
      <i32>(increment * load<f64>(copies, 16) * <f64>(1 << FRACTION_BITS)),
      width === 0 ? 0 : <i32>(<i64>((width + load<f64>(copies, 32) * wave) * TURN)),
      <f32>load<f64>(copies, 40),
      <f32>load<f64>(copies, 48),
    )
    store<f64>(copies, <f64>(<u32>phase), 8)
  }
  filterVoice(filterState, filters, left, right ? right : left, frames, g, k)
  shapeVoice(left, frames, drive, driveLevel, level, slope)
  if (right) shapeVoice(right, frames, drive, driveLevel, level, slope)
}

/** White noise from a linear congruential generator, the same on both sides. */
function startWithNoise(state: usize, level: f32, left: usize, right: usize, frames: i32): void {
  let value = load<i32>(state)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 4) {
    value = value * 1664525 + 1013904223
    store<f32>(left + at, level * (<f32>value * (1 / <f32>2147483648)))
  }
  store<i32>(state, value)
  if (right) memory.copy(right, left, (<usize>frames) << 2)
}

/** Adds an oscillator to one side (`right` 0) or both and returns its next phase. `pulseOffset` 0: a plain table. */
function addOscillator(
  left: usize,
  right: usize,
  frames: i32,
  table: usize,
  phase: i32,
  increment: i32,
  pulseOffset: i32,
  leftLevel: f32,
  rightLevel: f32,
): i32 {
  const leftLevels = f32x4.splat(leftLevel)
  const rightLevels = f32x4.splat(rightLevel)
  const offsets = i32x4.splat(pulseOffset)
  const step = i32x4.splat(4 * increment)
  let phases = i32x4(phase, phase + increment, phase + 2 * increment, phase + 3 * increment)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    let x = tableAt(table, phases)
    if (pulseOffset !== 0) x = f32x4.sub(x, tableAt(table, i32x4.add(phases, offsets)))
    v128.store(left + at, f32x4.add(v128.load(left + at), f32x4.mul(x, leftLevels)))
    if (right) v128.store(right + at, f32x4.add(v128.load(right + at), f32x4.mul(x, rightLevels)))
    phases = i32x4.add(phases, step)
  }
  return phase + increment * frames
}

/**
 * One or two state variable low-passes in a row (after Zavalishin) over both sides, in place. `state`: for each filter two
 * pairs of 64-bit floats. One side is given twice. Each memory is written as a sum over both memories and what comes in: solved
 * step by step, as it is usually written, every frame would wait twice as long for the one before it.
 */
function filterVoice(
  state: usize,
  filters: i32,
  left: usize,
  right: usize,
  frames: i32,
  g: f64,
  k: f64,
): void {
  const normaliser = 1 / (1 + g * (g + k))
  const ng = normaliser * g
  // band = (1 - ng·(g + k))·s1 - ng·s2 + ng·x; s1 grows by 2·(band - s1), s2 by 2g·band.
  const share = 1 - ng * (g + k)
  const p11 = f64x2.splat(2 * share - 1)
  const p12 = f64x2.splat(-2 * ng)
  const p1x = f64x2.splat(2 * ng)
  const p21 = f64x2.splat(2 * g * share)
  const p22 = f64x2.splat(1 - 2 * g * ng)
  const p2x = f64x2.splat(2 * g * ng)
  const half = f64x2.splat(0.5)
  let a1 = v128.load(state)
  let a2 = v128.load(state, 16)
  let b1 = v128.load(state, 32)
  let b2 = v128.load(state, 48)
  const isSteep = filters > 1
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 4) {
    let x = f64x2(<f64>load<f32>(left + at), <f64>load<f32>(right + at))
    const nextA1 = f64x2.add(f64x2.add(f64x2.mul(p1x, x), f64x2.mul(p12, a2)), f64x2.mul(p11, a1))
    const nextA2 = f64x2.add(f64x2.add(f64x2.mul(p2x, x), f64x2.mul(p21, a1)), f64x2.mul(p22, a2))
    // The low-pass lies half-way between the old memory and the new one.
    x = f64x2.mul(half, f64x2.add(a2, nextA2))
    a1 = nextA1
    a2 = nextA2
    if (isSteep) {
      const nextB1 = f64x2.add(f64x2.add(f64x2.mul(p1x, x), f64x2.mul(p12, b2)), f64x2.mul(p11, b1))
      const nextB2 = f64x2.add(f64x2.add(f64x2.mul(p2x, x), f64x2.mul(p21, b1)), f64x2.mul(p22, b2))
      x = f64x2.mul(half, f64x2.add(b2, nextB2))
      b1 = nextB1
      b2 = nextB2
    }
    store<f32>(left + at, <f32>f64x2.extract_lane(x, 0))
    store<f32>(right + at, <f32>f64x2.extract_lane(x, 1))
  }
  v128.store(state, a1)
  v128.store(state, a2, 16)
  v128.store(state, b1, 32)
  v128.store(state, b2, 48)
}

/** Drive (`driveLevel` 0: none) and a straight line of levels, in place. `frames` a multiple of 4. */
function shapeVoice(block: usize, frames: i32, drive: f32, driveLevel: f32, level: f64, slope: f64): void {
  const drives = f32x4.splat(drive)
  const scale: f64 = driveLevel > 0 ? <f64>driveLevel : 1
  let levels = f32x4(
    <f32>(scale * level),
    <f32>(scale * (level + slope)),
    <f32>(scale * (level + 2 * slope)),
    <f32>(scale * (level + 3 * slope)),
  )
  const step = f32x4.splat(<f32>(4 * scale * slope))
  const end = block + ((<usize>frames) << 2)
  for (; block < end; block += 16) {
    let x = v128.load(block)
    if (driveLevel > 0) x = softClip4(f32x4.mul(drives, x))
    v128.store(block, f32x4.mul(x, levels))
    levels = f32x4.add(levels, step)
  }
}
