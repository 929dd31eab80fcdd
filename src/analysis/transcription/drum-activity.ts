import { createDotProducts, type DotProducts } from '../../dsp/kernel/dot-products.js'
import { DRUM_BANDS } from './drum-bands.js'
import type { DrumTemplate } from './drum-templates.js'

/** Rounds of fitting a frame. */
const ROUNDS = 16

/**
 * How much of each template sounds in each frame, rows of one value a template: the mixture of templates nearest to the
 * frame by Kullback and Leibler's divergence (non-negative matrix factorisation with fixed spectra; Lee and Seung, 2001).
 * @param bands Rows of `DRUM_BANDS` magnitudes.
 */
export function drumActivity(
  bands: Float32Array,
  frames: number,
  templates: readonly DrumTemplate[],
): Float32Array {
  const count = templates.length
  // Rows are of even length: a template that fills them up is silent.
  const rows = count + (count % 2)
  const byTemplate = new Float64Array(rows * DRUM_BANDS)
  const byBand = new Float64Array(DRUM_BANDS * rows)
  templates.forEach(({ spectrum }, t) => {
    const sum = spectrum.reduce((total, value) => total + value, 0)
    spectrum.forEach((value, band) => {
      byTemplate[t * DRUM_BANDS + band] = byBand[band * rows + t] = value / sum
    })
  })
  const mix = productsWith(byBand, rows)
  const weigh = productsWith(byTemplate, DRUM_BANDS)
  const [row, ratio] = [mix.values.subarray(0, rows), weigh.values.subarray(0, DRUM_BANDS)]
  const [mixture, factors] = [mix.sums, weigh.sums]

  const activity = new Float32Array(frames * count)
  for (let frame = 0; frame < frames; frame++) {
    const target = bands.subarray(frame * DRUM_BANDS, (frame + 1) * DRUM_BANDS)
    let total = 0
    for (const value of target) total += value
    if (total < SILENCE) continue
    row.fill(total / count)
    for (let round = 0; round < ROUNDS; round++) {
      mix.run()
      for (let band = 0; band < DRUM_BANDS; band++) {
        ratio[band] = target[band]! / (mixture[band]! + total * 1e-4)
      }
      weigh.run()
      for (let t = 0; t < count; t++) row[t]! *= factors[t]!
    }
    activity.set(row.subarray(0, count), frame * count)
  }
  return activity
}

/** Frames whose bands sum to less are silent. */
const SILENCE = 1e-2

/** Sums of products of each row of a table with one and the same row, which comes first in their values. */
function productsWith(table: Float64Array, length: number): DotProducts {
  const count = table.length / length
  const products = createDotProducts(length + table.length, count, length)
  products.values.set(table, length)
  for (let i = 0; i < count; i++) products.setPair(i, 0, length + i * length)
  return products
}
