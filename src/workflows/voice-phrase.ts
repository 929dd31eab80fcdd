import { join } from 'node:path'
import {
  TASK_KINDS,
  voicePhraseCallback,
  voicePhraseFailureCallback,
  type VoicePhraseRequest,
  type VoicePhraseResult,
} from '@troubadour/contract'
import type { TaskRun, Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson, explainUnusable } from './music-task.js'
import { withScratch } from './scratch.js'
import { fetchRecording } from './source-audio.js'

/** A recorded voice is listened to, and a phrase is given that shows later whose voice it is. */
export function createVoicePhraseWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.voicePhrase,
    lane: 'audio',
    run: async (run) => {
      const { task } = run
      const request = task.request as unknown as VoicePhraseRequest
      const earlier =
        request.earlierTaskId === undefined
          ? undefined
          : await deps.findTask(task.accountId, request.earlierTaskId)
      const known =
        earlier?.state === 'succeeded' ? (earlier.result as unknown as VoicePhraseResult) : undefined
      const result: VoicePhraseResult = {
        phrase: deps.engines.voiceAnalyst.phrase(request.language, task.seed, known?.phrase),
        sample: known?.sample ?? (await listenToSample(deps, run, request)),
      }
      await run.commit({
        stage: 'complete',
        result: asJson(result),
        callback: asJson(voicePhraseCallback(task.id, result)),
        outcome: 'succeeded',
      })
    },
    failureCallback: (task, failure) => {
      const { earlierTaskId } = task.request as unknown as VoicePhraseRequest
      return asJson(voicePhraseFailureCallback(task.id, failure, earlierTaskId !== undefined))
    },
  }
}

function listenToSample(
  deps: WorkflowDeps,
  run: TaskRun,
  { voiceUrl, vocalStartS, vocalEndS }: VoicePhraseRequest,
): Promise<VoicePhraseResult['sample']> {
  return withScratch(deps.scratchDir, async (folder) => {
    const file = join(folder, 'voice')
    await fetchRecording(deps, voiceUrl, file, { field: 'voiceUrl', signal: run.signal })
    return deps.engines.voiceAnalyst
      .listen(file, { startSeconds: vocalStartS, endSeconds: vocalEndS }, run.signal)
      .catch((error: unknown) => {
        throw explainUnusable(error, 'voiceUrl')
      })
  })
}
