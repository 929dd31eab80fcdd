import { compileSpelling } from '../spelling-rules.js'
import type { SpellingLanguage } from './spelling-language.js'

/** Latin American Spanish. Spelling and stress after the Ortografía of the Real Academia Española (2010). */
const SPELLING = compileSpelling([
  'ch > ch',
  'll > y',
  'rr > r',
  'qu > k /_[eiéí]',
  'gu > g /_[eiéí]',
  'gü > g w',
  'güe > g w eh',
  'gu > g w /_[aoáó]',
  'cc > k s /_[eiéí]',
  'sc > s /_[eiéí]',
  'hu > w /_[aeoáéó]',
  'hie > y eh',
  'ai > ay',
  'ay > ay /_$',
  'au > aw',
  'ei > ey',
  'ey > ey /_$',
  'oi > oy',
  'oy > oy /_$',
  'ia > y aa',
  'iá > y aa',
  'ie > y eh',
  'ié > y eh',
  'io > y ao',
  'ió > y ao',
  'iu > y uw',
  'ua > w aa',
  'uá > w aa',
  'ue > w eh',
  'ué > w eh',
  'ui > w iy',
  'uo > w ao',
  'a > aa',
  'á > aa',
  'e > eh',
  'é > eh',
  'i > iy',
  'í > iy',
  'o > ao',
  'ó > ao',
  'u > uw',
  'ú > uw',
  'ü > w',
  'y > y /_[aeiouáéíóú]',
  'y > iy',
  'b > b',
  'c > s /_[eiéí]',
  'c > k',
  'ç > s',
  'd > dh /[aeiouáéíóú]_[aeiouáéíóú]',
  'd > d',
  'f > f',
  'g > hh /_[eiéí]',
  'g > g',
  'h > _',
  'j > hh',
  'k > k',
  'l > l',
  'm > m',
  'n > n',
  'ñ > n y',
  'p > p',
  'q > k',
  'r > r',
  's > s',
  't > t',
  'v > b',
  'w > w',
  'x > hh /^mé_ic',
  'x > k s',
  'z > s',
])

const ACCENT = /[áéíóú]/
const GROUP = /[iuy]?[aeoáéóíú][iuy]?|[iuü]+/g

export const SPANISH: SpellingLanguage = {
  spelling: SPELLING,
  stressedVowel(word, count) {
    const accent = word.search(ACCENT)
    if (accent >= 0) return Math.min(count - 1, [...word.slice(0, accent).matchAll(GROUP)].length)
    return /[aeiouns]$/.test(word) ? count - 2 : count - 1
  },
  numbers: {
    small:
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve'.split(
        ' ',
      ),
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' '),
    hundred: 'cien',
    thousand: 'mil',
    and: 'y',
  },
}
