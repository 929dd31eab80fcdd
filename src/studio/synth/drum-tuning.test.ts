import { beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRealFft } from '../../dsp/fft.js'
import { hzToMidi } from '../../dsp/units.js'
import { openSounds } from '../../../test/support/open-sounds.js'
import { drumTuning } from './drum-tuning.js'
import { createPlayable } from './playable.js'
import type { SoundLibrary } from './sound-library.js'

const BASS_DRUM = 36
const LOW_TOM = 45
const TONICS = Array.from({ length: 12 }, (_, tonic) => tonic)
const FFT_SIZE = 2 ** 17

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
  const [left, right] = [new Float32Array(24_960), new Float32Array(24_960)]
  sound.render(left, right, left.length)
  const padded = new Float64Array(FFT_SIZE)
  padded.set(left.subarray(960).map((x, i) => x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 24_000))))
  const fft = createRealFft(FFT_SIZE)
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)]
  fft.forward(padded, re, im)
  const binHz = SAMPLE_RATE / FFT_SIZE
  let [best, power] = [0, 0]
  for (let bin = Math.ceil(25 / binHz); bin * binHz < 450; bin++) {
    const at = re[bin]! ** 2 + im[bin]! ** 2
    if (at > power) [best, power] = [bin, at]
  }
  return hzToMidi(best * binHz)
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
