import type { Random } from '../../../dsp/random.js'

/** Height above a phrase's centre in semitones, over its time 0 … 1. */
export type Contour = (position: number) => number

/** A shape for a phrase, arches most often; `scale` 0 … 1 flattens it. */
export function randomContour(random: Random, scale: number): Contour {
  const size = random.range(1.8, 4) * scale
  const top = random.range(0.35, 0.7)
  const shapes: readonly { readonly weight: number; readonly contour: Contour }[] = [
    { weight: 4, contour: (x) => size * (1 - 2 * Math.min(1, Math.abs(x - top) / 0.65)) },
    { weight: 3, contour: (x) => size * (0.8 - 1.7 * x) },
    { weight: 1.5, contour: (x) => size * (1.4 * x - 0.7) },
    { weight: 1.5, contour: (x) => size * 0.8 * Math.sin(2 * Math.PI * x + 0.4) },
    { weight: 0.8, contour: (x) => size * (Math.abs(x - 0.5) * 2.2 - 0.6) },
  ]
  return random.weighted(shapes, (shape) => shape.weight).contour
}
