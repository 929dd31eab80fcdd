import { createAudio, frameCount, type Audio } from '../../../dsp/audio.js'
import type { HeardRecording } from '../../../music/heard.js'
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
  const listen = async (audio: Audio, signal: AbortSignal): Promise<HeardRecording> => {
    const heard = await hear(audio, await assets.pitchNetwork(), () => signal.throwIfAborted())
    if (heard.phrases.length === 0) throw new UnusableAudioError('The recording is silent.')
    return heard
  }
  return {
    id: 'ears/0.7.0',
    hear: async (filePath, limits, signal) => listen(await decodeUpload(filePath, limits, signal), signal),
    hearTogether: async (filePaths, signal) => listen(await decodeTogether(filePaths, signal), signal),
    transcribe: async (filePath, stem, signal) => {
      const audio = await decodeUpload(filePath, STEM_LIMITS, signal)
      if (stem === 'drums' || stem === 'percussion') return { notes: transcribeDrums(audio), program: 0 }
      return transcribeNotes(audio, stem, await assets.pitchNetwork(), () => signal.throwIfAborted())
    },
  }
}

/** The sum of the files, as long as the longest; one is decoded at a time. */
async function decodeTogether(filePaths: readonly string[], signal: AbortSignal): Promise<Audio> {
  let sum = createAudio(2, 0)
  for (const filePath of filePaths) {
    const part = await decodeUpload(filePath, STEM_LIMITS, signal)
    const [long, short] = frameCount(part) > frameCount(sum) ? [part, sum] : [sum, part]
    long.channels.forEach((channel, c) => {
      const added = short.channels[Math.min(c, short.channels.length - 1)]!
      for (let i = 0; i < added.length; i++) channel[i]! += added[i]!
    })
    sum = long
  }
  return sum
}
