import { describe, expect, it } from 'vitest'
import { createRandom } from '../dsp/random.js'
import { midiToHz } from '../dsp/units.js'
import { voiceTraits } from './voice-traits.js'

const RATE = 48_000

interface SyntheticVoice {
  readonly pitchMidi: number
  /** Distance of the formants in Hz. */
  readonly spacingHz: number
  readonly vibrato?: { readonly rateHz: number; readonly depthCents: number }
  /** Amplitude of the noise against the harmonics. */
  readonly breath?: number
  /** Slope of the source in dB an octave. */
  readonly slopeDb?: number
}

/** A held vowel of a tube with evenly spaced formants, silence around it. */
function vowel({ pitchMidi, spacingHz, vibrato, breath = 0, slopeDb = -12 }: SyntheticVoice) {
  const random = createRandom(1)
  const samples = new Float32Array(2.5 * RATE)
  const gainAt = (hz: number, baseHz: number) => {
    let level = (hz / baseHz) ** (slopeDb / 6.02)
    for (let n = 0; n < 4; n++) level *= 1 + 6 / (1 + ((hz - spacingHz * (n + 0.5)) / 70) ** 2)
    return level
  }
  for (const start of [0.5]) {
    const baseHz = midiToHz(pitchMidi)
    const partials = Math.floor(4800 / baseHz)
    const gains = Array.from({ length: partials }, (_, k) => gainAt((k + 1) * baseHz, baseHz))
    let phase = 0
    for (let i = 0; i < 1.75 * RATE; i++) {
      const seconds = i / RATE
      const cents = vibrato ? vibrato.depthCents * Math.sin(2 * Math.PI * vibrato.rateHz * seconds) : 0
      phase += (2 * Math.PI * baseHz * 2 ** (cents / 1200)) / RATE
      let value = 0
      for (let k = 0; k < partials; k++) value += gains[k]! * Math.sin(phase * (k + 1))
      const envelope = Math.min(1, seconds / 0.03, (1.75 - seconds) / 0.05)
      samples[Math.round(start * RATE) + i] = 0.02 * envelope * (value + breath * (random.next() * 2 - 1))
    }
  }
  return { sampleRate: RATE, channels: [samples] }
}

const WOMAN: SyntheticVoice = { pitchMidi: 57, spacingHz: 1160 }
const MAN: SyntheticVoice = { pitchMidi: 45, spacingHz: 1010 }

const woman = voiceTraits(vowel(WOMAN))!
const man = voiceTraits(vowel(MAN))!
const BOTH = [
  { voice: WOMAN, traits: woman },
  { voice: MAN, traits: man },
]

describe('listening to a voice', () => {
  it('hears nothing in silence and in noise', () => {
    expect(voiceTraits({ sampleRate: RATE, channels: [new Float32Array(2 * RATE)] })).toBeUndefined()
    const random = createRandom(3)
    const noise = Float32Array.from({ length: 2 * RATE }, () => 0.2 * (random.next() * 2 - 1))
    expect(voiceTraits({ sampleRate: RATE, channels: [noise] })?.voicedSeconds ?? 0).toBeLessThan(0.2)
  })

  it.each(BOTH)('finds the pitch and how long somebody is heard ($voice.pitchMidi)', ({ voice, traits }) => {
    expect(Math.abs(traits.medianMidi - voice.pitchMidi)).toBeLessThan(0.1)
    expect(traits.voicedSeconds).toBeGreaterThan(1.5)
    expect(traits.voicedSeconds).toBeLessThan(1.9)
  })

  it.each(BOTH)(
    'finds the distance of the formants within 4 % ($voice.spacingHz Hz)',
    ({ voice, traits }) => {
      expect(Math.abs(traits.formantSpacingHz / voice.spacingHz - 1)).toBeLessThan(0.04)
    },
  )

  it('finds rate and depth of a vibrato, and none where there is none', () => {
    const { vibratoRateHz, vibratoDepthCents } = voiceTraits(
      vowel({ ...MAN, vibrato: { rateHz: 5.5, depthCents: 40 } }),
    )!
    expect(Math.abs(vibratoRateHz - 5.5)).toBeLessThan(0.4)
    expect(Math.abs(vibratoDepthCents - 40)).toBeLessThan(10)
    expect(man).toMatchObject({ vibratoDepthCents: 0 })
  })

  it('hears more noise in a breathy voice', () => {
    const breathy = voiceTraits(vowel({ ...WOMAN, breath: 1.5 }))!
    expect(breathy.harmonicsToNoiseDb).toBeLessThan(woman.harmonicsToNoiseDb - 6)
  })

  it('hears a darker voice as darker', () => {
    const bright = voiceTraits(vowel({ ...MAN, slopeDb: -9 }))!
    const difference = bright.tiltDbPerOctave - man.tiltDbPerOctave
    expect(difference).toBeGreaterThan(2)
    expect(difference).toBeLessThan(4)
  })
})
