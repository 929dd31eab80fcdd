import type { Workflow } from '../tasks/types.js'
import { createAddInstrumentalWorkflow } from './add-instrumental.js'
import type { WorkflowDeps } from './deps.js'
import { createGenerateWorkflow } from './generate.js'
import { createLyricsWorkflow } from './lyrics.js'
import { createVideoWorkflow } from './video.js'
import { createVocalSeparationWorkflow } from './vocal-separation.js'
import { createWavWorkflow } from './wav.js'

export type { WorkflowDeps } from './deps.js'
export { unpackScore } from './packed-score.js'

/** One workflow for each task kind. */
export function createWorkflows(deps: WorkflowDeps): Workflow[] {
  return [
    createGenerateWorkflow(deps),
    createAddInstrumentalWorkflow(deps),
    createLyricsWorkflow(deps),
    createVocalSeparationWorkflow(deps),
    createWavWorkflow(deps),
    createVideoWorkflow(deps),
  ]
}
