import { type Audio, frameCount } from '../../dsp/audio.js'
import type { Random } from '../../dsp/random.js'

const HEADER_BYTES = 44

export interface WavOptions {
  /** 16 bits are dithered, 24 bits are not: their rounding lies 50 dB below any playback noise. */
  readonly bitDepth: 16 | 24
  /** Source of the dither; needed for 16 bits. Same seed, same bytes. */
  readonly random?: Random
}

/** A RIFF/WAVE file of integer PCM, little-endian. Values beyond ±1 are clipped. At most 4 GiB, as the format allows. */
export function encodeWav(audio: Audio, options: WavOptions): Uint8Array {
  const { bitDepth, random } = options
  if (bitDepth === 16 && random === undefined) throw new TypeError('16-bit WAV needs `random` for its dither')
  const frames = frameCount(audio)
  const channelCount = audio.channels.length
  const bytesPerSample = bitDepth / 8
  const dataBytes = frames * channelCount * bytesPerSample
  if (dataBytes + HEADER_BYTES > 0xffffffff) {
    throw new RangeError(`a WAV file holds at most 4 GiB, got ${dataBytes} bytes of samples`)
  }
  const file = new Uint8Array(HEADER_BYTES + dataBytes + (dataBytes % 2))
  const view = new DataView(file.buffer)
  writeHeader(view, {
    channelCount,
    sampleRate: audio.sampleRate,
    bitDepth,
    dataBytes,
    fileBytes: file.length,
  })

  const fullScale = 2 ** (bitDepth - 1)
  let offset = HEADER_BYTES
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of audio.channels) {
      // Two uniform values of ±½ step make triangular noise: no distortion and no noise modulation (Lipshitz 1992).
      const dither = bitDepth === 16 ? random!.next() - random!.next() : 0
      const value = Math.round(channel[frame]! * fullScale + dither)
      const clipped = Math.max(-fullScale, Math.min(fullScale - 1, value))
      if (bitDepth === 16) {
        view.setInt16(offset, clipped, true)
      } else {
        file[offset] = clipped
        file[offset + 1] = clipped >> 8
        file[offset + 2] = clipped >> 16
      }
      offset += bytesPerSample
    }
  }
  return file
}

function writeHeader(
  view: DataView,
  format: {
    readonly channelCount: number
    readonly sampleRate: number
    readonly bitDepth: number
    readonly dataBytes: number
    readonly fileBytes: number
  },
): void {
  const frameBytes = (format.channelCount * format.bitDepth) / 8
  const ascii = (offset: number, text: string) => {
    for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i))
  }
  ascii(0, 'RIFF')
  view.setUint32(4, format.fileBytes - 8, true)
  ascii(8, 'WAVE')
  ascii(12, 'fmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true) // integer PCM
  view.setUint16(22, format.channelCount, true)
  view.setUint32(24, format.sampleRate, true)
  view.setUint32(28, format.sampleRate * frameBytes, true)
  view.setUint16(32, frameBytes, true)
  view.setUint16(34, format.bitDepth, true)
  ascii(36, 'data')
  view.setUint32(40, format.dataBytes, true)
}
