import {
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
  type MusicRequest,
  type TaskKind,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { Task } from '../tasks/types.js'
import type { ApiDeps } from './deps.js'
import { MUSIC_SUBMITS } from './music-submits.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask } from './requests.js'
import { createSongFactsReader, type SongFactsReader } from './song-facts.js'
import { submitTask } from './submit.js'

/** `/api/v1/generate…`: every way to ask for songs, and how far they are. */
export function musicRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const submit of MUSIC_SUBMITS) {
    app.post(
      submit.path,
      {
        config: { submits: true },
        schema: operation({
          id: submit.operationId,
          tag: 'Music',
          summary: submit.summary,
          description: submit.description,
          body: submit.schema,
          response: submittedSchema,
          callback: musicCallbackSchema,
        }),
      },
      async (request) =>
        submitTask(deps, request, await submit.read(deps, request.account.accountId, bodyOf(request).fields)),
    )
  }

  const readFacts = createSongFactsReader(deps.songFactsOf)
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
        return task ? recordOf(deps, task, readFacts) : success(null)
      },
    )
  }
}

/** Kinds that may name recordings; for the others nobody need look. */
const STARTS_FROM_RECORDING: ReadonlySet<TaskKind> = new Set([
  TASK_KINDS.uploadCover,
  TASK_KINDS.uploadExtend,
  TASK_KINDS.addInstrumental,
  TASK_KINDS.addVocals,
  TASK_KINDS.mashup,
  TASK_KINDS.replaceSection,
])

/** What record-info answers about a music task. */
export async function recordOf(deps: ApiDeps, task: Task, readFacts: SongFactsReader) {
  const tracks = task.stage === 'pending' ? [] : await deps.tasks.tracksOf(task.id)
  const request = task.request as unknown as MusicRequest
  const warnings = tracks.flatMap((track) => track.warnings)
  return musicRecordInfo(
    task,
    await Promise.all(
      tracks.map(async (track) => trackView(track, task.createdAt, deps.urls, await readFacts(track))),
    ),
    {
      modelName: MODELS[request.model].resultName,
      kind: task.kind as TaskKind,
      heard: STARTS_FROM_RECORDING.has(task.kind as TaskKind) ? await deps.heardOf(task.id) : [],
      warnings: warnings.filter(
        ({ message }, index) => warnings.findIndex((other) => other.message === message) === index,
      ),
    },
  )
}
