import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isMinorish } from '../../music/scale.js'
import { SECTION_KINDS } from '../../music/score.js'
import { parseTemplate } from '../composer/form/template-form.js'
import { parseProgression } from '../composer/harmony/numerals.js'
import { instrumentById } from '../instruments.js'
import { PROFILES } from './index.js'
import { GENRE_FAMILIES, type ChordPattern, type DrumGroove, type GenreProfile } from './profile.js'
import { METER_GROOVES } from './shared/meter-grooves.js'

function meterBeats(meter: string): number {
  const [numerator, denominator] = meter.split('/').map(Number)
  return (numerator! * 4) / denominator!
}

function expectWholeBars(groove: DrumGroove): void {
  const barSteps = meterBeats(groove.meter) * groove.stepsPerBeat
  for (const [lane, cells] of Object.entries(groove.lanes)) {
    expect(cells, `${groove.id}, ${lane}`).toMatch(/^[.1-9]+$/)
    expect(cells.length % barSteps, `${groove.id}, ${lane} fills whole bars`).toBe(0)
  }
}

/** Figures fill bars of four or three quarters, compound ones bars of two dotted quarters. */
function expectFigureOfWholeBars(id: string, beats: number, compound: boolean | undefined): void {
  const bars = compound ? [3] : [4, 3]
  expect(
    bars.some((bar) => beats % bar === 0),
    `${id} lasts ${beats} beats`,
  ).toBe(true)
}

function mainBook(profile: GenreProfile): GenreProfile['harmony']['major'] {
  const minor = profile.modes.reduce(
    (sum, { mode, weight }) => sum + (isMinorish({ tonic: 0, mode }) ? weight : -weight),
    0,
  )
  return minor > 0 ? profile.harmony.minor : profile.harmony.major
}

function patternsOf(profile: GenreProfile, role: 'bass' | 'chords'): readonly string[] {
  const ids = profile.slots.flatMap((slot) =>
    slot.role === role ? slot.patterns.map((pattern) => pattern.id) : [],
  )
  return [...new Set(ids)]
}

test('every genre file is registered once, under its file name', () => {
  const files = readdirSync(new URL('genres', import.meta.url)).map((file) => file.replace('.ts', ''))
  expect(PROFILES.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
})

test('there are at least 48 genres, in sixteen families', () => {
  expect(PROFILES.length).toBeGreaterThanOrEqual(48)
  expect(new Set(PROFILES.map(({ family }) => family))).toEqual(new Set(GENRE_FAMILIES))
})

test('no two genres claim the same name', () => {
  const owners = new Map<string, string[]>()
  for (const { id, terms } of PROFILES)
    for (const term of terms) owners.set(term, [...(owners.get(term) ?? []), id])
  expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([])
})

test('no two genres share most of their loops', () => {
  const loopsOf = (profile: GenreProfile): Set<string> =>
    new Set([...mainBook(profile).verse, ...mainBook(profile).chorus])
  const alike: string[] = []
  PROFILES.forEach((one, index) => {
    for (const other of PROFILES.slice(index + 1)) {
      const [a, b] = [loopsOf(one), loopsOf(other)]
      const common = [...a].filter((loop) => b.has(loop)).length
      if (common / Math.min(a.size, b.size) > 0.7)
        alike.push(`${one.id} and ${other.id}: ${common} of ${Math.min(a.size, b.size)}`)
    }
  })
  expect(alike).toEqual([])
})

test('no two genres drum alike', () => {
  const heard = new Map<string, string>()
  const twice: string[] = []
  for (const profile of PROFILES) {
    for (const { id, lanes } of profile.grooves) {
      const shape = JSON.stringify(Object.entries(lanes).toSorted())
      const before = heard.get(shape)
      if (before) twice.push(`${before} is ${profile.id}/${id}`)
      heard.set(shape, `${profile.id}/${id}`)
    }
  }
  expect(twice).toEqual([])
})

test('the fallback grooves fill whole bars', () => {
  METER_GROOVES.forEach(expectWholeBars)
})

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (_, profile: GenreProfile) => {
  test('names only instruments that exist, with unique slot ids', () => {
    const slots = [...profile.slots, ...profile.leads]
    slots.forEach(({ instruments }) => instruments.forEach((id) => instrumentById(id)))
    const ids = profile.slots.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('offers alternates: three players a genre may always play its signature instruments', () => {
    const alone = profile.slots.filter(
      ({ role, instruments }) => role !== 'percussion' && role !== 'transitions' && instruments.length < 2,
    )
    expect(alone.map(({ id }) => id).length).toBeLessThanOrEqual(3)
    const soloists = profile.leads.filter(({ instruments }) => instruments.length < 2)
    expect(soloists.length === 0 || profile.id === 'classical-piano').toBe(true)
  })

  test('has at least six grooves, four fills, four bass lines and six accompaniment figures', () => {
    expect(profile.grooves.length).toBeGreaterThanOrEqual(6)
    expect(new Set(profile.fills.map(({ id }) => id)).size).toBeGreaterThanOrEqual(4)
    expect(patternsOf(profile, 'bass').length).toBeGreaterThanOrEqual(4)
    expect(patternsOf(profile, 'chords').length).toBeGreaterThanOrEqual(6)
    const ids = profile.grooves.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has grooves, bass lines and figures in each of its meters', () => {
    for (const { numerator, denominator } of profile.meters) {
      const meter = `${numerator}/${denominator}`
      expect(
        profile.grooves.some((groove) => groove.meter === meter),
        `groove in ${meter}`,
      ).toBe(true)
      const isCompound = denominator === 8 && numerator % 3 === 0
      const beats = isCompound || meter === '3/4' ? 3 : 4
      const fits = (length: number, compound: boolean | undefined): boolean =>
        (compound ?? false) === isCompound && length % beats === 0
      const figures = profile.slots.flatMap((slot) => (slot.role === 'chords' ? slot.patterns : []))
      const beatsOf = ({ lanes, stepsPerBeat }: ChordPattern): number => lanes[0]!.length / stepsPerBeat
      expect(
        figures.some((pattern) => fits(beatsOf(pattern), pattern.compound)),
        `figure in ${meter}`,
      ).toBe(true)
    }
  })

  test('has eight loops for every kind of section, in major and in minor', () => {
    for (const book of [profile.harmony.major, profile.harmony.minor]) {
      for (const kind of SECTION_KINDS) {
        const loops = book[kind] ?? []
        expect(new Set(loops).size, kind).toBeGreaterThanOrEqual(8)
        expect(new Set(loops).size, kind).toBe(loops.length)
      }
    }
  })

  test('has loops that can be read and three different forms', () => {
    for (const book of [profile.harmony.major, profile.harmony.minor]) {
      for (const loops of Object.values(book))
        loops.forEach((loop) => expect(parseProgression(loop).length).toBeGreaterThan(0))
    }
    profile.form.templates.forEach((template) => expect(parseTemplate(template).length).toBeGreaterThan(3))
    expect(new Set(profile.form.templates).size).toBeGreaterThanOrEqual(3)
    expect(profile.form.templates.length).toBe(new Set(profile.form.templates).size)
  })

  test('can end in two ways at least', () => {
    expect(new Set(profile.endings.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(2)
  })

  test('has grooves of whole bars and fills whose lanes are equally long', () => {
    profile.grooves.forEach(expectWholeBars)
    profile.slots.forEach((slot) => slot.role === 'percussion' && slot.grooves.forEach(expectWholeBars))
    for (const fill of profile.fills) {
      expect(new Set(Object.values(fill.lanes).map((cells) => cells.length)).size, fill.id).toBe(1)
    }
  })

  test('has bass lines and figures of whole bars in their alphabets', () => {
    for (const slot of profile.slots) {
      if (slot.role === 'bass') {
        for (const { id, cells, style, stepsPerBeat, compound } of slot.patterns) {
          expect(cells, id).toMatch(/^[Rr35678anx.-]*$/)
          if (style === 'cells') expectFigureOfWholeBars(id, cells.length / stepsPerBeat, compound)
        }
      }
      if (slot.role !== 'chords') continue
      for (const { id, lanes, stepsPerBeat, compound } of slot.patterns) {
        lanes.forEach((lane) => expect(lane, id).toMatch(/^[XxsgDUdumPpbf0-9.-]+$/))
        expect(new Set(lanes.map((lane) => lane.length)).size, id).toBe(1)
        expectFigureOfWholeBars(id, lanes[0]!.length / stepsPerBeat, compound)
      }
    }
  })

  test('has riffs of one or two bars', () => {
    for (const slot of profile.slots) {
      if (slot.role !== 'riff') continue
      expect(slot.rhythms.length).toBeGreaterThanOrEqual(2)
      for (const rhythm of slot.rhythms) {
        expect(rhythm).toMatch(/^[x.-]+$/)
        expectFigureOfWholeBars(`${slot.id} ${rhythm}`, rhythm.length / slot.stepsPerBeat, false)
      }
    }
  })

  test('keeps its tempos in order and its registers inside the instruments', () => {
    const { lowBpm, typicalBpm, highBpm } = profile.tempo
    expect(lowBpm).toBeLessThan(typicalBpm)
    expect(typicalBpm).toBeLessThan(highBpm)
    for (const slot of profile.slots) {
      if (!('register' in slot)) continue
      for (const id of slot.instruments) {
        const { lowMidi, highMidi } = instrumentById(id)
        expect(
          Math.min(slot.register[1], highMidi) - Math.max(slot.register[0], lowMidi),
          `${slot.id} on ${id}`,
        ).toBeGreaterThanOrEqual(9)
      }
    }
  })
})
