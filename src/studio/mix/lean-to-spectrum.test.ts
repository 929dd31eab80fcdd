import { describe, expect, it } from 'vitest'
import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { equaliserBand, magnitudeAt, StereoBiquad } from '../../dsp/biquad.js'
import { createRandom } from '../../dsp/random.js'
import { gainToDb } from '../../dsp/units.js'
import type { EqBand } from '../../music/score.js'
import { leanToSpectrum } from './lean-to-spectrum.js'
import { REFERENCE_HZ, REFERENCE_SPECTRA } from './reference-spectrum.js'

const SECONDS = 4

/** Noise whose octave bands follow a curve: what a song of exactly that spectrum measures. */
function noiseOf(curve: readonly number[], bands: readonly EqBand[] = []): Audio {
  const random = createRandom(3)
  const left = new Float32Array(SECONDS * SAMPLE_RATE)
  REFERENCE_HZ.forEach((hz, band) => {
    // A sum of sines without common period, as many in every octave.
    for (let i = 0; i < 12; i++) {
      const step = 2 * Math.PI * ((hz * 2 ** ((i + random.next()) / 12 - 0.5)) / SAMPLE_RATE)
      const level = 0.01 * 10 ** (curve[band]! / 20)
      const phase = random.range(0, 6)
      for (let k = 0; k < left.length; k++) left[k] = left[k]! + level * Math.sin(step * k + phase)
    }
  })
  const right = left.slice()
  for (const band of bands) {
    new StereoBiquad(equaliserBand(band, SAMPLE_RATE)).process(left, right, left.length)
  }
  return { sampleRate: SAMPLE_RATE, channels: [left, right] }
}

function responseDb(bands: readonly EqBand[], hz: number): number {
  return bands.reduce(
    (sum, band) => sum + gainToDb(magnitudeAt(equaliserBand(band, SAMPLE_RATE), hz, SAMPLE_RATE)),
    0,
  )
}

describe('leanToSpectrum', () => {
  it('leaves a mix alone that follows its curve', () => {
    const bands = leanToSpectrum(noiseOf(REFERENCE_SPECTRA.record), 'record')
    for (const hz of REFERENCE_HZ) expect(Math.abs(responseDb(bands, hz))).toBeLessThan(0.8)
  })

  it('takes most of a hump back', () => {
    const hump: EqBand = { type: 'peak', frequencyHz: 500, gainDb: 3, q: 1 }
    const bands = leanToSpectrum(noiseOf(REFERENCE_SPECTRA.acoustic, [hump]), 'acoustic')
    expect(responseDb(bands, 500)).toBeLessThan(-1.4)
    expect(responseDb(bands, 4000)).toBeGreaterThan(-0.5)
  })

  it('moves no band by more than about 8 dB', () => {
    const dull: EqBand = { type: 'high-shelf', frequencyHz: 1500, gainDb: -12 }
    const bands = leanToSpectrum(noiseOf(REFERENCE_SPECTRA.club, [dull]), 'club')
    for (const hz of REFERENCE_HZ) expect(Math.abs(responseDb(bands, hz))).toBeLessThan(9)
    expect(responseDb(bands, 4000)).toBeGreaterThan(3)
  })

  it('does not lift octaves in which nothing plays', () => {
    const withoutLows = REFERENCE_SPECTRA.record.map((level, band) => (band < 2 ? level - 40 : level))
    expect(responseDb(leanToSpectrum(noiseOf(withoutLows), 'record'), 63)).toBeLessThan(0.5)
  })

  it('has nothing to say of silence', () => {
    expect(leanToSpectrum(createAudio(2, SAMPLE_RATE), 'club')).toEqual([])
  })
})
