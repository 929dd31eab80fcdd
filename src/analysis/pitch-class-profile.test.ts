import { describe, expect, it } from 'vitest'
import { createRandom } from '../dsp/random.js'
import { estimateKeyOfMusic } from './key.js'
import { pitchClassProfile } from './pitch-class-profile.js'
import { sungLine } from './testing/signals.js'

const RATE = 16_000

/** Chords of eight-partial tones, 1.5 s each. */
function chords(pitches: readonly (readonly number[])[], rate = RATE): Float32Array {
  const notes = pitches.flatMap((chord, i) =>
    chord.map((pitchMidi) => ({ startSeconds: i * 1.5, durationSeconds: 1.4, pitchMidi })),
  )
  return sungLine(notes, pitches.length * 1.5, rate).channels[0]!
}

const strongest = (profile: readonly number[]) =>
  profile
    .map((value, pitchClass) => ({ value, pitchClass }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 3)
    .map(({ pitchClass }) => pitchClass)
    .sort((a, b) => a - b)

describe('pitchClassProfile', () => {
  it('gives the notes of a chord at every sample rate', () => {
    expect(strongest(pitchClassProfile(chords([[48, 52, 55]]), RATE))).toEqual([0, 4, 7])
    expect(strongest(pitchClassProfile(chords([[45, 48, 52]], 48_000), 48_000))).toEqual([0, 4, 9])
  })

  it('counts an overtone for the note below it as well: G for C', () => {
    const profile = pitchClassProfile(chords([[55]]), RATE)
    expect(profile[7]).toBe(1)
    expect(profile[2]).toBeLessThan(0.65)
    expect(profile[0]).toBeGreaterThan(0.1)
  })

  it('shows the key of a cadence', () => {
    const cadence = chords([
      [50, 54, 57],
      [55, 59, 62],
      [57, 61, 64],
      [50, 54, 57],
    ])
    expect(estimateKeyOfMusic(pitchClassProfile(cadence, RATE)).key).toEqual({ tonic: 2, mode: 'major' })
  })

  it('does not listen to soft noise between the notes', () => {
    const random = createRandom(1)
    const quiet = new Float32Array(RATE * 20).map(() => 1e-4 * random.gaussian())
    const chord = chords([[48, 52, 55]])
    const both = new Float32Array(chord.length + quiet.length)
    both.set(chord)
    both.set(quiet, chord.length)
    expect(strongest(pitchClassProfile(both, RATE))).toEqual([0, 4, 7])
  })

  it('is all zeros in silence', () => {
    expect(pitchClassProfile(new Float32Array(RATE), RATE)).toEqual(new Array<number>(12).fill(0))
  })
})
