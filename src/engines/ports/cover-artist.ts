/** Draws a cover picture. */
export interface CoverArtist {
  readonly id: string
  draw(request: CoverRequest, signal: AbortSignal): Promise<Uint8Array>
}

export interface CoverRequest {
  readonly seed: number
  readonly title: string
  /** Style words: they choose palette and motif. */
  readonly tags: string
  /** Edge length of the square in pixels; default 1024. */
  readonly sizePx?: number
  /** Default `jpeg`. */
  readonly format?: 'jpeg' | 'png'
}
