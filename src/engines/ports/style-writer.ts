/** Writes a style idea out as a full description. */
export interface StyleWriter {
  readonly id: string
  /** Same request: same words. */
  boost(request: StyleBoostRequest, signal: AbortSignal): Promise<string>
}

export interface StyleBoostRequest {
  /** Genres, moods, instruments … in free text. */
  readonly content: string
  readonly seed: number
}
