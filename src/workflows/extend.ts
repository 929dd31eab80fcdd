import { TASK_KINDS, type ExtendRequest } from '@troubadour/contract'
import { TaskError, type Workflow } from '../tasks/types.js'
import { planContinuation } from './continuation.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { wishesOf } from './song-wishes.js'
import { readSourceSong } from './source-song.js'

/** A song of ours goes on. What the request leaves open (style, title, singer, theme) is as the score has it. */
export function createExtendWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<ExtendRequest>(deps, TASK_KINDS.extend, async ({ task }, request) => {
    const track = await deps.findTrackById(task.accountId, request.audioId)
    if (track?.durationSeconds == null) {
      throw new TaskError(501, `audioId: there is no finished track "${request.audioId}" to extend.`)
    }
    const { score, kept } = await readSourceSong(deps, track)
    const { atSeconds, maxDurationSeconds } = planContinuation(
      request.model,
      request.continueAtSeconds,
      track.durationSeconds,
    )
    return {
      ...kept,
      compose: songOf(deps, {
        ...(await wishesOf(deps, task, request)),
        instrumental: request.instrumental ?? (request.lyrics === undefined && track.lyrics === ''),
        source: { kind: 'continue', score, atSeconds },
        maxDurationSeconds,
      }),
    }
  })
}
