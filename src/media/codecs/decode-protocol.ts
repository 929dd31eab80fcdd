import type { AudioFormat } from './sniff.js'
import type { UndecodableAudioReason } from './undecodable-audio-error.js'

/** What the decoding process is told, as JSON in its only argument. */
export interface DecodeJob {
  readonly path: string
  readonly format: AudioFormat
  /** Byte at which the audio starts, behind an ID3v2 tag. */
  readonly startByte: number
  readonly maxDurationSeconds: number
  /** Where it puts `0.f32` and `1.f32`: 32-bit floats of the two channels, native byte order. */
  readonly outputFolder: string
}

/** Its one message. */
export type DecodeOutcome =
  | {
      readonly ok: true
      readonly sampleRate: number
      readonly channelCount: 1 | 2
      readonly frames: number
    }
  | { readonly ok: false; readonly reason: UndecodableAudioReason; readonly message: string }
