import { describe, expect, it } from 'vitest'
import { bandHz, BANDS } from './bands.js'
import { registerWindow } from './registers.js'

const BIN_HZ = 48_000 / 4096

/** What a window lets through near a frequency. */
function at(window: Float32Array, hz: number): number {
  const band = Array.from({ length: BANDS }, (_, i) => i).findLast((i) => bandHz(i, BIN_HZ) <= hz)!
  return window[band]!
}

describe('registers', () => {
  it('keep a piccolo above a tuba', () => {
    const [piccolo, tuba] = ['piccolo', 'tuba'].map((id) => registerWindow({ instruments: [id] }, BIN_HZ)!)
    expect(at(piccolo!, 200)).toBe(0)
    expect(at(piccolo!, 2000)).toBe(1)
    expect(at(tuba!, 200)).toBe(1)
    expect(at(tuba!, 5000)).toBe(0)
  })

  it('cover all instruments and drums that are named together', () => {
    const both = registerWindow({ instruments: ['piccolo', 'tuba'] }, BIN_HZ)!
    expect(at(both, 100)).toBe(1)
    expect(at(both, 8000)).toBe(1)
    const kick = registerWindow({ keys: [35, 36] }, BIN_HZ)!
    expect(at(kick, 60)).toBe(1)
    expect(at(kick, 1000)).toBe(0)
  })

  it('leave a stem whole where nothing is named, or something that fills it', () => {
    expect(registerWindow({}, BIN_HZ)).toBeUndefined()
    expect(registerWindow({ instruments: [] }, BIN_HZ)).toBeUndefined()
    expect(registerWindow({ instruments: ['violin', 'string-section'] }, BIN_HZ)).toBeUndefined()
  })
})
