import type { SectionKind, SungSyllable } from '../../music/score.js'

/** Lyrics, read: sections of lines of words of syllables, each tied back to the text it came from. */
export interface LyricSheet {
  readonly title: string
  /** The text as the client sees it, section tags included. Offsets below are UTF-16 positions in it. */
  readonly text: string
  readonly sections: readonly LyricSection[]
}

export interface LyricSection {
  readonly kind: SectionKind
  /** As written in the tag, tidied: `'Verse 2'`. */
  readonly label: string
  /** The rest of a tag that asks for something: `'guitar'` for `[Guitar solo]`. */
  readonly cue?: string
  /** Empty for `[Intro]`, `[Solo]` and the like. */
  readonly lines: readonly LyricLine[]
}

export interface LyricLine {
  readonly charStart: number
  readonly charEnd: number
  readonly words: readonly LyricWord[]
  /** Written in parentheses: sung by the backing voices. */
  readonly backing: boolean
  /** Who a tag gives the line to, where two share the song. */
  readonly singer?: LineSinger
  /** How a tag wants it sung. */
  readonly manner?: LineManner
}

export type LineManner = 'spoken' | 'whisper' | 'rap'

export type LineSinger = 'f' | 'm' | 'both'

export interface LyricWord {
  readonly text: string
  readonly charStart: number
  readonly charEnd: number
  /** At least one. */
  readonly syllables: readonly LyricSyllable[]
  /** The words that flow together in this one, where it is several: see `synalepha.ts`. */
  readonly parts?: readonly LyricWord[]
}

export type LyricSyllable = Pick<SungSyllable, 'phones' | 'nucleus' | 'stress'>
