/**
 * Words that carry grammar rather than meaning. Sung lightly: they take weak beats, however the dictionary stresses
 * them when they are spoken alone.
 */
const LIGHT_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the and but or nor so as if than that 'cause 'til till of to in on at by for from with into onto upon " +
    "i you he she it we they me him her us them my your his its our their i'm i'll i'd i've you're you'll you'd " +
    "you've he's he'll he'd she's she'll she'd it's it'll it'd we're we'll we'd we've they're they'll they'd they've " +
    "am is are was were be been being do does did have has had will would shall should can could may might must 'em " +
    "'n' n' there's that's what's gonna"
  ).split(' '),
)

/** Whether a lower-case word is sung lightly. */
export function isLightWord(word: string): boolean {
  return LIGHT_WORDS.has(word)
}

/**
 * How singers say some little words: full enough to hold a note on, lighter than alone. "the" before a vowel is in
 * `THE_BEFORE_VOWEL`.
 */
export const LIGHT_FORMS: Readonly<Record<string, string>> = {
  a: 'AH0',
  an: 'AH0 N',
  and: 'AE0 N D',
  as: 'AE0 Z',
  at: 'AE0 T',
  but: 'B AH0 T',
  can: 'K AE0 N',
  for: 'F AO0 R',
  from: 'F R AH0 M',
  her: 'HH ER0',
  of: 'AH0 V',
  or: 'AO0 R',
  that: 'DH AE0 T',
  the: 'DH AH0',
  to: 'T UW0',
  was: 'W AH0 Z',
  your: 'Y AO0 R',
  "you're": 'Y AO0 R',
}

/** "the" as in "the evening". */
export const THE_BEFORE_VOWEL = 'DH IY0'
