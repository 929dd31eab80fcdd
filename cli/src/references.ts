import { existsSync, openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { MUSIC_KINDS } from '@troubadour/sdk'
import type { Cli } from './cli.js'
import { UsageError } from './errors.js'
import { patiently } from './patience.js'

/** A finished track of the server. */
export interface TrackReference {
  readonly taskId: string
  readonly audioId: string
  readonly title: string
  readonly audioUrl: string
  readonly durationSeconds: number
}

/** For the help of every command that takes a track. */
export const TRACK_HELP = 'a task: its id, "last", and /2 for its second take'
export const RECORDING_HELP = 'a file, a URL, or a track (id, "last", /2 for take 2)'

const REFERENCE = /^(last|[0-9a-f]{32})(?:\/(.+))?$/

export function isTrackReference(text: string): boolean {
  return REFERENCE.test(text)
}

/** The track that somebody means by `last`, `TASK_ID`, `TASK_ID/2` or `TASK_ID/AUDIO_ID`. */
export async function findTrack(cli: Cli, text: string): Promise<TrackReference> {
  const [, task, which = '1'] = REFERENCE.exec(text) ?? []
  if (task === undefined) {
    throw new UsageError(
      `"${text}" names no track; allowed: a task id of 32 hexadecimal digits or "last", with /2 for its second take`,
      'troubadour task list shows the tasks of this key',
    )
  }
  const taskId = task === 'last' ? await lastSongTask(cli) : task
  const { signal } = cli
  const record = await patiently(signal, () =>
    cli.client().recordOf({ operation: 'generate', taskId }, { signal }),
  )
  const songs = record?.response?.sunoData ?? []
  const song = songs.find(({ id }, index) => id === which || String(index + 1) === which)
  if (!song) {
    const has = songs.length === 0 ? 'no tracks' : `the takes 1 to ${songs.length}`
    throw new UsageError(
      `task ${taskId} has ${has}; got /${which}`,
      `troubadour task show ${taskId} tells more`,
    )
  }
  if (!song.audioUrl) {
    throw new UsageError(`take ${which} of task ${taskId} is not finished`, `troubadour wait ${taskId}`)
  }
  return {
    taskId,
    audioId: song.id,
    title: song.title,
    audioUrl: song.audioUrl,
    durationSeconds: song.duration ?? 0,
  }
}

async function lastSongTask(cli: Cli): Promise<string> {
  const filter = { kind: MUSIC_KINDS, state: 'succeeded' as const }
  for await (const { taskId } of cli.client().tasks(filter, { signal: cli.signal })) return taskId
  throw new UsageError('this key has no finished song yet', 'make one with troubadour generate')
}

/** The task that somebody means by `last` or its id: any kind, finished or not. */
export async function findTaskId(cli: Cli, text: string): Promise<string> {
  if (text !== 'last') return text
  for await (const { taskId } of cli.client().tasks({}, { signal: cli.signal })) return taskId
  throw new UsageError('this key has no tasks yet', 'make one with troubadour generate')
}

/** A URL for a recording: files are uploaded, tracks looked up. */
export async function recordingUrl(cli: Cli, text: string): Promise<string> {
  if (/^https?:\/\//.test(text)) return text
  if (existsSync(text)) return uploadFile(cli, text).then(({ downloadUrl }) => downloadUrl)
  if (isTrackReference(text)) return findTrack(cli, text).then(({ audioUrl }) => audioUrl)
  throw new UsageError(`there is no file "${text}"; allowed: ${RECORDING_HELP}`)
}

export async function uploadFile(cli: Cli, path: string) {
  const file = await openAsBlob(path)
  const line = cli.output().progress('upload')
  try {
    return await cli.client().upload(file, {
      fileName: basename(path),
      signal: cli.signal,
      onProgress: ({ sentBytes, totalBytes }) => line.show('sending', sentBytes / totalBytes),
    })
  } finally {
    line.end()
  }
}
