/** One regularity of a spelling: these letters, between these neighbours, sound like that. */
interface SpellingRule {
  readonly letters: string
  readonly phones: readonly string[]
  readonly before?: RegExp
  readonly after?: RegExp
}

/** A language's spelling, by the first letter of each rule; longest letter groups first. */
export type Spelling = ReadonlyMap<string, readonly SpellingRule[]>

/**
 * Reads rules like `'c > s /_[eiy]'`: letters, phones (`_` for silence), and optionally what stands before and after them
 * as regular expressions on the rest of the word. Of the rules for the same letters the first that fits wins.
 */
export function compileSpelling(rules: readonly string[]): Spelling {
  const byLetter = new Map<string, SpellingRule[]>()
  for (const text of rules) {
    const [letters = '', phones = '', before = '', after = ''] =
      /^(\S+) > ([^/]+?)(?: \/(.*)_(.*))?$/.exec(text)?.slice(1) ?? []
    if (letters === '')
      throw new Error(`spelling rule "${text}" is not of the form "letters > phones /before_after"`)
    const list = byLetter.get(letters[0]!) ?? []
    list.push({
      letters,
      phones: phones === '_' ? [] : phones.split(' '),
      ...(before ? { before: new RegExp(`(?:${before})$`, 'u') } : {}),
      ...(after ? { after: new RegExp(`^(?:${after})`, 'u') } : {}),
    })
    byLetter.set(letters[0]!, list)
  }
  // Stable, so that rules for the same letters keep the order in which they are written.
  for (const list of byLetter.values()) list.sort((a, b) => b.letters.length - a.letters.length)
  return byLetter
}

/** The phones of a lower-case word. A letter that no rule knows is silent; a phone is never given twice in a row. */
export function applySpelling(spelling: Spelling, word: string): string[] {
  const phones: string[] = []
  for (let at = 0; at < word.length;) {
    const before = word.slice(0, at)
    const rule = spelling
      .get(word[at]!)
      ?.find(
        (candidate) =>
          word.startsWith(candidate.letters, at) &&
          (candidate.before === undefined || candidate.before.test(before)) &&
          (candidate.after === undefined || candidate.after.test(word.slice(at + candidate.letters.length))),
      )
    if (rule) for (const phone of rule.phones) if (phone !== phones.at(-1)) phones.push(phone)
    at += rule?.letters.length ?? 1
  }
  return phones
}
