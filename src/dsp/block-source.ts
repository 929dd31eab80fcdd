/** Mono sound at 48 kHz that is read from the front, e.g. one singer's dry voice from second 0 of the song. */
export interface BlockSource {
  /** Overwrites `out` with the next `out.length` frames; silence once the sound is over. Any block size gives the same samples. */
  read(out: Float32Array): void
}
