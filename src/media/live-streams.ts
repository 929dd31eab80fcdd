/**
 * Songs that can be heard while they are performed. A worker appends encoded pieces; any number of readers follow from
 * the first byte. A resumed attempt writes the same bytes again from the start, so readers keep their place.
 */
export interface LiveStreams {
  /** Starts (or, after a crash, restarts) the stream of a track. */
  open(trackId: string): Promise<LiveStreamWriter>
  /**
   * All bytes from the start, then new ones as they arrive, until the stream ends. Waits for a stream that has not
   * begun yet for as long as `isExpected` says that it will. Ends early, with an error, when `signal` aborts.
   */
  follow(
    trackId: string,
    options: { readonly signal: AbortSignal; readonly isExpected: () => Promise<boolean> },
  ): AsyncIterable<Uint8Array>
  remove(trackId: string): Promise<void>
}

export interface LiveStreamWriter {
  /** Resolves when somebody follows the stream. */
  readonly heard: Promise<void>
  append(piece: Uint8Array): Promise<void>
  end(): Promise<void>
}
