import {
  recoveryCallback,
  recoveryFailureCallback,
  TASK_KINDS,
  type RecoveryRequest,
  type RecoveryResult,
} from '@troubadour/contract'
import { UnusableAudioError } from '../engines/ports/errors.js'
import { ObjectNotFoundError } from '../media/storage/object-store.js'
import type { StoredFile, Task, TaskRun, Track, Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson, coverSeed, putFile } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { loadPerformable, readObject } from './performable.js'
import { withScratch } from './scratch.js'
import { taggedFile } from './tagged-file.js'

type Song = RecoveryResult['songs'][number]
interface Recovered {
  readonly song: Song
  readonly files: readonly StoredFile[]
}

/**
 * The songs of an old task, again. Files that are still there are kept for as long as new ones; the others are performed
 * from their scores, which outlive them, and come out the same to the byte.
 */
export function createRecoveryWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.recovery,
    lane: 'audio',
    run: async (run) => {
      const { task } = run
      const { originalTaskId } = task.request as unknown as RecoveryRequest
      const original = await deps.findTask(task.accountId, originalTaskId)
      const tracks = original ? await deps.tracksOf(task.accountId, original.id) : []
      const recovered: Recovered[] = []
      for (const track of tracks) {
        recovered.push(
          await recoverTrack(deps, run, original!, track, (fraction) =>
            run.progress((recovered.length + fraction) / tracks.length),
          ),
        )
      }
      const result: RecoveryResult = { songs: recovered.map(({ song }) => song) }
      const isAny = result.songs.some(({ key }) => key !== null)
      await run.commit({
        stage: isAny ? 'complete' : 'error',
        result: asJson(result),
        files: recovered.flatMap(({ files }) => files),
        callback: asJson(recoveryCallback(task.id, result, deps.urls)),
        outcome: isAny ? 'succeeded' : 'failed',
        ...(!isAny && { error: { code: 500, message: 'None of the songs could be recovered.' } }),
      })
    },
    failureCallback: (task, failure) => asJson(recoveryFailureCallback(task.id, failure)),
  }
}

async function recoverTrack(
  deps: WorkflowDeps,
  run: TaskRun,
  original: Task,
  track: Track,
  onProgress: (fraction: number) => void,
): Promise<Recovered> {
  const song = { audioId: track.id, title: track.title }
  if (track.audioKey === null) {
    return { song: { ...song, key: null, error: 'clip_not_complete' }, files: [] }
  }
  const { audioKey } = track
  const cover = await coverOf(deps, run, original, track)
  const present = await deps.store.head(audioKey)
  if (present) {
    const { sizeBytes } = present
    const file = { key: audioKey, contentType: 'audio/mpeg', sizeBytes, keepDays: deps.retentionDays }
    return { song: { ...song, key: audioKey, error: null }, files: [file, cover.file] }
  }
  try {
    const mp3 = await withScratch(deps.scratchDir, async (folder) => {
      const performable = await loadPerformable(deps, track, folder)
      const performed = await deps.engines.music.perform(
        performable,
        { onProgress, onEncoded: () => undefined },
        run.signal,
      )
      return taggedFile(track, performed, cover.jpeg)
    })
    const file = await putFile(deps, audioKey, mp3, 'audio/mpeg')
    return { song: { ...song, key: audioKey, error: null }, files: [file, cover.file] }
  } catch (error) {
    // A recording that the song is built on is gone, too.
    if (error instanceof ObjectNotFoundError) {
      return { song: { ...song, key: null, error: 'feed_failed' }, files: [cover.file] }
    }
    if (error instanceof UnusableAudioError) {
      return { song: { ...song, key: null, error: 'clip_error' }, files: [cover.file] }
    }
    throw error
  }
}

/** The cover, which is also a part of the MP3; drawn again where it is gone. */
async function coverOf(
  deps: WorkflowDeps,
  run: TaskRun,
  original: Task,
  track: Track,
): Promise<{ readonly jpeg: Uint8Array; readonly file: StoredFile }> {
  const key = track.imageKey ?? objectKeys.cover(original, track.id)
  const present = await deps.store.head(key)
  const jpeg = present
    ? await readObject(deps, key)
    : await deps.engines.coverArtist.draw(
        { seed: coverSeed(original, track.index), title: track.title, tags: track.tags },
        run.signal,
      )
  return { jpeg, file: await putFile(deps, key, jpeg, 'image/jpeg') }
}
