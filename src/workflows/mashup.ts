import { TASK_KINDS, type MashupRequest } from '@troubadour/contract'
import { RECORDING_IDS } from '../music/song-source.js'
import type { Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { createMusicWorkflow, songOf } from './music-task.js'
import { hearRecording, MAX_SECONDS_ON_RECORDING } from './recordings.js'
import { wishesOf } from './song-wishes.js'
import { treatOnce } from './treated-recordings.js'
import { wordsOfRecording } from './words-of-recording.js'

/** The voice of one recording over the harmony of another. */
export function createMashupWorkflow(deps: WorkflowDeps): Workflow {
  return createMusicWorkflow<MashupRequest>(deps, TASK_KINDS.mashup, async (run, request, folder) => {
    const hear = (index: 0 | 1) =>
      hearRecording(deps, run, {
        url: request.uploadUrls[index],
        field: `uploadUrlList.${index}`,
        id: RECORDING_IDS[index],
        folder,
      })
    const [voice, band] = await Promise.all([hear(0), hear(1)])
    const files = { [RECORDING_IDS[0]]: voice.file, [RECORDING_IDS[1]]: band.file }
    const { lyrics } = request
    const words = lyrics === undefined ? undefined : await wordsOfRecording(deps, run, voice, { lyrics })
    return {
      compose: songOf(deps, {
        ...(await wishesOf(deps, run.task, request)),
        instrumental: request.instrumental,
        source: { kind: 'mash-up', recordings: [voice.heard, band.heard], ...(words && { words }) },
        durationSeconds: request.durationSeconds,
        maxDurationSeconds: MAX_SECONDS_ON_RECORDING,
      }),
      settle: (takes) => treatOnce(deps, run, takes, files, folder),
    }
  })
}
