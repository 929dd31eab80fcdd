import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ListeningLimits } from '../engines/ports/transcriber.js'
import type { HeardRecording } from '../music/heard.js'
import type { RECORDING_IDS } from '../music/song-source.js'
import { TASK_KEEP_DAYS, type JsonObject, type StoredFile, type TaskRun } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { explainUnusable, type KeptRecordings } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { fetchRecording } from './source-audio.js'

/** Longest recording that songs are built on. */
export const MAX_RECORDING_SECONDS = 480
const MIN_RECORDING_SECONDS = 2

/** Longest song that is built on a recording: its last chord may ring. */
export const MAX_SECONDS_ON_RECORDING = MAX_RECORDING_SECONDS + 10

/** A recording that the score will name: what it holds, and where its original is kept. */
export interface KeptRecording extends FetchedRecording {
  readonly kept: KeptRecordings
}

export interface RecordingRequest {
  readonly url: string
  /** Where the client wrote the URL; failures name it. */
  readonly field: string
  /** Its id in the score. */
  readonly id: (typeof RECORDING_IDS)[number]
  /** For the download, until the run ends. */
  readonly folder: string
  /** Default `MAX_RECORDING_SECONDS`. */
  readonly maxDurationSeconds?: number
}

/** A recording that was listened to, and its file in the run's folder. */
export interface FetchedRecording {
  readonly heard: HeardRecording
  readonly file: string
}

/** Fetches a recording, listens to it, and puts it into the store. Throws TaskError with a sentence for the sender. */
export async function keepRecording(
  deps: WorkflowDeps,
  run: TaskRun,
  request: RecordingRequest,
): Promise<KeptRecording> {
  const { heard, file } = await hearRecording(deps, run, request)
  const { id } = request
  const stored = await storeRecording(deps, run, id, file)
  return { heard, file, kept: { recordingKeys: { [id]: stored.key }, recordingFiles: [stored] } }
}

/** Fetches a recording and listens to it. Throws TaskError with a sentence for the sender. */
export async function hearRecording(
  deps: WorkflowDeps,
  run: TaskRun,
  { url, field, id, folder, maxDurationSeconds = MAX_RECORDING_SECONDS }: RecordingRequest,
): Promise<FetchedRecording> {
  const file = join(folder, id)
  await fetchRecording(deps, url, file, { field, signal: run.signal })
  const limits = { minDurationSeconds: MIN_RECORDING_SECONDS, maxDurationSeconds }
  const heard = await hearOnce(deps, run, { file, field, limits })
  return { heard, file }
}

/** Puts the file that a score names as `id` into the store, for as long as the scores that name it. */
export async function storeRecording(
  deps: WorkflowDeps,
  run: TaskRun,
  id: string,
  file: string,
): Promise<StoredFile> {
  const key = objectKeys.recording(run.task, id)
  const contentType = 'application/octet-stream'
  const { sizeBytes } = await deps.store.put(key, createReadStream(file), { contentType })
  // Without it the scores could not be performed again.
  return { key, contentType, sizeBytes, keepDays: Math.max(deps.retentionDays, TASK_KEEP_DAYS) }
}

/** What was heard when these bytes were first listened to by these ears; else listens now, and remembers it. */
async function hearOnce(
  { heardRecordings, engines: { transcriber } }: WorkflowDeps,
  { task, signal }: TaskRun,
  {
    file,
    field,
    limits,
  }: { readonly file: string; readonly field: string; readonly limits: ListeningLimits },
): Promise<HeardRecording> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const key = { contentHash: hash.digest('hex'), heardBy: transcriber.id }
  const known = (await heardRecordings.find(key)) as HeardRecording | undefined
  // One that is too long for this task is listened to again: the complaint is the ears' to make.
  const fits = known && known.durationSeconds <= limits.maxDurationSeconds
  const heard = fits
    ? known
    : await transcriber.hear(file, limits, signal).catch((error: unknown) => {
        throw explainUnusable(error, field)
      })
  await heardRecordings.keep(key, heard as unknown as JsonObject, { taskId: task.id, field })
  return heard
}
