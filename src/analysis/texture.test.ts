import { describe, expect, it } from 'vitest'
import { isSingleLine } from './texture.js'
import { PITCH_COUNT, PITCH_FRAMES_PER_SECOND } from './transcription/pitch-activity.js'

const SECONDS = 10
const HOP_SECONDS = 0.01

/** Ten seconds of which a share has a clear pitch, with these keys sounding throughout. */
function heard(pitchedShare: number, keys: readonly number[]): boolean {
  const count = SECONDS / HOP_SECONDS
  const pitchMidi = Float32Array.from({ length: count }, (_, i) =>
    (i % 100) / 100 < pitchedShare ? 40 : NaN,
  )
  const frames = Math.floor(SECONDS * PITCH_FRAMES_PER_SECOND)
  const notes = new Float32Array(frames * PITCH_COUNT)
  for (let frame = 0; frame < frames; frame++) for (const key of keys) notes[frame * PITCH_COUNT + key] = 0.9
  return isSingleLine(
    { hopSeconds: HOP_SECONDS, pitchMidi, aperiodicity: new Float32Array(count) },
    [{ startSeconds: 0, endSeconds: SECONDS }],
    { frames, notes, onsets: new Float32Array(notes.length) },
  )
}

describe('a single line', () => {
  it('has one clear pitch nearly all the time, and no key beside its overtones', () => {
    expect(heard(0.85, [30, 42, 49])).toBe(true)
    expect(heard(0.85, [30, 34, 37])).toBe(false)
  })

  it('is not what a bass plays half of the time between drums', () => {
    expect(heard(0.52, [19])).toBe(false)
  })
})
