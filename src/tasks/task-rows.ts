import type { Selectable } from 'kysely'
import type { TasksTable, TracksTable } from '../db/index.js'
import type { JsonObject, JsonValue, NewTask, Task, TaskStage, Track } from './types.js'

/** Column names stop here. */
export function toTask(row: Selectable<TasksTable>): Task {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    request: row.request as JsonObject,
    param: row.param,
    callbackUrl: row.callback_url,
    state: row.state,
    stage: row.stage,
    progress: row.progress,
    seed: row.seed,
    attempt: row.attempt,
    result: row.result as JsonValue,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    errorReason: row.error_reason,
    parentTaskId: row.parent_task_id,
    parentTrackId: row.parent_track_id,
    sandbox: row.sandbox,
    cost: row.cost,
    createdAt: row.created_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  }
}

/** A task as it is right after it was written: nothing has happened to it yet. */
export function toNewTask(id: string, task: NewTask, createdAt: Date): Task {
  return {
    id,
    accountId: task.accountId,
    kind: task.kind,
    request: task.request,
    param: task.param,
    callbackUrl: task.callbackUrl ?? null,
    state: 'queued',
    stage: 'pending',
    progress: 0,
    seed: task.seed,
    attempt: 0,
    result: null,
    errorCode: null,
    errorMessage: null,
    errorReason: null,
    parentTaskId: task.parentTaskId ?? null,
    parentTrackId: task.parentTrackId ?? null,
    sandbox: task.sandbox ?? false,
    cost: task.cost,
    createdAt,
    startedAt: null,
    completedAt: null,
  }
}

export function toTrack(row: Selectable<TracksTable>): Track {
  return {
    id: row.id,
    taskId: row.task_id,
    index: row.track_index,
    title: row.title,
    tags: row.tags,
    lyrics: row.lyrics,
    modelName: row.model_name,
    engine: row.engine,
    score: row.score,
    recordingKeys: row.recording_keys as Track['recordingKeys'],
    imageKey: row.image_key,
    audioKey: row.audio_key,
    durationSeconds: row.duration_seconds,
    waveform: row.waveform,
    warnings: row.warnings as Track['warnings'],
    createdAt: row.created_at,
  }
}

/** Everything of a track but its creation time, which the database sets. */
export function fromTrack(track: Omit<Track, 'createdAt'>) {
  return {
    id: track.id,
    task_id: track.taskId,
    track_index: track.index,
    title: track.title,
    tags: track.tags,
    lyrics: track.lyrics,
    model_name: track.modelName,
    engine: track.engine,
    score: Buffer.from(track.score.buffer, track.score.byteOffset, track.score.byteLength),
    recording_keys: JSON.stringify(track.recordingKeys),
    image_key: track.imageKey,
    audio_key: track.audioKey,
    duration_seconds: track.durationSeconds,
    waveform: [...track.waveform],
    warnings: JSON.stringify(track.warnings),
  }
}

const STAGE_RANK: Readonly<Record<TaskStage, number>> = {
  pending: 0,
  text: 1,
  first: 2,
  complete: 3,
  error: 3,
}

/** Whether `next` comes after `current`; a resumed attempt repeats stages that its predecessor has committed. */
export function isLaterStage(next: TaskStage, current: TaskStage): boolean {
  return STAGE_RANK[next] > STAGE_RANK[current]
}
