import type { StressedPhone } from './syllabify.js'
import { VOWELS } from './phones.js'

/**
 * English spelling to phones for words that no dictionary has: names, slang, invented words. A rule applies when its
 * letters stand at the position and the letters before and after fit; the first that fits wins, longest graphemes
 * first. Rules written for this project from the regularities in Carney, A Survey of English Spelling (1994).
 */
interface Rule {
  readonly letters: string
  readonly phones: readonly string[]
  readonly before?: RegExp
  readonly after?: RegExp
}

/** `letters > phones`, `_` for silence; optional `/before_after` as regular expressions on the neighbours. */
const RULE_TEXT: readonly string[] = [
  // Endings.
  'tion > sh ax n',
  'sion > zh ax n /[aeiour]_',
  'sion > sh ax n',
  'cian > sh ax n',
  'cious > sh ax s',
  'tious > sh ax s',
  'cial > sh ax l',
  'tial > sh ax l',
  'ture > ch er /._$',
  'sure > zh er /[aeiou]_$',
  'ous > ax s /._$',
  'ious > iy ax s /._$',
  'able > ax b ax l /..._$',
  'ible > ax b ax l /..._$',
  'ism > ih z ax m /._$',
  'less > l ax s /.._$',
  'ness > n ax s /.._$',
  'ment > m ax n t /.._$',
  'ful > f ax l /.._$',
  'age > ih jh /[aeiouy].+_$',
  'ate > ey t /.._$',
  'ing > ih ng /._$',
  'ings > ih ng z /._$',
  "in' > ih n /._$",
  // Letter groups.
  'augh > ao',
  'aught > ao t',
  'ought > ao t',
  'ough > ow',
  'eigh > ey',
  'igh > ay',
  'tch > ch',
  'dge > jh',
  'sch > s k /^_',
  'sch > sh',
  'scr > s k r',
  'sc > s /_[eiy]',
  'ch > k /_[rl]',
  'ch > ch',
  'ckn > k n',
  'ck > k',
  'cc > k s /_[eiy]',
  'cc > k',
  'cq > k',
  'gh > g /^_',
  'gh > _',
  'gn > n /^_',
  'gn > n /_$',
  'kn > n /^_',
  'wr > r /^_',
  'wh > w',
  'ps > s /^_',
  'ph > f',
  'rh > r',
  'sh > sh',
  'th > dh /[aeiou]_e',
  'th > th',
  'ng > ng /_$',
  'ng > ng /_s$',
  'ng > ng g',
  'nk > ng k',
  'nx > ng k s',
  'qu > k w',
  'q > k',
  'mb > m /_$',
  'mn > m /_$',
  'zz > z',
  'ss > s',
  'll > l',
  'rr > r',
  'tt > t',
  'dd > d',
  'pp > p',
  'bb > b',
  'ff > f',
  'gg > g',
  'mm > m',
  'nn > n',
  'kk > k',
  'vv > v',
  // Vowels before r.
  'air > eh r',
  'are > eh r /._$',
  'ear > er /_[nlt]',
  'ear > ih r',
  'eer > ih r',
  'ere > ih r /._$',
  'ier > iy er /._$',
  'ire > ay r /._$',
  'oar > ao r',
  'oor > ao r',
  'ore > ao r /_$',
  'our > ao r',
  'ure > y uh r /._$',
  'ar > er /[aeiouy].*_$',
  'ar > ao r /w_',
  'ar > eh r /_[aeiou]',
  'ar > aa r',
  'er > er',
  'ir > ih r /_[aeiou]',
  'ir > er',
  'or > er /w_',
  'or > er /[aeiouy].*[tcsdl]_$',
  'or > ao r',
  'ur > er',
  'yr > er',
  // Vowel groups.
  'aue > ao',
  'eau > ow',
  'eye > ay',
  'oya > oy ax',
  'oye > oy',
  'aa > aa',
  'ae > iy',
  'ah > aa /_$',
  'ai > ey',
  'au > ao',
  'aw > ao',
  'ay > ey',
  'ea > eh /_(d$|lth|sur|ther|ven|vy)',
  'ea > iy',
  'ee > iy',
  'eh > ey /_$',
  'ei > iy /c_',
  'ei > ay',
  'eu > y uw',
  'ew > uw /[rljsdtnc]_',
  'ew > y uw',
  'ey > iy /._$',
  'ey > ey',
  'ia > iy ax',
  'ie > ay /^[^aeiouy]+_[sd]?$',
  'ie > iy',
  'io > iy ow',
  'oa > ow',
  'oe > ow /_s?$',
  'oe > iy',
  'oh > ow',
  'oi > oy',
  'oo > uh /_[kd]$',
  'oo > uw',
  'ou > aw /_(nd|nt|t|d|s|ch|l)',
  'ou > uw',
  'ow > aw /_[nl]$',
  'ow > ow /_$',
  'ow > ow',
  'oy > oy',
  'ua > uw ax',
  'ue > uw /_$',
  'ue > y uw',
  'ui > uw',
  'uy > ay',
  // Final and silent e.
  'e > iy /^[^aeiouy]+_$',
  'le > ax l /[^aeiouy]_$',
  'les > ax l z /[^aeiouy]_$',
  'es > ih z /(s|z|x|ch|sh|dge|ge|ce)_$',
  'e > _ /[aeiouy].*_s$',
  'ed > ih d /[td]_$',
  'ed > t /[aeiouy].*(p|k|f|s|x|ch|sh)_$',
  'ed > d /[aeiouy].*_$',
  'e > _ /[aeiouy].*_$',
  'e > _ /[aeiouy].*[^aeiouy]_(ly|ful|less|ness|ment)$',
  // Single vowels: long before one consonant and a vowel, else short.
  'a > ax /._$',
  'a > ax /^_[^aeiouy]+[aeiouy].*[^e]$',
  'a > ey /_[^aeiouywxr]e',
  "a > ey /_[^aeiouywxr](ing|in'|er|y|o|ian)",
  'a > ey /_ste',
  'a > aa /w_[^aeioukgx]',
  'a > aa /_(lm|h)',
  'a > ao /_l[lkt]',
  'a > ae',
  'e > iy /^[^aeiouy]*_[^aeiouywxr][aeiou]',
  'e > ih /^_[^aeiouy][aeiouy]',
  'e > ax /[aeiouy].*_[nlm]',
  'e > eh',
  'i > ay /_[^aeiouywxr]e',
  'i > ay /_(nd|ld)$',
  'i > ay /^[^aeiouy]+_$',
  "i > ay /^[^aeiouy]*_[^aeiouywxr](ing|in'|er|y)$",
  'i > iy /._$',
  'i > iy /_[aeou]',
  'i > ih',
  'o > ow /_[^aeiouywxr]e',
  'o > ow /_$',
  'o > ow /_(ld|lt|st$|ll$)',
  "o > ow /_[^aeiouywxr](a|o|ing|in'|er|y|ian)",
  'o > ax /[aeiouy].*_[nm]$',
  'o > aa',
  'u > y uw /^_[^aeiouy][aeiouy]',
  'u > uw /[rljsdtn]_[^aeiouywxr][aeiouy]',
  'u > y uw /_[^aeiouywxr][aeiouy]',
  'u > uw /_$',
  'u > uh /[pbf]_(ll|sh)',
  'u > ah',
  'y > y /^_[aeiou]',
  'y > ay /^[^aeiouy]*_$',
  'y > ay /_[^aeiouywxr]e',
  'y > iy /_$',
  'y > y /_[aeou]',
  'y > ih',
  // Single consonants.
  'b > b',
  'c > s /_[eiy]',
  'c > k',
  'd > d',
  'f > f',
  'g > jh /_e$',
  'g > jh /[^g]_[eiy][^r]',
  'g > g',
  'h > hh /_[aeiouy]',
  'h > _',
  'j > jh',
  'k > k',
  'l > l',
  'm > m',
  'n > n',
  'p > p',
  'r > r',
  's > z /[aeiouybdglmnrvw]_$',
  's > z /[aeiou]_[aeiou]',
  's > s',
  't > t',
  'v > v',
  'w > w /_[aeiouyr]',
  'w > _',
  'x > z /^_',
  'x > g z /^e_[aeiou]',
  'x > k s',
  'z > z',
  "' > _",
]

const RULES: ReadonlyMap<string, readonly Rule[]> = (() => {
  const byLetter = new Map<string, Rule[]>()
  for (const text of RULE_TEXT) {
    const [letters = '', phones = '', before = '', after = ''] =
      /^(\S+) > ([^/]+?)(?: \/(.*)_(.*))?$/.exec(text)?.slice(1) ?? []
    const rule: Rule = {
      letters,
      phones: phones === '_' ? [] : phones.split(' '),
      ...(before ? { before: new RegExp(`(?:${before})$`) } : {}),
      ...(after ? { after: new RegExp(`^(?:${after})`) } : {}),
    }
    const list = byLetter.get(letters[0]!) ?? []
    list.push(rule)
    byLetter.set(letters[0]!, list)
  }
  // Stable, so that rules for the same letters keep the order in which they are written.
  for (const list of byLetter.values()) list.sort((a, b) => b.letters.length - a.letters.length)
  return byLetter
})()

/** Endings that pull the stress onto the syllable before them. */
const STRESS_BEFORE = /(tion|sion|ic|ics|ity|ical|ian|ious|ial|ia|ium|eous)$/
/** Endings that carry the stress themselves. */
const STRESS_ON = /(ee|eer|ette|esque|oon|aire|ique)$/
/** Beginnings that leave it to the syllable after them. */
const LIGHT_PREFIX =
  /^(a(?=[bcdfglmnprstvw])|be(?=[^aeiou])|de|re|un|in(?=[^aeiou])|en|em|ex|dis|mis|con|com|pre|pro)/

/** Pronounces a lower-case word by rule. Letters outside a-z are silent; never empty for a word with a letter in it. */
export function letterToSound(word: string): StressedPhone[] {
  const phones: string[] = []
  for (let at = 0; at < word.length;) {
    const before = word.slice(0, at)
    const rule = RULES.get(word[at]!)?.find(
      (candidate) =>
        word.startsWith(candidate.letters, at) &&
        (candidate.before === undefined || candidate.before.test(before)) &&
        (candidate.after === undefined || candidate.after.test(word.slice(at + candidate.letters.length))),
    )
    if (rule) for (const phone of rule.phones) if (phone !== phones.at(-1)) phones.push(phone)
    at += rule?.letters.length ?? 1
  }
  const vowels = phones.flatMap((phone, i) => (VOWELS.has(phone) ? [i] : []))
  const stressed = vowels[stressedVowel(word, vowels.length)]
  return phones.map((phone, i) => {
    if (!VOWELS.has(phone)) return { phone }
    if (i === stressed) return { phone: phone === 'ax' ? 'ah' : phone, stress: 1 }
    return { phone, stress: 0 }
  })
}

/** Which vowel carries the main stress, counted from 0. */
function stressedVowel(word: string, count: number): number {
  if (count <= 1) return 0
  if (STRESS_ON.test(word)) return count - 1
  if (STRESS_BEFORE.test(word))
    return Math.max(0, count - (/(ity|ical|ian|ious|ial|ia|ium|eous)$/.test(word) ? 3 : 2))
  if (count === 2) return LIGHT_PREFIX.test(word) && word.length > 5 ? 1 : 0
  // Names that end in an open vowel lean on the syllable before it (Maria, Savana); other long words further back.
  if (/[aio]$/.test(word)) return count - 2
  return Math.max(0, count - 3)
}
