import { parseBuffer } from 'music-metadata'
import { describe, expect, it } from 'vitest'
import { createAudio, SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import { encodeWav } from './wav.js'

const audio = {
  sampleRate: SAMPLE_RATE,
  channels: [Float32Array.of(0, 0.5, -0.5, 2, -2), Float32Array.of(0.25, 0, 0, 0, Number.NaN)],
}

function samples24(wav: Uint8Array): number[] {
  return Array.from({ length: (wav.length - 44) / 3 }, (_, i) => Buffer.from(wav).readIntLE(44 + 3 * i, 3))
}

describe('encodeWav', () => {
  it('writes 24-bit samples exactly, interleaved and clipped at full scale', () => {
    const wav = encodeWav(audio, { bitDepth: 24 })
    expect(samples24(wav)).toEqual([0, 2_097_152, 4_194_304, 0, -4_194_304, 0, 8_388_607, 0, -8_388_608, 0])
  })

  it.each([16, 24] as const)('writes a header that readers agree with at %i bits', async (bitDepth) => {
    const wav = encodeWav(createAudio(2, 4801), { bitDepth, random: createRandom(1) })
    const { format } = await parseBuffer(wav, 'audio/wav')
    expect(format).toMatchObject({
      sampleRate: SAMPLE_RATE,
      numberOfChannels: 2,
      bitsPerSample: bitDepth,
      numberOfSamples: 4801,
      lossless: true,
    })
  })

  it('pads an odd number of bytes', () => {
    expect(encodeWav(createAudio(1, 3), { bitDepth: 24 })).toHaveLength(44 + 10)
  })

  it('dithers 16 bits with triangular noise of one step that carries what rounding would lose', () => {
    const quarterStep = createAudio(1, 100_000)
    quarterStep.channels[0]!.fill(0.25 / 32768)
    const wav = encodeWav(quarterStep, { bitDepth: 16, random: createRandom(3) })
    const values = new Int16Array(wav.buffer, 44)
    expect(new Set(values)).toEqual(new Set([-1, 0, 1]))
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.25, 1)
  })

  it('gives the same bytes for the same seed', () => {
    const file = () => encodeWav(audio, { bitDepth: 16, random: createRandom(9) })
    expect(file()).toEqual(file())
    expect(file()).not.toEqual(encodeWav(audio, { bitDepth: 16, random: createRandom(10) }))
  })
})
