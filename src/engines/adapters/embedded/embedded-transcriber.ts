import { hear } from '../../../analysis/hear.js'
import { UnusableAudioError } from '../../ports/errors.js'
import type { Transcriber } from '../../ports/transcriber.js'
import { decodeUpload } from './decode-upload.js'

export function createEmbeddedTranscriber(): Transcriber {
  return {
    id: 'ears/0.1.0',
    hear: async (filePath, limits, signal) => {
      const heard = hear(await decodeUpload(filePath, limits, signal))
      if (heard.phrases.length === 0) throw new UnusableAudioError('The recording is silent.')
      return heard
    },
  }
}
