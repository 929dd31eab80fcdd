import type { Random } from '../../dsp/random.js'
import type { Brief } from '../brief.js'
import type { StyleReading } from '../style/style-reading.js'
import { pickForTake } from './take-choice.js'

const SMALL_WORDS = new Set(
  'a an the of to in on at by for and or but with from as is my your our about song track music'.split(' '),
)
const OBJECTS = {
  bright: [
    'Sunlight',
    'Open Road',
    'Morning',
    'Summer Rain',
    'Skyline',
    'Paper Planes',
    'Golden Hour',
    'First Light',
    'Lanterns',
    'Wildflowers',
  ],
  dark: [
    'Midnight',
    'Embers',
    'Undertow',
    'Black Ice',
    'Hollow Hills',
    'Night Train',
    'Iron Sea',
    'Shadows',
    'Cold Harbour',
    'Ashes',
  ],
  calm: [
    'Drift',
    'Still Water',
    'Slow Tide',
    'Quiet Rooms',
    'Moss',
    'Windowsill',
    'Snowfall',
    'Low Clouds',
    'Afterglow',
    'Harbour Lights',
  ],
}
const TURNS = ['', '', 'Beyond ', 'After ', 'Into the ', 'Chasing ', 'Before the ', 'Echoes of '] as const

/** The brief's title, the lyrics' own, one out of the idea, or an invented one. At most 80 characters. */
export function titleFor(
  brief: Brief,
  sheetTitle: string | undefined,
  reading: StyleReading,
  takeIndex: number,
  random: Random,
): string {
  const given = brief.title?.trim() || sheetTitle?.trim()
  if (given) return given.slice(0, 80)
  const about = /\babout\s+([^.,;!?\n]+)/i.exec(brief.idea ?? '')?.[1]
  const fromIdea = about ? titleCase(about.split(/\s+/).slice(0, 6)) : ''
  if (fromIdea) return fromIdea.slice(0, 80)
  const mood =
    reading.energy < -0.1 ? OBJECTS.calm : reading.brightness < -0.2 ? OBJECTS.dark : OBJECTS.bright
  return (
    pickForTake(TURNS, takeIndex, random.fork('turn')) + pickForTake(mood, takeIndex, random.fork('object'))
  )
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
