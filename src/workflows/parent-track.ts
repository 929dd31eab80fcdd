import type { TrackReference } from '@troubadour/contract'
import { TaskError, type Task, type Track } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'

/** The track a task works on. It was checked at submit, but retention may have removed it since. */
export async function loadParentTrack(
  deps: WorkflowDeps,
  task: Task,
  reference: TrackReference,
): Promise<Track & { readonly audioKey: string; readonly durationSeconds: number }> {
  const track = await deps.findTrack(task.accountId, reference.taskId, reference.audioId)
  if (!track || track.audioKey === null || track.durationSeconds === null) {
    throw new TaskError(500, `The track ${reference.audioId} does not exist any more or never finished.`)
  }
  return { ...track, audioKey: track.audioKey, durationSeconds: track.durationSeconds }
}
