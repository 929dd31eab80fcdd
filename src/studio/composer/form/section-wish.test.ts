import { expect, test } from 'vitest'
import type { InstrumentTrack, Note, Score, Section, Track, VoiceTrack } from '../../../music/score.js'
import { composeSong } from '../../compose.js'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import { instrumentById, isKit } from '../../instruments.js'
import { endingIn, wishOf } from './section-wish.js'

const LYRICS = `[Intro: soft piano]

[Verse 1]
[Quiet, piano only]
I left the light on in the hall
The rain was drawing on the wall

[Chorus: powerful, choir]
Meet me where the river bends
Meet me where the story ends

[Sax Solo]

[Rap Verse]
I came up from the corner with a pocket full of rhymes

[Drum Break]

[Bridge]
[Whispered]
Do you still remember

[Chorus]
Meet me where the river bends

[Outro: fade out]
Meet me`

function song(style: string, lyrics = LYRICS, seed = 3): Score {
  return composeSong({ style, lyrics, instrumental: false, maxDurationSeconds: 480 }, seed, 0).score
}

function notesOf(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  return track.phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => [...notes])),
  )
}

/** Instruments that begin notes well inside a section, with how many. */
function playersIn({ tracks }: Score, { startBeat, endBeat }: Section): Map<string, number> {
  const players = tracks.filter((track): track is InstrumentTrack => track.kind === 'instrument')
  const counted = new Map<string, number>()
  for (const track of players) {
    const count = notesOf(track).filter(
      (note) => note.startBeat >= startBeat && note.startBeat < endBeat - 1,
    ).length
    if (count > 0) counted.set(track.instrument, (counted.get(track.instrument) ?? 0) + count)
  }
  return counted
}

const sectionOf = ({ sections }: Score, label: string): Section =>
  sections.find((section) => section.label === label)!

test.each(['pop rock', 'synthwave', 'indie folk', 'trap'])('tags are heard in %s', (style) => {
  const score = song(style)
  const verse = playersIn(score, sectionOf(score, 'Verse 1'))
  expect([...verse.keys()].every((id) => id.includes('piano') || id === 'honky-tonk')).toBe(true)
  expect(verse.size).toBe(1)
  expect(sectionOf(score, 'Verse 1').energy).toBeLessThan(sectionOf(score, 'Rap Verse').energy)
  const solo = score.tracks.find(({ id }) => id.startsWith('solo-') && id.endsWith('sax'))!
  const { startBeat, endBeat } = sectionOf(score, 'Sax Solo')
  expect(notesOf(solo).length).toBeGreaterThan(8)
  for (const note of notesOf(solo)) {
    expect(note.startBeat).toBeGreaterThanOrEqual(startBeat)
    expect(note.startBeat).toBeLessThan(endBeat)
  }
  const drummed = [...playersIn(score, sectionOf(score, 'Drum Break'))].filter(([, count]) => count > 3)
  expect(drummed.length).toBeGreaterThan(0)
  for (const [id] of drummed) expect(isKit(instrumentById(id))).toBe(true)
})

test('lines are rapped and whispered where a tag says so', () => {
  const score = song('pop rock')
  const voices = score.tracks.filter((track): track is VoiceTrack => track.kind === 'voice')
  const wordsIn = (manner: string): string =>
    voices
      .filter((track) => track.stem === 'vocal' && track.manner === manner)
      .flatMap(({ phrases }) => phrases.flatMap(({ words }) => words.map(({ text }) => text)))
      .join(' ')
  expect(wordsIn('rap')).toBe('I came up from the corner with a pocket full of rhymes')
  expect(wordsIn('whisper')).toBe('Do you still remember')
})

test('a choir and a fade come where they are asked for', () => {
  const score = song('pop rock')
  expect(score.tracks.map(({ id }) => id)).toContain('choir-high')
  const last = score.tracks.find(({ id }) => id === 'drums')!
  const velocities = notesOf(last)
    .filter(({ startBeat }) => startBeat > score.endBeat - 6)
    .map(({ velocity }) => velocity)
  expect(Math.max(...velocities.slice(-4))).toBeLessThan(0.5)
  expect(endingIn(parseLyrics('[Verse]\nOne\n[Chorus]\nTwo\n[Fade Out]', ''))).toBe('fade')
  expect(endingIn(parseLyrics('[Verse]\nOne\n[Outro: big finish]\nTwo', ''))).toBe('hold')
  expect(endingIn(parseLyrics('[Verse]\nOne', ''))).toBeUndefined()
})

test('plain tags ask for nothing, and what is refused is silent', () => {
  const [verse, chorus, bridge] = parseLyrics(
    '[Verse 1]\nOne\n[Chorus: no drums, strings]\nTwo\n[Bridge - acapella]\nThree',
    '',
  ).sections
  expect(wishOf(verse!)).toBeUndefined()
  expect([...wishOf(chorus!)!.without]).toContain('drums')
  expect(wishOf(chorus!)!.players.map(({ name }) => name)).toEqual(['strings'])
  expect(wishOf(bridge!)).toMatchObject({ alone: true, players: [] })
  const score = song('rock', LYRICS.replace('[Chorus: powerful, choir]', '[Chorus: no drums]'))
  const [first] = score.sections.filter(({ kind }) => kind === 'chorus')
  const kits = [...playersIn(score, first!).keys()].filter((id) => instrumentById(id).stem === 'drums')
  expect(kits).toEqual([])
})

test('nobody plays whom the style refuses, and somebody plays all the same', () => {
  const { score } = composeSong(
    {
      style: 'pop',
      negativeTags: 'saxophone, piano',
      lyrics: LYRICS,
      instrumental: false,
      maxDurationSeconds: 480,
    },
    3,
    0,
  )
  const instruments = score.tracks.flatMap((track) => (track.kind === 'instrument' ? [track.instrument] : []))
  expect(instruments.filter((id) => /sax|grand-piano|bright-piano|honky-tonk/.test(id))).toEqual([])
  expect(score.tracks.map(({ id }) => id)).toContain('solo')
  expect(playersIn(score, sectionOf(score, 'Verse 1')).size).toBeGreaterThan(0)
})

test('tracks have names of their own, whoever sits in', () => {
  const { tracks } = song('folk', LYRICS.replace('powerful, choir', 'with brass, choir, strings, drums'))
  const ids = tracks.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test("a bass drop is everybody's, a drum solo is not", () => {
  const score = song('edm', '[Verse]\nOne two three\n[Bass Drop]\n[Drum Solo]\n[Chorus]\nFour five six')
  expect(playersIn(score, sectionOf(score, 'Bass Drop')).size).toBeGreaterThan(3)
  const solo = [...playersIn(score, sectionOf(score, 'Drum Solo'))].filter(([, count]) => count > 3)
  expect(solo.length).toBeGreaterThan(0)
  expect(solo.every(([id]) => isKit(instrumentById(id)))).toBe(true)
})

test('tags without words are the plan of an instrumental', () => {
  const score = song(
    'synthwave',
    '[Intro: soft piano]\n[Build]\n[Drop]\n[Break]\n[Guitar Solo]\n[Drop]\n[Outro: fade out]',
  )
  expect(score.sections.map(({ kind }) => kind)).toEqual([
    'intro',
    'build',
    'drop',
    'break',
    'solo',
    'drop',
    'outro',
  ])
  expect(score.tracks.some(({ kind }) => kind === 'voice')).toBe(false)
  expect(score.lyrics).toBe('')
  expect(score.tracks.map(({ id }) => id)).toContain('solo-grand-piano')
})
