/** BeatRoot (Dixon 2001) in JavaScript; the package brings no types. */
declare module 'music-tempo' {
  export default class MusicTempo {
    /** Mono samples; window and hop in samples, the hop in seconds as well. Throws a string when it finds no tempo. */
    constructor(
      samples: Float32Array,
      params: { readonly bufferSize: number; readonly hopSize: number; readonly timeStep: number },
    )
    /** Seconds. */
    readonly beats: readonly number[]
  }
}
