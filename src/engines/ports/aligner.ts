import type { Score } from '../../music/score.js'
import type { TimedLine } from './video-engine.js'

/** Knows when each word is sung. */
export interface Aligner {
  readonly id: string
  /** Words in order, with the section tags and line breaks before them; empty for an instrumental. */
  words(score: Score): AlignedWord[]
  /** Lines for a karaoke display. */
  lines(score: Score): TimedLine[]
}

/** A word as the wire's timed lyrics show it: joined together, the texts give the lyrics again. */
export interface AlignedWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}
