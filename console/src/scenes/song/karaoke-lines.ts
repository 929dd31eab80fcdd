import type { TimestampedLyrics } from '@troubadour/contract'

export interface LineWord {
  readonly text: string
  readonly startS: number
  readonly endS: number
}

/** A line of the words as people read it: a section's name, or what is sung. */
export interface Line {
  /** Without brackets; null for a sung line. */
  readonly tag: string | null
  readonly words: readonly LineWord[]
}

/**
 * The lines of aligned words. A word carries the text around it (section tags, line breaks), so that all of them joined
 * are the whole lyrics: what stands before the word's own line belongs to lines before it.
 */
export function linesOf(aligned: TimestampedLyrics['alignedWords']): Line[] {
  const lines: { tag: string | null; words: LineWord[] }[] = []
  let current: LineWord[] = []
  const finish = () => {
    if (current.length > 0) lines.push({ tag: null, words: current })
    current = []
  }
  for (const { word, startS, endS } of aligned) {
    for (const [index, part] of word.split('\n').entries()) {
      if (index > 0) finish()
      const text = part.trim()
      const tag = /^\[([^\]]*)\]\s*(.*)$/.exec(text)
      if (tag) {
        finish()
        lines.push({ tag: tag[1]!, words: [] })
      }
      const sung = tag ? tag[2]! : text
      if (sung !== '') current.push({ text: sung, startS, endS })
    }
  }
  finish()
  return lines
}

/** Which word is sung at a moment: the last that has begun, until a second after its end. */
export function nowIn(
  lines: readonly Line[],
  seconds: number | null,
): { readonly line: number; readonly word: number } | null {
  if (seconds === null) return null
  let found: { line: number; word: number; endS: number } | null = null
  for (const [line, { words }] of lines.entries()) {
    for (const [word, { startS, endS }] of words.entries()) {
      if (startS <= seconds) found = { line, word, endS }
    }
  }
  return found && seconds < found.endS + 1 ? { line: found.line, word: found.word } : null
}
