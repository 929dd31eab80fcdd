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

const OTHER_WORDS = 'Other words than those of the phrase are heard.'

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
      const wanted = phrase.result as unknown as VoicePhraseResult
      const sample = wanted.sample as VoiceTraits
      const { traits, saysPhrase } = await verification(deps, run, request, wanted.phrase)
      const difference = deps.engines.voiceAnalyst.difference(sample, traits)
      if (difference !== undefined) throw new TaskError(500, `${MISMATCH}: ${difference}`)
      if (saysPhrase === false) throw new TaskError(500, `${MISMATCH}: ${OTHER_WORDS}`)

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

/** What is heard in the recording of the phrase: whose voice, and whether the words are the phrase's, if that can be told. */
function verification(
  deps: WorkflowDeps,
  run: TaskRun,
  { verifyUrl }: VoiceRequest,
  phrase: string,
): Promise<{ readonly traits: VoiceTraits; readonly saysPhrase: boolean | undefined }> {
  return withScratch(deps.scratchDir, async (folder) => {
    const file = join(folder, 'verification')
    await fetchRecording(deps, verifyUrl, file, { field: 'verifyUrl', signal: run.signal })
    const { voiceAnalyst } = deps.engines
    const traits = await voiceAnalyst.listen(file, undefined, run.signal).catch((error: unknown) => {
      throw error instanceof UnusableAudioError
        ? new TaskError(500, `${MISMATCH}: ${error.message}`, { cause: error })
        : error
    })
    return { traits, saysPhrase: await voiceAnalyst.says(file, phrase, run.signal) }
  })
}
