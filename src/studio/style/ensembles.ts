/** A member of a small ensemble: instruments that may take the chair, best first. */
export type Chair = readonly string[]

/** Who sits in ensembles that have a name. Patterns are tried in this order. */
const NAMED: readonly (readonly [RegExp, readonly Chair[]])[] = [
  [/\bstring quartets?\b/, [['violin'], ['violin'], ['viola'], ['cello']]],
  [/\bstring trios?\b/, [['violin'], ['viola'], ['cello']]],
  [/\bstring quintets?\b/, [['violin'], ['violin'], ['viola'], ['cello'], ['double-bass']]],
  [/\bpiano quartets?\b/, [['grand-piano'], ['violin'], ['viola'], ['cello']]],
  [/\bpiano quintets?\b/, [['grand-piano'], ['violin'], ['violin'], ['viola'], ['cello']]],
  [/\bbrass quartets?\b/, [['trumpet'], ['trumpet'], ['french-horn'], ['trombone']]],
  [/\bbrass quintets?\b/, [['trumpet'], ['trumpet'], ['french-horn'], ['trombone'], ['tuba']]],
  [/\b(?:wood)?wind quintets?\b/, [['flute'], ['oboe'], ['clarinet'], ['french-horn'], ['bassoon']]],
  [/\bsax(?:ophone)? quartets?\b/, [['soprano-sax'], ['alto-sax'], ['tenor-sax'], ['baritone-sax']]],
  [/\bclarinet quartets?\b/, [['clarinet'], ['clarinet'], ['clarinet'], ['bassoon']]],
  [/\borgan trios?\b/, [['drawbar-organ'], ['jazz-guitar'], ['standard-kit', 'brush-kit']]],
  [/\bguitar trios?\b/, [['jazz-guitar'], ['upright-bass'], ['brush-kit', 'standard-kit']]],
  [
    /\bpower trios?\b/,
    [
      ['crunch-guitar', 'distorted-guitar'],
      ['picked-bass', 'electric-bass'],
      ['room-kit', 'standard-kit'],
    ],
  ],
  [
    /\bjazz[\w\s,-]*\btrios?\b|\btrios?\b[\w\s,-]*\bjazz\b/,
    [['grand-piano'], ['upright-bass'], ['brush-kit', 'standard-kit']],
  ],
  [
    /\bjazz[\w\s,-]*\bquartets?\b|\bquartets?\b[\w\s,-]*\bjazz\b/,
    [['tenor-sax', 'alto-sax', 'trumpet'], ['grand-piano'], ['upright-bass'], ['standard-kit', 'brush-kit']],
  ],
  [
    /\bjazz[\w\s,-]*\bquintets?\b|\bquintets?\b[\w\s,-]*\bjazz\b/,
    [
      ['trumpet'],
      ['tenor-sax', 'alto-sax'],
      ['grand-piano'],
      ['upright-bass'],
      ['standard-kit', 'brush-kit'],
    ],
  ],
  [/\bpiano trios?\b/, [['grand-piano'], ['violin'], ['cello']]],
]

/** Musics that are played by so few, unless a band is asked for. */
const MUSICS: readonly (readonly [RegExp, readonly Chair[]])[] = [
  [
    /\b(?:ragtime|piano rag|joplin|stride piano|barrelhouse|saloon piano|boogie woogie piano)\b/,
    [['grand-piano']],
  ],
  [
    /\b(?:gypsy jazz|gypsy swing|jazz manouche|hot club)\b/,
    [['violin'], ['acoustic-guitar'], ['upright-bass']],
  ],
  [/\b(?:a cappella|acapella|acappella|barbershop)\b/, [['voice-oohs'], ['choir-aahs']]],
  [/\b(?:delta blues|mississippi blues)\b/, [['acoustic-guitar'], ['harmonica']]],
]

/** How many play together under a name. */
const SIZES: readonly (readonly [RegExp, number])[] = [
  [/\b(?:duos?|duets?)\b/, 2],
  [/\btrios?\b/, 3],
  [/\bquartets?\b/, 4],
  [/\bquintets?\b/, 5],
]

/** Words that put a soloist before a company. */
const COMPANY =
  /\b(?:orchestra\w*|band|ensemble|choir|strings|beats?|drums|percussion|backing|over|against)\b/

interface NamedInstrument {
  /** As it stands in the text, in lower case. */
  readonly name: string
  readonly ids: readonly string[]
}

/**
 * The players of a text that wants these and nobody else: "solo piano", "just guitar and cello", "string quartet",
 * "jazz trio: organ, guitar, drums". Undefined where the band is the genre's. `instruments`: those that the text names,
 * in order; "solo piano" is a genre's name, too, and needs none.
 */
export function readEnsemble(
  text: string,
  instruments: readonly NamedInstrument[],
): readonly Chair[] | undefined {
  const words = text.toLowerCase().replaceAll('-', ' ')
  const own = instruments.map(({ ids }) => ids)
  if (own.length > 0 && instruments.some(({ name }) => isAlone(name, words))) return own
  const [soloist] = instruments
  if (own.length === 1 && soloist && isSolo(soloist.name, words) && !COMPANY.test(words)) return own
  if (own.length === 0 && /\bsolo piano\b/.test(words) && !COMPANY.test(words)) return [['grand-piano']]
  const size = SIZES.find(([pattern]) => pattern.test(words))?.[1]
  if (size !== undefined) {
    if (own.length === size) return own
    return withOthers(NAMED.find(([pattern]) => pattern.test(words))?.[1], own)
  }
  return COMPANY.test(words)
    ? undefined
    : withOthers(MUSICS.find(([pattern]) => pattern.test(words))?.[1], own)
}

/** Whoever is named beside takes a chair that is his, or one more. */
function withOthers(
  chairs: readonly Chair[] | undefined,
  named: readonly Chair[],
): readonly Chair[] | undefined {
  return (
    chairs && [
      ...chairs,
      ...named.filter((ids) => !chairs.some((chair) => chair.some((id) => ids.includes(id)))),
    ]
  )
}

/** "Piano only", "just a piano", "nothing but piano". */
function isAlone(name: string, words: string): boolean {
  const escaped = escape(name)
  return (
    new RegExp(
      String.raw`\b(?:only|just|nothing but)\s+(?:an?\s+|the\s+|one\s+)?(?:\w+\s+)?${escaped}\b`,
    ).test(words) || new RegExp(String.raw`\b${escaped}\s+(?:alone|only|unaccompanied)\b`).test(words)
  )
}

/** "Solo piano", "an unaccompanied cello". */
function isSolo(name: string, words: string): boolean {
  if (/^solo\b/.test(name)) return true
  return new RegExp(String.raw`\b(?:solo|unaccompanied|lone)\s+(?:\w+\s+)?${escape(name)}\b`).test(words)
}

function escape(name: string): string {
  return name.replaceAll('-', ' ').replaceAll(/[^\w\s]/g, String.raw`\$&`)
}
