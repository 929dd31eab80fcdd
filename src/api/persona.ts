import {
  MODELS,
  personaAnswer,
  personaDefinition,
  personaSchema,
  TASK_KINDS,
  type Envelope,
  type PersonaAnswer,
  type PersonaRequest,
  type PersonaResult,
  type PersonaSubmission,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { secondsAsSource } from '../sandbox/song.js'
import { AlreadyMadeError } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { findSelectedTrack } from './parent-track.js'
import { bodyOf, read } from './requests.js'
import { submitFinishedTask } from './submit.js'

/** Tasks whose songs a persona can be taken from. */
const SOURCE_KINDS: readonly string[] = [
  TASK_KINDS.generate,
  TASK_KINDS.extend,
  TASK_KINDS.uploadCover,
  TASK_KINDS.uploadExtend,
]

/** `/api/v1/generate/generate-persona`: the singer and style of a song for later songs, once a track. */
export function personaRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/generate/generate-persona',
    {
      config: { submits: true },
      schema: operation({
        id: 'persona',
        tag: 'Music',
        summary: 'Keep the singer and style of a song',
        description:
          'Answered at once. Once a track: asking again is refused with the id of the persona there is.',
        body: personaDefinition.schema,
        response: personaSchema,
      }),
    },
    async (request) => submitPersona(deps, request, read(personaDefinition, bodyOf(request).fields)),
  )
}

/** Throws ApiError when the track is unknown, unfinished, of the wrong kind, or has a persona. */
export async function submitPersona(
  deps: ApiDeps,
  request: FastifyRequest,
  { selector, wishes }: PersonaSubmission,
): Promise<Envelope<PersonaAnswer>> {
  const { accountId } = request.account
  const track = await findSelectedTrack(deps, accountId, selector)
  const task = track && (await deps.tasks.find(accountId, track.taskId))
  if (!track || !task) throw new ApiError('unknownRecord', 'Music does not exist')
  if (!SOURCE_KINDS.includes(task.kind)) {
    throw new ApiError(
      'unknownRecord',
      `taskId names a task of kind ${task.kind}; allowed: ${SOURCE_KINDS.join(', ')}`,
    )
  }
  const durationSeconds = secondsAsSource(track)
  if (track.audioKey === null || durationSeconds === null) {
    throw new ApiError('unknownRecord', `Music ${track.id} is not finished; allowed: a finished track`)
  }
  if (track.modelName === MODELS.V3_5.resultName) {
    throw new ApiError('invalid', 'Music of model V3_5 gives no persona; allowed: all later models')
  }
  if (wishes.vocalStart >= durationSeconds) {
    throw new ApiError(
      'invalid',
      `vocalStart must be below the length of the music, ${durationSeconds} s; got ${wishes.vocalStart}`,
    )
  }
  const refuse = async (cause?: unknown) => {
    const personaId = await deps.tasks.personaIdOf(accountId, track.id)
    if (personaId === undefined) return
    throw new ApiError('alreadyExists', 'Persona already exists for this music', {
      data: { personaId },
      cause,
    })
  }
  if (request.headers['idempotency-key'] === undefined) await refuse()

  const personaId = `persona_${deps.random.token()}`
  const reference: PersonaRequest = {
    taskId: track.taskId,
    audioId: track.id,
    trackIndex: track.index,
    ...wishes,
  }
  const persona = await deps.personaOf(track.score, { id: personaId, ...wishes })
  const result: PersonaResult = { personaId, name: wishes.name, description: wishes.description }
  try {
    const finished = await submitFinishedTask(
      deps,
      request,
      {
        kind: TASK_KINDS.persona,
        request: reference,
        callbackUrl: undefined,
        seed: task.seed,
        parent: { taskId: track.taskId, trackId: track.id },
      },
      { result, persona: { id: personaId, kind: 'style', trackId: track.id, persona } },
    )
    return personaAnswer(finished.id, finished.result as unknown as PersonaResult)
  } catch (error) {
    if (error instanceof AlreadyMadeError) await refuse(error)
    throw error
  }
}
