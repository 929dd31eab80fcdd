import { TASK_KINDS, type ModelId, type UploadCoverRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { keepRecording, MAX_RECORDING_SECONDS, MAX_SECONDS_ON_RECORDING } from './recordings.js'
import { wishesOf } from './song-wishes.js'

/** Models that take shorter recordings than the others, with their limit in seconds. */
const SHORT_RECORDINGS: Readonly<Partial<Record<ModelId, number>>> = { V4_5ALL: 60 }

/** The tune of a recording is played and sung in another style. */
export function createUploadCoverWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<UploadCoverRequest>(
    deps,
    TASK_KINDS.uploadCover,
    async (run, request, folder) => {
      const { heard, kept } = await keepRecording(deps, run, {
        url: request.uploadUrl,
        field: 'uploadUrl',
        id: RECORDING_IDS[0],
        folder,
        maxDurationSeconds: SHORT_RECORDINGS[request.model] ?? MAX_RECORDING_SECONDS,
      })
      return {
        ...kept,
        compose: songOf(deps, {
          ...(await wishesOf(deps, run.task, request)),
          instrumental: request.instrumental,
          source: { kind: 'cover', recording: heard },
          durationSeconds: request.durationSeconds,
          maxDurationSeconds: MAX_SECONDS_ON_RECORDING,
        }),
      }
    },
  )
}
