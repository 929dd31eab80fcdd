import { computeChroma, type Chroma } from './chroma.js'
import { onsetStrength, type OnsetStrength } from '../../../src/analysis/onset-strength.js'
import { toMono, type Audio } from '../../../src/dsp/audio.js'
import { resample } from '../../../src/dsp/resample.js'

/** What several ears begin with, made once for all of them. */
export interface Listening {
  readonly durationSeconds: number
  /** At `LISTENING_RATE`. */
  readonly mono: Float32Array
  /** Every 10 ms. */
  readonly onsets: OnsetStrength
  /** Every 100 ms. */
  readonly chroma: Chroma
}

/** Beats, harmony and most of timbre need nothing above 8 kHz. */
export const LISTENING_RATE = 16_000
/** Frames of 10 ms. */
export const ONSET_HOP = 160
const CHROMA_HOP = 1600

export function listen(audio: Audio): Listening {
  const [mono] = resample(
    { sampleRate: audio.sampleRate, channels: [toMono(audio)] },
    LISTENING_RATE,
  ).channels
  return {
    durationSeconds: mono!.length / LISTENING_RATE,
    mono: mono!,
    onsets: onsetStrength(mono!, LISTENING_RATE, ONSET_HOP),
    chroma: computeChroma(mono!, LISTENING_RATE, CHROMA_HOP),
  }
}
