import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import {
  TASK_KINDS,
  wavCallback,
  wavFailureCallback,
  type WavRequest,
  type WavResult,
} from '@troubadour/contract'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { loadParentTrack } from './parent-track.js'
import { loadPerformable } from './performable.js'
import { withScratch } from './scratch.js'

/** A track as a WAV file, performed again from its score: nothing was lost to MP3. */
export function createWavWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.wav,
    lane: 'audio',
    run: (run) =>
      withScratch(deps.scratchDir, async (folder) => {
        const { task } = run
        const track = await loadParentTrack(deps, task, task.request as unknown as WavRequest)
        const file = join(folder, 'track.wav')
        const performable = await loadPerformable(deps, track, folder)
        await deps.engines.music.renderWav(
          performable,
          file,
          (fraction) => run.progress(fraction),
          run.signal,
        )
        const key = objectKeys.wav(task)
        const contentType = 'audio/wav'
        const { sizeBytes } = await deps.store.put(key, createReadStream(file), { contentType })
        const result: WavResult = { key }
        await run.commit({
          stage: 'complete',
          result: asJson(result),
          files: [{ key, contentType, sizeBytes, keepDays: deps.retentionDays }],
          callback: asJson(wavCallback(task.id, deps.urls.media(key))),
          outcome: 'succeeded',
        })
      }),
    failureCallback: (task, failure) => asJson(wavFailureCallback(task.id, failure)),
  }
}
