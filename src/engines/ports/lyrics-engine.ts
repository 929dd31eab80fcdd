/** Writes lyrics from a description. */
export interface LyricsEngine {
  readonly id: string
  /** Two or three different variants. Same request and seed: same words. */
  write(request: LyricsRequest, signal: AbortSignal): Promise<LyricsVariant[]>
}

export interface LyricsRequest {
  readonly prompt: string
  readonly seed: number
}

export interface LyricsVariant {
  readonly title: string
  /** With section tags such as `[Verse]`. */
  readonly text: string
}
