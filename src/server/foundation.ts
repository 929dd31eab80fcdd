import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createMediaUrls, failureOf, type MediaUrls, type TaskKind } from '@troubadour/contract'
import type { Logger } from 'pino'
import { prepareBootstrapKeys, type FirstKey } from '../accounts/index.js'
import type { Config } from '../config.js'
import {
  connectDatabase,
  migrate,
  readMigrations,
  startEmbeddedPostgres,
  whileUnreachable,
  type DatabaseConnection,
  type Db,
} from '../db/index.js'
import { createEmbeddedEngines } from '../engines/adapters/embedded/embedded-engines.js'
import { createThreadedEngines, type ThreadedEngines } from '../engines/adapters/threaded/threaded-engines.js'
import type { LiveStreams } from '../media/live-streams.js'
import { openObjectStore, type ObjectStore } from '../media/storage/index.js'
import { openDiskLiveStreams, relayLiveStreams, type DiskLiveStreams } from '../media/streams/index.js'
import type { Persona } from '../music/persona.js'
import { createGuardedClient, type GuardedClient } from '../net/index.js'
import { projectPath } from '../paths.js'
import { openScratchFolder } from '../scratch-folder.js'
import {
  createHeardRecordings,
  LIGHT_CONCURRENCY,
  Notifier,
  PostgresTaskStore,
  TaskQueue,
  type LaneConcurrency,
  type Workflow,
} from '../tasks/index.js'
import {
  createInspectors,
  createSigningSecrets,
  deliverToInspectors,
  type Inspectors,
  type SigningSecrets,
} from '../webhooks/index.js'
import { createOtlpExporter, createTracer, NO_TRACER, tracedPorts, type Tracer } from '../tracing/index.js'
import { createWorkflows, type WorkflowDeps } from '../workflows/index.js'
import { callBack } from './call-back.js'
import { createMetrics, type Metrics } from './metrics.js'
import { reserveBeforePut } from './reserving-store.js'
import type { Shutdown } from './shutdown.js'
import { createStreamExchange } from './stream-exchange.js'

/** What the API and the worker of a process stand on, built and running. */
export interface Foundation {
  readonly config: Config
  readonly log: Logger
  readonly connection: DatabaseConnection
  readonly engines: ThreadedEngines
  readonly objects: ObjectStore
  readonly liveStreams: DiskLiveStreams
  readonly client: GuardedClient
  readonly signingSecrets: SigningSecrets
  readonly inspectors: Inspectors
  readonly metrics: Metrics
  readonly tracer: Tracer
  readonly queue: TaskQueue
  readonly notifier: Notifier
  readonly tasks: PostgresTaskStore
  readonly workflows: readonly Workflow[]
  readonly workflowDeps: WorkflowDeps
  readonly concurrency: LaneConcurrency
  readonly urls: MediaUrls
  readonly scratchDir: string
  readonly firstKey: FirstKey | undefined
  /** Base URL for clients; the API sets it once it listens. */
  readonly publicUrl: { current: string }
  /** Has callbacks sent at once. A process without a dispatcher leaves them to the next look of one that has. */
  readonly dispatch: { now: () => void }
  readonly shutdown: Shutdown
}

/**
 * Tasks in work for each render thread. The threads limit the audio work; more tasks than threads means that a new
 * task's words are written while others are still performed.
 */
const TASKS_PER_RENDER_THREAD = 4

/** How long a start waits for its database, in milliseconds. */
const DATABASE_PATIENCE_MS = 60_000

/** Audio work of a few seconds: it takes turns with whole songs instead of waiting behind them. */
const SHORT_WORK: ReadonlySet<string> = new Set<TaskKind>(['wav', 'midi', 'voice-phrase', 'voice'])

/** Builds every shared part, in order. What has been started is handed to `shutdown` at once. */
export async function buildFoundation(config: Config, log: Logger, shutdown: Shutdown): Promise<Foundation> {
  const { dataDir } = config
  const scratchDir = await openScratchFolder(dataDir)
  shutdown.add('temporary files', () => rm(scratchDir, { recursive: true, force: true }))

  const tracer = openTracer(config, log, shutdown)
  const engines = createThreadedEngines(createEmbeddedEngines(), {
    renderThreads: config.renderThreads,
    separatorModel: config.separatorModel,
  })
  shutdown.add('render threads', () => engines.close())
  // While the database starts.
  if (config.role !== 'api' && config.warmUp) {
    engines
      .warmUp()
      .catch((error: unknown) => log.error({ err: error }, 'the render threads could not be made ready'))
  }

  const connection = connectDatabase(await databaseUrl(config, log, shutdown), {
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  const { db } = connection
  shutdown.add('database connections', () => connection.close())
  const migrations = await readMigrations(projectPath('sql'))
  // It may still be starting, or starting again.
  await whileUnreachable({ patienceMs: DATABASE_PATIENCE_MS }, () => migrate(db, migrations))
  // Only who answers requests knows which keys are in force: a worker without the list must not revoke them.
  const firstKey =
    config.role === 'worker'
      ? undefined
      : await prepareBootstrapKeys(db, { apiKeys: config.apiKeys, dataDir })

  const objects = await openObjectStore({ folder: join(dataDir, 'objects'), s3: config.s3 })
  const liveStreams = await openLiveStreams(config, log, db, shutdown)
  const publicUrl = { current: config.publicUrl ?? `http://${config.host}:${config.port}` }
  const signingSecrets = createSigningSecrets({ db, serverKey: config.webhookHmacKey })
  const inspectors = createInspectors({ db, signingKeys: (accountId) => signingSecrets.keysOf(accountId) })
  const client = deliverToInspectors(
    createGuardedClient({ allowPrivate: config.allowPrivateUrls }),
    inspectors,
    () => publicUrl.current,
  )
  shutdown.add('outgoing requests', () => client.close())
  const metrics = createMetrics({ db, role: config.role })
  const notifier = new Notifier(connection)
  const queue = new TaskQueue({ db, notifier, log })
  shutdown.add('notifications', () => notifier.stop())

  const urls: MediaUrls = {
    media: (key) => createMediaUrls(publicUrl.current).media(key),
    stream: (trackId) => createMediaUrls(publicUrl.current).stream(trackId),
  }
  const workflowDeps: WorkflowDeps = {
    engines: tracedPorts(tracer, engines),
    store: reserveBeforePut(objects, db),
    streams: liveStreams satisfies LiveStreams,
    client,
    urls,
    findTrack: (accountId, taskId, trackId) => tasks.findTrack(accountId, taskId, trackId),
    findTask: (accountId, taskId) => tasks.find(accountId, taskId),
    tracksOf: async (accountId, taskId) =>
      (await tasks.find(accountId, taskId)) ? tasks.tracksOf(taskId) : [],
    findTrackById: async (accountId, trackId) => {
      const track = await tasks.findTrackById(trackId)
      return track && tasks.findTrack(accountId, track.taskId, trackId)
    },
    findPersona: async (accountId, personaId) =>
      (await tasks.findPersona(accountId, personaId)) as Persona | undefined,
    heardRecordings: createHeardRecordings(db),
    scratchDir,
    retentionDays: config.retentionDays,
    newId: randomUUID,
  }
  const workflows = createWorkflows(workflowDeps)
  const concurrency: LaneConcurrency = {
    audio: config.renderThreads * TASKS_PER_RENDER_THREAD,
    light: LIGHT_CONCURRENCY,
  }
  const tasks = new PostgresTaskStore({
    db,
    queue,
    notifier,
    concurrency,
    isShort: (kind) => SHORT_WORK.has(kind),
    laneOf: (kind) => {
      const workflow = workflows.find((each) => each.kind === kind)
      if (!workflow) throw new RangeError(`no workflow performs tasks of kind "${kind}"`)
      return workflow.lane
    },
    // A client that waits for callbacks must hear of this end as of any other.
    onCancelled: async (trx, task) => {
      const failure = failureOf(task)
      const workflow = workflows.find((each) => each.kind === task.kind)
      if (!failure || !workflow) return
      await callBack(trx, { task, stage: 'error', body: workflow.failureCallback(task, failure) })
    },
  })
  const dispatch = { now: () => undefined }
  return {
    ...{
      config,
      log,
      connection,
      engines,
      objects,
      liveStreams,
      client,
      signingSecrets,
      inspectors,
      metrics,
      tracer,
    },
    ...{ queue, notifier, tasks, workflows },
    ...{ workflowDeps, concurrency, urls, scratchDir, firstKey, publicUrl, dispatch, shutdown },
  }
}

/** Sends spans to the configured collector; does nothing without one. */
function openTracer(config: Config, log: Logger, shutdown: Shutdown): Tracer {
  if (config.otlpEndpoint === undefined) return NO_TRACER
  const tracer = createTracer(
    createOtlpExporter({
      endpoint: config.otlpEndpoint,
      serviceName: config.otelServiceName,
      onError: (error) =>
        log.warn({ err: error }, 'traces could not be sent to the collector; they are dropped'),
    }),
  )
  shutdown.add('traces', () => tracer.close())
  return tracer
}

/** Streams in files of this machine; with a database of their own, machines hand them on to each other. */
async function openLiveStreams(
  config: Config,
  log: Logger,
  db: Db,
  shutdown: Shutdown,
): Promise<DiskLiveStreams> {
  const local = await openDiskLiveStreams({ folder: join(config.dataDir, 'streams') })
  if (config.databaseUrl === undefined) return local
  const relayed = relayLiveStreams(local, createStreamExchange(db), {
    onError: (error) => log.warn({ err: error }, 'a live stream could not be handed on; it is tried again'),
  })
  shutdown.add('live streams', () => relayed.close())
  return relayed
}

/** The configured database, or the embedded one, started. */
async function databaseUrl(config: Config, log: Logger, shutdown: Shutdown): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  const postgres = await startEmbeddedPostgres({
    directory: join(config.dataDir, 'postgres'),
    log: (message) => log.info(message),
  })
  shutdown.add('embedded database', () => postgres.stop())
  return postgres.connectionString
}
