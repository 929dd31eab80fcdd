const FRACTION: f32 = 1 / 4294967296

/**
 * Plays part of a sample at a constant speed, interpolated over four points (Catmull-Rom), and adds it to one or two sides.
 * `source` points at the frame before `position` 0; `position` and `increment` are in its frames. `filter`: 0, or seven
 * 64-bit floats: b0, a1, a2 of a low-pass whose b1 is 2·b0 and b2 is b0, its last two inputs and its last two outputs. `second` may be 0. `scratch` takes
 * `frames` frames, rounded up to a multiple of 4.
 */
export function addSampleSpan(
  source: usize,
  position: f64,
  increment: f64,
  frames: i32,
  scratch: usize,
  filter: usize,
  level: f64,
  slope: f64,
  first: usize,
  firstGain: f32,
  second: usize,
  secondGain: f32,
): void {
  interpolate(source, position, increment, frames, scratch)
  if (filter) lowPass(filter, scratch, frames)
  let levels = f32x4(<f32>level, <f32>(level + slope), <f32>(level + 2 * slope), <f32>(level + 3 * slope))
  const step = f32x4.splat(<f32>(4 * slope))
  const firstGains = f32x4.splat(firstGain)
  const secondGains = f32x4.splat(secondGain)
  const whole = (<usize>(frames & ~3)) << 2
  let at: usize = 0
  for (; at < whole; at += 16) {
    const x = f32x4.mul(v128.load(scratch + at), levels)
    v128.store(first + at, f32x4.add(v128.load(first + at), f32x4.mul(x, firstGains)))
    if (second) v128.store(second + at, f32x4.add(v128.load(second + at), f32x4.mul(x, secondGains)))
    levels = f32x4.add(levels, step)
  }
  let last = f32x4.extract_lane(levels, 0)
  for (const end = (<usize>frames) << 2; at < end; at += 4) {
    const x = load<f32>(scratch + at) * last
    store<f32>(first + at, load<f32>(first + at) + x * firstGain)
    if (second) store<f32>(second + at, load<f32>(second + at) + x * secondGain)
    last += <f32>slope
  }
}

/** Writes whole fours: up to three frames beyond `frames`, from `source`'s guard frames or whatever lies there. */
function interpolate(source: usize, position: f64, increment: f64, frames: i32, out: usize): void {
  // 32.32 fixed point: whole frames and the way to the next part without rounding.
  const step = <i64>(increment * 4294967296)
  let at = <i64>(position * 4294967296)
  for (let i = 0; i < frames; i += 4, out += 16) {
    const at1 = at + step
    const at2 = at1 + step
    const at3 = at2 + step
    // Four neighbourhoods of four points each, turned on their side.
    const p0 = v128.load(source + ((<usize>(at >> 32)) << 2))
    const p1 = v128.load(source + ((<usize>(at1 >> 32)) << 2))
    const p2 = v128.load(source + ((<usize>(at2 >> 32)) << 2))
    const p3 = v128.load(source + ((<usize>(at3 >> 32)) << 2))
    const low01 = v128.shuffle<f32>(p0, p1, 0, 4, 1, 5)
    const low23 = v128.shuffle<f32>(p2, p3, 0, 4, 1, 5)
    const high01 = v128.shuffle<f32>(p0, p1, 2, 6, 3, 7)
    const high23 = v128.shuffle<f32>(p2, p3, 2, 6, 3, 7)
    const y0 = v128.shuffle<f32>(low01, low23, 0, 1, 4, 5)
    const y1 = v128.shuffle<f32>(low01, low23, 2, 3, 6, 7)
    const y2 = v128.shuffle<f32>(high01, high23, 0, 1, 4, 5)
    const y3 = v128.shuffle<f32>(high01, high23, 2, 3, 6, 7)
    const t = f32x4(
      <f32>(<u32>at) * FRACTION,
      <f32>(<u32>at1) * FRACTION,
      <f32>(<u32>at2) * FRACTION,
      <f32>(<u32>at3) * FRACTION,
    )
    // y1 + t/2 · (y2 - y0 + t · (2y0 - 5y1 + 4y2 - y3 + t · (3(y1 - y2) + y3 - y0)))
    const cubic = f32x4.add(f32x4.mul(f32x4.splat(3), f32x4.sub(y1, y2)), f32x4.sub(y3, y0))
    const square = f32x4.sub(
      f32x4.add(f32x4.add(y0, y0), f32x4.mul(f32x4.splat(4), y2)),
      f32x4.add(f32x4.mul(f32x4.splat(5), y1), y3),
    )
    const inner = f32x4.add(square, f32x4.mul(t, cubic))
    const slope = f32x4.add(f32x4.sub(y2, y0), f32x4.mul(t, inner))
    v128.store(out, f32x4.add(y1, f32x4.mul(f32x4.mul(f32x4.splat(0.5), t), slope)))
    at = at3 + step
  }
}

/** Direct form I, see `filters.ts`. */
function lowPass(filter: usize, block: usize, frames: i32): void {
  const b0 = load<f64>(filter)
  const a1 = load<f64>(filter, 8)
  const a2 = load<f64>(filter, 16)
  let x1 = load<f64>(filter, 24)
  let x2 = load<f64>(filter, 32)
  let y1 = load<f64>(filter, 40)
  let y2 = load<f64>(filter, 48)
  for (const end = block + ((<usize>frames) << 2); block < end; block += 4) {
    const x = <f64>load<f32>(block)
    const y = b0 * (x + (x1 + x1) + x2) - a2 * y2 - a1 * y1
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    store<f32>(block, <f32>y)
  }
  store<f64>(filter, x1, 24)
  store<f64>(filter, x2, 32)
  store<f64>(filter, y1, 40)
  store<f64>(filter, y2, 48)
}
