/**
 * Part of speech as coarsely as the voice model was trained with it: a closed list of function words in eight classes
 * (the guessed part of speech of Festival's English front end), everything else is `content`.
 */
export type WordClass = 'in' | 'to' | 'det' | 'md' | 'cc' | 'wp' | 'pps' | 'aux' | 'content'

const FUNCTION_WORDS: Readonly<Record<Exclude<WordClass, 'content'>, string>> = {
  in:
    'of for in on that with by at from as if against about before because under after over into while without ' +
    'through between among until per up down',
  to: 'to',
  det: 'the a an no some this each another those every all any these both neither',
  md: 'will may would can could should must ought might',
  cc: 'and but or plus yet nor',
  wp: 'who what where how when',
  pps: 'her his their its our my your mine',
  aux: 'is am are was were has have had be do does did',
}

const CLASS_OF = new Map(
  Object.entries(FUNCTION_WORDS).flatMap(([wordClass, words]) =>
    words.split(' ').map((word) => [word, wordClass as WordClass] as const),
  ),
)

export function wordClass(text: string): WordClass {
  return CLASS_OF.get(text.toLowerCase()) ?? 'content'
}
