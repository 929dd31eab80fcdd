import { durationSeconds, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { assembleMp3File, createMp3Encoder, encodeMp3, type Mp3Encoder } from '../../../media/codecs/index.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { SeparatedPart } from '../../ports/separator.js'

/** A part that never exceeds -80 dBFS is silent. */
const SILENT_PEAK = 1e-4

/** Encodes one part while it is performed; nothing is kept but the MP3. */
export class PartEncoder {
  private readonly pieces: Uint8Array[] = []
  private peak = 0
  private position = 0

  private constructor(private readonly encoder: Mp3Encoder) {}

  static async create(): Promise<PartEncoder> {
    return new PartEncoder(await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 }))
  }

  /** `startFrame`: where the block lies in the song; what was left out before it is silence. */
  add(channels: StereoBlock, startFrame: number): void {
    this.beSilentUntil(startFrame)
    this.peak = Math.max(this.peak, peakOf(channels))
    this.pieces.push(this.encoder.encode(channels))
    this.position += channels[0].length
  }

  private beSilentUntil(frame: number): void {
    while (this.position < frame) {
      const silence = new Float32Array(Math.min(SAMPLE_RATE, frame - this.position))
      this.pieces.push(this.encoder.encode([silence, silence]))
      this.position += silence.length
    }
  }

  /** The part, as long as the whole song. */
  finish(frames: number): SeparatedPart {
    if (this.peak >= SILENT_PEAK) this.beSilentUntil(frames)
    this.pieces.push(this.encoder.finish())
    const durationSeconds = frames / SAMPLE_RATE
    if (this.peak < SILENT_PEAK) return { durationSeconds }
    return { durationSeconds, mp3: assembleMp3File(this.pieces, frames) }
  }
}

/** A whole part at once. */
export async function encodePart(audio: Audio): Promise<SeparatedPart> {
  const part = { durationSeconds: durationSeconds(audio) }
  return peakOf(audio.channels) < SILENT_PEAK ? part : { ...part, mp3: await encodeMp3(audio) }
}

function peakOf(channels: readonly Float32Array[]): number {
  let peak = 0
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value))
  return peak
}
