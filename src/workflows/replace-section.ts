import { MODELS, TASK_KINDS, type ReplaceSectionRequest, type SongDescription } from '@troubadour/contract'
import type { EngineWarning } from '../engines/ports/warning.js'
import type { Commission } from '../engines/ports/music-engine.js'
import { RECORDING_IDS } from '../music/song-source.js'
import { TaskError, type TaskRun, type Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf, type KeptRecordings } from './music-task.js'
import { loadParentTrack } from './parent-track.js'
import { keepRecording } from './recordings.js'
import { wordsOfWindow } from './section-words.js'
import { sungAround } from './sung-around.js'
import { wishesOf } from './song-wishes.js'
import { readSourceSong } from './source-song.js'

/** How far a window may reach past the end of its source, in seconds: players round lengths. */
const ROUNDING_SECONDS = 0.5
/** More of the song than this is replaced with a warning. */
const ADVISED_SHARE = 0.5

/** What the two forms of source have in common once they are known. */
interface SectionSource {
  readonly kept: KeptRecordings
  readonly durationSeconds: number
  readonly description: SongDescription
  readonly instrumental: boolean
  source(endSeconds: number): Commission['source']
}

/** A part of a song or recording is written anew. */
export function createReplaceSectionWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<ReplaceSectionRequest>(
    deps,
    TASK_KINDS.replaceSection,
    async (run, request, folder) => {
      const found = await loadSource(deps, run, request, folder)
      const endSeconds = endWithin(found.durationSeconds, request)
      return {
        ...found.kept,
        warnings: doubts(request.startSeconds, endSeconds, found.durationSeconds),
        compose: songOf(deps, {
          ...(await wishesOf(deps, run.task, found.description)),
          instrumental: found.instrumental,
          source: found.source(endSeconds),
          maxDurationSeconds: Math.max(
            MODELS[request.model].maxDurationSeconds,
            Math.ceil(found.durationSeconds),
          ),
        }),
      }
    },
  )
}

async function loadSource(
  deps: WorkflowDeps,
  run: TaskRun,
  request: ReplaceSectionRequest,
  folder: string,
): Promise<SectionSource> {
  const { startSeconds, fullLyrics, lyrics } = request
  if (request.source.kind === 'track') {
    const track = await loadParentTrack(deps, run.task, request.source)
    const { score, kept } = await readSourceSong(deps, track)
    const words =
      lyrics ??
      (fullLyrics === undefined
        ? undefined
        : wordsOfWindow(fullLyrics, score, startSeconds, request.endSeconds))
    return {
      kept,
      durationSeconds: track.durationSeconds,
      description: { ...request, lyrics: words },
      instrumental: words === undefined && track.lyrics === '',
      source: (endSeconds) => ({ kind: 'replace', score, startSeconds, endSeconds }),
    }
  }
  const recording = await keepRecording(deps, run, {
    url: request.source.uploadUrl,
    field: 'uploadUrl',
    id: RECORDING_IDS[0],
    folder,
  })
  const { heard, kept } = recording
  const { endSeconds } = request
  const sung =
    fullLyrics === undefined
      ? undefined
      : await sungAround(deps, run, recording, { fullLyrics, lyrics, startSeconds, endSeconds })
  const words = sung?.lyrics ?? lyrics
  return {
    kept,
    durationSeconds: heard.durationSeconds,
    description: { ...request, lyrics: words },
    // Whether a recording is sung is not known; a description alone does not ask for words.
    instrumental: (words ?? fullLyrics) === undefined,
    source: (windowEndSeconds) => ({
      kind: 'replace-recording',
      recording: heard,
      startSeconds,
      endSeconds: windowEndSeconds,
      ...(sung && { around: sung.around }),
    }),
  }
}

/** The end of the window, at most the end of the source. Throws TaskError when it lies beyond. */
function endWithin(durationSeconds: number, { startSeconds, endSeconds }: ReplaceSectionRequest): number {
  if (startSeconds < durationSeconds && endSeconds <= durationSeconds + ROUNDING_SECONDS) {
    return Math.min(endSeconds, durationSeconds)
  }
  throw new TaskError(
    501,
    `infillEndS must be at most ${durationSeconds.toFixed(2)}, the length of the source; got ${endSeconds}`,
  )
}

function doubts(startSeconds: number, endSeconds: number, durationSeconds: number): EngineWarning[] {
  const share = (endSeconds - startSeconds) / durationSeconds
  if (share <= ADVISED_SHARE) return []
  return [
    {
      code: 'section_long',
      message: `${Math.round(share * 100)} % of the song was asked to be replaced; at most ${ADVISED_SHARE * 100} % keeps it the same song`,
    },
  ]
}
