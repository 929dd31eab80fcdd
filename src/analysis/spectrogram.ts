import { createRealFft } from '../dsp/fft.js'

/**
 * Calls `visit` with the magnitude spectrum (bins 0 … size/2, Hann window) of every frame; frame i is centred on sample
 * i × hop, with silence beyond the edges. The array is reused: copy what must stay.
 */
export function forEachSpectrum(
  mono: Float32Array,
  fftSize: number,
  hop: number,
  visit: (magnitudes: Float32Array, frame: number) => void,
): void {
  const fft = createRealFft(fftSize)
  const window = new Float32Array(fftSize)
  for (let i = 0; i < fftSize; i++) window[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / fftSize)
  const segment = new Float32Array(fftSize)
  const re = new Float64Array(fft.binCount)
  const im = new Float64Array(fft.binCount)
  const magnitudes = new Float32Array(fft.binCount)
  const count = Math.floor(mono.length / hop)
  for (let frame = 0; frame < count; frame++) {
    const start = frame * hop - (fftSize >> 1)
    const first = Math.max(0, -start)
    const end = Math.min(fftSize, mono.length - start)
    segment.fill(0)
    for (let i = first; i < end; i++) segment[i] = mono[start + i]! * window[i]!
    fft.forward(segment, re, im)
    for (let k = 0; k < fft.binCount; k++) magnitudes[k] = Math.sqrt(re[k]! * re[k]! + im[k]! * im[k]!)
    visit(magnitudes, frame)
  }
}
