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
  const spectra = new Float32Array(count * DRUM_BANDS)
  templates.forEach(({ spectrum }, t) => {
    const sum = spectrum.reduce((total, value) => total + value, 0)
    spectrum.forEach((value, band) => (spectra[t * DRUM_BANDS + band] = value / sum))
  })
  const activity = new Float32Array(frames * count)
  const mixture = new Float32Array(DRUM_BANDS)
  for (let frame = 0; frame < frames; frame++) {
    const target = bands.subarray(frame * DRUM_BANDS, (frame + 1) * DRUM_BANDS)
    let total = 0
    for (const value of target) total += value
    if (total < SILENCE) continue
    const row = activity.subarray(frame * count, (frame + 1) * count).fill(total / count)
    for (let round = 0; round < ROUNDS; round++) {
      mixture.fill(total * 1e-4)
      for (let t = 0; t < count; t++) {
        const value = row[t]!
        const at = t * DRUM_BANDS
        for (let band = 0; band < DRUM_BANDS; band++) mixture[band]! += value * spectra[at + band]!
      }
      for (let band = 0; band < DRUM_BANDS; band++) mixture[band] = target[band]! / mixture[band]!
      for (let t = 0; t < count; t++) {
        let factor = 0
        const at = t * DRUM_BANDS
        for (let band = 0; band < DRUM_BANDS; band++) factor += spectra[at + band]! * mixture[band]!
        row[t]! *= factor
      }
    }
  }
  return activity
}

/** Frames whose bands sum to less are silent. */
const SILENCE = 1e-2
