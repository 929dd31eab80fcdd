import { execFileSync } from 'node:child_process'
import { SAMPLE_RATE, type Audio } from '../../../src/dsp/audio.js'

export interface Stretch {
  readonly fromSeconds?: number
  /** What is read of the file at most. */
  readonly seconds: number
  /** ffmpeg's filters, as in `-af`. */
  readonly filters?: string
  /** Length of the result: cut, or silent at its end. By default what there is. */
  readonly frames?: number
}

/** A stretch of an audio file, stereo at 48 kHz, by Debian's ffmpeg. */
export function decodeWithFfmpeg(
  file: string,
  { fromSeconds = 0, seconds, filters, frames }: Stretch,
): Audio {
  const from = ['-ss', String(fromSeconds), '-t', String(seconds), '-i', file]
  const filter = filters === undefined ? [] : ['-af', filters]
  const to = ['-ar', String(SAMPLE_RATE), '-ac', '2', '-f', 'f32le', '-']
  const raw = execFileSync('ffmpeg', ['-v', 'error', ...from, ...filter, ...to], {
    maxBuffer: 256 * 2 ** 20,
  })
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
  const length = frames ?? samples.length >> 1
  const channels = [new Float32Array(length), new Float32Array(length)] as const
  for (let i = 0; i < Math.min(length, samples.length >> 1); i++) {
    channels[0][i] = samples[2 * i]!
    channels[1][i] = samples[2 * i + 1]!
  }
  return { sampleRate: SAMPLE_RATE, channels }
}
