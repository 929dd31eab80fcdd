import { BINS } from './stft.js'

/** Below this bin (1.1 kHz at 48 kHz) every bin is a band of its own; above, bands are a semitone's sixth wide. */
const SINGLE_BINS = 94

/** First bin of each band, and, as the last one, the number of bins. */
export const BAND_EDGES: readonly number[] = bandEdges()
/** Bands that cues and masks are given for. */
export const BANDS = BAND_EDGES.length - 1
/** The band each bin belongs to. */
export const BAND_OF_BIN = bandOfBin()

function bandEdges(): number[] {
  const edges = Array.from({ length: SINGLE_BINS }, (_, bin) => bin)
  for (let edge = SINGLE_BINS; edge < BINS; edge *= 1 + 1 / SINGLE_BINS) edges.push(Math.round(edge))
  return [...edges, BINS]
}

function bandOfBin(): Uint16Array {
  const bands = new Uint16Array(BINS)
  for (let band = 0; band < BANDS; band++) bands.fill(band, BAND_EDGES[band], BAND_EDGES[band + 1])
  return bands
}

/** The middle of a band, in Hz. */
export function bandHz(band: number, binHz: number): number {
  return ((BAND_EDGES[band]! + BAND_EDGES[band + 1]! - 1) / 2) * binHz
}
