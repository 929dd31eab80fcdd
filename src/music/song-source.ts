import type { HeardRecording } from './heard.js'
import type { RecordedWord } from './recorded-word.js'
import type { Score } from './score.js'

/**
 * What a song is built on when it is not made from words and style alone. Recordings are named in the score by their id
 * in `RECORDING_IDS`; times are in seconds from the first frame of the score or recording.
 */
export type SongSource =
  /** An accompaniment under a recording of a voice. */
  | { readonly kind: 'accompany'; readonly recording: HeardRecording }
  /** A sung line over a recording of a band. */
  | { readonly kind: 'sing-over'; readonly recording: HeardRecording }
  /** The tune of a recording in another style. `words`: those of the brief's lyrics that the recording sings. */
  | {
      readonly kind: 'cover'
      readonly recording: HeardRecording
      readonly words?: readonly RecordedWord[]
    }
  /** A song of ours goes on from `atSeconds`; absent: from its end. */
  | { readonly kind: 'continue'; readonly score: Score; readonly atSeconds?: number }
  /** A recording goes on from `atSeconds`; absent: from its end. */
  | { readonly kind: 'continue-recording'; readonly recording: HeardRecording; readonly atSeconds?: number }
  /** A window of a song of ours is written anew; everything else stays. */
  | {
      readonly kind: 'replace'
      readonly score: Score
      readonly startSeconds: number
      readonly endSeconds: number
    }
  /** A window of a recording is written anew; everything else stays. `around`: what the rest of it sings. */
  | {
      readonly kind: 'replace-recording'
      readonly recording: HeardRecording
      readonly startSeconds: number
      readonly endSeconds: number
      readonly around?: SungAround
    }
  /** The voice of the first over the harmony of the second. `words`: those of the brief's lyrics that the first sings. */
  | {
      readonly kind: 'mash-up'
      readonly recordings: readonly [HeardRecording, HeardRecording]
      readonly words?: readonly RecordedWord[]
    }

/** All words of a song, and those that a recording sings outside of the window that is written anew. */
export interface SungAround {
  readonly fullLyrics: string
  readonly words: readonly RecordedWord[]
}

/** Under which id a score names each recording of its source. */
export const RECORDING_IDS = ['upload', 'upload-2'] as const
