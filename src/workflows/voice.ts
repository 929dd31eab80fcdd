import { join } from 'node:path'
import {
  TASK_KINDS,
  voiceCallback,
  voiceFailureCallback,
  type VoicePhraseResult,
  type VoiceRequest,
  type VoiceResult,
} from '@troubadour/contract'
import { UnusableAudioError } from '../engines/ports/errors.js'
import type { Persona } from '../music/persona.js'
import type { VoiceTraits } from '../music/voice-profile.js'
import { TaskError, type JsonObject, type TaskRun, type Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson } from './music-task.js'
import { withScratch } from './scratch.js'
import { fetchRecording } from './source-audio.js'

/** What clients know as the outcome of a phrase in another voice, or none. */
const MISMATCH = 'Verification audio did not match the validation phrase'

/** A singer is bent to a recorded voice, once the recording of the phrase has shown that it is the sample's. */
export function createVoiceWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.voice,
    lane: 'audio',
    run: async (run) => {
      const { task } = run
      const request = task.request as unknown as VoiceRequest
      const phrase = await deps.findTask(task.accountId, request.phraseTaskId)
      if (phrase?.state !== 'succeeded') {
        throw new TaskError(500, `The validation phrase ${request.phraseTaskId} does not exist any more.`)
      }
      const sample = (phrase.result as unknown as VoicePhraseResult).sample as VoiceTraits
      const difference = deps.engines.voiceAnalyst.difference(sample, await verification(deps, run, request))
      if (difference !== undefined) throw new TaskError(500, `${MISMATCH}: ${difference}`)

      const voiceId = `voice_${deps.newId().replaceAll('-', '')}`
      const persona: Persona = {
        id: voiceId,
        kind: 'voice',
        name: request.name ?? 'Voice',
        description: request.description ?? '',
        ...(request.style !== undefined && { style: request.style }),
        ...deps.engines.voiceAnalyst.fit(sample, request.skill),
      }
      const result: VoiceResult = { voiceId }
      await run.commit({
        stage: 'complete',
        result: asJson(result),
        persona: { id: voiceId, kind: 'voice', trackId: null, persona: asJson(persona) as JsonObject },
        callback: asJson(voiceCallback(task.id, result)),
        outcome: 'succeeded',
      })
    },
    failureCallback: (task, failure) => asJson(voiceFailureCallback(task.id, failure)),
  }
}

/** What is heard in the recording of the phrase. */
function verification(deps: WorkflowDeps, run: TaskRun, { verifyUrl }: VoiceRequest): Promise<VoiceTraits> {
  return withScratch(deps.scratchDir, async (folder) => {
    const file = join(folder, 'verification')
    await fetchRecording(deps, verifyUrl, file, { field: 'verifyUrl', signal: run.signal })
    return deps.engines.voiceAnalyst.listen(file, undefined, run.signal).catch((error: unknown) => {
      throw error instanceof UnusableAudioError
        ? new TaskError(500, `${MISMATCH}: ${error.message}`, { cause: error })
        : error
    })
  })
}
