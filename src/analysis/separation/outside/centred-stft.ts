import { createAnySizeFft } from './any-size-fft.js'

/** The transform that networks made with PyTorch expect: windows centred on multiples of the hop, edges mirrored. */
export interface StftShape {
  /** Samples of the (periodic Hann) window. */
  readonly size: number
  readonly hop: number
  /** Divide by the square root of the size. */
  readonly normalised: boolean
}

/** Rows of bins: value of bin `k` in frame `t` at k × frames + t, as tensors have them. */
export interface ComplexPlanes {
  readonly bins: number
  readonly frames: number
  readonly re: Float32Array
  readonly im: Float32Array
}

/** Spectra of all bins (size / 2 + 1) of `samples`; frames: samples / hop, rounded down, and one. */
export function centredStft(samples: Float32Array, { size, hop, normalised }: StftShape): ComplexPlanes {
  const fft = createAnySizeFft(size)
  const window = hann(size)
  const frames = Math.floor(samples.length / hop) + 1
  const bins = size / 2 + 1
  const planes = { bins, frames, re: new Float32Array(bins * frames), im: new Float32Array(bins * frames) }
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  const scale = normalised ? 1 / Math.sqrt(size) : 1
  for (let t = 0; t < frames; t++) {
    const start = t * hop - size / 2
    for (let i = 0; i < size; i++) re[i] = samples[mirrored(start + i, samples.length)]! * window[i]!
    im.fill(0)
    fft.forward(re, im)
    for (let k = 0; k < bins; k++) {
      planes.re[k * frames + t] = re[k]! * scale
      planes.im[k * frames + t] = im[k]! * scale
    }
  }
  return planes
}

/** Undoes `centredStft`: `length` samples, by windowed overlap-add over the sum of the squared windows. */
export function centredIstft(
  { bins, frames, re: planesRe, im: planesIm }: ComplexPlanes,
  length: number,
  { size, hop, normalised }: StftShape,
): Float32Array {
  const fft = createAnySizeFft(size)
  const window = hann(size)
  const out = new Float64Array(length)
  const weight = new Float64Array(length)
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  const scale = normalised ? Math.sqrt(size) : 1
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < bins; k++) {
      re[k] = planesRe[k * frames + t]! * scale
      im[k] = planesIm[k * frames + t]! * scale
    }
    im[0] = 0
    im[size / 2] = 0
    for (let k = 1; k < size / 2; k++) {
      re[size - k] = re[k]!
      im[size - k] = -im[k]!
    }
    fft.inverse(re, im)
    const start = t * hop - size / 2
    for (let i = Math.max(0, -start); i < size && start + i < length; i++) {
      out[start + i]! += re[i]! * window[i]!
      weight[start + i]! += window[i]! ** 2
    }
  }
  return Float32Array.from(out, (value, i) => (weight[i]! > 1e-8 ? value / weight[i]! : 0))
}

function hann(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
}

/** Where a position before or after the signal is mirrored to, the outermost sample not repeated. */
export function mirrored(position: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const folded = ((position % period) + period) % period
  return folded < length ? folded : period - folded
}
