import { TASK_KINDS, type AddVocalsRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { keepRecording, MAX_SECONDS_ON_RECORDING } from './recordings.js'
import { wishesOf } from './song-wishes.js'

/** A recording of a band gets a singer. */
export function createAddVocalsWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<AddVocalsRequest>(deps, TASK_KINDS.addVocals, async (run, request, folder) => {
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
        instrumental: false,
        source: { kind: 'sing-over', recording: heard },
        maxDurationSeconds: MAX_SECONDS_ON_RECORDING,
      }),
    }
  })
}
