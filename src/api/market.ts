import {
  bothSpellings,
  createdTaskSchema,
  createTaskSchema,
  MARKET_DEFINITIONS,
  marketRecordInfo,
  marketRecordSchema,
  parseMarketInput,
  parseMarketRequest,
  recordInfoDefinition,
  success,
  TASK_KINDS,
  type Envelope,
  type MarketDefinition,
  type MarketOperation,
  type MusicRequest,
  type Submission,
  type TaskKind,
  type VoiceCheckResult,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { violationError } from './api-error.js'
import { submitCoverImages } from './cover-images.js'
import type { ApiDeps } from './deps.js'
import { submitMidi } from './midi.js'
import { operation } from './operation.js'
import { submitPersona } from './persona.js'
import { submitRecovery } from './recovery.js'
import { readReplaceSection } from './replace-section.js'
import { bodyOf, queriedTask } from './requests.js'
import { submitStyleBoost } from './style.js'
import { submitFinishedTask, submitTask, type Submit } from './submit.js'
import { createResponseReader } from './task-records.js'
import { readTimestampedLyrics } from './timestamped-lyrics.js'
import { submitTrackFile } from './track-files.js'
import { submitVocalSeparation } from './vocal-separation.js'
import { checkVoice, submitVoice, submitVoicePhrase, submitVoiceRegenerate } from './voice.js'

/** Does one operation: reads its fields and answers with the id of its task, or with its result. */
type Perform = (
  deps: ApiDeps,
  request: FastifyRequest,
  fields: Readonly<Record<string, unknown>>,
) => Promise<Envelope<object>>

/** An operation that ends in one of the submits of `/api/v1`. */
function submits<Schema extends z.ZodObject, Value>(
  definition: MarketDefinition<Schema, Value>,
  submit: (
    deps: ApiDeps,
    request: FastifyRequest,
    submission: Value,
  ) => Promise<Envelope<{ taskId: string }>>,
): Perform {
  return async (deps, request, fields) => {
    const { data } = await submit(deps, request, readInput(definition, fields))
    return success({ taskId: data.taskId })
  }
}

/** An operation that makes songs. */
function song<Schema extends z.ZodObject, Request extends MusicRequest>(
  kind: TaskKind,
  definition: MarketDefinition<Schema, Submission<Request>>,
  parentOf: (request: Request) => Submit['parent'] = () => undefined,
): Perform {
  return submits(definition, (deps, request, submission) =>
    submitTask(deps, request, { kind, ...submission, parent: parentOf(submission.request) }),
  )
}

const D = MARKET_DEFINITIONS

const OPERATIONS: Readonly<Record<MarketOperation, Perform>> = {
  generate: song(TASK_KINDS.generate, D.generate),
  extend: song(TASK_KINDS.extend, D.extend, ({ audioId }) => ({ trackId: audioId })),
  'upload-and-cover-audio': song(TASK_KINDS.uploadCover, D['upload-and-cover-audio']),
  'upload-and-extend-audio': song(TASK_KINDS.uploadExtend, D['upload-and-extend-audio']),
  'add-instrumental': song(TASK_KINDS.addInstrumental, D['add-instrumental']),
  'add-vocals': song(TASK_KINDS.addVocals, D['add-vocals']),
  'replace-section': async (deps, request, fields) => {
    // This door's rules come first; the endpoint's reader then looks its track up.
    readInput(D['replace-section'], fields)
    const { accountId } = request.account
    return submitTask(deps, request, await readReplaceSection(deps, accountId, fields))
  },
  mashup: song(TASK_KINDS.mashup, D.mashup),
  sounds: song(TASK_KINDS.sounds, D.sounds),
  'generate-persona': submits(D['generate-persona'], submitPersona),
  'generate-lyrics': submits(D['generate-lyrics'], (deps, request, submission) =>
    submitTask(deps, request, { kind: TASK_KINDS.lyrics, ...submission }),
  ),
  'timeStamped-lyrics': async (deps, request, fields) => {
    const selector = readInput(D['timeStamped-lyrics'], fields)
    const { data } = await readTimestampedLyrics(deps, request.account.accountId, selector)
    return bothSpellings(data)
  },
  'boost-music-style': submits(D['boost-music-style'], submitStyleBoost),
  'cover-generate': submits(D['cover-generate'], submitCoverImages),
  'convert-to-wav-format': submits(D['convert-to-wav-format'], (deps, request, submission) =>
    submitTrackFile(deps, request, TASK_KINDS.wav, submission),
  ),
  'create-music-video': submits(D['create-music-video'], (deps, request, submission) =>
    submitTrackFile(deps, request, TASK_KINDS.video, submission),
  ),
  'separate-vocals': submits(D['separate-vocals'], submitVocalSeparation),
  'generate-midi-from-audio': submits(D['generate-midi-from-audio'], submitMidi),
  'suno-recovery-audio': submits(D['suno-recovery-audio'], submitRecovery),
  'validation-phrase': submits(D['validation-phrase'], submitVoicePhrase),
  'regenerate-phrase': submits(D['regenerate-phrase'], submitVoiceRegenerate),
  'create-voice': submits(D['create-voice'], submitVoice),
  'check-voice': submits(D['check-voice'], submitVoiceCheck),
}

/** `/api/v1/jobs`: the newer dialect's one pair of endpoints for everything, over the same tasks. */
export function marketRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const responseOf = createResponseReader(deps)

  app.post(
    '/api/v1/jobs/createTask',
    {
      config: { submits: true },
      schema: operation({
        id: 'createMarketTask',
        tag: 'Market',
        summary: 'Do any of 23 operations, named in `model`',
        description:
          'The fields of `input` are those of the endpoints in snake_case. Callbacks have the shapes of the endpoints. `timeStamped-lyrics` is answered at once.',
        body: createTaskSchema,
        response: createdTaskSchema,
      }),
    },
    async (request) => {
      const parsed = parseMarketRequest(bodyOf(request).fields)
      if (!parsed.ok) throw violationError(parsed.violation)
      return OPERATIONS[parsed.value.operation](deps, request, parsed.value.fields)
    },
  )

  app.get(
    '/api/v1/jobs/recordInfo',
    {
      schema: operation({
        id: 'marketRecordInfo',
        tag: 'Market',
        summary: 'How far any task is, and its result',
        query: recordInfoDefinition.schema,
        response: marketRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, Object.values(TASK_KINDS))
      return task ? marketRecordInfo(task, await responseOf(task)) : success(null)
    },
  )
}

/** Checks a voice, and records the answer as a finished task. */
async function submitVoiceCheck(
  deps: ApiDeps,
  request: FastifyRequest,
  voiceTaskId: string,
): Promise<Envelope<{ taskId: string }>> {
  const { data } = await checkVoice(deps, request, voiceTaskId)
  const result: VoiceCheckResult = { isAvailable: data.isAvailable }
  const task = await submitFinishedTask(
    deps,
    request,
    {
      kind: TASK_KINDS.voiceCheck,
      request: { voiceTaskId },
      callbackUrl: undefined,
      seed: undefined,
      parent: { taskId: voiceTaskId },
    },
    { result },
  )
  return success({ taskId: task.id })
}

/** Reads an operation's fields. Throws ApiError with the first violation. */
function readInput<Schema extends z.ZodObject, Value>(
  definition: MarketDefinition<Schema, Value>,
  fields: Readonly<Record<string, unknown>>,
): Value {
  const result = parseMarketInput(definition, fields)
  if (!result.ok) throw violationError(result.violation)
  return result.value
}
