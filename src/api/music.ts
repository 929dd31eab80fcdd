import {
  addInstrumentalDefinition,
  generateDefinition,
  MODELS,
  MUSIC_OPERATIONS,
  musicCallbackSchema,
  musicRecordInfo,
  musicRecordSchema,
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  trackView,
  type AddInstrumentalRequest,
  type GenerateRequest,
  type TaskKind,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { Task } from '../tasks/types.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { submitTask } from './submit.js'

/** `/api/v1/generate…`: songs from words, songs under a recording, and how far they are. */
export function musicRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'generate',
        tag: 'Music',
        summary: 'Make two songs',
        body: generateDefinition.schema,
        response: submittedSchema,
        callback: musicCallbackSchema,
      }),
    },
    async (request) =>
      submitTask(deps, request, {
        kind: TASK_KINDS.generate,
        ...read(generateDefinition, bodyOf(request).fields),
      }),
  )

  app.post(
    '/api/v1/generate/add-instrumental',
    {
      config: { submits: true },
      schema: operation({
        id: 'addInstrumental',
        tag: 'Music',
        summary: 'Arrange an accompaniment under a recording',
        body: addInstrumentalDefinition.schema,
        response: submittedSchema,
        callback: musicCallbackSchema,
      }),
    },
    async (request) =>
      submitTask(deps, request, {
        kind: TASK_KINDS.addInstrumental,
        ...read(addInstrumentalDefinition, bodyOf(request).fields),
      }),
  )

  for (const path of ['/api/v1/generate/record-info', '/api/v1/generate/get']) {
    app.get(
      path,
      {
        schema: operation({
          id: path.endsWith('get') ? 'musicRecordInfoAlias' : 'musicRecordInfo',
          tag: 'Music',
          summary: 'How far a music task is, and its songs',
          query: recordInfoDefinition.schema,
          response: musicRecordSchema,
        }),
      },
      async (request) => {
        const task = await queriedTask(deps, request, Object.keys(MUSIC_OPERATIONS))
        return task ? recordOf(deps, task) : success(null)
      },
    )
  }
}

async function recordOf(deps: ApiDeps, task: Task) {
  const tracks = task.stage === 'pending' ? [] : await deps.tasks.tracksOf(task.id)
  const request = task.request as unknown as GenerateRequest | AddInstrumentalRequest
  const warnings = tracks.flatMap((track) => track.warnings)
  return musicRecordInfo(
    task,
    tracks.map((track) => trackView(track, task.createdAt, deps.urls)),
    {
      modelName: MODELS[request.model].resultName,
      operationType: MUSIC_OPERATIONS[task.kind as TaskKind] ?? task.kind,
      warnings: warnings.filter(
        ({ message }, index) => warnings.findIndex((other) => other.message === message) === index,
      ),
    },
  )
}
