import {
  lyricsCallback,
  lyricsFailureCallback,
  TASK_KINDS,
  type LyricsRequest,
  type LyricsResult,
} from '@troubadour/contract'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson } from './music-task.js'

/** A description becomes two or three variants of lyrics. */
export function createLyricsWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.lyrics,
    lane: 'light',
    run: async (run) => {
      const { prompt } = run.task.request as unknown as LyricsRequest
      const variants = await deps.engines.lyrics.write({ prompt, seed: run.task.seed }, run.signal)
      const result: LyricsResult = { variants: variants.map(({ title, text }) => ({ title, text })) }
      await run.commit({
        stage: 'complete',
        result: asJson(result),
        callback: asJson(lyricsCallback(run.task.id, result)),
        outcome: 'succeeded',
      })
    },
    failureCallback: (task, failure) => asJson(lyricsFailureCallback(task.id, failure)),
  }
}
