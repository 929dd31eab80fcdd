import { describe, expect, it } from 'vitest'
import { loadVoiceModel } from './hts-model.js'
import { labelPhones } from './labels.js'
import { voiceBytes, voiceModel } from '../../../test/support/voice-fixtures.js'

describe('the voice model', () => {
  it('has the sizes its header promises', () => {
    const model = voiceModel()
    expect(model).toMatchObject({
      sampleRate: 32_000,
      stateCount: 5,
      cepstrumSize: 45,
      warping: 0.45,
      frameSeconds: 0.005,
    })
    expect(model.counts).toEqual({ duration: 1029, spectrum: 793, pitch: 3683 })
    expect(model.windows).toEqual([
      [0, 1, 0],
      [-0.5, 0, 0.5],
      [1, -2, 1],
    ])
  })

  it('gives vowels long voiced states and hisses short voiceless ones', () => {
    const model = voiceModel()
    const labels = labelPhones([
      { text: 'sigh', syllables: [{ phones: ['s', 'ay'], nucleus: 1, stress: 1 }] },
    ])
    const [hiss, vowel] = [labels[1]!.label, labels[2]!.label]
    const length = (label: string): number =>
      model.stateFrames(label).reduce((sum, frames) => sum + frames, 0)
    expect(length(vowel)).toBeGreaterThan(length(hiss))
    expect(length(hiss) * model.frameSeconds).toBeGreaterThan(0.06)
    expect(length(vowel) * model.frameSeconds).toBeLessThan(0.5)
    expect(model.voicing(vowel, 2)).toBeGreaterThan(0.9)
    expect(model.voicing(hiss, 2)).toBeLessThan(0.1)
    const spectrum = model.spectrum(vowel, 2)
    expect(spectrum.mean).toHaveLength(135)
    expect(spectrum.variance.every((value) => value > 0)).toBe(true)
  })

  it('says what is wrong with a file that is none', () => {
    expect(() => loadVoiceModel(new Uint8Array(100))).toThrow('not an .htsvoice file')
  })

  it('says which part a truncated file lacks', () => {
    expect(() => loadVoiceModel(voiceBytes().subarray(0, 500_000))).toThrow(
      /voice model: .* must be a byte range inside the file/,
    )
  })

  it('names a missing header field', () => {
    const text = new TextDecoder('latin1')
      .decode(voiceBytes().subarray(0, 4000))
      .replace('NUM_STATES', 'NUM_STATUS')
    const bytes = voiceBytes().slice()
    bytes.set(Uint8Array.from(text, (character) => character.charCodeAt(0)))
    expect(() => loadVoiceModel(bytes)).toThrow('header field NUM_STATES is missing')
  })
})
