/** Triangular filters, equally spaced on the mel scale (O'Shaughnessy 1987: 2595 log10(1 + f/700)). */
export interface MelBands {
  readonly count: number
  /** Writes one value a band: the weighted sum of `magnitudes` (bins 0 … size/2). */
  apply(magnitudes: Float32Array, out: Float32Array): void
}

export function createMelBands(options: {
  readonly count: number
  readonly lowHz: number
  readonly highHz: number
  readonly fftSize: number
  readonly sampleRate: number
}): MelBands {
  const { count, lowHz, highHz, fftSize, sampleRate } = options
  const toMel = (hz: number) => 2595 * Math.log10(1 + hz / 700)
  const toHz = (mel: number) => 700 * (10 ** (mel / 2595) - 1)
  const edge = (i: number) => toHz(toMel(lowHz) + ((toMel(highHz) - toMel(lowHz)) * i) / (count + 1))
  const binHz = sampleRate / fftSize

  const filters = Array.from({ length: count }, (_, band) => {
    const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)]
    const firstBin = Math.max(0, Math.ceil(left / binHz))
    const lastBin = Math.min(fftSize / 2, Math.floor(right / binHz))
    const weights = new Float32Array(Math.max(0, lastBin - firstBin + 1))
    for (let i = 0; i < weights.length; i++) {
      const hz = (firstBin + i) * binHz
      weights[i] = Math.max(0, hz <= centre ? (hz - left) / (centre - left) : (right - hz) / (right - centre))
    }
    return { firstBin, weights }
  })

  return {
    count,
    apply(magnitudes, out) {
      for (let band = 0; band < count; band++) {
        const { firstBin, weights } = filters[band]!
        let sum = 0
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * magnitudes[firstBin + i]!
        out[band] = sum
      }
    },
  }
}
