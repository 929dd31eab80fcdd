import { expect, test } from 'vitest'
import type { Score, VoiceTrack } from '../../music/score.js'
import { composeSong } from '../compose.js'
import { timedWords } from '../lyrics/timed-words.js'
import { singerById } from '../voice/singers.js'

const PLAIN = `[Verse]
I left the light on in the hall
The rain was drawing on the wall

[Chorus]
Meet me where the river bends

[Verse]
I drove all night to find your street
With all the summer in the heat

[Chorus]
Meet me where the river bends`

const MARKED = `[Verse 1: Male]
I drove all night to find your street

[Chorus: Both]
Meet me where the river bends

[Verse 2]
[Female Vocal]
I left the light on in the hall
(Male)
The rain was drawing on the wall`

function song(style: string, lyrics: string): Score {
  return composeSong({ style, lyrics, instrumental: false, maxDurationSeconds: 480 }, 3, 0).score
}

const voiceOf = ({ tracks }: Score, id: string): VoiceTrack | undefined =>
  tracks.find((track): track is VoiceTrack => track.kind === 'voice' && track.id === id)

const genderOf = (score: Score, id: string): string | undefined => {
  const track = voiceOf(score, id)
  return track && singerById(track.singer).gender
}

const textOf = (score: Score, id: string): string =>
  voiceOf(score, id)
    ?.phrases.map(({ words }) => words.map(({ text }) => text).join(' '))
    .join(' / ') ?? ''

test.each(['pop duet', 'folk, male and female vocals', 'soul, female vocals, male vocals'])(
  '"%s" has verses by turns and choruses together',
  (style) => {
    const score = song(style, PLAIN)
    expect(textOf(score, 'lead-vocal')).toMatch(/^I left the light.*Meet me/)
    expect(textOf(score, 'second-vocal')).toMatch(/^I drove all night/)
    expect(textOf(score, 'second-vocal')).not.toContain('Meet me')
    expect(textOf(score, 'duet-vocal')).toMatch(/^Meet me/)
    expect(genderOf(score, 'second-vocal')).not.toBe(genderOf(score, 'lead-vocal'))
  },
)

test('two women are two women', () => {
  const score = song('pop, female duet', PLAIN)
  expect(genderOf(score, 'lead-vocal')).toBe('f')
  expect(genderOf(score, 'second-vocal')).toBe('f')
  expect(voiceOf(score, 'second-vocal')!.singer).not.toBe(voiceOf(score, 'lead-vocal')!.singer)
})

test('lyrics say who sings, with and without a word of it in the style', () => {
  const score = song('pop', MARKED)
  const his = genderOf(score, 'lead-vocal') === 'm' ? 'lead-vocal' : 'second-vocal'
  const hers = his === 'lead-vocal' ? 'second-vocal' : 'lead-vocal'
  expect(textOf(score, his)).toContain('I drove all night to find your street')
  expect(textOf(score, his)).toContain('The rain was drawing on the wall')
  expect(textOf(score, hers)).toContain('I left the light on in the hall')
  expect(textOf(score, hers)).not.toContain('drove')
  expect(score.tracks.map(({ id }) => id)).toContain('duet-vocal')
})

test('one singer that lyrics name is the one who sings', () => {
  for (const [word, gender] of [
    ['Male', 'm'],
    ['Female', 'f'],
  ]) {
    const score = song('pop', PLAIN.replace('[Verse]', `[Verse: ${word} vocals]`))
    expect(genderOf(score, 'lead-vocal')).toBe(gender)
    expect(voiceOf(score, 'second-vocal')).toBeUndefined()
  }
})

test('everybody stays in range, and every word has its time once', () => {
  const score = song('country duet', PLAIN)
  for (const id of ['lead-vocal', 'second-vocal', 'duet-vocal']) {
    const track = voiceOf(score, id)!
    const { lowMidi, highMidi } = singerById(track.singer)
    const pitches = track.phrases.flatMap(({ words }) =>
      words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes.map((note) => note.pitchMidi))),
    )
    expect(Math.min(...pitches)).toBeGreaterThanOrEqual(lowMidi - 3)
    expect(Math.max(...pitches)).toBeLessThanOrEqual(highMidi + 3)
  }
  const words = timedWords(score)
  expect(words.filter(({ text }) => text === 'river')).toHaveLength(2)
  words.forEach((word, i) => {
    if (i > 0) expect(word.startSeconds).toBeGreaterThanOrEqual(words[i - 1]!.startSeconds)
  })
})

test('a duet of instruments has one singer', () => {
  const score = song('jazz, piano and violin duet', PLAIN)
  expect(voiceOf(score, 'second-vocal')).toBeUndefined()
})
