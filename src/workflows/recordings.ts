import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { HeardRecording } from '../music/heard.js'
import type { RECORDING_IDS } from '../music/song-source.js'
import { TASK_KEEP_DAYS, type StoredFile, type TaskRun } from '../tasks/types.js'
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
export interface KeptRecording {
  readonly heard: HeardRecording
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

/** Fetches a recording, listens to it, and puts it into the store. Throws TaskError with a sentence for the sender. */
export async function keepRecording(
  deps: WorkflowDeps,
  run: TaskRun,
  { url, field, id, folder, maxDurationSeconds = MAX_RECORDING_SECONDS }: RecordingRequest,
): Promise<KeptRecording> {
  const file = join(folder, id)
  await fetchRecording(deps, url, file, { field, signal: run.signal })
  const limits = { minDurationSeconds: MIN_RECORDING_SECONDS, maxDurationSeconds }
  const heard = await deps.engines.transcriber.hear(file, limits, run.signal).catch((error: unknown) => {
    throw explainUnusable(error, field)
  })
  const key = objectKeys.recording(run.task, id)
  const contentType = 'application/octet-stream'
  const { sizeBytes } = await deps.store.put(key, createReadStream(file), { contentType })
  // As long as the scores that name it: without it they could not be performed again.
  const keepDays = Math.max(deps.retentionDays, TASK_KEEP_DAYS)
  const stored: StoredFile = { key, contentType, sizeBytes, keepDays }
  return { heard, kept: { recordingKeys: { [id]: key }, recordingFiles: [stored] } }
}
