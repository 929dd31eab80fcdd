import type { RecordedWord } from '../../music/recorded-word.js'
import type { Score } from '../../music/score.js'
import type { TimedLine } from './video-engine.js'

/** Knows when each word is sung. */
export interface Aligner {
  readonly id: string
  /** Words in order, with the section tags and line breaks before them; empty for an instrumental. */
  words(score: Score): AlignedWord[]
  /** Lines for a karaoke display. */
  lines(score: Score): TimedLine[]
  /**
   * Finds the words of lyrics, in their order, in a recording or a window of it; section tags are not looked for. Throws
   * `UnusableAudioError` when the recording cannot be read or is too short for so many words.
   */
  find(request: WordSearch, signal: AbortSignal): Promise<RecordedWord[]>
}

/** A word as the wire's timed lyrics show it: joined together, the texts give the lyrics again. */
export interface AlignedWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  /** Of words that a recording sings: how surely each was found there, 0 … 1. Absent: the times are exact. */
  readonly confidence?: number
}

export interface WordSearch {
  readonly filePath: string
  readonly lyrics: string
  /** Default: the whole recording. */
  readonly window?: { readonly startSeconds: number; readonly endSeconds: number }
  /** Whether somebody sings alone; else the voice is taken out of the band first. */
  readonly isVoiceAlone: boolean
}
