import type { SectionKind } from '../../../music/score.js'
import type { SectionWish } from './section-wish.js'

/** A section before it has a place in time. */
export interface SectionDraft {
  readonly kind: SectionKind
  /** As shown to people; empty for "by kind and number". */
  readonly label: string
  /** Length in bars, all lines included. */
  readonly bars: number
  /** Index into `LyricSheet.sections` where it is sung. */
  readonly lyricSection?: number
  /** Bars of each sung line's window, in order; empty where nobody sings. */
  readonly lines: readonly LineDraft[]
  /** What its tag asks for. */
  readonly wish?: SectionWish
  /** It was asked for, and goes last where a form is too long. */
  readonly isAsked?: true
}

export interface LineDraft {
  readonly lineIndex: number
  readonly bars: number
  /** So many of its bars, the last, are left to the band's answer; default 0. */
  readonly answerBars?: number
}

/** Bars that the words of a section need. */
export function sungBars(draft: SectionDraft): number {
  return draft.lines.reduce((sum, { bars }) => sum + bars, 0)
}

export function totalBars(drafts: readonly SectionDraft[]): number {
  return drafts.reduce((sum, { bars }) => sum + bars, 0)
}
