import {
  checkVoiceDefinition,
  checkVoiceSchema,
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  voiceAvailability,
  voiceCallbackSchema,
  voiceDefinition,
  voicePhraseCallbackSchema,
  voicePhraseDefinition,
  voicePhraseRecordInfo,
  voicePhraseRecordSchema,
  voiceRecordInfo,
  voiceRecordSchema,
  voiceRegenerateDefinition,
  type Envelope,
  type Submission,
  type VoicePhraseRequest,
  type VoicePhraseResult,
  type VoiceRegenerateSubmission,
  type VoiceResult,
  type VoiceSubmission,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/voice`: a singer made after a recorded voice, with a phrase that shows whose voice it is. */
export function voiceRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/voice/validate',
    {
      config: { submits: true },
      schema: operation({
        id: 'voicePhrase',
        tag: 'Voices',
        summary: 'Bring a recording of a voice and get a phrase to read or sing',
        body: voicePhraseDefinition.schema,
        response: submittedSchema,
        callback: voicePhraseCallbackSchema,
      }),
    },
    async (request) => submitVoicePhrase(deps, request, read(voicePhraseDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/voice/validate-info',
    {
      schema: operation({
        id: 'voicePhraseRecordInfo',
        tag: 'Voices',
        summary: 'How far the phrase is',
        query: recordInfoDefinition.schema,
        response: voicePhraseRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.voicePhrase])
      return task ? voicePhraseRecordInfo(task, resultOf<VoicePhraseResult>(task)) : success(null)
    },
  )

  app.post(
    '/api/v1/voice/regenerate',
    {
      config: { submits: true },
      schema: operation({
        id: 'voiceRegenerate',
        tag: 'Voices',
        summary: 'Get another phrase',
        body: voiceRegenerateDefinition.schema,
        response: submittedSchema,
        callback: voicePhraseCallbackSchema,
      }),
    },
    async (request) =>
      submitVoiceRegenerate(deps, request, read(voiceRegenerateDefinition, bodyOf(request).fields)),
  )

  app.post(
    '/api/v1/voice/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'voice',
        tag: 'Voices',
        summary: 'Make the voice, with a recording of the phrase',
        body: voiceDefinition.schema,
        response: submittedSchema,
        callback: voiceCallbackSchema,
      }),
    },
    async (request) => submitVoice(deps, request, read(voiceDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/voice/record-info',
    {
      schema: operation({
        id: 'voiceRecordInfo',
        tag: 'Voices',
        summary: 'How far the voice is',
        query: recordInfoDefinition.schema,
        response: voiceRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.voice])
      return task ? voiceRecordInfo(task, resultOf<VoiceResult>(task)) : success(null)
    },
  )

  app.post(
    '/api/v1/voice/check-voice',
    {
      config: { scope: 'read' },
      schema: operation({
        id: 'checkVoice',
        tag: 'Voices',
        summary: 'Whether songs can be sung with a voice',
        body: checkVoiceDefinition.schema,
        response: checkVoiceSchema,
      }),
    },
    async (request) => checkVoice(deps, request, read(checkVoiceDefinition, bodyOf(request).fields)),
  )
}

/** The recording is not looked at before the task runs. */
export function submitVoicePhrase(
  deps: ApiDeps,
  request: FastifyRequest,
  submission: Submission<VoicePhraseRequest>,
): Promise<Envelope<{ taskId: string }>> {
  return submitTask(deps, request, { kind: TASK_KINDS.voicePhrase, ...submission })
}

/** Throws ApiError when the earlier phrase is unknown, still being made, or has led to a voice. */
export async function submitVoiceRegenerate(
  deps: ApiDeps,
  request: FastifyRequest,
  { phraseTaskId, callbackUrl, seed }: VoiceRegenerateSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const { accountId } = request.account
  const earlier = await deps.tasks.find(accountId, phraseTaskId)
  const isEnded = earlier?.state === 'succeeded' || earlier?.state === 'failed'
  if (
    earlier?.kind !== TASK_KINDS.voicePhrase ||
    !isEnded ||
    (await deps.tasks.findDerivedFromTask(accountId, TASK_KINDS.voice, earlier.id))
  ) {
    throw new ApiError(
      'unknownRecord',
      'The record is not found or does not need to be rebuilt or does not require a retry',
    )
  }
  const phrase: VoicePhraseRequest = {
    ...(earlier.request as unknown as VoicePhraseRequest),
    earlierTaskId: earlier.id,
  }
  return submitTask(deps, request, {
    kind: TASK_KINDS.voicePhrase,
    request: phrase,
    callbackUrl,
    seed,
    parent: { taskId: earlier.id },
  })
}

/** Throws ApiError when there is no such phrase. */
export async function submitVoice(
  deps: ApiDeps,
  request: FastifyRequest,
  { request: voice, callbackUrl, seed }: VoiceSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const phrase = await deps.tasks.find(request.account.accountId, voice.phraseTaskId)
  if (phrase?.kind !== TASK_KINDS.voicePhrase) {
    throw new ApiError('unknownRecord', 'Validate record not found')
  }
  if (phrase.state !== 'succeeded') {
    throw new ApiError('unknownRecord', `Validate record ${phrase.id} has no phrase to be verified`)
  }
  return submitTask(deps, request, {
    kind: TASK_KINDS.voice,
    request: voice,
    callbackUrl,
    seed,
    parent: { taskId: phrase.id },
  })
}

/** `taskId`: of the voice, or of the phrase it was made with. Throws ApiError when it is neither. */
export async function checkVoice(
  deps: ApiDeps,
  request: FastifyRequest,
  taskId: string,
): Promise<Envelope<{ isAvailable: boolean }>> {
  const { accountId } = request.account
  const task = await deps.tasks.find(accountId, taskId)
  const voice =
    task?.kind === TASK_KINDS.voicePhrase
      ? await deps.tasks.findDerivedFromTask(accountId, TASK_KINDS.voice, task.id)
      : task
  if (!task || (voice && voice.kind !== TASK_KINDS.voice)) {
    throw new ApiError('unknownRecord', 'Voice record not found')
  }
  const result = voice && resultOf<VoiceResult>(voice)
  return voiceAvailability(
    !!result && (await deps.tasks.findPersona(accountId, result.voiceId)) !== undefined,
  )
}
