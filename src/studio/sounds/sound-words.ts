/** A text as words with the meanings found so far taken out. */
export class SoundWords {
  private readonly words: readonly string[]
  private readonly taken: boolean[]

  constructor(text: string) {
    this.words = wordsOf(text)
    this.taken = this.words.map(() => false)
  }

  /** Takes the words of a term that stand side by side, none of them taken yet; returns where, or -1. */
  take(term: string): number {
    const at = this.find(term)
    if (at >= 0) for (let i = 0; i < wordsOf(term).length; i++) this.taken[at + i] = true
    return at
  }

  has(term: string): boolean {
    return this.find(term) >= 0
  }

  /** What is left, in order. */
  get rest(): readonly string[] {
    return this.words.filter((_, i) => !this.taken[i])
  }

  private find(term: string): number {
    const wanted = wordsOf(term)
    for (let at = 0; at + wanted.length <= this.words.length; at++) {
      if (wanted.every((word, i) => !this.taken[at + i] && this.words[at + i] === word)) return at
    }
    return -1
  }
}

/** Lower-case words in the singular: `'Hi-Hats'` is `['hi', 'hat']`. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}#']+/u)
    .filter(Boolean)
    .map(singular)
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word
  if (/(sh|ch|x)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** How alike two words are, 0 … 1, by the letter pairs they share (Dice). */
export function wordLikeness(a: string, b: string): number {
  const pairs = (word: string): string[] =>
    Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
  const [one, other] = [pairs(a), pairs(b)]
  if (one.length === 0 || other.length === 0) return a === b ? 1 : 0
  const left = [...other]
  let shared = 0
  for (const pair of one) {
    const at = left.indexOf(pair)
    if (at < 0) continue
    shared++
    left.splice(at, 1)
  }
  return (2 * shared) / (one.length + other.length)
}
