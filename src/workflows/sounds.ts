import { TASK_KINDS, type SoundsRequest } from '@troubadour/contract'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow } from './music-task.js'

const MAX_SOUND_SECONDS = 60

/** A description becomes sounds or loops. */
export function createSoundsWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<SoundsRequest>(
    deps,
    TASK_KINDS.sounds,
    async (_run, { prompt, loop, bpm, key }) => ({
      compose: (order, signal) =>
        deps.engines.music.composeSound(
          { ...order, prompt, loop, bpm, key, maxDurationSeconds: MAX_SOUND_SECONDS },
          signal,
        ),
    }),
  )
}
