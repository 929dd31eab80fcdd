import { TASK_KINDS, type ModelId, type UploadCoverRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { keepRecording, MAX_RECORDING_SECONDS, MAX_SECONDS_ON_RECORDING } from './recordings.js'
import { wishesOf } from './song-wishes.js'
import { wordsOfRecording } from './words-of-recording.js'

/** Models that take shorter recordings than the others, with their limit in seconds. */
const SHORT_RECORDINGS: Readonly<Partial<Record<ModelId, number>>> = { V4_5ALL: 60 }

/** The tune of a recording is played and sung in another style. */
export function createUploadCoverWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<UploadCoverRequest>(
    deps,
    TASK_KINDS.uploadCover,
    async (run, request, folder) => {
      const recording = await keepRecording(deps, run, {
        url: request.uploadUrl,
        field: 'uploadUrl',
        id: RECORDING_IDS[0],
        folder,
        maxDurationSeconds: SHORT_RECORDINGS[request.model] ?? MAX_RECORDING_SECONDS,
      })
      const { lyrics, instrumental } = request
      // Mostly the lyrics are those of the recording: then they are sung again as they were.
      const words =
        lyrics === undefined || instrumental
          ? undefined
          : await wordsOfRecording(deps, run, recording, { lyrics })
      return {
        ...recording.kept,
        compose: songOf(deps, {
          ...(await wishesOf(deps, run.task, request)),
          instrumental,
          source: { kind: 'cover', recording: recording.heard, ...(words && { words }) },
          durationSeconds: request.durationSeconds,
          maxDurationSeconds: MAX_SECONDS_ON_RECORDING,
        }),
      }
    },
  )
}
