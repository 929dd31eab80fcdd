const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ')
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion']
const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** Spoken digits: `'007'` → zero zero seven. For numbers too long to name. */
export function digitWords(digits: string): string[] {
  return [...digits].map((digit) => ONES[Number(digit)]!)
}

/** `'1204'` → one thousand two hundred four. Above 15 digits, or with leading zeros: digit by digit. */
export function cardinalWords(digits: string): string[] {
  if (digits.length > 15 || (digits.length > 1 && digits.startsWith('0'))) return digitWords(digits)
  let rest = Number(digits)
  if (rest === 0) return ['zero']
  const groups: string[][] = []
  for (let scale = 0; rest > 0; scale++) {
    const group = belowThousand(rest % 1000)
    if (group.length > 0) groups.unshift(scale === 0 ? group : [...group, SCALES[scale]!])
    rest = Math.floor(rest / 1000)
  }
  return groups.flat()
}

function belowThousand(n: number): string[] {
  const words: string[] = []
  if (n >= 100) words.push(ONES[Math.floor(n / 100)]!, 'hundred')
  const rest = n % 100
  if (rest >= 20) {
    words.push(TENS[Math.floor(rest / 10)]!)
    if (rest % 10 > 0) words.push(ONES[rest % 10]!)
  } else if (rest > 0) words.push(ONES[rest]!)
  return words
}

/** Years are said in pairs: 1999 nineteen ninety nine, 1905 nineteen oh five, 2005 two thousand five, 2024 twenty … */
export function yearWords(digits: string): string[] {
  const century = Number(digits.slice(0, 2))
  const year = Number(digits.slice(2))
  if (century % 10 === 0 && year < 10) return cardinalWords(digits)
  if (year === 0) return [...cardinalWords(String(century)), 'hundred']
  if (year < 10) return [...cardinalWords(String(century)), 'oh', ONES[year]!]
  return [...cardinalWords(String(century)), ...cardinalWords(String(year))]
}

/** `['twenty', 'one']` → twenty first. */
export function ordinal(words: readonly string[]): string[] {
  const last = words.at(-1)!
  const changed = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
  return [...words.slice(0, -1), changed]
}

/** `'ninety'` → nineties, `'two thousand'` → two thousands. */
export function plural(words: readonly string[]): string[] {
  const last = words.at(-1)!
  const changed = last.endsWith('y')
    ? `${last.slice(0, -1)}ies`
    : last.endsWith('x')
      ? `${last}es`
      : `${last}s`
  return [...words.slice(0, -1), changed]
}
