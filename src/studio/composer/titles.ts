import type { Random } from '../../dsp/random.js'
import type { Brief } from '../brief.js'
import { isMinorish } from '../../music/scale.js'
import { readIdea } from '../lyrics/writer/read-idea.js'
import type { StyleReading } from '../style/style-reading.js'
import { pickForTake } from './take-choice.js'
import { TITLE_WORDS, type TitleMood } from './title-words.js'

const SMALL_WORDS = new Set(
  'a an the of to in on at by for and or but with from as is my your our about song track music'.split(' '),
)
/** What a piece is for, that it is one, or its key, rather than what it is about. */
const USES = new Set(
  'sound sounds podcast video vlog game film movie scene trailer show advert stream intro outro background set break calm minor major flat sharp'.split(
    ' ',
  ),
)
/** Styles below this energy are calm, below this brightness dark; see `StyleReading`. */
const CALM_BELOW = -0.1
const DARK_BELOW = -0.2
/** How much darker a minor key that was asked for makes a style. */
const MINOR_DARKER = 0.25

/** The brief's title, the lyrics' own, one out of the idea, or an invented one. At most 80 characters. */
export function titleFor(
  brief: Pick<Brief, 'title' | 'idea'>,
  sheetTitle: string | undefined,
  reading: StyleReading,
  takeIndex: number,
  random: Random,
): string {
  const given = brief.title?.trim() || sheetTitle?.trim()
  return (given || titleOfIdea(brief.idea ?? '', reading) || inventedTitle(reading, takeIndex, random)).slice(
    0,
    80,
  )
}

/** What the idea says it is about, or else the longest of the things that it names; undefined when it speaks of music only. */
function titleOfIdea(idea: string, { understood }: StyleReading): string | undefined {
  const about = /\babout\s+([^.,;!?\n]+)/i.exec(idea)?.[1]
  const subject = about ? titleCase(about.split(/\s+/).slice(0, 6)) : ''
  if (subject) return subject
  const things = readIdea(idea)
    .things.map((thing) => thing.split(' '))
    .filter((words) => !USES.has(words.at(-1)!) && !understood.includes(words.join(' ')))
  const longest = things.reduce<string[]>((best, words) => (words.length > best.length ? words : best), [])
  if (longest.length === 0) return undefined
  return longest.length === 1 ? `The ${titleCase(longest)}` : titleCase(longest)
}

function inventedTitle(reading: StyleReading, takeIndex: number, random: Random): string {
  const { first, second } = TITLE_WORDS[reading.blend[0]!.profile.family]
  const begin = pickForTake(first[moodOf(reading)], takeIndex, random.fork('first'))
  return `${begin} ${pickForTake(second, takeIndex, random.fork('second'))}`
}

function moodOf({ energy, brightness, mode }: StyleReading): TitleMood {
  if (energy < CALM_BELOW) return 'calm'
  const isMinor = mode !== undefined && isMinorish({ tonic: 0, mode })
  return brightness - (isMinor ? MINOR_DARKER : 0) < DARK_BELOW ? 'dark' : 'bright'
}

function titleCase(words: readonly string[]): string {
  const trimmed = words.slice(words.findIndex((word) => !SMALL_WORDS.has(word.toLowerCase())))
  return trimmed
    .map((word, index) =>
      index > 0 && SMALL_WORDS.has(word.toLowerCase())
        ? word.toLowerCase()
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ')
}
