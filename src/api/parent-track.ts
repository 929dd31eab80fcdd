import type { TrackReference, TrackSelector } from '@troubadour/contract'
import type { Track } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'

/** The selected track, if this account has it. */
export async function findSelectedTrack(
  deps: ApiDeps,
  accountId: string,
  selector: TrackSelector,
): Promise<Track | undefined> {
  if ('audioId' in selector) return deps.tasks.findTrack(accountId, selector.taskId, selector.audioId)
  const task = await deps.tasks.find(accountId, selector.taskId)
  const tracks = task ? await deps.tasks.tracksOf(task.id) : []
  return tracks.find((track) => track.index === selector.musicIndex)
}

/** The finished track that a submit works on. Throws ApiError. */
export async function finishedTrack(
  deps: ApiDeps,
  accountId: string,
  selector: TrackSelector,
): Promise<TrackReference> {
  const track = await findSelectedTrack(deps, accountId, selector)
  if (!track) throw new ApiError('unknownRecord', 'Record does not exist')
  if (track.audioKey === null) {
    throw new ApiError('unknownRecord', `audioId ${track.id} is not finished; allowed: a finished track`)
  }
  return { taskId: track.taskId, audioId: track.id, trackIndex: track.index }
}
