import type { Score } from '../music/score.js'
import { TASK_KEEP_DAYS, TaskError, type StoredFile, type Track } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import type { KeptRecordings } from './music-task.js'
import { unpackScore } from './packed-score.js'

/** A song of ours that another is built on. */
export interface SourceSong {
  readonly score: Score
  /** The recordings of the source, for the new tracks. */
  readonly kept: KeptRecordings
}

/**
 * Reads the score of a track. The new song plays the recordings of its source, under the same ids: their files are kept
 * as long as the new song, not only as long as the old one. Throws TaskError when one is gone.
 */
export async function readSourceSong(deps: WorkflowDeps, track: Track): Promise<SourceSong> {
  const { recordingKeys } = track
  const recordingFiles = await Promise.all(
    Object.values(recordingKeys).map((key) => renewed(deps, track.id, key)),
  )
  return { score: await unpackScore(track.score), kept: { recordingKeys, recordingFiles } }
}

async function renewed(deps: WorkflowDeps, trackId: string, key: string): Promise<StoredFile> {
  const head = await deps.store.head(key)
  if (!head) {
    throw new TaskError(451, `A recording that the track ${trackId} is built on does not exist any more.`)
  }
  const { contentType, sizeBytes } = head
  return { key, contentType, sizeBytes, keepDays: Math.max(deps.retentionDays, TASK_KEEP_DAYS) }
}
