import { expect, it } from 'vitest'
import { estimateTuning } from './tuning.js'
import { sungLine } from './testing/signals.js'

const RATE = 16_000
const chord = (cents: number) =>
  sungLine(
    [57, 60, 64, 69, 62, 65].map((pitch, i) => ({
      startSeconds: i,
      durationSeconds: 0.24,
      pitchMidi: pitch + cents / 100,
    })),
    6,
    RATE,
  ).channels[0]!

it.each([-40, -12, 0, 25])('hears that music is tuned %i cents from A = 440 Hz', (cents) => {
  expect(Math.abs(estimateTuning(chord(cents), RATE)! - cents)).toBeLessThan(6)
})

it('hears no tuning in silence', () => {
  expect(estimateTuning(new Float32Array(2 * RATE), RATE)).toBeUndefined()
})
