import { expect, test } from 'vitest'
import type { InstrumentTrack, Score } from '../../music/score.js'
import { composeSong } from '../compose.js'
import { instrumentById, isKit } from '../instruments.js'
import { readStyle } from './read-style.js'
import { readSectionCues } from './section-cues.js'

test.each([
  [
    'starts with a soft piano and builds to a big chorus with strings',
    { intro: 'only a soft piano', chorus: 'strings, big' },
  ],
  ['lo-fi, no drums in the intro, strings in the chorus', { intro: 'no drums', chorus: 'strings' }],
  ['quiet verses, explosive choruses', { verse: 'quiet', chorus: 'explosive' }],
  [
    'pop that opens with a lone acoustic guitar, then drums kick in',
    { intro: 'only a lone acoustic guitar' },
  ],
  ['begins quietly, ends with a solo violin', { intro: 'quietly', outro: 'only a solo violin' }],
  ['piano intro, guitar solo', { intro: 'piano' }],
  ['verse with only bass and drums', { verse: 'only bass and drums' }],
  ['rock, electric guitar, choir, a happy ending in the end', {}],
  ['music for the intro of my podcast', {}],
  ['bluegrass banjo breakdown', {}],
  ['fast bluegrass breakdown with banjo and fiddle', {}],
])('%s', (text, cues) => {
  expect(Object.fromEntries(readSectionCues(text).cues)).toEqual(cues)
})

test('what is said of a section is not said of the song', () => {
  const reading = readStyle({ style: 'rock that ends with just a violin, loud choruses', instrumental: true })
  expect(reading.ensemble).toBeUndefined()
  expect(reading.instruments).toEqual([])
  expect(reading.energy).toBe(0)
  expect(reading.notUnderstood).toEqual([])
})

test('it may stand behind the story of an idea', () => {
  const idea = 'a folk song about my mother, starts with just a guitar'
  const reading = readStyle({ idea, instrumental: false })
  expect([...reading.sectionCues]).toEqual([['intro', 'only just a guitar']])
  expect(reading.ensemble).toBeUndefined()
  expect(reading.blend[0]!.profile.id).toBe('folk')
})

function song(style: string): Score {
  const brief = { style, instrumental: true, durationSeconds: 90, maxDurationSeconds: 480 }
  return composeSong(brief, 3, 0).score
}

/** Instruments that begin notes in the sections of a kind. */
function playersIn({ tracks, sections }: Score, kind: string): Set<string> {
  const spans = sections.filter((section) => section.kind === kind)
  return new Set(
    tracks
      .filter((track): track is InstrumentTrack => track.kind === 'instrument')
      .filter(({ notes }) =>
        notes.some(({ startBeat }) =>
          spans.some((span) => startBeat >= span.startBeat && startBeat < span.endBeat - 1),
        ),
      )
      .map(({ instrument }) => instrument),
  )
}

test('a song starts and ends with whom it is to', () => {
  const score = song('pop, starts with just a piano, ends with a solo violin')
  expect([...playersIn(score, 'intro')]).toEqual(['grand-piano'])
  expect([...playersIn(score, 'outro')]).toEqual(['violin'])
  expect(playersIn(score, 'chorus').size).toBeGreaterThan(3)
  expect(playersIn(score, 'chorus')).not.toContain('violin')
})

test('players come in where they are wanted, and nowhere else if that is said', () => {
  const drummed = (score: Score, kind: string): boolean =>
    [...playersIn(score, kind)].some((id) => isKit(instrumentById(id)) && instrumentById(id).stem === 'drums')
  const late = song('deep house, no drums in the intro')
  expect(drummed(late, 'intro')).toBe(false)
  expect(drummed(late, 'verse') || drummed(late, 'drop')).toBe(true)
  const once = song('folk, drums only in the chorus')
  expect(drummed(once, 'chorus')).toBe(true)
  for (const kind of ['intro', 'verse', 'solo', 'outro']) expect(drummed(once, kind)).toBe(false)
  expect(playersIn(once, 'chorus').size).toBeGreaterThan(2)
})

test('a form without the section has the player all the same', () => {
  const house = song('deep house, choir in the chorus')
  expect(house.sections.some(({ kind }) => kind === 'chorus')).toBe(false)
  expect([...playersIn(house, 'drop')].some((id) => /choir|voice/.test(id))).toBe(true)
  const baroque = song('baroque, harp in the drop')
  expect(baroque.tracks.some((track) => track.kind === 'instrument' && track.instrument === 'harp')).toBe(
    true,
  )
})

test('somebody may come in late', () => {
  for (const style of ['pop, no drums until the chorus', 'pop, the drums kick in at the chorus']) {
    const score = song(style)
    const from = score.sections.find(({ kind }) => kind === 'chorus')!.startBeat
    const strokes = score.tracks.flatMap((track) =>
      track.kind === 'instrument' && track.stem === 'drums' ? [...track.notes] : [],
    )
    expect(strokes.filter(({ startBeat }) => startBeat < from - 1)).toEqual([])
    expect(strokes.length).toBeGreaterThan(50)
  }
})

test('moods of sections are heard', () => {
  const energyOf = (score: Score, kind: string): number =>
    score.sections.find((section) => section.kind === kind)!.energy
  const [plain, wanted] = [song('rock'), song('rock, quiet verses, explosive choruses')]
  expect(energyOf(wanted, 'verse')).toBeLessThan(energyOf(plain, 'verse') - 0.15)
  expect(energyOf(wanted, 'chorus')).toBeGreaterThan(energyOf(plain, 'chorus'))
})
