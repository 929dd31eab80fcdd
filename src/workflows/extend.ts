import { TASK_KINDS, type ExtendRequest, type SongDescription } from '@troubadour/contract'
import { TaskError, type Task, type Track, type Workflow } from '../tasks/types.js'
import { planContinuation } from './continuation.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { wishesOf } from './song-wishes.js'
import { readSourceSong } from './source-song.js'

/** A song of ours goes on. */
export function createExtendWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<ExtendRequest>(deps, TASK_KINDS.extend, async ({ task }, request) => {
    const song = await deps.findSong(task.accountId, request.audioId)
    if (song?.track.durationSeconds == null) {
      throw new TaskError(501, `audioId: there is no finished track "${request.audioId}" to extend.`)
    }
    const { track } = song
    const { score, kept } = await readSourceSong(deps, track)
    const description = describe(request, track, song.task)
    const { atSeconds, maxDurationSeconds } = planContinuation(
      request.model,
      request.continueAtSeconds,
      song.track.durationSeconds,
    )
    return {
      ...kept,
      compose: songOf(deps, {
        ...(await wishesOf(deps, task, description)),
        instrumental: request.instrumental ?? (request.lyrics === undefined && track.lyrics === ''),
        source: { kind: 'continue', score, atSeconds },
        maxDurationSeconds,
      }),
    }
  })
}

/** The request, with what it leaves open taken from the source. */
function describe(request: ExtendRequest, track: Track, task: Task): SongDescription {
  const { bpm, key } = request
  if (!request.inheritsAll) {
    return { ...request, style: request.style ?? track.tags, title: request.title ?? track.title }
  }
  const earlier = task.request as unknown as Partial<SongDescription>
  return {
    ...{ bpm, key },
    idea: earlier.idea ?? track.title,
    style: track.tags,
    title: track.title,
    negativeTags: earlier.negativeTags,
    vocalGender: earlier.vocalGender,
    personaId: earlier.personaId,
    personaModel: earlier.personaModel,
    styleWeight: earlier.styleWeight,
    weirdness: earlier.weirdness,
  }
}
