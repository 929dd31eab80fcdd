import { TASK_KINDS, type UploadExtendRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import { planContinuation } from './continuation.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { keepRecording } from './recordings.js'
import { wishesOf } from './song-wishes.js'

/** A recording goes on. */
export function createUploadExtendWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<UploadExtendRequest>(
    deps,
    TASK_KINDS.uploadExtend,
    async (run, request, folder) => {
      const { heard, kept } = await keepRecording(deps, run, {
        url: request.uploadUrl,
        field: 'uploadUrl',
        id: RECORDING_IDS[0],
        folder,
      })
      const { model, continueAtSeconds, lyrics, idea } = request
      const { atSeconds, maxDurationSeconds } = planContinuation(
        model,
        continueAtSeconds,
        heard.durationSeconds,
      )
      return {
        ...kept,
        compose: songOf(deps, {
          ...(await wishesOf(deps, run.task, request)),
          // With nothing to sing about, invented words would surprise more than none.
          instrumental: request.instrumental ?? (lyrics ?? idea) === undefined,
          source: { kind: 'continue-recording', recording: heard, atSeconds },
          maxDurationSeconds,
        }),
      }
    },
  )
}
