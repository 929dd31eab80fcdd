import { writeFile } from 'node:fs/promises'
import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { createRandom } from '../../../dsp/random.js'
import { assembleMp3File, createMp3Encoder, encodeWav, type Mp3Encoder } from '../../../media/codecs/index.js'
import type { ComposedSong } from '../../../studio/brief.js'
import { composeSong } from '../../../studio/compose.js'
import { ENGINE_VERSION } from '../../../studio/composer/engine-version.js'
import type { PerformedSong } from '../../../studio/performance/perform-song.js'
import { composeSound } from '../../../studio/sounds/compose-sound.js'
import {
  WAVEFORM_POINTS,
  type MusicEngine,
  type PerformedTrack,
  type Take,
} from '../../ports/music-engine.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { ANY_LENGTH } from './recordings.js'
import { playSong, prepareStudio, sliceBlocks } from './studio-performance.js'
import { treatRecording } from './treat-recording.js'
import { waveformOf } from './waveform.js'

/** Share of a performance's time that goes into playing; the rest is mastering and encoding. */
const PLAYING_SHARE = 0.85

/** The studio behind the port: composes scores and performs them in this thread. */
export function createEmbeddedMusicEngine(assets: Assets): MusicEngine {
  return {
    id: ENGINE_VERSION,

    compose: async ({ seed, takeCount, firstTake = 0, ...brief }) =>
      Array.from({ length: takeCount }, (_, index) => takeOf(composeSong(brief, seed, firstTake + index))),

    composeSound: async ({ seed, takeCount, firstTake = 0, ...brief }) =>
      Array.from({ length: takeCount }, (_, index) => takeOf(composeSound(brief, seed, firstTake + index))),

    perform: async (take, listener, signal) => {
      const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
      const onProgress = (fraction: number) => listener.onProgress(fraction)
      let isListening = false
      let isStreamed = false
      void listener.heard?.then(() => {
        isListening = true
      })
      const send = (mp3: Uint8Array) => {
        if (mp3.length > 0) listener.onEncoded(mp3)
      }
      const song = await playSong(
        take.score,
        await prepareStudio(assets, take, signal),
        signal,
        (fraction) => listener.onProgress(PLAYING_SHARE * fraction),
        {
          isListening: () => isListening,
          onBlock: (block) => {
            isStreamed = true
            send(encoder.encode(block))
          },
        },
      )
      // To who comes late the finished song is streamed while it is encoded: nothing is encoded twice.
      if (!isStreamed) return finishTrack(song, encoder, onProgress, send, signal)
      send(encoder.finish())
      const afresh = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
      return finishTrack(song, afresh, onProgress, () => undefined, signal)
    },

    renderWav: async (take, outputPath, onProgress, signal) => {
      const studio = await prepareStudio(assets, take, signal)
      const { mix } = await playSong(take.score, studio, signal, onProgress)
      // The same dither in every song: what an edit leaves alone stays the same in its file too.
      const random = createRandom(0).fork('dither')
      await writeFile(outputPath, encodeWav(mix, { bitDepth: 16, random }))
    },

    treat: async (recordingPath, treatment, outputPath, signal) => {
      const audio = await decodeUpload(recordingPath, ANY_LENGTH, signal)
      const treated = await treatRecording(audio, treatment, () => assets.voiceNetwork())
      const random = createRandom(0).fork('dither')
      await writeFile(outputPath, encodeWav(treated, { bitDepth: 16, random }))
    },
  }
}

function takeOf({ score, warnings, explanation }: ComposedSong): Take {
  return { title: score.title, lyrics: score.lyrics, tags: score.tags, score, warnings, explanation }
}

async function finishTrack(
  song: PerformedSong,
  encoder: Mp3Encoder,
  onProgress: (fraction: number) => void,
  onEncoded: (mp3: Uint8Array) => void,
  signal: AbortSignal,
): Promise<PerformedTrack> {
  const { mix, loudnessLufs, truePeakDbtp } = song
  const frames = mix.channels[0]!.length
  const pieces: Uint8Array[] = []
  const keep = (piece: Uint8Array) => {
    pieces.push(piece)
    onEncoded(piece)
  }
  let encoded = 0
  for await (const channels of sliceBlocks(mix, signal)) {
    keep(encoder.encode(channels))
    encoded += channels[0]!.length
    onProgress(PLAYING_SHARE + (1 - PLAYING_SHARE) * (encoded / frames))
  }
  keep(encoder.finish())
  return {
    mp3: assembleMp3File(pieces, frames),
    durationSeconds: frames / SAMPLE_RATE,
    waveform: waveformOf(mix, WAVEFORM_POINTS),
    loudnessLufs,
    truePeakDbtp,
  }
}
