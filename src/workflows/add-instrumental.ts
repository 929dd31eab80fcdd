import { TASK_KINDS, type AddInstrumentalRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { keepRecording, MAX_SECONDS_ON_RECORDING } from './recordings.js'
import { wishesOf } from './song-wishes.js'

/** A recording of a voice gets an accompaniment that follows it. */
export function createAddInstrumentalWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<AddInstrumentalRequest>(
    deps,
    TASK_KINDS.addInstrumental,
    async (run, request, folder) => {
      const { heard, kept } = await keepRecording(deps, run, {
        url: request.uploadUrl,
        field: 'uploadUrl',
        id: RECORDING_IDS[0],
        folder,
      })
      return {
        ...kept,
        compose: songOf(deps, {
          ...(await wishesOf(deps, run.task, request)),
          instrumental: true,
          source: { kind: 'accompany', recording: heard },
          maxDurationSeconds: MAX_SECONDS_ON_RECORDING,
        }),
      }
    },
  )
}
