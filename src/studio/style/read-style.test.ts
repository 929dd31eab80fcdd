import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { instrumentById } from '../instruments.js'
import { PROFILES, profileById } from '../profiles/index.js'
import { LEXICON, normaliseTerm } from './lexicon/index.js'
import { SUB_GENRES } from './lexicon/sub-genres/index.js'
import { readStyle } from './read-style.js'
import type { StyleReading } from './style-reading.js'

const read = (style: string, more: Partial<Parameters<typeof readStyle>[0]> = {}): StyleReading =>
  readStyle({ style, instrumental: false, ...more })
const genresOf = ({ blend }: StyleReading): string[] => blend.map(({ profile }) => profile.id)

describe('the lexicon', () => {
  test('knows at least 1,200 terms and names only genres and instruments that exist', () => {
    expect(LEXICON.size).toBeGreaterThanOrEqual(1200)
    for (const { genre, instruments } of LEXICON.values()) {
      Object.keys(genre ?? {}).forEach((id) => profileById(id))
      instruments?.forEach((id) => instrumentById(id))
    }
  })
})

test('no sub-genre hides behind a name that a profile claims', () => {
  const claimed = new Set(PROFILES.flatMap(({ terms }) => terms.map(normaliseTerm)))
  const hidden = SUB_GENRES.flatMap(([terms]) => terms.split(',').map(normaliseTerm)).filter((term) =>
    claimed.has(term),
  )
  expect(hidden).toEqual([])
})

test('every file of the lexicon says where its words come from', () => {
  const folders = ['lexicon', 'lexicon/sub-genres']
  for (const folder of folders) {
    for (const file of readdirSync(new URL(folder, import.meta.url))) {
      if (!file.endsWith('.ts') || file === 'index.ts' || file === 'fillers.ts') continue
      const text = readFileSync(new URL(`${folder}/${file}`, import.meta.url), 'utf8')
      expect(text, file).toMatch(/MusicBrainz|Discogs|AllMusic|Oxford|Russell|Wittner|Fach|year-end|Garland/)
    }
  }
})

describe('genres', () => {
  test.each([
    ['Pop', 'pop'],
    ['heavy metal', 'metal'],
    ["drum 'n' bass", 'drum-and-bass'],
    ['Lo-Fi hip hop beats', 'lofi-hip-hop'],
    ['boom-bap', 'boom-bap'],
    ['old-school hip-hop', 'boom-bap'],
    ['hip hop', 'hip-hop'],
    ['irish jig', 'celtic'],
    ['R&B', 'rnb-soul'],
    ['epic orchestral trailer', 'cinematic'],
    ['solo piano', 'classical-piano'],
    ['ska', 'ska'],
    ['uplifting trance', 'trance'],
    ['minimal techno', 'techno'],
    ['motown', 'soul'],
    ['K-Pop', 'k-pop'],
  ])('"%s" is %s', (style, id) => {
    expect(genresOf(read(style))[0]).toBe(id)
  })

  test('two genres blend, the first named in front', () => {
    const reading = read('celtic drum and bass')
    expect(genresOf(reading)).toEqual(['celtic', 'drum-and-bass'])
    expect(reading.blend.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  test('a high style weight leans on the first genre', () => {
    const share = (styleWeight: number): number => read('jazz, metal', { styleWeight }).blend[0]!.share
    expect(share(1)).toBeGreaterThan(share(0) + 0.05)
  })

  test('refused genres stay out', () => {
    expect(genresOf(read('rock', { negativeTags: 'metal, rock' }))).not.toContain('rock')
    expect(genresOf(read('electronic but not house'))).not.toContain('house')
  })

  test('a text without a genre gets one that suits its mood', () => {
    const calm = read('calm, soothing, peaceful')
    const dark = read('aggressive, furious, brutal')
    expect(calm.blend).toHaveLength(1)
    expect(profileById(genresOf(calm)[0]!).form.energy?.verse ?? 0.5).toBeLessThan(
      profileById(genresOf(dark)[0]!).form.energy?.verse ?? 0.5,
    )
  })

  test('nothing at all is read as something', () => {
    expect(read('').blend).toHaveLength(1)
    expect(read('，。！ 🎵').blend).toHaveLength(1)
  })
})

describe('figures', () => {
  test.each([
    ['pop, 92 bpm', { bpm: 92 }],
    ['90-100 BPM', { bpm: 95 }],
    ['tempo: 140', { bpm: 140 }],
    ['in D minor', { tonic: 2, mode: 'minor' }],
    ['F# major', { tonic: 6, mode: 'major' }],
    ['key of Bb', { tonic: 10, mode: 'major' }],
    ['E flat major', { tonic: 3, mode: 'major' }],
    ['rock in Am', { tonic: 9, mode: 'minor' }],
    ['d dorian', { tonic: 2, mode: 'dorian' }],
    ['6/8 folk', { meter: { numerator: 6, denominator: 8 } }],
    ['a slow waltz', { meter: { numerator: 3, denominator: 4 } }],
    ['pop, 90 seconds', { durationSeconds: 90 }],
    ['2:30 long', { durationSeconds: 150 }],
    ['3 minutes', { durationSeconds: 180 }],
    ['2 minutes 30', { durationSeconds: 150 }],
    ['two and a half minutes', { durationSeconds: 150 }],
    ['half a minute of techno', { durationSeconds: 30 }],
    ['liquid drum and bass, 174', { bpm: 174 }],
  ])('"%s"', (style, wishes) => {
    expect(read(style)).toMatchObject(wishes)
  })

  test('is not fooled by words that look like figures', () => {
    const reading = read('a minor setback, 24/7 party, 1980s, 80, 500 bpm, wait a minute')
    expect(reading.meter).toBeUndefined()
    expect(reading.bpm).toBeUndefined()
    expect(reading.durationSeconds).toBeUndefined()
  })

  test('the request wins over the text', () => {
    expect(read('pop, 92 bpm in D minor', { bpm: 100, key: { tonic: 0, mode: 'major' } })).toMatchObject({
      bpm: 100,
      tonic: 0,
      mode: 'major',
    })
  })
})

describe('instruments', () => {
  test('are wished for and refused', () => {
    const reading = read('folk with violin and cello, no drums or bass')
    expect(reading.instruments.map(({ ids }) => ids[0])).toEqual(['violin', 'cello'])
    expect([...reading.withoutStems]).toEqual(expect.arrayContaining(['drums', 'percussion', 'bass']))
  })

  test('a refusal ends with its clause', () => {
    const reading = read('no drums, piano')
    expect(reading.instruments.map(({ ids }) => ids[0])).toEqual(['grand-piano'])
    expect(read('without strings but with flute').instruments.map(({ ids }) => ids[0])).toEqual(['flute'])
  })

  test('negative tags refuse single instruments without silencing their stem', () => {
    const reading = read('rock', { negativeTags: 'banjo' })
    expect(reading.withoutInstruments.has('banjo')).toBe(true)
    expect(reading.withoutStems.size).toBe(0)
  })
})

test('jump blues is a swinging blues, not rock', () => {
  const reading = read('jump blues')
  expect(genresOf(reading)).toEqual(['blues', 'jazz-swing'])
  expect(reading.swing).toBeGreaterThan(0.6)
})

describe('the idea', () => {
  test('is read for music before "about" and after a comma', () => {
    const reading = readStyle({
      idea: 'a slow blues about a rock climber in the jungle, with female vocals, 70 bpm',
      instrumental: false,
    })
    expect(genresOf(reading)).toEqual(['blues'])
    expect(reading.voice.gender).toBe('f')
    expect(reading.bpm).toBe(70)
  })

  test('leaves the genre to the style where that names one', () => {
    expect(
      genresOf(readStyle({ style: 'jazz', idea: 'a rock song about love', instrumental: false })),
    ).toEqual(['jazz-swing'])
  })
})

describe('the report', () => {
  test('lists what was understood and what was not', () => {
    const reading = read('dreamy synthwave, frobnicated, 100 bpm', { vocalGender: 'f' })
    expect(reading.tags).toBe('dreamy, synthwave, 100 bpm, female vocals')
    expect(reading.notUnderstood).toEqual(['frobnicated'])
  })

  test('names wishes that nobody can meet instead of passing them over', () => {
    expect(read('pop in Spanish').notUnderstood).toEqual(['in spanish'])
    expect(genresOf(read('pop in Spanish'))).toEqual(['pop'])
    expect(read('reggae, no chords').notUnderstood).toEqual(['no chords'])
    expect(read('hip hop with autotune').notUnderstood).toEqual(['autotune'])
  })

  test('moods move energy, brightness and tempo', () => {
    expect(read('happy pop').brightness).toBeGreaterThan(0.5)
    expect(read('sad pop').brightness).toBeLessThan(-0.5)
    expect(read('very fast punk').tempoFactor).toBeGreaterThan(1.2)
    expect(read('calm, relaxing pop').energy).toBeLessThan(read('energetic pop').energy)
  })
})

test.each([
  ['rap about the economy, aggressive trap beat with 808s, 140bpm', 140, ['808s']],
  ['a sea shanty about pirates, male choir and accordion, 6/8', undefined, ['accordion']],
  ['rock opera about Julius Caesar, dramatic, organ and choir', undefined, ['organ', 'choir']],
  ['a song about love, my house, the drum of time', undefined, []],
])('what an idea says of the music behind its story is read: %s', (idea, bpm, instruments) => {
  const reading = readStyle({ idea, instrumental: false })
  expect(reading.bpm).toBe(bpm)
  expect(reading.instruments.map(({ name }) => name)).toEqual(expect.arrayContaining(instruments))
  if (instruments.length === 0) expect(reading.blend[0]!.profile.id).toBe('pop')
})
