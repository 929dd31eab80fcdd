import { z } from 'zod'
import type { TaskKind } from '@troubadour/contract'
import { MUSIC_KINDS, OPERATION_OF, type TaskFilter } from '@troubadour/sdk'
import { UsageError } from '../errors.js'
import { patiently } from '../patience.js'
import { uploadFile } from '../references.js'
import { finish, showSongs } from './task-results.js'
import { answer, defineTool, READ_ONLY, type Tool } from './tool.js'

const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

/** Tasks, files and credits. */
export const TASK_TOOLS: readonly Tool[] = [
  defineTool({
    name: 'list_tasks',
    title: 'List tasks',
    description: 'The newest tasks of this account: id, kind, state.',
    input: {
      kind: z.string().optional().describe('Such as "generate" or "lyrics"; several separated by commas'),
      state: z.enum(STATES).optional(),
      limit: z.number().int().min(1).max(100).default(20),
    },
    annotations: READ_ONLY,
    async run({ kind, state, limit }, { cli }) {
      const filter: TaskFilter = { kind: kind as TaskKind | undefined, state }
      const tasks: Record<string, unknown>[] = []
      for await (const task of cli.client().tasks(filter, { signal: cli.signal })) {
        const { taskId: task_id, createdAt: created_at, errorMessage: error, ...rest } = task
        tasks.push({
          task_id,
          kind: rest.kind,
          state: rest.state,
          progress: rest.progress,
          created_at,
          error,
        })
        if (tasks.length === limit) break
      }
      const lines = tasks.map(
        (task) => `${String(task['task_id'])} ${String(task['kind'])} ${String(task['state'])}`,
      )
      return answer(lines.join('\n') || 'There are no such tasks.', { tasks })
    },
  }),
  defineTool({
    name: 'get_task',
    title: 'State and result of a task',
    description:
      'Where a task stands, and its result once it is done. Waits for it when wait_seconds says so.',
    input: {
      task_id: z.string(),
      wait_seconds: z.number().min(0).max(3600).default(0).describe('How long to wait for its end'),
    },
    annotations: READ_ONLY,
    async run({ task_id, wait_seconds }, context) {
      const { cli } = context
      const path = `/troubadour/v1/tasks/${encodeURIComponent(task_id)}`
      const { signal } = cli
      const look = () =>
        patiently(signal, () =>
          cli.transport().send<Record<string, unknown>>(path, { method: 'GET', signal }),
        )
      let detail = await look()
      const kind = detail['kind'] as TaskKind
      const operation = OPERATION_OF[kind]
      const isOpen = detail['state'] === 'queued' || detail['state'] === 'running'
      if (
        (MUSIC_KINDS as readonly string[]).includes(kind) &&
        (detail['state'] === 'succeeded' || (isOpen && wait_seconds > 0))
      ) {
        return finish(
          context,
          { operation: 'generate', taskId: task_id },
          Math.max(1, wait_seconds),
          showSongs,
        )
      }
      if (isOpen && wait_seconds > 0 && operation !== undefined) {
        const end = await finish(context, { operation, taskId: task_id }, wait_seconds, () => answer('', {}))
        if (end.structuredContent?.['status'] === 'running') return end
        detail = await look()
      }
      const { state, stage, progress, errorMessage } = detail
      const percent = Math.floor(Number(progress) * 100)
      const error = typeof errorMessage === 'string' ? `\nerror: ${errorMessage}` : ''
      const result = detail['result'] === null ? '' : `\nresult: ${JSON.stringify(detail['result'])}`
      return answer(
        `Task ${task_id} (${kind}): ${String(state)}, stage ${String(stage)}, ${percent} %${error}${result}`,
        detail,
      )
    },
  }),
  defineTool({
    name: 'cancel_task',
    title: 'Cancel a task',
    description: 'Ends a task that waits or is in work and gives its credits back.',
    input: { task_id: z.string() },
    annotations: { destructiveHint: true, idempotentHint: true },
    async run({ task_id }, { cli }) {
      await cli.client().cancel({ taskId: task_id }, { signal: cli.signal })
      return answer(`Task ${task_id} was cancelled.`, { task_id, cancelled: true })
    },
  }),
  defineTool({
    name: 'upload_recording',
    title: 'Bring a recording',
    description:
      'Stores an audio file on the server for a few days and returns a URL that other tools take as source.',
    input: {
      url: z.string().optional().describe('http(s) URL to fetch'),
      path: z
        .string()
        .optional()
        .describe('Path on the machine of this MCP server, instead of url (local use only)'),
    },
    async run({ url, path }, { cli, mayReadFiles }) {
      if ((url === undefined) === (path === undefined)) throw new UsageError('give either url or path')
      if (path !== undefined && !mayReadFiles)
        throw new UsageError('files cannot be read over HTTP; give url')
      const uploaded =
        path === undefined
          ? await cli.client().uploadFromUrl(url!, { signal: cli.signal })
          : await uploadFile(cli, path)
      return answer(uploaded.downloadUrl, {
        url: uploaded.downloadUrl,
        file_name: uploaded.fileName,
        size_bytes: uploaded.fileSize,
        expires_at: uploaded.expiresAt ?? null,
      })
    },
  }),
  defineTool({
    name: 'get_download_link',
    title: 'A link that works without a key',
    description: 'A link to a file of this server that works for 20 minutes, to be handed to somebody.',
    input: { url: z.string().describe('A URL that another tool returned') },
    annotations: READ_ONLY,
    async run({ url }, { cli }) {
      const link = await cli.client().downloadUrl(url, { signal: cli.signal })
      return answer(link, { url: link })
    },
  }),
  defineTool({
    name: 'get_credits',
    title: 'Credits left',
    description: 'How many credits the account has; a song costs 12 unless the server has other prices.',
    input: {},
    annotations: READ_ONLY,
    async run(_input, { cli }) {
      const credits = await cli.client().credits({ signal: cli.signal })
      return answer(`${credits} credits`, { credits })
    },
  }),
]
