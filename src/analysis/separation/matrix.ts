/** One value per frame and column (a band or a bin), row by row. */
export interface Matrix {
  readonly frames: number
  readonly width: number
  readonly data: Float32Array
}

/** A matrix of zeros. */
export function createMatrix(frames: number, width: number): Matrix {
  return { frames, width, data: new Float32Array(frames * width) }
}
