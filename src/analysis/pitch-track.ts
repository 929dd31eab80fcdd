import { createDotProducts } from '../dsp/kernel/dot-products.js'

/** Fundamental frequency over time; one value a frame of `hopSeconds`. */
export interface PitchTrack {
  readonly hopSeconds: number
  /** Fractional MIDI pitch; NaN where nothing periodic is heard. */
  readonly pitchMidi: Float32Array
  /** 0 (perfectly periodic) … 1 (noise). */
  readonly aperiodicity: Float32Array
}

/** Singing and lead instruments lie in here. */
const LOWEST_HZ = 70
const HIGHEST_HZ = 1000
/** First dip of the normalised difference below this is taken (de Cheveigné & Kawahara recommend 0.1 … 0.15). */
const DIP_THRESHOLD = 0.15
/** Above this a frame counts as unpitched. */
const VOICED_LIMIT = 0.35

/**
 * YIN (de Cheveigné & Kawahara, JASA 2002): cumulative mean normalised difference, first dip, parabolic refinement.
 * `mono` at `sampleRate` Hz; 8-16 kHz is enough and cheapest.
 */
export function trackPitch(mono: Float32Array, sampleRate: number, hopSeconds: number): PitchTrack {
  const hop = Math.round(hopSeconds * sampleRate)
  const maxLag = Math.ceil(sampleRate / LOWEST_HZ)
  const minLag = Math.floor(sampleRate / HIGHEST_HZ)
  const window = maxLag * 2
  const count = Math.max(0, Math.floor(mono.length / hop))
  const pitchMidi = new Float32Array(count).fill(NaN)
  const aperiodicity = new Float32Array(count).fill(1)
  const difference = new Float32Array(maxLag + 2)
  const differences = createDifferences(window, maxLag + 1)

  for (let frame = 0; frame < count; frame++) {
    const start = frame * hop - ((window + maxLag) >> 1)
    if (start < 0 || start + window + maxLag + 1 >= mono.length) continue
    let energy = 0
    for (let i = start; i < start + window; i++) energy += mono[i]! * mono[i]!
    // -70 dBFS: below it there is nothing to hear a pitch in.
    if (energy / window < 1e-7) continue

    const sums = differences(mono, start)
    let cumulative = 0
    let best = -1
    let bestValue = 1
    for (let lag = 1; lag <= maxLag + 1; lag++) {
      const sum = sums[lag]!
      cumulative += sum
      const value = cumulative > 0 ? (sum * lag) / cumulative : 1
      difference[lag] = value
      if (lag > minLag && lag <= maxLag && value < bestValue) {
        bestValue = value
        best = lag
      }
      // The first dip that is deep enough has been passed: smaller ones at multiples of the period do not count.
      if (bestValue < DIP_THRESHOLD && value > bestValue + 0.1) break
    }
    if (best < 0) continue
    aperiodicity[frame] = bestValue
    if (bestValue > VOICED_LIMIT) continue
    const [before, at, after] = [difference[best - 1]!, difference[best]!, difference[best + 1]!]
    const curvature = before - 2 * at + after
    const shift = curvature > 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature))) : 0
    pitchMidi[frame] = 69 + 12 * Math.log2(sampleRate / (best + shift) / 440)
  }
  return { hopSeconds, pitchMidi, aperiodicity }
}

/**
 * Squared differences between a stretch and the same a lag later, for all lags up to the largest, every other sample
 * counting: energies of both less twice their product, the products in the kernel.
 * @param window Samples of the stretch, even.
 */
function createDifferences(
  window: number,
  largestLag: number,
): (mono: Float32Array, start: number) => Float64Array {
  const half = window / 2
  // Rows are of even length: one that is not ends with a zero.
  const length = half + (half % 2)
  const rowLength = half + Math.ceil(largestLag / 2) + 2
  // The stretch, then samples from its start on that even lags meet, and those that odd ones do.
  const products = createDotProducts(length + 2 * rowLength, largestLag + 1, length)
  const { values, sums } = products
  const stretch = values.subarray(0, half)
  const rows = [0, 1].map((phase) => {
    const from = length + phase * rowLength
    return values.subarray(from, from + rowLength)
  })
  for (let lag = 0; lag <= largestLag; lag++) {
    products.setPair(lag, 0, length + (lag % 2) * rowLength + (lag >> 1))
  }
  const differences = new Float64Array(largestLag + 1)

  return (mono, start) => {
    rows.forEach((row, phase) => {
      for (let i = 0; i < rowLength; i++) row[i] = mono[start + 2 * i + phase] ?? 0
    })
    stretch.set(rows[0]!.subarray(0, half))
    products.run()
    const energies = rows.map((row) => row.subarray(0, half).reduce((sum, value) => sum + value * value, 0))
    const own = energies[0]!
    for (let lag = 0; lag <= largestLag; lag++) {
      const phase = lag % 2
      differences[lag] = Math.max(0, own + energies[phase]! - 2 * sums[lag]!)
      // The stretch of this phase's next lag begins and ends one later.
      const [row, first] = [rows[phase]!, lag >> 1]
      energies[phase]! += row[first + half]! ** 2 - row[first]! ** 2
    }
    return differences
  }
}
