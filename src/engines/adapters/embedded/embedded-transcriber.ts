import { hear } from '../../../analysis/hear.js'
import { transcribeDrums } from '../../../analysis/transcription/drums.js'
import { transcribeNotes } from '../../../analysis/transcription/transcribe-notes.js'
import { UnusableAudioError } from '../../ports/errors.js'
import type { Transcriber } from '../../ports/transcriber.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'

/** Stems that can be written down; longer than any that the separator gives. */
const STEM_LIMITS = { minDurationSeconds: 0, maxDurationSeconds: 3600 }

export function createEmbeddedTranscriber(assets: Pick<Assets, 'pitchNetwork'>): Transcriber {
  return {
    id: 'ears/0.3.0',
    hear: async (filePath, limits, signal) => {
      const heard = await hear(
        await decodeUpload(filePath, limits, signal),
        await assets.pitchNetwork(),
        () => signal.throwIfAborted(),
      )
      if (heard.phrases.length === 0) throw new UnusableAudioError('The recording is silent.')
      return heard
    },
    transcribe: async (filePath, stem, signal) => {
      const audio = await decodeUpload(filePath, STEM_LIMITS, signal)
      if (stem === 'drums' || stem === 'percussion') return transcribeDrums(audio)
      return transcribeNotes(audio, stem, await assets.pitchNetwork())
    },
  }
}
