import { Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
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
  // The kernel sums fours of products: templates that fill one up are silent.
  const rows = 4 * Math.ceil(count / 4)
  const byTemplate = new Float64Array(rows * DRUM_BANDS)
  const byBand = new Float64Array(DRUM_BANDS * rows)
  templates.forEach(({ spectrum }, t) => {
    const sum = spectrum.reduce((total, value) => total + value, 0)
    spectrum.forEach((value, band) => {
      byTemplate[t * DRUM_BANDS + band] = byBand[band * rows + t] = value / sum
    })
  })
  const kernel = new Kernel()
  const levels = kernel.storeDoubles(new Float64Array(rows))
  const ratios = kernel.storeDoubles(new Float64Array(DRUM_BANDS))
  const mix = createProducts(kernel, byBand, levels, rows)
  const weigh = createProducts(kernel, byTemplate, ratios, DRUM_BANDS)
  const view = (pointer: Pointer, length: number) =>
    kernel.doubles.subarray(pointer / 8, pointer / 8 + length)
  const [row, ratio] = [view(levels, rows), view(ratios, DRUM_BANDS)]
  const [mixture, factors] = [view(mix.sums, DRUM_BANDS), view(weigh.sums, rows)]

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

/** Sums of products of each row of a table with one and the same row, all of `length` 64-bit floats. */
function createProducts(
  kernel: Kernel,
  table: Float64Array,
  row: Pointer,
  length: number,
): { readonly sums: Pointer; readonly run: () => void } {
  const count = table.length / length
  const rows = kernel.storeDoubles(table)
  const sums = kernel.storeDoubles(new Float64Array(count))
  const pairs = kernel.allocateFloats(2 * count)
  const view = new Uint32Array(kernel.floats.buffer, pairs, 2 * count)
  for (let i = 0; i < count; i++) {
    view[2 * i] = rows + 8 * i * length
    view[2 * i + 1] = row
  }
  return { sums, run: () => kernel.run.dotProducts(pairs, count, length, sums) }
}
