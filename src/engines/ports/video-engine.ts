/** Makes a music video. */
export interface VideoEngine {
  readonly id: string
  /** Writes an MP4 (H.264 + AAC) to `outputPath`. */
  render(
    request: VideoRequest,
    outputPath: string,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<void>
}

export interface VideoRequest {
  /** The track's finished MP3, made by us. */
  readonly audioPath: string
  readonly durationSeconds: number
  readonly coverJpeg: Uint8Array
  readonly title: string
  readonly author?: string
  /** Watermark. */
  readonly domainName?: string
  readonly lines: readonly TimedLine[]
}

/** A lyric line while it is sung, its words with their own times. */
export interface TimedLine {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly TimedWord[]
}

export interface TimedWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}
