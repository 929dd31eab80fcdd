import { createHash } from 'node:crypto'
import { musicCallback, musicFailureCallback, trackView, MODELS, type ModelId } from '@troubadour/contract'
import type { Commission, Take } from '../engines/ports/music-engine.js'
import { UnusableAudioError } from '../engines/ports/errors.js'
import type { JsonValue, StageCommit, StoredFile, Task, TaskRun, Track } from '../tasks/types.js'
import { TaskError } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { objectKeys } from './object-keys.js'
import { packScore } from './packed-score.js'
import { loadPerformable, readObject } from './performable.js'
import { withScratch } from './scratch.js'

const TAKES = 2
/** Share of a task's progress that is done when its scores are written. */
const COMPOSED = 0.05

export type NewTrack = Omit<Track, 'createdAt'>

/** What a music kind decides before the takes are composed. */
export interface Preparation {
  readonly commission: Omit<Commission, 'seed' | 'takeCount'>
  /** Recordings that the scores will name, already in the store, by their id. */
  readonly recordingKeys: Readonly<Record<string, string>>
  readonly recordingFiles: readonly StoredFile[]
}

/**
 * The course of every task that makes songs: compose all takes (`text`), perform them side by side (`first` when one is
 * done, `complete` when all are). A resumed run finds the composed tracks and performs only what is missing.
 */
export async function runMusicTask(
  deps: WorkflowDeps,
  run: TaskRun,
  model: ModelId,
  prepare: (folder: string) => Promise<Preparation>,
): Promise<void> {
  let tracks: readonly NewTrack[] = await run.tracks()
  if (tracks.length === 0) {
    tracks = await withScratch(deps.scratchDir, async (folder) =>
      composeTracks(deps, run, model, await prepare(folder)),
    )
  }
  run.progress(COMPOSED)

  const finished = new Map(
    tracks.filter((track) => track.audioKey !== null).map((track) => [track.id, track]),
  )
  const pending = tracks.filter((track) => track.audioKey === null)
  const fractions = new Map(pending.map((track) => [track.id, 0]))
  const report = (trackId: string, fraction: number) => {
    fractions.set(trackId, fraction)
    const done = [...fractions.values()].reduce((sum, value) => sum + value, finished.size) / tracks.length
    run.progress(COMPOSED + (1 - COMPOSED) * Math.min(1, done))
  }

  // Stages are committed one after the other, however close together the takes finish.
  let commits: Promise<void> = Promise.resolve()
  const results = await Promise.allSettled(
    pending.map(async (track) => {
      const { done, files } = await performTrack(deps, run, track, (fraction) => report(track.id, fraction))
      commits = commits.then(() => {
        finished.set(done.id, done)
        fractions.delete(done.id)
        return run.commit(finishedStage(deps, run.task, tracks, finished, done, files))
      })
      await commits
    }),
  )
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

async function composeTracks(
  deps: WorkflowDeps,
  run: TaskRun,
  model: ModelId,
  preparation: Preparation,
): Promise<NewTrack[]> {
  const { task } = run
  const commission: Commission = { ...preparation.commission, seed: task.seed, takeCount: TAKES }
  const takes = await deps.engines.music.compose(commission, run.signal)
  const covers = await Promise.all(
    takes.map((take, index) =>
      deps.engines.coverArtist.draw(
        { seed: coverSeed(task, index), title: take.title, tags: take.tags },
        run.signal,
      ),
    ),
  )
  const tracks = await Promise.all(
    takes.map((take, index) => createTrack(deps, task, model, take, index, preparation.recordingKeys)),
  )
  const coverFiles = await Promise.all(
    tracks.map((track, index) =>
      putFile(deps, objectKeys.cover(task, track.id), covers[index]!, 'image/jpeg'),
    ),
  )
  await run.commit({
    stage: 'text',
    tracks,
    files: [...coverFiles, ...preparation.recordingFiles],
    callback: asJson(musicCallback('text', task.id, [])),
  })
  return tracks
}

async function createTrack(
  deps: WorkflowDeps,
  task: Task,
  model: ModelId,
  take: Take,
  index: number,
  recordingKeys: Readonly<Record<string, string>>,
): Promise<NewTrack> {
  const id = deps.newId()
  return {
    id,
    taskId: task.id,
    index,
    title: take.title,
    tags: take.tags,
    lyrics: take.lyrics,
    modelName: MODELS[model].resultName,
    engine: deps.engines.music.id,
    score: await packScore(take.score),
    recordingKeys,
    imageKey: objectKeys.cover(task, id),
    audioKey: null,
    durationSeconds: null,
    waveform: [],
    warnings: take.warnings,
  }
}

/** Performs one track into its live stream and its finished file. */
async function performTrack(
  deps: WorkflowDeps,
  run: TaskRun,
  track: NewTrack,
  onProgress: (fraction: number) => void,
): Promise<{ done: NewTrack; files: StoredFile[] }> {
  return withScratch(deps.scratchDir, async (folder) => {
    const performable = await loadPerformable(deps, { ...track, createdAt: run.task.createdAt }, folder)
    const coverJpeg = track.imageKey === null ? undefined : await readObject(deps, track.imageKey)
    const stream = await deps.streams.open(track.id)
    let appended: Promise<void> = Promise.resolve()
    const performed = await deps.engines.music.perform(
      { ...performable, tags: { ...performable.tags, ...(coverJpeg && { coverJpeg }) } },
      {
        onProgress,
        onEncoded: (mp3) => {
          appended = appended.then(() => stream.append(mp3))
          // The failure is thrown where the chain is awaited; until then it is not unhandled.
          appended.catch(() => undefined)
        },
      },
      run.signal,
    )
    await appended
    await stream.end()

    const audioKey = objectKeys.audio(run.task, track.id)
    const file = await putFile(deps, audioKey, performed.mp3, 'audio/mpeg')
    const { durationSeconds, waveform } = performed
    return { done: { ...track, audioKey, durationSeconds, waveform }, files: [file] }
  })
}

function finishedStage(
  deps: WorkflowDeps,
  task: Task,
  tracks: readonly NewTrack[],
  finished: ReadonlyMap<string, NewTrack>,
  done: NewTrack,
  files: readonly StoredFile[],
): StageCommit {
  const isComplete = finished.size === tracks.length
  const reported = isComplete ? tracks.map((track) => finished.get(track.id)!) : [done]
  const stage = isComplete ? 'complete' : 'first'
  const views = reported.map((track) => trackView(track, task.createdAt, deps.urls))
  return {
    stage,
    tracks: [done],
    files,
    callback: asJson(musicCallback(stage, task.id, views)),
    ...(isComplete && { outcome: 'succeeded' }),
  }
}

export async function putFile(
  deps: WorkflowDeps,
  key: string,
  body: Uint8Array,
  contentType: string,
): Promise<StoredFile> {
  const { sizeBytes } = await deps.store.put(key, body, { contentType })
  return { key, contentType, sizeBytes, keepDays: deps.retentionDays }
}

/** Turns an engine's complaint about the recording into the task's failure; other errors pass through. */
export function explainUnusable(error: unknown, field: string): unknown {
  return error instanceof UnusableAudioError
    ? new TaskError(501, `${field}: ${error.message}`, { cause: error })
    : error
}

export const musicFailure = (task: Task, failure: { code: number; message: string }): JsonValue =>
  asJson(musicFailureCallback(task.id, failure))

/** Wire bodies are plain JSON; their types just do not say so. */
export function asJson(body: object): JsonValue {
  return body as unknown as JsonValue
}

/** Takes have pictures of their own, and the same task always the same ones. */
function coverSeed(task: Task, index: number): number {
  return createHash('sha256').update(`${task.seed}:${index}`).digest().readUInt32BE(0)
}
