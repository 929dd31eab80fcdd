import { MODELS, TASK_KINDS, type GenerateRequest } from '@troubadour/contract'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { wishesOf } from './song-wishes.js'

/** A description or lyrics become songs. */
export function createGenerateWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<GenerateRequest>(deps, TASK_KINDS.generate, async ({ task }, request) => ({
    compose: songOf(deps, {
      ...(await wishesOf(deps, task, request)),
      instrumental: request.instrumental,
      durationSeconds: request.durationSeconds,
      maxDurationSeconds: MODELS[request.model].maxDurationSeconds,
    }),
  }))
}
