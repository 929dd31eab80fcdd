import { copyFile, stat } from 'node:fs/promises'
import type { TaskRun, Track, Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from '../workflows/deps.js'
import { readDirectives, type Directives } from './directives.js'
import { createSandboxEngines } from './engines.js'
import { createSandboxMedia, type SandboxMedia } from './media.js'
import { SandboxRun } from './sandbox-run.js'
import { secondsAsSource } from './song.js'

/**
 * The workflows of sandbox tasks: those of all other tasks, in the light lane, with engines that answer at once and a run
 * that obeys the directives of the request. What clients see is therefore made by the same code.
 */
export function createSandboxWorkflows(
  deps: WorkflowDeps,
  createWorkflows: (deps: WorkflowDeps) => readonly Workflow[],
): Workflow[] {
  const media = createSandboxMedia()

  async function perform(kind: string, run: TaskRun): Promise<void> {
    const directives = readDirectives(run.task.param)
    const sandboxRun = new SandboxRun(run, directives)
    await sandboxRun.begin()
    const workflows = createWorkflows(sandboxDeps(deps, media, directives))
    await workflows.find((workflow) => workflow.kind === kind)!.run(sandboxRun)
  }

  return createWorkflows(deps).map((workflow) => ({
    kind: workflow.kind,
    lane: 'light',
    run: (run) => perform(workflow.kind, run),
    failureCallback: (task, failure) => workflow.failureCallback(task, failure),
  }))
}

function sandboxDeps(deps: WorkflowDeps, media: SandboxMedia, directives: Directives): WorkflowDeps {
  return {
    ...deps,
    engines: createSandboxEngines(media, deps.engines, directives),
    client: {
      ...deps.client,
      // Nobody's server is called: every URL leads to the same recording.
      async download(url, { toFile }) {
        await copyFile(media.recordingPath, toFile)
        return { sizeBytes: (await stat(toFile)).size, contentType: 'audio/mpeg', finalUrl: url }
      },
    },
    tracksOf: async (...names) => {
      const tracks = await deps.tracksOf(...names)
      return tracks.map((track) => (isLost(track, directives) ? { ...track, audioKey: null } : track))
    },
    findTrack: async (...names) => asSource(await deps.findTrack(...names)),
    findTrackById: async (...names) => asSource(await deps.findTrackById(...names)),
  }
}

function asSource<Found extends Track | undefined>(track: Found): Found {
  return track && { ...track, durationSeconds: secondsAsSource(track) }
}

/** Whether a recovery shall not find the song. */
function isLost(track: Track, { lost }: Directives): boolean {
  return lost === 'all' || (lost === 'some' && track.index > 0)
}
