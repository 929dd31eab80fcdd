import { describe, expect, test } from 'vitest'
import { instrumentById } from '../instruments.js'
import { profileById } from '../profiles/index.js'
import { LEXICON } from './lexicon/index.js'
import { readStyle } from './read-style.js'
import type { StyleReading } from './style-reading.js'

const read = (style: string, more: Partial<Parameters<typeof readStyle>[0]> = {}): StyleReading =>
  readStyle({ style, instrumental: false, ...more })
const genresOf = ({ blend }: StyleReading): string[] => blend.map(({ profile }) => profile.id)

describe('the lexicon', () => {
  test('knows several hundred terms and names only genres and instruments that exist', () => {
    expect(LEXICON.size).toBeGreaterThan(900)
    for (const { genre, instruments } of LEXICON.values()) {
      Object.keys(genre ?? {}).forEach((id) => profileById(id))
      instruments?.forEach((id) => instrumentById(id))
    }
  })
})

describe('genres', () => {
  test.each([
    ['Pop', 'pop'],
    ['heavy metal', 'metal'],
    ["drum 'n' bass", 'drum-and-bass'],
    ['Lo-Fi hip hop beats', 'lofi-hip-hop'],
    ['boom-bap', 'hip-hop'],
    ['irish jig', 'celtic'],
    ['R&B', 'rnb-soul'],
    ['epic orchestral trailer', 'cinematic'],
    ['solo piano', 'classical-piano'],
    ['ska', 'reggae'],
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
  ])('"%s"', (style, wishes) => {
    expect(read(style)).toMatchObject(wishes)
  })

  test('is not fooled by words that look like figures', () => {
    const reading = read('a minor setback, 24/7 party, 1980s, 500 bpm')
    expect(reading.meter).toBeUndefined()
    expect(reading.bpm).toBeUndefined()
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

  test('moods move energy, brightness and tempo', () => {
    expect(read('happy pop').brightness).toBeGreaterThan(0.5)
    expect(read('sad pop').brightness).toBeLessThan(-0.5)
    expect(read('very fast punk').tempoFactor).toBeGreaterThan(1.2)
    expect(read('calm, relaxing pop').energy).toBeLessThan(read('energetic pop').energy)
  })
})
