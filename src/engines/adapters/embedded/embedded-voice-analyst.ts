import { separateVoice } from '../../../analysis/separation/separate.js'
import { voiceTraits } from '../../../analysis/voice-traits.js'
import type { Audio } from '../../../dsp/audio.js'
import type { VoiceTraits } from '../../../music/voice-profile.js'
import { validationPhrase } from '../../../studio/voice/validation-phrases.js'
import { fitVoice, voiceDifference } from '../../../studio/voice/voice-profile.js'
import { UnusableAudioError } from '../../ports/errors.js'
import type { VoiceAnalyst } from '../../ports/voice-analyst.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { saysPhrase } from './says-phrase.js'

const LIMITS = { minDurationSeconds: 1, maxDurationSeconds: 600 }
/** Nobody can be told by less. */
const LEAST_VOICED_SECONDS = 1
/** Where less of what sounds has one pitch, it is no voice, or one among others. */
const LEAST_VOICED_SHARE = 0.25
/** A band is noisier than this above 2 kHz (0 to 1 dB in our own songs); one voice is not (13 dB and more), in dB. */
const LEAST_HARMONICS_DB = 2

export function createEmbeddedVoiceAnalyst(
  assets: Pick<Assets, 'phoneScorer' | 'voiceNetwork'>,
): VoiceAnalyst {
  return {
    id: 'voices/0.2.0',
    listen: async (filePath, window, signal) => {
      const audio = await decodeUpload(filePath, LIMITS, signal)
      const part = window ? cut(audio, window.startSeconds, window.endSeconds) : audio
      if (part.channels[0]!.length === 0) {
        throw new UnusableAudioError(`The recording ends before ${window!.startSeconds} s.`)
      }
      const traits = voiceTraits(part)
      if (traits && isVoice(traits) && traits.harmonicsToNoiseDb >= LEAST_HARMONICS_DB) return traits
      // There may be a band around the voice.
      const alone = voiceTraits((await separateVoice(part, await assets.voiceNetwork())).vocal)
      if (alone && isVoice(alone)) return alone
      throw new UnusableAudioError(
        `No voice is heard for at least ${LEAST_VOICED_SECONDS} s${window ? ` between ${window.startSeconds} s and ${window.endSeconds} s` : ''}.`,
      )
    },
    says: async (filePath, phrase, signal) =>
      saysPhrase(await decodeUpload(filePath, LIMITS, signal), phrase, await assets.phoneScorer()),
    difference: voiceDifference,
    fit: fitVoice,
    phrase: validationPhrase,
  }
}

function isVoice({ voicedSeconds, soundingSeconds, formantSpacingHz }: VoiceTraits): boolean {
  return (
    voicedSeconds >= LEAST_VOICED_SECONDS &&
    voicedSeconds >= LEAST_VOICED_SHARE * soundingSeconds &&
    // A vowel has four formants; a whistle or a bass drum has not.
    Number.isFinite(formantSpacingHz)
  )
}

function cut({ sampleRate, channels }: Audio, startSeconds: number, endSeconds: number): Audio {
  const from = Math.round(startSeconds * sampleRate)
  const to = Math.round(endSeconds * sampleRate)
  return { sampleRate, channels: channels.map((channel) => channel.subarray(from, to)) }
}
