import { durationSeconds, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { resample } from '../../../dsp/resample.js'
import { decodeAudioFile, UndecodableAudioError } from '../../../media/codecs/index.js'
import { AudioOutsideLimitsError, UnusableAudioError } from '../../ports/errors.js'

/** Decodes a recording from outside at our sample rate. Throws UnusableAudioError with a sentence for the sender. */
export async function decodeUpload(
  path: string,
  limits: { readonly minDurationSeconds: number; readonly maxDurationSeconds: number },
  signal: AbortSignal,
): Promise<Audio> {
  const audio = await decodeAudioFile(path, { maxDurationSeconds: limits.maxDurationSeconds }, signal).catch(
    (error: unknown) => {
      if (!(error instanceof UndecodableAudioError)) throw error
      const isOutside = error.reason === 'too-long' || error.reason === 'too-large'
      throw new (isOutside ? AudioOutsideLimitsError : UnusableAudioError)(error.message, { cause: error })
    },
  )
  const seconds = durationSeconds(audio)
  if (seconds < limits.minDurationSeconds) {
    throw new AudioOutsideLimitsError(
      `The recording lasts ${seconds.toFixed(1)} s; at least ${limits.minDurationSeconds} s are needed.`,
    )
  }
  return resample(audio, SAMPLE_RATE)
}
