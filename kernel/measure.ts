import { max4 } from './dynamics'

/** Frames between two points of a gain curve. */
const CURVE_STEP = 64

/**
 * `block` along a curve of 32-bit gains, one every 64 frames, in place. `into`: frames of the first step that lie before the
 * block. A frame's gain hangs on its place on the curve only, never on where a block begins.
 */
export function multiplyCurve(block: usize, frames: i32, curve: usize, into: i32): void {
  for (let done = 0; done < frames; curve += 4, into = 0) {
    const count = min(CURVE_STEP - into, frames - done)
    const from = load<f32>(curve)
    const slope: f32 = (load<f32>(curve, 4) - from) * (1 / <f32>CURVE_STEP)
    multiplyRamp(block, count, from, slope, <f32>into)
    block += (<usize>count) << 2
    done += count
  }
}

/** block × (from + slope · place), in place; `place`: of the first frame. */
function multiplyRamp(block: usize, frames: i32, from: f32, slope: f32, place: f32): void {
  const starts = f32x4.splat(from)
  const slopes = f32x4.splat(slope)
  let places = f32x4(place, place + 1, place + 2, place + 3)
  const end = block + ((<usize>frames) << 2)
  for (; block + 16 <= end; block += 16) {
    v128.store(block, f32x4.mul(v128.load(block), f32x4.add(starts, f32x4.mul(slopes, places))))
    places = f32x4.add(places, f32x4.splat(4))
  }
  let last = f32x4.extract_lane(places, 0)
  for (; block < end; block += 4) {
    store<f32>(block, load<f32>(block) * (from + slope * last))
    last += 1
  }
}

/** The mean square of the louder side in each of `steps` steps, as 32-bit floats. `stepFrames` a multiple of 4. */
export function stepPowers(left: usize, right: usize, steps: i32, stepFrames: i32, powers: usize): void {
  const stepBytes = (<usize>stepFrames) << 2
  for (let step = 0; step < steps; step++, left += stepBytes, right += stepBytes, powers += 4) {
    store<f32>(
      powers,
      max(energyOf(left, left, stepFrames, 0), energyOf(right, right, stepFrames, 0)) / <f32>stepFrames,
    )
  }
}

/** Energy of one block plus `share` of another. `frames` a multiple of 4. */
export function energyOf(block: usize, other: usize, frames: i32, share: f32): f32 {
  const shares = f32x4.splat(share)
  let sums = f32x4.splat(0)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const x = f32x4.add(v128.load(block + at), f32x4.mul(shares, v128.load(other + at)))
    sums = f32x4.add(sums, f32x4.mul(x, x))
  }
  const pairs = f32x4.add(sums, v128.shuffle<f32>(sums, sums, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** The largest magnitude. `frames` a multiple of 4. */
function samplePeak(block: usize, frames: i32): f32 {
  let peaks = f32x4.splat(0)
  for (const end = block + ((<usize>frames) << 2); block < end; block += 16) {
    peaks = f32x4.max(peaks, f32x4.abs(v128.load(block)))
  }
  return max4(peaks)
}

/**
 * The largest magnitude between samples, if above `peak`: `phases` filters of `taps` values over each of `frames` neighbourhoods
 * that start at `block`. Looks only where four frames or what lies around them are above `quiet`: elsewhere none can be. `frames`
 * a multiple of 4, `taps` of 8.
 */
function peakBetween(
  block: usize,
  frames: i32,
  kernels: usize,
  phases: i32,
  taps: i32,
  quiet: f32,
  peak: f32,
): f32 {
  const limits = f32x4.splat(quiet)
  let peaks = f32x4.splat(peak)
  // The values that four neighbourhoods of `taps` frames see together.
  const seen = (<usize>(taps + 4)) << 2
  for (const end = block + ((<usize>frames) << 2); block < end; block += 16) {
    let loud = f32x4.splat(0)
    for (let at: usize = 0; at < seen; at += 16) loud = f32x4.max(loud, f32x4.abs(v128.load(block + at)))
    if (!v128.any_true(f32x4.gt(loud, limits))) continue
    let kernel = kernels
    for (let phase = 0; phase < phases; phase++) {
      let input = block
      let even = f32x4.splat(0)
      let odd = f32x4.splat(0)
      for (let tap = 0; tap < taps; tap += 2, input += 8, kernel += 8) {
        even = f32x4.add(even, f32x4.mul(v128.load(input), v128.load32_splat(kernel)))
        odd = f32x4.add(odd, f32x4.mul(v128.load(input, 4), v128.load32_splat(kernel, 4)))
      }
      peaks = f32x4.max(peaks, f32x4.abs(f32x4.add(even, odd)))
    }
  }
  return max4(peaks)
}

/**
 * Raises each of `steps` values at `peaks` to the largest magnitude within that step, on the samples and, where more than
 * `threshold` could hide between them, between them too. `block` points at the first step and has half of `taps` frames
 * before it and after the last; `phases` filters of `taps` values lie at `kernels`, none of which gives more than `overshoot`
 * times the largest sample. `stepFrames` and half of `taps` are multiples of 4.
 */
export function raisePeaks(
  block: usize,
  steps: i32,
  stepFrames: i32,
  kernels: usize,
  phases: i32,
  taps: i32,
  overshoot: f32,
  threshold: f32,
  peaks: usize,
): void {
  const reach = taps >> 1
  const stepBytes = (<usize>stepFrames) << 2
  for (let step = 0; step < steps; step++, block += stepBytes, peaks += 4) {
    let peak = max(load<f32>(peaks), samplePeak(block, stepFrames))
    const beside = max(samplePeak(block - ((<usize>reach) << 2), reach), samplePeak(block + stepBytes, reach))
    const wanted = max(threshold, peak)
    if (max(peak, beside) * overshoot > wanted) {
      const first = block - ((<usize>(reach - 1)) << 2)
      peak = peakBetween(first, stepFrames, kernels, phases, taps, wanted / overshoot, peak)
    }
    store<f32>(peaks, peak)
  }
}

/**
 * Energy of two sides together after two sections in a row, in each of `steps` steps, as 64-bit floats. `sections`, in 64-bit
 * floats: b0 b1 b2 a1 a2 each, then the last two of what goes in, of what is between them and of what comes out, each for both
 * sides (x1 x1 x2 x2 y1 …). Direct form I, see `filters.ts`.
 */
export function weightedEnergies(
  sections: usize,
  left: usize,
  right: usize,
  steps: i32,
  stepFrames: i32,
  energies: usize,
): void {
  const b0 = f64x2.splat(load<f64>(sections))
  const b1 = f64x2.splat(load<f64>(sections, 8))
  const b2 = f64x2.splat(load<f64>(sections, 16))
  const a1 = f64x2.splat(load<f64>(sections, 24))
  const a2 = f64x2.splat(load<f64>(sections, 32))
  const d0 = f64x2.splat(load<f64>(sections, 40))
  const d1 = f64x2.splat(load<f64>(sections, 48))
  const d2 = f64x2.splat(load<f64>(sections, 56))
  const c1 = f64x2.splat(load<f64>(sections, 64))
  const c2 = f64x2.splat(load<f64>(sections, 72))
  let x1 = v128.load(sections, 80)
  let x2 = v128.load(sections, 96)
  let y1 = v128.load(sections, 112)
  let y2 = v128.load(sections, 128)
  let z1 = v128.load(sections, 144)
  let z2 = v128.load(sections, 160)
  for (let step = 0; step < steps; step++, energies += 8) {
    let energy = f64x2.splat(0)
    for (const end = left + ((<usize>stepFrames) << 2); left < end; left += 4, right += 4) {
      const x = f64x2(<f64>load<f32>(left), <f64>load<f32>(right))
      const driven = f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2))
      const y = f64x2.sub(f64x2.sub(driven, f64x2.mul(a2, y2)), f64x2.mul(a1, y1))
      const passed = f64x2.add(f64x2.add(f64x2.mul(d0, y), f64x2.mul(d1, y1)), f64x2.mul(d2, y2))
      const z = f64x2.sub(f64x2.sub(passed, f64x2.mul(c2, z2)), f64x2.mul(c1, z1))
      x2 = x1
      x1 = x
      y2 = y1
      y1 = y
      z2 = z1
      z1 = z
      energy = f64x2.add(energy, f64x2.mul(z, z))
    }
    const sum = f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1)
    store<f64>(energies, sum)
    // After digital silence the memories would sink into numbers so small that processors slow down over them.
    if (sum < 1e-60) x1 = x2 = y1 = y2 = z1 = z2 = f64x2.splat(0)
  }
  v128.store(sections, x1, 80)
  v128.store(sections, x2, 96)
  v128.store(sections, y1, 112)
  v128.store(sections, y2, 128)
  v128.store(sections, z1, 144)
  v128.store(sections, z2, 160)
}
