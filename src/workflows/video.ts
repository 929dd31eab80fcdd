import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import {
  TASK_KINDS,
  videoCallback,
  videoFailureCallback,
  type VideoRequest,
  type VideoResult,
} from '@troubadour/contract'
import { TaskError, type Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { unpackScore } from './packed-score.js'
import { loadParentTrack } from './parent-track.js'
import { readObject } from './performable.js'
import { withScratch } from './scratch.js'

/** A track becomes a karaoke video. */
export function createVideoWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.video,
    lane: 'audio',
    run: (run) =>
      withScratch(deps.scratchDir, async (folder) => {
        const { task } = run
        const request = task.request as unknown as VideoRequest
        const track = await loadParentTrack(deps, task, request)
        if (track.imageKey === null) throw new TaskError(500, `The track ${track.id} has no cover picture.`)
        const audioPath = join(folder, 'track.mp3')
        await deps.store.download(track.audioKey, audioPath)
        const outputPath = join(folder, 'video.mp4')
        await deps.engines.video.render(
          {
            audioPath,
            durationSeconds: track.durationSeconds,
            coverJpeg: await readObject(deps, track.imageKey),
            title: track.title,
            ...(request.author !== undefined && { author: request.author }),
            ...(request.domainName !== undefined && { domainName: request.domainName }),
            lines: deps.engines.aligner.lines(await unpackScore(track.score)),
          },
          outputPath,
          run.signal,
          (fraction) => run.progress(fraction),
        )
        const key = objectKeys.video(task)
        const contentType = 'video/mp4'
        const { sizeBytes } = await deps.store.put(key, createReadStream(outputPath), { contentType })
        const result: VideoResult = { key }
        await run.commit({
          stage: 'complete',
          result: asJson(result),
          files: [{ key, contentType, sizeBytes, keepDays: deps.retentionDays }],
          callback: asJson(videoCallback(task.id, deps.urls.media(key))),
          outcome: 'succeeded',
        })
      }),
    failureCallback: (task, failure) => asJson(videoFailureCallback(task.id, failure)),
  }
}
