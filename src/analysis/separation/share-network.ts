/**
 * A trained network that says how much of each cell belongs to each stem: takes `CUES.length` planes of frames × BANDS
 * (see cues.ts), gives `STEMS.length` planes of the same shape that sum to 1 in every cell.
 */
export type ShareNetwork = (cues: Float32Array, frames: number) => Promise<Float32Array>
