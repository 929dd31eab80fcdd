import { expect, test } from 'vitest'
import { parseLyrics } from './lyrics/parse-lyrics.js'
import { writeLyrics } from './lyrics/write-lyrics.js'
import { createRandom } from '../dsp/random.js'
import { readSoundPrompt } from './sounds/read-sound-prompt.js'
import { readStyle } from './style/read-style.js'

/** Longer than any field of the API lets a text be. */
const LENGTH = 6000
const fill = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length))

/** What makes patterns with several ways to divide a text try all of them. */
const RUNS: readonly (readonly [name: string, text: string])[] = [
  ...[
    ' ',
    '\t',
    'a',
    'a ',
    '-',
    'a-',
    '#',
    '*',
    '_',
    '(',
    ')',
    '[',
    ']',
    ':',
    ',',
    '.',
    '1',
    '1 ',
    '1:',
    '/',
  ].map((unit) => [JSON.stringify(unit), fill(unit)] as const),
  ...['\t ', ' ', ' \u00a0', '\n'].map(
    (space) =>
      [`words ${JSON.stringify(space)} apart`, `Piano${fill(space)}intro${fill(space)}with drums`] as const,
  ),
  ...[
    'starts with ',
    'piano in the ',
    'guitar intro ',
    'no drums until the ',
    'chorus with ',
    'in C ',
    'at 120 ',
    '120 bpm ',
    'half a minute ',
    'Verse 1 ',
    'Male ',
    'about ',
    'just piano ',
  ].map((unit) => [unit, fill(unit)] as const),
]

/** Twenty times what the slowest takes on a machine with nothing else to do; what goes wrong here takes hours. */
const MOST_MS = 20_000

test.each(RUNS)(
  'a long run of %s is read in no time',
  (_, text) => {
    const before = performance.now()
    readStyle({ style: text, idea: text, negativeTags: text, instrumental: true })
    parseLyrics(text, '')
    parseLyrics(`[${text}]\nword\n(${text})\nword`, '')
    readSoundPrompt(text, { loop: true })
    writeLyrics({ idea: text, genre: 'pop', mood: text, count: 1, random: createRandom(1) })
    expect(performance.now() - before).toBeLessThan(MOST_MS)
  },
  60_000,
)
