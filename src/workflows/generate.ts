import { MODELS, TASK_KINDS, type GenerateRequest } from '@troubadour/contract'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { musicFailure, runMusicTask } from './music-task.js'

/** A description or lyrics become songs. */
export function createGenerateWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.generate,
    lane: 'audio',
    run: (run) => {
      const request = run.task.request as unknown as GenerateRequest
      const {
        model,
        customMode: _custom,
        personaId: _persona,
        personaModel: _personaModel,
        ...wishes
      } = request
      return runMusicTask(deps, run, model, async () => ({
        commission: { ...wishes, maxDurationSeconds: MODELS[model].maxDurationSeconds },
        recordingKeys: {},
        recordingFiles: [],
      }))
    },
    failureCallback: musicFailure,
  }
}
