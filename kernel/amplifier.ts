import { softClip4 } from './dynamics'

/**
 * Raises the sample rate by `factor`. `history`: the last `taps` inputs, followed by room for `frames` more; `phases`:
 * `factor` filters of `taps` + 1 values, each in reverse. Overwrites `out` with frames × factor values. `frames` a
 * multiple of 4.
 */
export function oversampleUp(
  input: usize,
  history: usize,
  phases: usize,
  factor: i32,
  taps: i32,
  out: usize,
  frames: i32,
): void {
  memory.copy(history + ((<usize>taps) << 2), input, (<usize>frames) << 2)
  for (let phase = 0; phase < factor; phase++) {
    for (let i = 0; i < frames; i += 4) {
      const y = convolve(history + ((<usize>i) << 2), phases, taps + 1)
      let at = out + ((<usize>(i * factor + phase)) << 2)
      const stride = (<usize>factor) << 2
      store<f32>(at, f32x4.extract_lane(y, 0))
      store<f32>((at += stride), f32x4.extract_lane(y, 1))
      store<f32>((at += stride), f32x4.extract_lane(y, 2))
      store<f32>((at += stride), f32x4.extract_lane(y, 3))
    }
    phases += (<usize>(taps + 1)) << 2
  }
  memory.copy(history, history + ((<usize>frames) << 2), (<usize>taps) << 2)
}

/** Four neighbouring values of a filter: the sums over `taps` of kernel × input. */
function convolve(input: usize, kernel: usize, taps: i32): v128 {
  let even = f32x4.splat(0)
  let odd = f32x4.splat(0)
  let tap = 0
  for (; tap + 2 <= taps; tap += 2, input += 8, kernel += 8) {
    even = f32x4.add(even, f32x4.mul(v128.load(input), v128.load32_splat(kernel)))
    odd = f32x4.add(odd, f32x4.mul(v128.load(input, 4), v128.load32_splat(kernel, 4)))
  }
  if (tap < taps) even = f32x4.add(even, f32x4.mul(v128.load(input), v128.load32_splat(kernel)))
  return f32x4.add(even, odd)
}

/**
 * Lowers the sample rate by `factor`. `history`: the last `past` values of the high rate, followed by `frames` × `factor`
 * new ones, which the caller has put there. `kernel`: `past` + 1 values and zeros up to a multiple of 4.
 */
export function oversampleDown(
  history: usize,
  past: i32,
  kernel: usize,
  factor: i32,
  out: usize,
  frames: i32,
): void {
  const kernelEnd = kernel + ((<usize>((past + 4) & ~3)) << 2)
  for (let i = 0; i < frames; i++) {
    let at = history + ((<usize>(i * factor)) << 2)
    let even = f32x4.splat(0)
    let odd = f32x4.splat(0)
    let tap = kernel
    for (; tap + 32 <= kernelEnd; tap += 32, at += 32) {
      even = f32x4.add(even, f32x4.mul(v128.load(tap), v128.load(at)))
      odd = f32x4.add(odd, f32x4.mul(v128.load(tap, 16), v128.load(at, 16)))
    }
    if (tap < kernelEnd) even = f32x4.add(even, f32x4.mul(v128.load(tap), v128.load(at)))
    const sums = f32x4.add(even, odd)
    const pairs = f32x4.add(sums, v128.shuffle<f32>(sums, sums, 2, 3, 0, 1))
    store<f32>(out + ((<usize>i) << 2), f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1))
  }
  memory.copy(history, history + ((<usize>(frames * factor)) << 2), (<usize>past) << 2)
}

/**
 * Two valves in a row with the coupling between them, in place at the high rate. `state`: two 32-bit floats. `frames` a
 * multiple of 4.
 */
export function driveValves(
  state: usize,
  block: usize,
  frames: i32,
  firstGain: f32,
  bias: f32,
  rest: f32,
  lowFactor: f32,
  highFactor: f32,
  secondGain: f32,
): void {
  const firstGains = f32x4.splat(firstGain)
  const biases = f32x4.splat(bias)
  const rests = f32x4.splat(rest)
  const secondGains = f32x4.splat(secondGain)
  const end = block + ((<usize>frames) << 2)
  for (let at = block; at < end; at += 16) {
    const driven = f32x4.add(f32x4.mul(v128.load(at), firstGains), biases)
    v128.store(at, f32x4.sub(softClip4(driven), rests))
  }
  const lowKeep: f32 = 1 - lowFactor
  const highKeep: f32 = 1 - highFactor
  let low = load<f32>(state)
  let high = load<f32>(state, 4)
  for (let at = block; at < end; at += 4) {
    low = lowKeep * low + lowFactor * load<f32>(at)
    high = highKeep * high + highFactor * low
    store<f32>(at, low - high)
  }
  store<f32>(state, abs(low) < 1e-20 ? 0 : low)
  store<f32>(state, abs(high) < 1e-20 ? 0 : high, 4)
  for (let at = block; at < end; at += 16) {
    v128.store(at, softClip4(f32x4.mul(v128.load(at), secondGains)))
  }
}
