import { createHash } from 'node:crypto'
import {
  coverImagesCallback,
  coverImagesFailureCallback,
  TASK_KINDS,
  type CoverImagesRequest,
  type CoverImagesResult,
} from '@troubadour/contract'
import { TaskError, type Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson, putFile } from './music-task.js'
import { objectKeys } from './object-keys.js'

const PICTURES = 2

/** Two pictures for a music task: one for each of its songs. */
export function createCoverImagesWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.coverImages,
    lane: 'light',
    run: async (run) => {
      const { task } = run
      const { musicTaskId } = task.request as unknown as CoverImagesRequest
      const songs = await deps.tracksOf(task.accountId, musicTaskId)
      if (songs.length === 0) throw new TaskError(500, `The music task ${musicTaskId} has no songs any more.`)
      const files = await Promise.all(
        Array.from({ length: PICTURES }, async (_, index) => {
          const { title, tags } = songs[index % songs.length]!
          const seed = createHash('sha256').update(`pictures ${task.seed}:${index}`).digest().readUInt32BE(0)
          const png = await deps.engines.coverArtist.draw({ seed, title, tags, format: 'png' }, run.signal)
          return putFile(deps, objectKeys.picture(task, index), png, 'image/png')
        }),
      )
      const result: CoverImagesResult = { keys: files.map(({ key }) => key) }
      await run.commit({
        stage: 'complete',
        result: asJson(result),
        files,
        callback: asJson(coverImagesCallback(task.id, result, deps.urls)),
        outcome: 'succeeded',
      })
    },
    failureCallback: (task, failure) => asJson(coverImagesFailureCallback(task.id, failure)),
  }
}
