import { createSandboxWorkflows } from '../sandbox/index.js'
import { createDiskGuard, keepSweeping, TaskRunner } from '../tasks/index.js'
import { createDispatcher, forgetAttempts } from '../webhooks/index.js'
import { createWorkflows } from '../workflows/index.js'
import { callBack } from './call-back.js'
import type { Foundation } from './foundation.js'
import { startHealthServer } from './health-server.js'

/** Live streams that nobody has written to for so long are removed: their songs are files by then. */
const STREAM_IDLE_MS = 6 * 3_600_000
const STREAM_SWEEP_MS = 3_600_000
/** Below this much free space a worker takes no task. The API refuses new work long before (`MIN_FREE_DISK_MB`). */
const WORKER_FLOOR_BYTES = 64_000_000
const ATTEMPT_SWEEP_MS = 3_600_000

/** Performs tasks, delivers callbacks and sweeps from now on. */
export async function startWorker(foundation: Foundation): Promise<void> {
  const { config, log, client, liveStreams, shutdown } = foundation
  const { db } = foundation.connection
  const sweeping = new AbortController()
  shutdown.add('sweeps', async () => sweeping.abort())

  const dispatcher = createDispatcher({
    db,
    client,
    signingKeys: (accountId) => foundation.signingSecrets.keysOf(accountId),
    retryDelaysMs: config.callbackRetryDelaysMs,
    tracer: foundation.tracer,
    onAttempt: (attempt) => foundation.metrics.countAttempt(attempt),
    onOpened: ({ receiver, failures, lastError }) =>
      log.warn(
        { receiver, failures, lastError },
        'a receiver of callbacks counts as down; it is probed from now on',
      ),
    onError: (error, message) => log.warn({ err: error }, message),
  })
  dispatcher.start()
  foundation.dispatch.now = () => dispatcher.notify()
  shutdown.add('deliveries', () => dispatcher.stop())

  const runner = new TaskRunner({
    db,
    queue: foundation.queue,
    notifier: foundation.notifier,
    workflows: foundation.workflows,
    sandboxWorkflows: createSandboxWorkflows(foundation.workflowDeps, createWorkflows),
    concurrency: foundation.concurrency,
    eager: { ...foundation.concurrency, audio: config.renderThreads },
    log,
    events: callBack,
    tracer: foundation.tracer,
    // A full disk would fail every task it is given: they wait, or other workers take them.
    isReady: createDiskGuard(config.dataDir, Math.min(config.minFreeDiskBytes, WORKER_FLOOR_BYTES)),
    onCommitted: () => dispatcher.notify(),
    onPickedUp: (_task, waitedSeconds) => foundation.metrics.observePickUp(waitedSeconds),
    onLeft: ({ kind, state }, seconds) => foundation.metrics.countTask({ kind, state, seconds }),
  })
  await runner.start()
  shutdown.add('tasks', () => runner.stop())

  void keepSweeping({
    db,
    objects: foundation.objects,
    log,
    signal: sweeping.signal,
    onTracksRemoved: async (trackIds) => {
      await Promise.all(trackIds.map((id) => liveStreams.remove(id)))
    },
  })
  const streamSweep = setInterval(() => {
    liveStreams
      .sweep(STREAM_IDLE_MS)
      .catch((error: unknown) => log.warn({ err: error }, 'old live streams could not be removed'))
  }, STREAM_SWEEP_MS).unref()
  shutdown.add('sweeps of streams', async () => clearInterval(streamSweep))
  const attemptSweep = setInterval(() => {
    Promise.all([forgetAttempts(db, config.callbackLogDays), foundation.inspectors.sweep()]).catch(
      (error: unknown) => log.warn({ err: error }, 'old records of deliveries could not be removed'),
    )
  }, ATTEMPT_SWEEP_MS).unref()
  shutdown.add('sweeps of deliveries', async () => clearInterval(attemptSweep))
  if (config.role === 'worker' && config.workerPort !== undefined) await startHealthServer(foundation)
}
