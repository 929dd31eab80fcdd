import {
  replaceSectionDefinition,
  TASK_KINDS,
  type MusicRequest,
  type ReplaceSectionRequest,
} from '@troubadour/contract'
import { secondsAsSource } from '../sandbox/song.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { finishedTrack } from './parent-track.js'
import { read } from './requests.js'
import type { Submit } from './submit.js'

/** How far a window may reach past the end of its track, in seconds: players round lengths. */
const ROUNDING_SECONDS = 0.5

/** Reads a replace-section request; a track is looked up at once. Throws ApiError. */
export async function readReplaceSection(
  deps: ApiDeps,
  accountId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Submit> {
  const { request, source, callbackUrl, seed } = read(replaceSectionDefinition, fields)
  const kind = TASK_KINDS.replaceSection
  if (source.kind === 'url') {
    const { model, uploadUrl } = source
    const replaced: ReplaceSectionRequest = { ...request, model, source: { kind: 'url', uploadUrl } }
    return { kind, request: replaced, callbackUrl, seed }
  }
  const track = await finishedTrack(deps, accountId, source.selector)
  const [task, stored] = await Promise.all([
    deps.tasks.find(accountId, track.taskId),
    deps.tasks.findTrack(accountId, track.taskId, track.audioId),
  ])
  // Retention may have come in between.
  if (!task || !stored) throw new ApiError('unknownRecord', 'Record does not exist')
  const durationSeconds = secondsAsSource(stored)
  if (durationSeconds !== null) refuseBeyond(durationSeconds, request.endSeconds)
  const { model } = task.request as unknown as MusicRequest
  const replaced: ReplaceSectionRequest = { ...request, model, source: { kind: 'track', ...track } }
  return {
    kind,
    request: replaced,
    callbackUrl,
    seed,
    parent: { taskId: track.taskId, trackId: track.audioId },
  }
}

function refuseBeyond(durationSeconds: number, endSeconds: number): void {
  if (endSeconds <= durationSeconds + ROUNDING_SECONDS) return
  throw new ApiError(
    'invalid',
    `infillEndS must be at most ${durationSeconds.toFixed(2)}, the length of the track; got ${endSeconds}`,
  )
}
