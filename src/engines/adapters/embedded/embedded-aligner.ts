import { listenForWords } from '../../../analysis/alignment/align-words.js'
import { voiceInFront } from '../../../analysis/alignment/voice-in-front.js'
import { separateVoice } from '../../../analysis/separation/separate.js'
import type { Audio } from '../../../dsp/audio.js'
import { alignedWords, timedLines } from '../../../studio/lyrics/timed-words.js'
import type { Aligner, WordSearch } from '../../ports/aligner.js'
import { UnusableAudioError } from '../../ports/errors.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { ANY_LENGTH } from './recordings.js'
import { wordsToAlign } from './words-to-align.js'

/**
 * Songs of ours are not aligned but read: the score knows when each word is sung. Words of recordings are found by a
 * model of phones.
 */
export function createEmbeddedAligner(assets: Pick<Assets, 'phoneScorer' | 'voiceNetwork'>): Aligner {
  return {
    id: 'words/0.3.0',
    words: alignedWords,
    lines: timedLines,
    find: async ({ filePath, lyrics, window, isVoiceAlone }, signal) => {
      const words = wordsToAlign(lyrics)
      if (words.length === 0) return []
      const whole = await decodeUpload(filePath, ANY_LENGTH, signal)
      const part = window ? cut(whole, window) : whole
      const found = listenForWords(
        isVoiceAlone ? [part] : await clearAndWhole(part, assets),
        await assets.phoneScorer(),
      )(words)
      if (!found) {
        throw new UnusableAudioError(
          `The recording is too short for the ${words.length} words of the lyrics.`,
        )
      }
      const offset = window?.startSeconds ?? 0
      return found.map(({ startSeconds, endSeconds, confidence }, index) => {
        const { text, charStart, charEnd } = words[index]!
        return {
          ...{ text, charStart, charEnd, confidence },
          startSeconds: startSeconds + offset,
          endSeconds: endSeconds + offset,
        }
      })
    },
  }
}

async function clearAndWhole(
  song: Audio,
  assets: Pick<Assets, 'voiceNetwork'>,
): Promise<readonly [Audio, Audio]> {
  const { vocal } = await separateVoice(song, await assets.voiceNetwork())
  return [voiceInFront(song, vocal), song]
}

function cut(audio: Audio, { startSeconds, endSeconds }: NonNullable<WordSearch['window']>): Audio {
  const [from, to] = [startSeconds, endSeconds].map((seconds) => Math.round(seconds * audio.sampleRate))
  return { ...audio, channels: audio.channels.map((channel) => channel.subarray(from, to)) }
}
