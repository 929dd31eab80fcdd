import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { TASK_KINDS, type AddInstrumentalRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { TaskRun, Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { explainUnusable, musicFailure, runMusicTask, type Preparation } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { fetchRecording } from './source-audio.js'

const LIMITS = { minDurationSeconds: 2, maxDurationSeconds: 480 }

/** A recording of a voice gets an accompaniment that follows it. */
export function createAddInstrumentalWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.addInstrumental,
    lane: 'audio',
    run: (run) => {
      const request = run.task.request as unknown as AddInstrumentalRequest
      return runMusicTask(deps, run, request.model, (folder) => prepare(deps, run, request, folder))
    },
    failureCallback: musicFailure,
  }
}

async function prepare(
  deps: WorkflowDeps,
  run: TaskRun,
  { model: _model, uploadUrl, ...wishes }: AddInstrumentalRequest,
  folder: string,
): Promise<Preparation> {
  const file = join(folder, 'upload')
  await fetchRecording(deps, uploadUrl, file, { field: 'uploadUrl', signal: run.signal })
  const recording = await deps.engines.transcriber.hear(file, LIMITS, run.signal).catch((error: unknown) => {
    throw explainUnusable(error, 'uploadUrl')
  })
  const key = objectKeys.recording(run.task)
  const contentType = 'application/octet-stream'
  const { sizeBytes } = await deps.store.put(key, createReadStream(file), { contentType })
  return {
    commission: {
      ...wishes,
      instrumental: true,
      source: { kind: 'accompany', recording },
      maxDurationSeconds: LIMITS.maxDurationSeconds + 10,
    },
    recordingKeys: { [RECORDING_IDS[0]]: key },
    recordingFiles: [{ key, contentType, sizeBytes, keepDays: deps.retentionDays }],
  }
}
