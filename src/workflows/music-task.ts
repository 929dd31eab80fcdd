import { createHash } from 'node:crypto'
import {
  hasMusicCallback,
  musicCallback,
  musicFailureCallback,
  trackView,
  MODELS,
  type ModelId,
  type MusicRequest,
  type TaskKind,
  type TrackView,
} from '@troubadour/contract'
import type { EngineWarning } from '../engines/ports/warning.js'
import type { Commission, PerformedTrack, Take } from '../engines/ports/music-engine.js'
import { AudioOutsideLimitsError, UnusableAudioError } from '../engines/ports/errors.js'
import type { JsonValue, StageCommit, StoredFile, Task, TaskRun, Track, Workflow } from '../tasks/types.js'
import { TaskError } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { objectKeys } from './object-keys.js'
import { packScore } from './packed-score.js'
import { loadPerformable, readObject } from './performable.js'
import { withScratch } from './scratch.js'
import { taggedFile } from './tagged-file.js'

const TAKES = 2
/** Share of a task's progress that is done when its scores are written. */
const COMPOSED = 0.05

export type NewTrack = Omit<Track, 'createdAt'>

/** Which takes are wanted, whatever they are. */
export interface TakeOrder {
  readonly seed: number
  readonly takeCount: number
}

/** Recordings that stay with the tracks, because their scores name them. They are in the store already. */
export interface KeptRecordings {
  /** Object keys by the id in the score. */
  readonly recordingKeys: Readonly<Record<string, string>>
  /** The same files, for retention to remember. */
  readonly recordingFiles: readonly StoredFile[]
}

/** What a music kind decides before the takes are composed. */
export interface Preparation extends Partial<KeptRecordings> {
  compose(order: TakeOrder, signal: AbortSignal): Promise<Take[]>
  /** Makes what the composed takes play, where that is known only then. Default: the takes stay as they are. */
  settle?(takes: readonly Take[], signal: AbortSignal): Promise<SettledTakes>
  /** What the workflow itself could not do as asked; each take reports it besides its own. Default none. */
  readonly warnings?: readonly EngineWarning[]
}

/** Takes with the recordings that they play. */
export interface SettledTakes {
  readonly takes: readonly Take[]
  readonly kept: KeptRecordings
}

/** How the takes of a song are composed. */
export function songOf(
  deps: WorkflowDeps,
  commission: Omit<Commission, 'seed' | 'takeCount'>,
): Preparation['compose'] {
  return (order, signal) => deps.engines.music.compose({ ...commission, ...order }, signal)
}

/**
 * The workflow of a kind that makes songs. `prepare` may keep files in `folder` until the takes are composed; it is not
 * called again for a task that is resumed after that.
 */
export function createMusicWorkflow<Request extends MusicRequest>(
  deps: WorkflowDeps,
  kind: TaskKind,
  prepare: (run: TaskRun, request: Request, folder: string) => Promise<Preparation>,
): Workflow {
  return {
    kind,
    lane: 'audio',
    run: (run) => {
      const request = run.task.request as unknown as Request
      return runMusicTask(deps, run, request.model, (folder) => prepare(run, request, folder))
    },
    failureCallback: (task, failure) => asJson(musicFailureCallback(task.id, failure, task.kind as TaskKind)),
  }
}

/**
 * The course of every task that makes songs: compose all takes (`text`), perform them side by side (`first` when one is
 * done, `complete` when all are). Performing begins while covers are drawn and `text` is committed, so that who asks for the
 * stream then finds sound. A resumed run finds the composed tracks and performs only what is missing. When one take cannot
 * be performed, the others are stopped: the task has failed.
 */
async function runMusicTask(
  deps: WorkflowDeps,
  run: TaskRun,
  model: ModelId,
  prepare: (folder: string) => Promise<Preparation>,
): Promise<void> {
  const failure = new AbortController()
  const signal = AbortSignal.any([run.signal, failure.signal])
  // The first reason counts; what stopped takes throw says nothing.
  const fail = (error: unknown) => failure.abort(error)

  let tracks: readonly NewTrack[] = await run.tracks()
  // Stages are committed one after the other, however close together the takes finish.
  let commits: Promise<void> = Promise.resolve()
  if (tracks.length === 0) {
    const composed = await withScratch(deps.scratchDir, async (folder) =>
      composeTracks(deps, run, model, await prepare(folder)),
    )
    tracks = composed.tracks
    commits = announce(deps, run, composed)
    commits.catch(fail)
  }
  const announced = commits
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

  const finishTrack = async (track: NewTrack): Promise<void> => {
    const performed = await performTrack(deps, run.task, track, signal, (fraction) =>
      report(track.id, fraction),
    )
    await announced
    const { done, files } = await storeTrack(deps, run.task, track, performed)
    commits = commits.then(() => {
      signal.throwIfAborted()
      finished.set(done.id, done)
      fractions.delete(done.id)
      return run.commit(finishedStage(deps, run.task, tracks, finished, done, files))
    })
    await commits
  }
  // Nothing goes on once the task has failed: no `text` after its failure.
  await Promise.allSettled([announced, ...pending.map((track) => finishTrack(track).catch(fail))])
  if (failure.signal.aborted) throw failure.signal.reason
}

interface ComposedTracks {
  readonly tracks: readonly NewTrack[]
  readonly recordingFiles: readonly StoredFile[]
}

async function composeTracks(
  deps: WorkflowDeps,
  run: TaskRun,
  model: ModelId,
  preparation: Preparation,
): Promise<ComposedTracks> {
  const { task } = run
  const composed = await preparation.compose({ seed: task.seed, takeCount: TAKES }, run.signal)
  const { takes, kept } = (await preparation.settle?.(composed, run.signal)) ?? {
    takes: composed,
    kept: {
      recordingKeys: preparation.recordingKeys ?? {},
      recordingFiles: preparation.recordingFiles ?? [],
    },
  }
  const tracks = await Promise.all(
    takes.map((take, index) =>
      createTrack(deps, task, model, take, index, { ...preparation, recordingKeys: kept.recordingKeys }),
    ),
  )
  return { tracks, recordingFiles: kept.recordingFiles }
}

/** Draws the covers of composed tracks and makes them known. */
async function announce(
  deps: WorkflowDeps,
  run: TaskRun,
  { tracks, recordingFiles }: ComposedTracks,
): Promise<void> {
  const { task } = run
  const coverFiles = await Promise.all(
    tracks.map(async ({ id, index, title, tags }) => {
      const jpeg = await deps.engines.coverArtist.draw(
        { seed: coverSeed(task, index), title, tags },
        run.signal,
      )
      return putFile(deps, objectKeys.cover(task, id), jpeg, 'image/jpeg')
    }),
  )
  await run.commit({
    stage: 'text',
    tracks,
    files: [...coverFiles, ...recordingFiles],
    ...callbackOf(task, 'text', []),
  })
}

async function createTrack(
  deps: WorkflowDeps,
  task: Task,
  model: ModelId,
  take: Take,
  index: number,
  { recordingKeys = {}, warnings = [] }: Preparation,
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
    warnings: [...warnings, ...take.warnings],
  }
}

/** Performs one track, into its live stream on the way. */
async function performTrack(
  deps: WorkflowDeps,
  task: Task,
  track: NewTrack,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<PerformedTrack> {
  return withScratch(deps.scratchDir, async (folder) => {
    const performable = await loadPerformable(deps, { ...track, createdAt: task.createdAt }, folder)
    const stream = await deps.streams.open(track.id)
    let appended: Promise<void> = Promise.resolve()
    const performed = await deps.engines.music.perform(
      performable,
      {
        onProgress,
        onEncoded: (mp3) => {
          appended = appended.then(() => stream.append(mp3))
          // The failure is thrown where the chain is awaited; until then it is not unhandled.
          appended.catch(() => undefined)
        },
        heard: stream.heard,
      },
      signal,
    )
    await appended
    await stream.end()
    return performed
  })
}

/** Stores the finished file of a track whose cover is there. */
async function storeTrack(
  deps: WorkflowDeps,
  task: Task,
  track: NewTrack,
  performed: PerformedTrack,
): Promise<{ done: NewTrack; files: StoredFile[] }> {
  const cover = track.imageKey === null ? undefined : await readObject(deps, track.imageKey)
  const audioKey = objectKeys.audio(task, track.id)
  const file = await putFile(deps, audioKey, taggedFile(track, performed, cover), 'audio/mpeg')
  const { durationSeconds, waveform } = performed
  return { done: { ...track, audioKey, durationSeconds, waveform }, files: [file] }
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
    ...callbackOf(task, stage, views),
    ...(isComplete && { outcome: 'succeeded' }),
  }
}

/** The callback of a stage, where the task's kind has one. */
function callbackOf(
  task: Task,
  stage: 'text' | 'first' | 'complete',
  tracks: readonly TrackView[],
): Pick<StageCommit, 'callback'> {
  const kind = task.kind as TaskKind
  return hasMusicCallback(kind, stage)
    ? { callback: asJson(musicCallback(stage, task.id, tracks, kind)) }
    : {}
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
  if (!(error instanceof UnusableAudioError)) return error
  const code = error instanceof AudioOutsideLimitsError ? 413 : 501
  return new TaskError(code, `${field}: ${error.message}`, { cause: error })
}

/** Wire bodies are plain JSON; their types just do not say so. */
export function asJson(body: object): JsonValue {
  return body as unknown as JsonValue
}

/** Takes have pictures of their own, and the same task always the same ones. */
export function coverSeed(task: Task, index: number): number {
  return createHash('sha256').update(`${task.seed}:${index}`).digest().readUInt32BE(0)
}
