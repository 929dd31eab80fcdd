/** A line of lyrics as the editor counts it. */
export interface CountedLine {
  readonly kind: 'empty' | 'tag' | 'words'
  /** About so many; 0 for lines that are not sung. */
  readonly syllables: number
}

/** More than this in a line is sung in a hurry. */
export const CROWDED_SYLLABLES = 14

const TAG = /^\s*\[[^\]]*\]\s*$/

/** Every line of lyrics, counted. */
export function countLines(lyrics: string): CountedLine[] {
  return lyrics.split('\n').map((line) => {
    if (line.trim() === '') return { kind: 'empty', syllables: 0 }
    if (TAG.test(line)) return { kind: 'tag', syllables: 0 }
    return { kind: 'words', syllables: countSyllables(line) }
  })
}

/**
 * About how many syllables a line has: groups of vowels, less the silent e of English, which is right for nine words of
 * ten. The server counts with a dictionary; this is for a glance while writing.
 */
export function countSyllables(line: string): number {
  const words = line
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/\p{L}[\p{L}'’]*/gu)
  return (words ?? []).reduce((sum, word) => sum + syllablesOf(word), 0)
}

function syllablesOf(word: string): number {
  // Scripts without Latin vowels: a syllable a character is right for kana and Chinese.
  if (!/[a-z]/.test(word)) return [...word].length
  const trimmed = word
    .replace(/['’].*$/, '')
    .replace(/(?<=[^aeiouyl]|[aeiouy]l)es?$/, '')
    .replace(/(?<=[^aeiouytd])ed$/, '')
  return Math.max(1, trimmed.match(/[aeiouy]+/g)?.length ?? 0)
}

/** Seconds a line takes on average over the studio's styles, and what a song has around its words. */
const SECONDS_A_LINE = 4.6
const SECONDS_AROUND = 12

/** About how long a song of these words is, in seconds; 0 without any. */
export function estimateSeconds(lines: readonly CountedLine[]): number {
  const sung = lines.filter(({ kind }) => kind === 'words').length
  return sung === 0 ? 0 : Math.round(sung * SECONDS_A_LINE + SECONDS_AROUND)
}
