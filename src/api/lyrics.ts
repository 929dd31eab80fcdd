import {
  lyricsCallbackSchema,
  lyricsDefinition,
  lyricsRecordInfo,
  lyricsRecordSchema,
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  type LyricsResult,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/lyrics`: words without a song. */
export function lyricsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/lyrics',
    {
      config: { submits: true },
      schema: operation({
        id: 'lyrics',
        tag: 'Lyrics',
        summary: 'Write two or three lyrics',
        body: lyricsDefinition.schema,
        response: submittedSchema,
        callback: lyricsCallbackSchema,
      }),
    },
    async (request) =>
      submitTask(deps, request, {
        kind: TASK_KINDS.lyrics,
        ...read(lyricsDefinition, bodyOf(request).fields, { 'too-long': 'promptTooLong' }),
      }),
  )

  app.get(
    '/api/v1/lyrics/record-info',
    {
      schema: operation({
        id: 'lyricsRecordInfo',
        tag: 'Lyrics',
        summary: 'How far a lyrics task is, and its words',
        query: recordInfoDefinition.schema,
        response: lyricsRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.lyrics])
      return task ? lyricsRecordInfo(task, resultOf<LyricsResult>(task)) : success(null)
    },
  )
}
