import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTemplate } from '../composer/form/template-form.js'
import { parseProgression } from '../composer/harmony/numerals.js'
import { instrumentById } from '../instruments.js'
import { PROFILES } from './index.js'
import type { DrumGroove, GenreProfile } from './profile.js'
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

test('every genre file is registered once, under its file name', () => {
  const files = readdirSync(new URL('genres', import.meta.url)).map((file) => file.replace('.ts', ''))
  expect(PROFILES.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
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

  test('has progressions and forms that can be read', () => {
    for (const book of [profile.harmony.major, profile.harmony.minor]) {
      for (const loops of Object.values(book))
        loops.forEach((loop) => expect(parseProgression(loop).length).toBeGreaterThan(0))
    }
    profile.form.templates.forEach((template) => expect(parseTemplate(template).length).toBeGreaterThan(3))
    expect(profile.form.templates.length).toBeGreaterThanOrEqual(2)
  })

  test('has grooves of whole bars and fills whose lanes are equally long', () => {
    profile.grooves.forEach(expectWholeBars)
    profile.slots.forEach((slot) => slot.role === 'percussion' && slot.grooves.forEach(expectWholeBars))
    for (const fill of profile.fills) {
      expect(new Set(Object.values(fill.lanes).map((cells) => cells.length)).size, fill.id).toBe(1)
    }
  })

  test('has bass and chord patterns in their alphabets, lanes equally long', () => {
    for (const slot of profile.slots) {
      if (slot.role === 'bass')
        slot.patterns.forEach(({ id, cells }) => expect(cells, id).toMatch(/^[Rr3567 8axX.-]*$/))
      if (slot.role !== 'chords') continue
      for (const pattern of slot.patterns) {
        pattern.lanes.forEach((lane) => expect(lane, pattern.id).toMatch(/^[XxsgDUdumPpbf0-9.-]+$/))
        expect(new Set(pattern.lanes.map((lane) => lane.length)).size, pattern.id).toBe(1)
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
