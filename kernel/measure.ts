import { max4 } from './dynamics'

/** block × a straight line of gains, written to `out` (which may be `block`). `frames` a multiple of 4. */
function multiplyRamp(block: usize, out: usize, frames: i32, gain: f64, slope: f64): void {
  let gains = f32x4(<f32>gain, <f32>(gain + slope), <f32>(gain + 2 * slope), <f32>(gain + 3 * slope))
  const step = f32x4.splat(<f32>(4 * slope))
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    v128.store(out + at, f32x4.mul(v128.load(block + at), gains))
    gains = f32x4.add(gains, step)
  }
}

/** Frames between two points of a gain curve. */
const CURVE_STEP = 64

/** `block` along a curve of 32-bit gains, one every 64 frames, in place. `frames` a multiple of 64. */
export function multiplyCurve(block: usize, frames: i32, curve: usize): void {
  for (let done = 0; done < frames; done += CURVE_STEP, curve += 4, block += CURVE_STEP * 4) {
    const from = <f64>load<f32>(curve)
    multiplyRamp(block, block, CURVE_STEP, from, (<f64>load<f32>(curve, 4) - from) / CURVE_STEP)
  }
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
 * The largest magnitude between samples: `phases` filters of `taps` values over each of `frames` neighbourhoods that start
 * at `block`. `frames` a multiple of 4, `taps` even.
 */
function peakBetween(block: usize, frames: i32, kernels: usize, phases: i32, taps: i32): f32 {
  let peaks = f32x4.splat(0)
  for (let phase = 0; phase < phases; phase++) {
    for (let i = 0; i < frames; i += 4) {
      let input = block + ((<usize>i) << 2)
      let kernel = kernels
      let even = f32x4.splat(0)
      let odd = f32x4.splat(0)
      for (let tap = 0; tap < taps; tap += 2, input += 8, kernel += 8) {
        even = f32x4.add(even, f32x4.mul(v128.load(input), v128.load32_splat(kernel)))
        odd = f32x4.add(odd, f32x4.mul(v128.load(input, 4), v128.load32_splat(kernel, 4)))
      }
      peaks = f32x4.max(peaks, f32x4.abs(f32x4.add(even, odd)))
    }
    kernels += (<usize>taps) << 2
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
    if (max(peak, beside) * overshoot > threshold) {
      peak = max(peak, peakBetween(block - ((<usize>(reach - 1)) << 2), stepFrames, kernels, phases, taps))
    }
    store<f32>(peaks, peak)
  }
}

/**
 * Energy of two sides after the two sections at `sections`, in 64-bit
 * floats: b0 b1 b2 a1 a2 each, then the memories s1 s1 s2 s2 h1 h1 h2 h2.
 */
export function weightedEnergy(sections: usize, left: usize, right: usize, frames: i32): f64 {
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
  let s1 = v128.load(sections, 80)
  let s2 = v128.load(sections, 96)
  let h1 = v128.load(sections, 112)
  let h2 = v128.load(sections, 128)
  let energy = f64x2.splat(0)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 4) {
    const x = f64x2(<f64>load<f32>(left + at), <f64>load<f32>(right + at))
    const y = f64x2.add(f64x2.mul(b0, x), s1)
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y))
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y))
    const z = f64x2.add(f64x2.mul(d0, y), h1)
    h1 = f64x2.sub(f64x2.add(f64x2.mul(d1, y), h2), f64x2.mul(c1, z))
    h2 = f64x2.sub(f64x2.mul(d2, y), f64x2.mul(c2, z))
    energy = f64x2.add(energy, f64x2.mul(z, z))
  }
  v128.store(sections, s1, 80)
  v128.store(sections, s2, 96)
  v128.store(sections, h1, 112)
  v128.store(sections, h2, 128)
  return f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1)
}
