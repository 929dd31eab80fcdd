import { Readable } from 'node:stream'
import { taskProgress, taskProgressSchema, type TaskProgress } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from './deps.js'
import { HEARTBEAT_MS, withHeartbeats } from './heartbeats.js'
import { operation } from './operation.js'
import { requestedTask, taskParamsSchema } from './tasks.js'
import { createTaskWatcher, type TaskSnapshot } from './task-watcher.js'

/** After a broken connection, the client's pause before it asks again. */
const RETRY_MS = 2000

/** Timing that tests shorten, in milliseconds. */
export interface TaskEventTiming {
  readonly heartbeatMs?: number
  readonly pollMs?: number
}

/** `/troubadour/v1/tasks/<id>/events`: progress as server-sent events (HTML Living Standard, section 9.2). */
export function taskEventRoutes(app: FastifyInstance, deps: ApiDeps, timing: TaskEventTiming = {}): void {
  const { heartbeatMs = HEARTBEAT_MS, pollMs } = timing
  const watcher = createTaskWatcher({
    tasks: deps.tasks,
    ...(pollMs !== undefined && { pollMs }),
    onError: (error) => deps.logger.warn({ err: error }, 'tasks could not be looked at for their listeners'),
  })
  // Listeners would keep the server from closing.
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  app.get(
    '/troubadour/v1/tasks/:taskId/events',
    {
      schema: operation({
        id: 'taskEvents',
        tag: 'Tasks',
        summary: 'State, stage, progress and place in the queue as they change',
        description:
          'Server-sent events. Each is named for what has changed most (`end`, `state`, `stage`, `queue`, `progress`) and carries everything; `end` is the last one. A client that reconnects is told the present state unless its `Last-Event-ID` names it; once the task has ended it gets status 204, upon which clients stop asking.',
        params: taskParamsSchema,
        produces: 'text/event-stream',
        response: taskProgressSchema,
      }),
    },
    async (request, reply) => {
      const task = await requestedTask(deps, request, 'follow')
      const lastId = request.headers['last-event-id']
      const known = typeof lastId === 'string' ? lastId : undefined
      if (known?.startsWith('end-')) return reply.code(204).send()

      const listener = new AbortController()
      reply.raw.once('close', () => listener.abort())
      const signal = AbortSignal.any([listener.signal, closing.signal])
      const events = eventsOf(watcher.watch(task, signal), known)
      reply
        // Kept open for another request, the connection would hold up a server that closes.
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
        .type('text/event-stream; charset=utf-8')
      return reply.send(Readable.from(withHeartbeats(events, heartbeatMs), { objectMode: false }))
    },
  )
}

/** The text of each event; the first is left out when it is the one that the client knows. */
async function* eventsOf(
  snapshots: AsyncIterable<TaskSnapshot>,
  known: string | undefined,
): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`
  let before: TaskProgress | undefined
  for await (const { task, queue } of snapshots) {
    const now = taskProgress(task, queue)
    const name = nameOf(before, now)
    const id = `${name === 'end' ? 'end-' : ''}${idOf(now)}`
    if (before !== undefined || id !== known) {
      yield `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(now)}\n\n`
    }
    before = now
  }
}

/** Says everything that can change, so that equal ids mean equal events. */
function idOf({ state, stage, progress, queuePosition }: TaskProgress): string {
  return `${state}-${stage}-${progress}-${queuePosition ?? 0}`
}

function nameOf(before: TaskProgress | undefined, now: TaskProgress): string {
  if (now.state !== 'queued' && now.state !== 'running') return 'end'
  if (now.state !== before?.state) return 'state'
  if (now.stage !== before.stage) return 'stage'
  return now.queuePosition === before.queuePosition ? 'progress' : 'queue'
}
