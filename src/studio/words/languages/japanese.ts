import type { Syllable } from '../syllabify.js'

/** Rows of the kana table in the order a i u e o; `-` where there is none. After the Hepburn table (ISO 3602 loose). */
const ROWS: readonly (readonly [consonants: string, kana: string])[] = [
  ['', 'あいうえお'],
  ['k', 'かきくけこ'],
  ['g', 'がぎぐげご'],
  ['s', 'さ-すせそ'],
  ['z', 'ざ-ずぜぞ'],
  ['t', 'た--てと'],
  ['d', 'だ--でど'],
  ['n', 'なにぬねの'],
  ['hh', 'はひ-へほ'],
  ['b', 'ばびぶべぼ'],
  ['p', 'ぱぴぷぺぽ'],
  ['m', 'まみむめも'],
  ['y', 'や-ゆ-よ'],
  ['r', 'らりるれろ'],
  ['w', 'わゐ-ゑ-'],
  ['', '----を'],
  ['sh', '-し---'],
  ['jh', '-じ---'],
  ['jh', '-ぢ---'],
  ['ch', '-ち---'],
  ['t s', '--つ--'],
  ['z', '--づ--'],
  ['f', '--ふ--'],
  ['v', '--ゔ--'],
]
const VOWELS = ['aa', 'iy', 'uw', 'eh', 'ao']
const SMALL_Y = 'ゃゅょ'
const SMALL_Y_VOWELS = ['aa', 'uw', 'ao']
const SMALL_VOWELS = 'ぁぃぅぇぉ'
/** Their y is part of the consonant already. */
const PALATAL: ReadonlySet<string> = new Set(['sh', 'jh', 'ch'])

const MORAS = new Map(
  ROWS.flatMap(([consonants, kana]) =>
    [...kana].flatMap((sign, i): [string, { onset: string[]; vowel: string }][] =>
      sign === '-'
        ? []
        : [[sign, { onset: consonants === '' ? [] : consonants.split(' '), vowel: VOWELS[i]! }]],
    ),
  ),
)

export const KANA = /[\u3041-\u3096\u30a1-\u30fa]/

/**
 * Syllables of a word in kana, one a mora as songs count them; ん and the first half of a doubled consonant close the mora
 * before them, ー and a vowel that only lengthens it get a note of their own. Signs that are not kana are passed over.
 */
export function readKana(text: string): Syllable[] {
  const syllables: { phones: string[]; nucleus: number; stress: 0 | 1 }[] = []
  const sing = (onset: readonly string[], vowel: string): void => {
    syllables.push({
      phones: [...onset, vowel],
      nucleus: onset.length,
      stress: syllables.length === 0 ? 1 : 0,
    })
  }
  const signs = [...toHiragana(text)]
  for (const [i, sign] of signs.entries()) {
    const last = syllables.at(-1)
    const mora = i > 0 && i === signs.length - 1 ? (PARTICLES[sign] ?? MORAS.get(sign)) : MORAS.get(sign)
    const smallY = SMALL_Y.indexOf(sign)
    const smallVowel = SMALL_VOWELS.indexOf(sign)
    if (mora) {
      // A doubled consonant was announced: it closes the syllable before.
      if (last?.phones.at(-1) === HALT) {
        last.phones.pop()
        if (mora.onset[0] !== undefined) last.phones.push(mora.onset[0] === 'ch' ? 't' : mora.onset[0])
      }
      sing(mora.onset, lengthens(sign, last) ? last!.phones[last!.nucleus]! : mora.vowel)
    } else if (smallY >= 0 && last) {
      // きゃ: the i gives way to a y.
      const onset = last.phones.slice(0, last.nucleus)
      syllables.pop()
      sing(PALATAL.has(onset.at(-1) ?? '') ? onset : [...onset, 'y'], SMALL_Y_VOWELS[smallY]!)
    } else if (smallVowel >= 0 && last) {
      last.phones.splice(last.nucleus, 1, VOWELS[smallVowel]!)
    } else if (sign === 'ん') {
      if (last) last.phones.push('n')
      else sing(['n'], 'uw')
    } else if (sign === 'っ' && last) last.phones.push(HALT)
    else if (sign === 'ー' && last) sing([], last.phones[last.nucleus]!)
  }
  for (const syllable of syllables) if (syllable.phones.at(-1) === HALT) syllable.phones.pop()
  return syllables
}

const HALT = 'っ'

/** At the end of a word these signs are mostly particles, which are said otherwise than written. */
const PARTICLES: Readonly<Record<string, { readonly onset: string[]; readonly vowel: string }>> = {
  は: { onset: ['w'], vowel: 'aa' },
  へ: { onset: [], vowel: 'eh' },
}

/** おう and えい are a long o and a long e. */
function lengthens(
  sign: string,
  before: { readonly phones: readonly string[]; readonly nucleus: number } | undefined,
): boolean {
  const vowel = before && before.nucleus === before.phones.length - 1 ? before.phones.at(-1) : undefined
  return (sign === 'う' && vowel === 'ao') || (sign === 'い' && vowel === 'eh')
}

/** Katakana lies 96 places after hiragana. */
function toHiragana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
}
