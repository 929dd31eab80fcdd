import { hear } from '../../../analysis/hear.js'
import { transcribeDrums } from '../../../analysis/transcription/drums.js'
import { notesOfHeard } from '../../../analysis/transcription/notes-of-heard.js'
import { UnusableAudioError } from '../../ports/errors.js'
import type { Transcriber } from '../../ports/transcriber.js'
import { decodeUpload } from './decode-upload.js'

/** Stems that can be written down; longer than any that the separator gives. */
const STEM_LIMITS = { minDurationSeconds: 0, maxDurationSeconds: 3600 }

export function createEmbeddedTranscriber(): Transcriber {
  return {
    id: 'ears/0.1.0',
    hear: async (filePath, limits, signal) => {
      const heard = hear(await decodeUpload(filePath, limits, signal))
      if (heard.phrases.length === 0) throw new UnusableAudioError('The recording is silent.')
      return heard
    },
    transcribe: async (filePath, stem, signal) => {
      const audio = await decodeUpload(filePath, STEM_LIMITS, signal)
      return stem === 'drums' || stem === 'percussion' ? transcribeDrums(audio) : notesOfHeard(hear(audio))
    },
  }
}
