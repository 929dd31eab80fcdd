import { join } from 'node:path'
import {
  STEM_PARTS,
  TASK_KINDS,
  vocalSeparationCallback,
  vocalSeparationFailureCallback,
  type SeparatedFile,
  type VocalSeparationRequest,
  type VocalSeparationResult,
} from '@troubadour/contract'
import type { SeparatedPart, SeparationSource } from '../engines/ports/separator.js'
import type { StoredFile, TaskRun, Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson, explainUnusable, putFile } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { loadParentTrack } from './parent-track.js'
import { loadPerformable } from './performable.js'
import { withScratch } from './scratch.js'
import { fetchRecording } from './source-audio.js'

/** The contract's limit for files from outside. */
const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** A track or a recording is taken apart into stems. */
export function createVocalSeparationWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.vocalSeparation,
    lane: 'audio',
    run: (run) =>
      withScratch(deps.scratchDir, async (folder) => {
        const { task } = run
        const request = task.request as unknown as VocalSeparationRequest
        const source = await loadSource(deps, run, request, folder)
        if (request.mode === 'advanced') {
          await extractStem(deps, run, request, source)
          return
        }
        const stems = await deps.engines.separator
          .separate(source, request.mode, run.signal, (fraction) => run.progress(fraction))
          .catch((error: unknown) => {
            throw explainUnusable(error, 'audioUrl')
          })

        const files: StoredFile[] = []
        const described: VocalSeparationResult['stems'][number][] = []
        for (const { name, mp3, durationSeconds } of stems) {
          const key = mp3 ? objectKeys.stem(task, name) : null
          if (mp3 && key !== null) files.push(await putFile(deps, key, mp3, 'audio/mpeg'))
          described.push({ name, id: deps.newId(), key, durationSeconds })
        }
        const result: VocalSeparationResult = { stems: described, originKey: null }
        await run.commit({
          stage: 'complete',
          result: asJson(result),
          files,
          callback: asJson(vocalSeparationCallback(task.id, request.mode, result, deps.urls)),
          outcome: 'succeeded',
        })
      }),
    failureCallback: (task, failure) => {
      const { mode } = task.request as unknown as VocalSeparationRequest
      return asJson(vocalSeparationFailureCallback(task.id, mode, failure))
    },
  }
}

async function extractStem(
  deps: WorkflowDeps,
  run: TaskRun,
  { mode, stemName }: VocalSeparationRequest,
  source: SeparationSource,
): Promise<void> {
  if (stemName === undefined) throw new Error('an advanced separation without a stem passed the checks')
  const { task } = run
  const found = await deps.engines.separator
    .extract(source, STEM_PARTS[stemName], run.signal, (fraction) => run.progress(fraction))
    .catch((error: unknown) => {
      throw explainUnusable(error, 'audioUrl')
    })
  const files: StoredFile[] = []
  const store = async (name: string, { mp3, durationSeconds }: SeparatedPart): Promise<SeparatedFile> => {
    const key = mp3 ? objectKeys.stem(task, name) : null
    if (mp3 && key !== null) files.push(await putFile(deps, key, mp3, 'audio/mpeg'))
    return { id: deps.newId(), key, durationSeconds }
  }
  const result: VocalSeparationResult = {
    stems: [],
    pair: {
      name: stemName,
      extract: await store('extract', found.extract),
      remove: await store('remove', found.remove),
    },
    originKey: null,
  }
  await run.commit({
    stage: 'complete',
    result: asJson(result),
    files,
    callback: asJson(vocalSeparationCallback(task.id, mode, result, deps.urls)),
    outcome: 'succeeded',
  })
}

async function loadSource(
  deps: WorkflowDeps,
  run: TaskRun,
  { source }: VocalSeparationRequest,
  folder: string,
): Promise<SeparationSource> {
  if (source.kind === 'track') {
    const track = await loadParentTrack(deps, run.task, source)
    const { score, recordingFiles } = await loadPerformable(deps, track, folder)
    return { kind: 'score', score, recordingFiles }
  }
  const path = join(folder, 'upload')
  await fetchRecording(deps, source.audioUrl, path, {
    field: 'audioUrl',
    maxBytes: MAX_UPLOAD_BYTES,
    signal: run.signal,
  })
  return { kind: 'file', path }
}
