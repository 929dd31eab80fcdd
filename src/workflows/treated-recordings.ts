import { join } from 'node:path'
import type { Take } from '../engines/ports/music-engine.js'
import type { RecordingTreatment } from '../music/score.js'
import type { StoredFile, TaskRun } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import type { SettledTakes } from './music-task.js'
import { storeRecording } from './recordings.js'

/**
 * Treats the recordings that takes name once, and has the takes play the results: taking a song apart and stretching it
 * lasts longer than performing the take, and each performance would do it again. `files`: by the recordings' ids. What
 * takes treat differently is kept once each.
 */
export async function treatOnce(
  deps: WorkflowDeps,
  run: TaskRun,
  takes: readonly Take[],
  files: Readonly<Record<string, string>>,
  folder: string,
): Promise<SettledTakes> {
  const wanted = new Map<string, { id: string; file: string; treatment: RecordingTreatment | undefined }>()
  const nameOf = (id: string, treatment: RecordingTreatment | undefined): string => {
    const known = [...wanted].find(
      ([, other]) => other.id === id && JSON.stringify(other.treatment) === JSON.stringify(treatment),
    )
    if (known) return known[0]
    const others = [...wanted.values()].filter((other) => other.id === id).length
    const name = others === 0 ? id : `${id}-${others + 1}`
    wanted.set(name, { id, file: files[id]!, treatment })
    return name
  }
  const settled = takes.map((take) => ({
    ...take,
    score: {
      ...take.score,
      recordings: take.score.recordings.map(({ treatment, ...track }) => ({
        ...track,
        id: nameOf(track.id, treatment),
      })),
    },
  }))
  const stored = await Promise.all(
    [...wanted].map(async ([name, { file, treatment }]): Promise<readonly [string, StoredFile]> => {
      if (!treatment) return [name, await storeRecording(deps, run, name, file)]
      const treated = join(folder, `${name}-treated.wav`)
      await deps.engines.music.treat(file, treatment, treated, run.signal)
      return [name, await storeRecording(deps, run, name, treated)]
    }),
  )
  return {
    takes: settled,
    kept: {
      recordingKeys: Object.fromEntries(stored.map(([name, { key }]) => [name, key])),
      recordingFiles: stored.map(([, file]) => file),
    },
  }
}
