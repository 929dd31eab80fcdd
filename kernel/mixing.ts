/** out += gain × source. */
export function addScaled(out: usize, source: usize, frames: i32, gain: f32): void {
  const gains = f32x4.splat(gain)
  const end = out + ((<usize>frames) << 2)
  while (out + 16 <= end) {
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(v128.load(source), gains)))
    out += 16
    source += 16
  }
  while (out < end) {
    store<f32>(out, load<f32>(out) + load<f32>(source) * gain)
    out += 4
    source += 4
  }
}

/** One source onto both sides. */
export function addMono(
  left: usize,
  right: usize,
  source: usize,
  frames: i32,
  leftGain: f32,
  rightGain: f32,
): void {
  const leftGains = f32x4.splat(leftGain)
  const rightGains = f32x4.splat(rightGain)
  const end = source + ((<usize>frames) << 2)
  while (source + 16 <= end) {
    const x = v128.load(source)
    v128.store(left, f32x4.add(v128.load(left), f32x4.mul(x, leftGains)))
    v128.store(right, f32x4.add(v128.load(right), f32x4.mul(x, rightGains)))
    left += 16
    right += 16
    source += 16
  }
  while (source < end) {
    const x = load<f32>(source)
    store<f32>(left, load<f32>(left) + x * leftGain)
    store<f32>(right, load<f32>(right) + x * rightGain)
    left += 4
    right += 4
    source += 4
  }
}

export function addStereo(
  left: usize,
  right: usize,
  sourceLeft: usize,
  sourceRight: usize,
  frames: i32,
  leftGain: f32,
  rightGain: f32,
): void {
  addScaled(left, sourceLeft, frames, leftGain)
  addScaled(right, sourceRight, frames, rightGain)
}

/** Adds while the level falls by `factor` a frame, from 1 at the first. */
export function addFading(
  left: usize,
  right: usize,
  sourceLeft: usize,
  sourceRight: usize,
  frames: i32,
  leftGain: f32,
  rightGain: f32,
  factor: f64,
): void {
  const leftGains = f32x4.splat(leftGain)
  const rightGains = f32x4.splat(rightGain)
  const squared = factor * factor
  const fourth = f32x4.splat(<f32>(squared * squared))
  let levels = f32x4(1, <f32>factor, <f32>squared, <f32>(squared * factor))
  const end = left + ((<usize>frames) << 2)
  while (left + 16 <= end) {
    const l = f32x4.mul(f32x4.mul(v128.load(sourceLeft), levels), leftGains)
    const r = f32x4.mul(f32x4.mul(v128.load(sourceRight), levels), rightGains)
    v128.store(left, f32x4.add(v128.load(left), l))
    v128.store(right, f32x4.add(v128.load(right), r))
    levels = f32x4.mul(levels, fourth)
    left += 16
    right += 16
    sourceLeft += 16
    sourceRight += 16
  }
  let level = f32x4.extract_lane(levels, 0)
  while (left < end) {
    store<f32>(left, load<f32>(left) + load<f32>(sourceLeft) * level * leftGain)
    store<f32>(right, load<f32>(right) + load<f32>(sourceRight) * level * rightGain)
    level *= <f32>factor
    left += 4
    right += 4
    sourceLeft += 4
    sourceRight += 4
  }
}

/** Whole fours: `frames` a multiple of 4, here and below. */
export function scaleStereo(left: usize, right: usize, frames: i32, gain: f32): void {
  const gains = f32x4.splat(gain)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    v128.store(left + at, f32x4.mul(v128.load(left + at), gains))
    v128.store(right + at, f32x4.mul(v128.load(right + at), gains))
  }
}

/** Each side becomes `own` of itself and `other` of its neighbour. */
export function widen(left: usize, right: usize, frames: i32, own: f32, other: f32): void {
  const owns = f32x4.splat(own)
  const others = f32x4.splat(other)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const l = v128.load(left + at)
    const r = v128.load(right + at)
    v128.store(left + at, f32x4.add(f32x4.mul(owns, l), f32x4.mul(others, r)))
    v128.store(right + at, f32x4.add(f32x4.mul(owns, r), f32x4.mul(others, l)))
  }
}

/** Half the sum of two sides. */
export function middleOf(left: usize, right: usize, out: usize, frames: i32): void {
  const half = f32x4.splat(0.5)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    v128.store(out + at, f32x4.mul(half, f32x4.add(v128.load(left + at), v128.load(right + at))))
  }
}
