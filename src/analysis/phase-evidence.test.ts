import { describe, expect, it } from 'vitest'
import { phaseEvidence, type PhaseEvidence } from './phase-evidence.js'
import type { PulseEnvelopes } from './tempo-evidence.js'

const FRAMES_PER_SECOND = 100
const SECONDS = 32
const BEATS = Array.from({ length: 60 }, (_, i) => 1 + i / 2)
const BETWEEN = BEATS.map((time) => time + 1 / 4)

/** Root mean square 1, with strokes of equal strength at these times. */
function strokes(times: readonly number[]): Float32Array {
  const values = new Float32Array(SECONDS * FRAMES_PER_SECOND)
  for (const time of times) values[Math.round(time * FRAMES_PER_SECOND)] = 1
  return values.map((value) => value * Math.sqrt(values.length / times.length))
}

const nothing = new Float32Array(SECONDS * FRAMES_PER_SECOND)

function evidence(
  heard: Partial<PulseEnvelopes>,
  beats: readonly number[] = BEATS,
  newness: (seconds: number, span: number) => number = () => 0,
): PhaseEvidence {
  const envelopes = { all: nothing, low: nothing, high: nothing, accents: nothing, mixed: nothing, ...heard }
  return phaseEvidence(beats, envelopes, FRAMES_PER_SECOND, newness)
}

const isNear = (times: readonly number[], seconds: number) =>
  times.some((time) => Math.abs(time - seconds) < 0.01)

describe('what tells beats from the moments between them', () => {
  it('leaves beats where they were found in silence', () => {
    expect(evidence({})).toEqual({ accents: 1, newNotes: 0, newHarmony: 0, pickups: 0, backbeat: 0 })
  })

  it('lets low and long notes begin on beats, where they are clearly more', () => {
    const accents = strokes([...BEATS, ...BETWEEN.filter((_, i) => i % 2 === 0)])
    const newness = () => 1
    expect(evidence({ accents }, BEATS, newness).accents).toBe(1)
    expect(evidence({ accents }, BETWEEN, newness).accents).toBe(-1)
    const alike = strokes([...BEATS, ...BETWEEN])
    expect(evidence({ accents: alike }, BETWEEN, newness).accents).toBe(1)
  })

  it('lets new notes, and harmony that lasts, begin on beats', () => {
    const changes = BEATS.filter((_, i) => i % 4 === 0)
    const newness = (seconds: number) => (isNear(changes, seconds) ? 1 : 0)
    const { newNotes, newHarmony } = evidence({}, BEATS, newness)
    expect(newNotes).toBeGreaterThan(1)
    expect(newHarmony).toBeGreaterThan(1)
    expect(evidence({}, BETWEEN, newness).newNotes).toBeLessThan(-1)
  })

  it('lets short notes lead to beats', () => {
    const all = strokes([...BEATS, ...BETWEEN, ...BEATS.map((time) => time - 1 / 8)])
    expect(evidence({ all }).pickups).toBeGreaterThan(1)
    expect(evidence({ all }, BETWEEN).pickups).toBeLessThan(-1)
  })

  it('lets snares take turns with bass drums on beats, hi-hats play between them', () => {
    const high = strokes([...BEATS.filter((_, i) => i % 2 === 1), ...BETWEEN])
    expect(evidence({ high }).backbeat).toBeGreaterThan(0.5)
    expect(evidence({ high }, BETWEEN).backbeat).toBeLessThan(-0.5)
  })
})
