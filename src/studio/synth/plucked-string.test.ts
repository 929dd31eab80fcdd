import { describe, expect, it } from 'vitest'
import { midiToHz } from '../../dsp/units.js'
import { createPluckedInstrument } from './plucked-string.js'
import { pitchErrorCents, strongestNearHz } from './testing/measure-pitch.js'

const LOW_E = 40

/** A low E of an electric guitar from 0.5 s on, for two seconds. */
function ringing(variant: number): Float32Array {
  const sound = createPluckedInstrument('electric').createNote({
    pitchMidi: LOW_E,
    velocity: 0.8,
    articulation: 'sustain',
    heldSeconds: 0,
    variant,
  })
  const left = new Float32Array(120_000)
  sound.render(left, new Float32Array(left.length), left.length)
  return left.subarray(24_000)
}

describe('a plucked string', () => {
  it('is stiff: the higher a partial, the further above its multiple of the fundamental', () => {
    const block = ringing(0)
    const fundamentalHz = strongestNearHz(block, midiToHz(LOW_E), 30)
    const sharpness = [5, 10, 18].map((partial) => {
      const expectedHz = partial * fundamentalHz
      return 1200 * Math.log2(strongestNearHz(block, expectedHz * 2 ** (15 / 1200), 40) / expectedHz)
    })
    // √(1 + 1e-4·n²): 2, 8.5 and 27 cents.
    expect(sharpness[0]).toBeGreaterThan(0)
    expect(sharpness[0]).toBeLessThan(6)
    expect(Math.abs(sharpness[1]! - 9)).toBeLessThan(5)
    expect(Math.abs(sharpness[2]! - 27)).toBeLessThan(6)
  })

  it('is fingered anew for each variant, within four cents or so', () => {
    const errors = [0, 1, 2, 3].map((variant) => pitchErrorCents(ringing(variant), LOW_E))
    expect(new Set(errors).size).toBeGreaterThan(2)
    for (const cents of errors) expect(Math.abs(cents)).toBeLessThanOrEqual(6)
  })
})
