import { beforeAll, describe, expect, it } from 'vitest'
import { hzToMidi } from '../../dsp/units.js'
import { openSounds } from '../../../test/support/open-sounds.js'
import { drumTuning } from './drum-tuning.js'
import { createPlayable } from './playable.js'
import type { SoundLibrary } from './sound-library.js'
import { strongestPartial } from './testing/measure-pitch.js'
import { renderMono } from './testing/render-mono.js'

const BASS_DRUM = 36
const LOW_TOM = 45
const TONICS = Array.from({ length: 12 }, (_, tonic) => tonic)

let sounds: SoundLibrary
beforeAll(async () => {
  sounds = await openSounds()
})

/** MIDI pitch of the strongest partial below 450 Hz, past the stick. */
function heardPitch(kit: string, key: number, tonic: number): number {
  const sound = createPlayable(kit, sounds, tonic).playable.createNote({
    pitchMidi: key,
    velocity: 0.8,
    articulation: 'sustain',
    heldSeconds: 1,
    variant: 0,
  })
  const { hz } = strongestPartial(renderMono(sound, 24_960).subarray(960), 25, 450)
  return hzToMidi(hz)
}

/** The nearest interval above the tonic, in semitones, and how far it is, in cents. */
function degreeOf(pitchMidi: number, tonic: number): { degree: number; cents: number } {
  const nearest = Math.round(pitchMidi)
  return { degree: (((nearest - tonic) % 12) + 12) % 12, cents: 100 * (pitchMidi - nearest) }
}

describe('drums of a song', () => {
  it.each(['808-kit', '909-kit', 'lofi-kit', 'standard-kit', 'power-kit'])(
    'bass drum of the %s rings on root or fifth of any key',
    (kit) => {
      for (const tonic of TONICS) {
        const { degree, cents } = degreeOf(heardPitch(kit, BASS_DRUM, tonic), tonic)
        expect([0, 7], `tonic ${tonic}`).toContain(degree)
        // No two strokes on a skin are the same.
        expect(Math.abs(cents)).toBeLessThan(25)
      }
    },
  )

  it.each(['808-kit', 'standard-kit'])('toms of the %s ring on notes that major and minor share', (kit) => {
    for (const tonic of TONICS) {
      expect([0, 2, 5, 7]).toContain(degreeOf(heardPitch(kit, LOW_TOM, tonic), tonic).degree)
    }
  })

  it('are tightened or slackened by the least that suits', () => {
    for (const tonic of TONICS) {
      for (let pitchMidi = 24; pitchMidi < 60; pitchMidi += 0.3) {
        const bassDrum = drumTuning(BASS_DRUM, pitchMidi, tonic)
        expect(bassDrum).toBeGreaterThanOrEqual(-2.5)
        expect(bassDrum).toBeLessThanOrEqual(4.5)
        expect(Math.abs(drumTuning(LOW_TOM, pitchMidi, tonic))).toBeLessThanOrEqual(2.5)
      }
    }
    expect(drumTuning(BASS_DRUM, 31, 0)).toBeCloseTo(0, 9)
    expect(drumTuning(BASS_DRUM, 34, 0)).toBeCloseTo(2, 9)
  })

  it('are what they are where nobody says what they are tuned to', () => {
    const pitches = TONICS.map((tonic) => heardPitch('808-kit', BASS_DRUM, tonic).toFixed(1))
    expect(new Set(pitches).size).toBeGreaterThan(4)
  })
})
