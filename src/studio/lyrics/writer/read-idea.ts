import { lookUp } from '../../words/dictionary.js'
import type { ThemeMaterial } from './material.js'
import { HEART_THEMES } from './themes/heart.js'
import { PLACE_THEMES } from './themes/places.js'
import { DAY_THEMES } from './themes/days.js'
import { SPIRIT_THEMES } from './themes/spirit.js'

export const THEMES: readonly ThemeMaterial[] = [
  ...HEART_THEMES,
  ...PLACE_THEMES,
  ...DAY_THEMES,
  ...SPIRIT_THEMES,
]

/** What the writer takes from an idea. */
export interface IdeaReading {
  /** Themes with their weights, best first; never empty. */
  readonly themes: readonly { readonly theme: ThemeMaterial; readonly weight: number }[]
  /** -1 (dark) … 1 (bright). */
  readonly brightness: number
  /** Nouns of the idea, as they may stand after "the": `lighthouse keeper`. */
  readonly things: readonly string[]
  /** A person the song is for. */
  readonly name?: string
}

const BRIGHT_WORDS =
  'happy happier joyful joy cheerful upbeat uplifting fun bright sunny euphoric playful hopeful energetic feelgood sweet warm funny silly celebrate positive triumphant lighthearted carefree'
const DARK_WORDS =
  'sad sadness melancholy melancholic dark gloomy depressing lonely bitter mournful angry aggressive haunting tragic heartbroken heartbreaking somber sombre brooding eerie ominous bleak broken grief desperate'

/** Words that describe music rather than what a song is about. */
const MUSIC_WORDS = new Set(
  (
    'song songs track tune music pop rock jazz blues country folk metal punk rap hip hop trap house techno disco funk soul reggae ' +
    'ballad anthem beat beats melody lyrics verse chorus hook genre style vocal vocals singer voice guitar piano drums bass synth ' +
    'violin acoustic electric indie lofi orchestral classical ambient edm upbeat slow fast mood vibe feeling kind sort type way ' +
    'bit lot thing things story one something someone somebody everything gospel synthwave jungle dubstep trance metal ska ' +
    'reggaeton salsa samba tango waltz bossa nova bluegrass grunge opera choir lullaby cinematic soundtrack jingle'
  ).split(' '),
)
const STOP_WORDS = new Set(
  (
    'a an the my our your his her their its this that these those some any every and or but nor so to of in on at by for from with into ' +
    'about over under through across between without within like as than then when while where who whom whose which what why how ' +
    'i you he she it we they me him us them is are was were be been being am do does did has have had will would shall should can ' +
    'could may might must not no never always very really just only also too after before during until because if there here up ' +
    'down out off away back again once all both each few more most other such own same make makes write wrote sing sings want ' +
    'wants need needs get gets got go goes went come comes came find finds feel feels tell tells told says said see sees please create ' +
    'becomes become dances walks runs falls waits keeps leaves lives learns learnt finds meets dreams dreaming named called whose'
  ).split(' '),
)
const DETERMINERS = new Set('a an the my our your his her their this that every'.split(' '))

/** Reads theme, mood, nouns and names from a free description in any wording. */
export function readIdea(idea: string, mood = ''): IdeaReading {
  const words = wordsOf(idea)
  const things = thingsIn(idea)
  // A song is about its nouns first: they count twice.
  const weighty = [...words, ...things.flatMap(wordsOf)]
  const scores = THEMES.map((theme) => ({ theme, weight: themeWeight(theme, weighty) }))
  const found = scores.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  const moodWords = [...words, ...wordsOf(mood)]
  const tone = keywordScore(BRIGHT_WORDS, moodWords) - keywordScore(DARK_WORDS, moodWords)
  const themes = found.length > 0 ? found.slice(0, 3) : THEMES.map((theme) => ({ theme, weight: 1 }))
  const brightness =
    tone !== 0 ? Math.max(-1, Math.min(1, tone * 0.8)) : found.length > 0 ? found[0]!.theme.brightness : 0.2
  const name = nameIn(idea)
  return {
    themes,
    brightness,
    things: things.filter(isSingableThing),
    ...(name === undefined ? {} : { name }),
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}']+/gu) ?? []
}

/** How much an idea speaks of a theme; a word that several themes share says less about each. */
function themeWeight(theme: ThemeMaterial, words: readonly string[]): number {
  const keywords = new Set(theme.keywords.split(' ').map(stem))
  return words.reduce(
    (sum, word) => (keywords.has(stem(word)) ? sum + 1 / (THEMES_OF_STEM.get(stem(word)) ?? 1) : sum),
    0,
  )
}

const THEMES_OF_STEM: ReadonlyMap<string, number> = (() => {
  const counts = new Map<string, number>()
  for (const theme of THEMES) {
    for (const key of new Set(theme.keywords.split(' ').map(stem)))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
})()

/** Number of different keywords met; inflected forms count. */
function keywordScore(keywords: string, words: readonly string[]): number {
  const list = keywords.split(' ')
  const met = new Set<string>()
  for (const word of words) {
    const key = list.find(
      (candidate) => candidate === word || (candidate.length > 3 && stem(word) === stem(candidate)),
    )
    if (key !== undefined) met.add(stem(key))
  }
  return met.size
}

/** Cuts endings off longer words, so that "driving" meets "drive" and "robots" meets "robot". */
function stem(word: string): string {
  const bare = word.replace(/'s$/, '')
  return bare.length <= 3 ? bare : bare.replace(/(ies|ing|ed|es|s|y|e)$/, '')
}

/** Noun phrases: what follows an article or possessive, up to the next grammatical word. */
function thingsIn(idea: string): string[] {
  const things: string[] = []
  for (const clause of idea.split(/[.,;:!?()\n"“”]+/)) {
    const words = clause
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
    for (let i = 0; i < words.length; i++) {
      if (!DETERMINERS.has(words[i]!.toLowerCase())) continue
      const phrase: string[] = []
      for (let k = i + 1; k < words.length && phrase.length < 4; k++) {
        const word = words[k]!.toLowerCase().replace(/'s$/, '')
        const ends = STOP_WORDS.has(word) || (phrase.length > 0 && /(ing|ly)$/.test(word) && word.length > 5)
        if (ends || !/^[a-z][a-z-]+$/.test(word)) break
        phrase.push(word)
        if (words[k]!.endsWith("'s")) break
      }
      const noun = phrase.slice(-2)
      // What the client wants to hear ("a sad piano song") is not what it is about.
      if (noun.length === 0 || phrase.some((word) => MUSIC_WORDS.has(word)) || isLooseAdjective(noun))
        continue
      things.push(noun.join(' '))
    }
  }
  // An idea of a word or two is the thing itself: "coffee", "old harbour".
  const all = wordsOf(idea)
  if (
    all.length <= 2 &&
    all.every((word) => !STOP_WORDS.has(word) && !MUSIC_WORDS.has(word) && /^[a-z]+$/.test(word))
  ) {
    if (all.length > 0 && !isLooseAdjective(all)) things.push(all.join(' '))
  }
  return [...new Set(things)].slice(0, 4)
}

/** "the old", "a lonely": the noun was not found. */
function isLooseAdjective(noun: readonly string[]): boolean {
  const last = noun.at(-1)!
  return (
    /(ful|less|ous|ive|est|able|ely|ish|ed)$/.test(last) ||
    BRIGHT_WORDS.includes(last) ||
    DARK_WORDS.split(' ').includes(last)
  )
}

/** A capitalised word after "for", "about", "to" or "named" that is no ordinary word of the sentence. */
function nameIn(idea: string): string | undefined {
  const match = /\b(?:for|about|to|named|called)\s+(?:my\s+\w+\s+)?(\p{Lu}\p{Ll}{2,11})\b/u.exec(idea)
  const name = match?.[1]
  if (name === undefined) return undefined
  const isPlaceOrTime =
    /^(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Christmas|Easter|Halloween|God|Jesus|Lord|Mars|Paris|London|Berlin|Tokyo|York|Rome|America|Europe|Texas|California|Ireland|Japan|India|China|Brazil|Africa|Summer|Winter|Spring|Autumn)$/.test(
      name,
    )
  return isPlaceOrTime ? undefined : name
}

/** People and ideas of whom "the road, the moon and the …" would sound wrong. */
const NOT_THINGS = new Set(
  (
    'boss ex mother father mom mum dad man woman girl boy guy person people friend friends lover husband wife girlfriend boyfriend ' +
    'baby child kid kids brother sister breakup heartbreak love life feeling feelings pain loss death time world day night way ' +
    'party job work dream hope future past moment end start beginning idea power joy happiness sadness anger freedom friendship ' +
    'relationship marriage divorce birthday anniversary celebration year week month weekend summer winter spring autumn fall'
  ).split(' '),
)

function isSingableThing(thing: string): boolean {
  const words = thing.split(' ')
  return (
    !NOT_THINGS.has(words.at(-1)!) && words.every((word) => lookUp(word) !== undefined || word.length <= 9)
  )
}
