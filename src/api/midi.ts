import {
  midiCallbackSchema,
  midiDefinition,
  midiRecordInfo,
  midiRecordSchema,
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  type Envelope,
  type MidiRequest,
  type MidiResult,
  type MidiSubmission,
  type VocalSeparationResult,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/midi`: the notes of a separation's stems. */
export function midiRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/midi/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'midi',
        tag: 'Audio processing',
        summary: 'Write down the notes of a separated song',
        description:
          'Of songs of ours the notes are those of the score; recordings are listened to. As played, or on the beats (`troubadour.quantize`).',
        body: midiDefinition.schema,
        response: submittedSchema,
        callback: midiCallbackSchema,
      }),
    },
    async (request) => submitMidi(deps, request, read(midiDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/midi/record-info',
    {
      schema: operation({
        id: 'midiRecordInfo',
        tag: 'Audio processing',
        summary: 'How far a MIDI task is, and its notes',
        query: recordInfoDefinition.schema,
        response: midiRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.midi])
      if (!task) return success(null)
      const { stemId } = task.request as unknown as MidiRequest
      return midiRecordInfo(task, stemId ?? null, resultOf<MidiResult>(task), deps.urls)
    },
  )
}

/** Throws ApiError when there is no such finished separation or it has no such stem. */
export async function submitMidi(
  deps: ApiDeps,
  request: FastifyRequest,
  { request: midi, callbackUrl, seed }: MidiSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const separation = await deps.tasks.find(request.account.accountId, midi.separationTaskId)
  if (separation?.kind !== TASK_KINDS.vocalSeparation) {
    throw new ApiError('unknownRecord', 'Record does not exist')
  }
  const result = resultOf<VocalSeparationResult>(separation)
  if (!result) {
    throw new ApiError(
      'unknownRecord',
      `taskId ${separation.id} is not finished; allowed: a finished separation`,
    )
  }
  const stems = [...result.stems, ...(result.pair ? [result.pair.extract, result.pair.remove] : [])]
  if (midi.stemId !== undefined && !stems.some(({ id }) => id === midi.stemId)) {
    throw new ApiError('unknownRecord', 'Record does not exist')
  }
  return submitTask(deps, request, {
    kind: TASK_KINDS.midi,
    request: midi,
    callbackUrl,
    seed,
    parent: { taskId: separation.id },
  })
}
