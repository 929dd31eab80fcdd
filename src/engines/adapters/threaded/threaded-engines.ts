import type { Engines } from '../../engines.js'
import type { LyricsVariant } from '../../ports/lyrics-engine.js'
import type { Commission, PerformedTrack, Take } from '../../ports/music-engine.js'
import type { Extraction, SeparatedStem } from '../../ports/separator.js'
import type { Transcription } from '../../ports/transcriber.js'
import type { HeardRecording } from '../../../music/heard.js'
import type { RecordedWord } from '../../../music/recorded-word.js'
import type { VoiceTraits } from '../../../music/voice-profile.js'
import type { EngineOptions, ThreadPurpose } from '../embedded/embedded-engines.js'
import type { JobInputs } from './entry.js'
import type { JobName } from './protocol.js'
import { ThreadPool, type JobListeners } from './thread-pool.js'

export interface ThreadedEngines extends Engines {
  /** Starts every thread and has it do what is slow the first time. Tasks that come meanwhile wait their turn. */
  warmUp(): Promise<void>
  close(): Promise<void>
}

/**
 * Runs the embedded engines in worker threads, so that audio work never blocks the event loop. Two pools: performing,
 * separating and listening take `renderThreads` threads for seconds to minutes; writing (scores, lyrics, covers) takes
 * milliseconds and has threads of its own, so that a task's text is not kept waiting behind another task's audio.
 */
export function createThreadedEngines(
  embedded: Engines,
  options: { readonly renderThreads: number } & EngineOptions,
): ThreadedEngines {
  const { renderThreads, ...engineOptions } = options
  const rendering = new ThreadPool(renderThreads, engineOptions)
  const writing = new ThreadPool(Math.min(2, renderThreads), engineOptions)

  const job =
    <Name extends JobName, Output>(pool: ThreadPool, name: Name) =>
    (input: JobInputs[Name], signal: AbortSignal, listeners?: JobListeners) =>
      pool.run(name, input, signal, listeners) as Promise<Output>

  const compose = job<'compose', Take[]>(writing, 'compose')
  const composeSound = job<'composeSound', Take[]>(writing, 'composeSound')
  const writeLyrics = job<'writeLyrics', LyricsVariant[]>(writing, 'writeLyrics')
  const drawCover = job<'drawCover', Uint8Array>(writing, 'drawCover')
  const perform = job<'perform', PerformedTrack>(rendering, 'perform')
  const renderWav = job<'renderWav', void>(rendering, 'renderWav')
  const treat = job<'treat', void>(rendering, 'treat')
  const hear = job<'hear', HeardRecording>(rendering, 'hear')
  const separate = job<'separate', SeparatedStem[]>(rendering, 'separate')
  const extract = job<'extract', Extraction>(rendering, 'extract')
  const hearTogether = job<'hearTogether', HeardRecording>(rendering, 'hearTogether')
  const transcribe = job<'transcribe', Transcription>(rendering, 'transcribe')
  const listen = job<'listen', VoiceTraits>(rendering, 'listen')
  const findWords = job<'findWords', RecordedWord[]>(rendering, 'findWords')
  const saysPhrase = job<'saysPhrase', boolean | undefined>(rendering, 'saysPhrase')
  const boostStyle = job<'boostStyle', string>(writing, 'boostStyle')

  return {
    music: {
      id: embedded.music.id,
      compose: (commission, signal) => takeByTake(commission, (one) => compose({ commission: one }, signal)),
      composeSound: (commission, signal) =>
        takeByTake(commission, (one) => composeSound({ commission: one }, signal)),
      perform: (take, listener, signal) => perform({ take }, signal, listener),
      renderWav: (take, outputPath, onProgress, signal) =>
        renderWav({ take, outputPath }, signal, { onProgress }),
      treat: (recordingPath, treatment, outputPath, signal) =>
        treat({ recordingPath, treatment, outputPath }, signal),
    },
    lyrics: { id: embedded.lyrics.id, write: (request, signal) => writeLyrics({ request }, signal) },
    transcriber: {
      id: embedded.transcriber.id,
      hear: (filePath, limits, signal) => hear({ filePath, limits }, signal),
      hearTogether: (filePaths, signal) => hearTogether({ filePaths }, signal),
      transcribe: (filePath, stem, signal) => transcribe({ filePath, stem }, signal),
    },
    separator: {
      id: embedded.separator.id,
      separate: (source, mode, signal, onProgress) => separate({ source, mode }, signal, { onProgress }),
      extract: (source, parts, signal, onProgress) => extract({ source, parts }, signal, { onProgress }),
    },
    styleWriter: {
      id: embedded.styleWriter.id,
      boost: (request, signal) => boostStyle({ request }, signal),
    },
    // Comparing and choosing takes no time; listening does.
    voiceAnalyst: {
      ...embedded.voiceAnalyst,
      listen: (filePath, window, signal) => listen({ filePath, window }, signal),
      says: (filePath, phrase, signal) => saysPhrase({ filePath, phrase }, signal),
    },
    coverArtist: {
      id: embedded.coverArtist.id,
      draw: (request, signal) => drawCover({ request }, signal),
    },
    // Reading times off a score is instant, listening is not; the video's work is done by a program of its own.
    aligner: { ...embedded.aligner, find: (request, signal) => findWords({ request }, signal) },
    notator: embedded.notator,
    video: embedded.video,
    warmUp: async () => {
      const { signal } = new AbortController()
      const all = (pool: ThreadPool, purpose: ThreadPurpose) =>
        Array.from({ length: pool.size }, () =>
          pool.run('warmUp', { purpose } satisfies JobInputs['warmUp'], signal),
        )
      await Promise.all([...all(writing, 'writing'), ...all(rendering, 'performing')])
    },
    close: async () => {
      await Promise.all([rendering.close(), writing.close()])
    },
  }
}

/** Has each take of a commission written by itself, side by side as far as there are threads. */
async function takeByTake<Order extends Pick<Commission, 'takeCount' | 'firstTake'>>(
  commission: Order,
  write: (one: Order) => Promise<Take[]>,
): Promise<Take[]> {
  const { takeCount, firstTake = 0 } = commission
  const takes = await Promise.all(
    Array.from({ length: takeCount }, (_, index) =>
      write({ ...commission, takeCount: 1, firstTake: firstTake + index }),
    ),
  )
  return takes.flat()
}
