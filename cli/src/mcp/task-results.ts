import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js'
import type { OperationName, Operations, SubmittedTask } from '@troubadour/sdk'
import { WaitTimeoutError } from '@troubadour/sdk'
import { clock } from '../output.js'
import { answer, type ToolContext } from './tool.js'
import { audioUri, lyricsUri } from './uris.js'

/**
 * Waits for a task and shows its record. Progress is reported meanwhile; when the client cancels the call the task is
 * cancelled too, and when the time is up the model is told how to ask again.
 */
export async function finish<Name extends OperationName>(
  { cli, report }: ToolContext,
  task: SubmittedTask<Name>,
  waitSeconds: number,
  show: (record: Operations[Name]['record'], task: SubmittedTask<Name>) => CallToolResult,
): Promise<CallToolResult> {
  if (waitSeconds === 0) return unfinished(task, 'was accepted')
  try {
    const record = await cli.client().waitFor(task, {
      timeoutMs: waitSeconds * 1000,
      signal: cli.signal,
      onProgress: ({ state, stage, progress, queuePosition }) =>
        report(
          progress,
          queuePosition === null ? `${state}, stage ${stage}` : `place ${queuePosition} in the queue`,
        ),
    })
    return show(record, task)
  } catch (error) {
    if (error instanceof WaitTimeoutError)
      return unfinished(task, `is not done after ${waitSeconds} s and goes on`)
    // Nobody waits for it any more.
    if (cli.signal.aborted)
      await cli
        .client()
        .cancel(task)
        .catch(() => undefined)
    throw error
  }
}

function unfinished({ taskId, operation }: SubmittedTask, what: string): CallToolResult {
  return answer(`Task ${taskId} ${what}. Ask with get_task, end it with cancel_task.`, {
    task_id: taskId,
    operation,
    status: 'running',
  })
}

/** Songs with links that can be played and read. */
export function showSongs(
  record: Operations['generate']['record'],
  { taskId }: { readonly taskId: string },
): CallToolResult {
  const songs = (record.response?.sunoData ?? []).map((song) => ({
    track: `${taskId}/${song.id}`,
    title: song.title,
    style: song.tags,
    duration_seconds: song.duration,
    audio_url: song.audioUrl,
    image_url: song.imageUrl,
    bpm: song.troubadour?.bpm ?? null,
    key: song.troubadour?.key ?? null,
    warnings: song.troubadour?.warnings.map(({ message }) => message) ?? [],
  }))
  const lines = songs.map(
    ({ track, title, duration_seconds, bpm, key, audio_url, warnings }, index) =>
      `Take ${index + 1}: "${title}", ${clock(duration_seconds ?? 0)}${bpm === null ? '' : `, ${bpm} bpm in ${key}`}\n  listen: ${audio_url}\n  track: ${track}${warnings.map((text) => `\n  warning: ${text}`).join('')}`,
  )
  const links = songs.flatMap(({ track, title }): ContentBlock[] => [
    {
      type: 'resource_link',
      uri: audioUri(track),
      name: title,
      mimeType: 'application/json',
      description: 'Facts and audio link',
    },
    { type: 'resource_link', uri: lyricsUri(track), name: `${title} (lyrics)`, mimeType: 'text/plain' },
  ])
  return answer(lines.join('\n'), { task_id: taskId, status: 'done', songs }, links)
}

/** Files by name. */
export function showFiles(
  taskId: string,
  files: readonly { readonly name: string; readonly url: string | null | undefined }[],
): CallToolResult {
  const there = files.flatMap(({ name, url }) => (url ? [{ name, url }] : []))
  return answer(there.map(({ name, url }) => `${name}: ${url}`).join('\n'), {
    task_id: taskId,
    status: 'done',
    files: there,
  })
}
