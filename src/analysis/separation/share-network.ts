import { STEMS } from '../../music/stems.js'

/** Where the planes of voices are among those of the stems: the lead's and the backing voices'. */
export const VOICE_INDICES = [STEMS.indexOf('vocal'), STEMS.indexOf('backingVocals')] as const

/**
 * A trained network that says how much of each cell belongs to each stem: takes `CUES.length` planes of frames × BANDS
 * (see cues.ts), gives `STEMS.length` planes of the same shape that sum to 1 in every cell.
 */
export type ShareNetwork = (cues: Float32Array, frames: number) => Promise<Float32Array>

/** The share of all voices together in each cell. */
export function sumOfVoices(shares: Float32Array): Float32Array {
  const planes = planesOf(shares, STEMS.length)
  const [lead, backing] = VOICE_INDICES.map((stem) => planes[stem]!)
  return lead!.map((share, cell) => share + backing![cell]!)
}

/** Views of `count` planes that lie one after the other. */
export function planesOf(all: Float32Array, count: number): Float32Array[] {
  const cells = all.length / count
  return Array.from({ length: count }, (_, plane) => all.subarray(plane * cells, (plane + 1) * cells))
}
