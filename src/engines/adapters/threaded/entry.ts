import { parentPort, workerData } from 'node:worker_threads'
import type { WordSearch } from '../../ports/aligner.js'
import type { CoverRequest } from '../../ports/cover-artist.js'
import type { LyricsRequest } from '../../ports/lyrics-engine.js'
import type { Commission, Performable, SoundCommission } from '../../ports/music-engine.js'
import type { SeparationMode, SeparationSource, WantedPart } from '../../ports/separator.js'
import type { StyleBoostRequest } from '../../ports/style-writer.js'
import type { ListeningLimits, TranscribedStem } from '../../ports/transcriber.js'
import type { VoiceWindow } from '../../ports/voice-analyst.js'
import type { RecordingTreatment } from '../../../music/score.js'
import {
  createEmbeddedEngines,
  type EngineOptions,
  type ThreadPurpose,
} from '../embedded/embedded-engines.js'
import { serialiseError, type JobName, type ThreadReply, type ThreadRequest } from './protocol.js'
import { runInBackground } from './thread-priority.js'

/** What each job is given; `threaded-engines.ts` sends exactly this. */
export interface JobInputs {
  compose: { commission: Commission }
  composeSound: { commission: SoundCommission }
  perform: { take: Performable }
  renderWav: { take: Performable; outputPath: string }
  treat: { recordingPath: string; treatment: RecordingTreatment; outputPath: string }
  writeLyrics: { request: LyricsRequest }
  hear: { filePath: string; limits: ListeningLimits }
  hearTogether: { filePaths: readonly string[] }
  transcribe: { filePath: string; stem: TranscribedStem }
  listen: { filePath: string; window: VoiceWindow | undefined }
  findWords: { request: WordSearch }
  saysPhrase: { filePath: string; phrase: string }
  boostStyle: { request: StyleBoostRequest }
  separate: { source: SeparationSource; mode: SeparationMode }
  extract: { source: SeparationSource; parts: readonly WantedPart[] }
  drawCover: { request: CoverRequest }
  warmUp: { purpose: ThreadPurpose }
}

interface JobContext {
  readonly signal: AbortSignal
  onProgress(fraction: number): void
  onEncoded(mp3: Uint8Array): void
  readonly heard: Promise<void>
}

type JobTable = { [Name in JobName]: (input: JobInputs[Name], context: JobContext) => Promise<unknown> }

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const engines = createEmbeddedEngines((workerData ?? {}) as EngineOptions)
const running = new Map<number, { abort(): void; hear(): void }>()

const jobs: JobTable = {
  compose: ({ commission }, { signal }) => engines.music.compose(commission, signal),
  composeSound: ({ commission }, { signal }) => engines.music.composeSound(commission, signal),
  perform: ({ take }, context) => engines.music.perform(take, context, context.signal),
  renderWav: ({ take, outputPath }, context) =>
    engines.music.renderWav(take, outputPath, (fraction) => context.onProgress(fraction), context.signal),
  treat: ({ recordingPath, treatment, outputPath }, { signal }) =>
    engines.music.treat(recordingPath, treatment, outputPath, signal),
  writeLyrics: ({ request }, { signal }) => engines.lyrics.write(request, signal),
  hear: ({ filePath, limits }, { signal }) => engines.transcriber.hear(filePath, limits, signal),
  hearTogether: ({ filePaths }, { signal }) => engines.transcriber.hearTogether(filePaths, signal),
  transcribe: ({ filePath, stem }, { signal }) => engines.transcriber.transcribe(filePath, stem, signal),
  listen: ({ filePath, window }, { signal }) => engines.voiceAnalyst.listen(filePath, window, signal),
  findWords: ({ request }, { signal }) => engines.aligner.find(request, signal),
  saysPhrase: ({ filePath, phrase }, { signal }) => engines.voiceAnalyst.says(filePath, phrase, signal),
  boostStyle: ({ request }, { signal }) => engines.styleWriter.boost(request, signal),
  extract: ({ source, parts }, context) =>
    engines.separator.extract(source, parts, context.signal, (fraction) => context.onProgress(fraction)),
  separate: ({ source, mode }, context) =>
    engines.separator.separate(source, mode, context.signal, (fraction) => context.onProgress(fraction)),
  drawCover: ({ request }, { signal }) => engines.coverArtist.draw(request, signal),
  warmUp: ({ purpose }) => engines.warmUp(purpose),
}

/** Work of seconds to minutes; the other jobs are waited for by somebody. */
const LONG_JOBS: ReadonlySet<JobName> = new Set([
  'perform',
  'renderWav',
  'treat',
  'hear',
  'hearTogether',
  'findWords',
  'separate',
])

async function runJob(jobId: number, name: JobName, input: unknown): Promise<void> {
  const controller = new AbortController()
  const heard = new Promise<void>((resolve) => {
    running.set(jobId, { abort: () => controller.abort(new Error('the job was aborted')), hear: resolve })
  })
  if (LONG_JOBS.has(name)) runInBackground()
  const reply = (message: ThreadReply) => port.postMessage(message)
  try {
    const job = jobs[name] as (input: unknown, context: JobContext) => Promise<unknown>
    const output = await job(input, {
      signal: controller.signal,
      onProgress: (fraction) => reply({ type: 'progress', jobId, fraction }),
      onEncoded: (mp3) => reply({ type: 'encoded', jobId, mp3 }),
      heard,
    })
    reply({ type: 'done', jobId, output })
  } catch (error) {
    reply({ type: 'failed', jobId, error: serialiseError(error) })
  } finally {
    running.delete(jobId)
  }
}

port.on('message', (request: ThreadRequest) => {
  if (request.type === 'start') void runJob(request.jobId, request.job, request.input)
  else if (request.type === 'heard') running.get(request.jobId)?.hear()
  else running.get(request.jobId)?.abort()
})
