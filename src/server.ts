import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createMediaUrls, failureOf } from '@troubadour/contract'
import { pino, type Logger } from 'pino'
import { Registry, collectDefaultMetrics } from 'prom-client'
import {
  authenticateOpenly,
  Authenticator,
  createAccountStore,
  createKeyStore,
  createPriceList,
  prepareBootstrapKeys,
  readBalance,
  UnknownPriceError,
  type FirstKey,
  type PriceList,
} from './accounts/index.js'
import {
  buildApi,
  createMemoryRateLimiter,
  createSharedRateLimiter,
  QUERY_LIMIT,
  SUBMIT_LIMIT,
} from './api/index.js'
import { ConfigError, type Config } from './config.js'
import { connectDatabase, migrate, readMigrations, startEmbeddedPostgres } from './db/index.js'
import { createEmbeddedEngines } from './engines/adapters/embedded/embedded-engines.js'
import { createThreadedEngines } from './engines/adapters/threaded/threaded-engines.js'
import { openObjectStore } from './media/storage/index.js'
import { openDiskLiveStreams } from './media/streams/index.js'
import { personaOfScore, type Persona } from './music/persona.js'
import { songFacts } from './music/song-facts.js'
import { createGuardedClient } from './net/index.js'
import { projectPath } from './paths.js'
import { createSandboxWorkflows, planDeliveries, readDirectives } from './sandbox/index.js'
import { openScratchFolder } from './scratch-folder.js'
import {
  createDiskGuard,
  isFinalTaskState,
  JobQueue,
  keepSweeping,
  LIGHT_CONCURRENCY,
  Notifier,
  PostgresTaskStore,
  registerUpload,
  TaskRunner,
  type EventSink,
  type LaneConcurrency,
} from './tasks/index.js'
import { createDispatcher, createWebhookLog, enqueueEvent, signingKeysFrom } from './webhooks/index.js'
import { createWorkflows, unpackScore, type WorkflowDeps } from './workflows/index.js'

/** A server that answers. */
export interface RunningServer {
  /** Base URL for clients, without a trailing slash. */
  readonly url: string
  /** The key made at the first start; undefined when `API_KEYS` lists the keys. */
  readonly firstKey: FirstKey | undefined
  /** Ends everything in order: no new requests, tasks given back, deliveries finished, database stopped. */
  stop(): Promise<void>
}

/**
 * Tasks in work for each render thread. The threads limit the audio work; more tasks than threads means that a new
 * task's words are written while others are still performed.
 */
const TASKS_PER_RENDER_THREAD = 4
/** Live streams that nobody has written to for so long are removed: their songs are files by then. */
const STREAM_IDLE_MS = 6 * 3_600_000
const STREAM_SWEEP_MS = 3_600_000

/** The composition root: builds every part, wires it, starts it in order. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = pino({ level: config.logLevel })
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) {
      await each().catch((error: unknown) =>
        log.error({ err: error }, 'a part of the server did not stop cleanly'),
      )
    }
  }
  try {
    return await start(config, log, stops, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  config: Config,
  log: Logger,
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const { dataDir } = config
  const prices = pricesOf(config)
  const hasApi = config.role !== 'worker'
  const hasWorker = config.role !== 'api'
  const scratchDir = await openScratchFolder(dataDir)
  stops.push(() => rm(scratchDir, { recursive: true, force: true }))

  const engines = createThreadedEngines(createEmbeddedEngines(), { renderThreads: config.renderThreads })
  stops.push(() => engines.close())
  // While the database starts.
  if (hasWorker) {
    engines
      .warmUp()
      .catch((error: unknown) => log.error({ err: error }, 'the render threads could not be made ready'))
  }

  const connection = connectDatabase(await databaseUrl(config, log, stops), {
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  const { db } = connection
  stops.push(() => connection.close())
  await migrate(db, await readMigrations(projectPath('sql')))
  // Only who answers requests knows which keys are in force: a worker without the list must not revoke them.
  const firstKey = hasApi ? await prepareBootstrapKeys(db, { apiKeys: config.apiKeys, dataDir }) : undefined

  const objects = await openObjectStore({ folder: join(dataDir, 'objects'), s3: config.s3 })
  const liveStreams = await openDiskLiveStreams({ folder: join(dataDir, 'streams') })
  const client = createGuardedClient({ allowPrivate: config.allowPrivateUrls })
  stops.push(() => client.close())

  const notifier = new Notifier(connection)
  const queue = new JobQueue(connection, { notifier, log })
  stops.push(() => notifier.stop())
  await queue.start()
  stops.push(() => queue.stop())

  let publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const urls = {
    media: (key: string) => createMediaUrls(publicUrl).media(key),
    stream: (trackId: string) => createMediaUrls(publicUrl).stream(trackId),
  }
  const concurrency: LaneConcurrency = {
    audio: config.renderThreads * TASKS_PER_RENDER_THREAD,
    light: LIGHT_CONCURRENCY,
  }
  const workflowDeps: WorkflowDeps = {
    engines,
    store: objects,
    streams: liveStreams,
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
    scratchDir,
    retentionDays: config.retentionDays,
    newId: randomUUID,
  }
  const workflows = createWorkflows(workflowDeps)
  const tasks = new PostgresTaskStore({
    db,
    queue,
    notifier,
    concurrency,
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

  const sweeping = new AbortController()
  stops.push(async () => sweeping.abort())

  const signingKeys = () => signingKeysFrom(config.webhookHmacKey)
  // A process without a dispatcher leaves it to the next look of one that has.
  let wakeDispatcher: () => void = () => undefined

  if (hasApi) {
    const metrics = new Registry()
    collectDefaultMetrics({ register: metrics })
    const authenticator = new Authenticator(db)
    const api = await buildApi({
      config: {
        publicUrl: () => publicUrl,
        version: packageVersion(),
        dialect: config.dialect,
        mirrorStatus: config.mirrorStatus,
        coverRepeatCode: config.coverRepeatCode,
        scratchDir,
        trustedProxies: config.trustedProxies,
      },
      tasks,
      isTaskOpen: async (taskId) => {
        const row = await db.selectFrom('tasks').select('state').where('id', '=', taskId).executeTakeFirst()
        return row !== undefined && !isFinalTaskState(row.state)
      },
      accounts: {
        authenticate: (key) =>
          config.sandboxOpen ? authenticateOpenly(db, authenticator, key) : authenticator.authenticate(key),
        creditsOf: async (accountId) => {
          const balance = await readBalance(db, accountId)
          return !balance || balance.unlimited ? config.unlimitedCreditsShown : balance.balance
        },
      },
      keys: createKeyStore(db, { onChange: () => authenticator.forget() }),
      accountStore: createAccountStore(db),
      priceOf: prices,
      webhooks: createWebhookLog({ db, client, signingKeys, onReplay: () => wakeDispatcher() }),
      objects,
      urls,
      liveStreams,
      wordsOf: async (packedScore) => engines.aligner.words(await unpackScore(packedScore)),
      boostStyle: (content, seed) =>
        engines.styleWriter.boost({ content, seed }, new AbortController().signal),
      personaOf: async (packedScore, about) => personaOfScore(await unpackScore(packedScore), about),
      songFactsOf: async (packedScore) => songFacts(await unpackScore(packedScore)),
      downloader: client,
      registerUpload: (accountId, file) => registerUpload(db, accountId, file),
      hasDiskSpace: createDiskGuard(dataDir, config.minFreeDiskBytes),
      readiness: async () => ({
        database: await problemOf(db.selectNoFrom((is) => is.lit(1).as('one')).execute()),
      }),
      submitLimiter: createSharedRateLimiter(connection.pool, SUBMIT_LIMIT),
      queryLimiter: createMemoryRateLimiter(QUERY_LIMIT),
      metrics,
      logger: log,
      clock: () => new Date(),
      random: { token: () => randomBytes(18).toString('base64url'), seed: () => randomInt(2 ** 31) },
    })
    stops.push(() => api.close())
    const address = await api.listen({ host: config.host, port: config.port })
    // With port 0 the system has chosen one; `0.0.0.0` is no address a client can call.
    publicUrl =
      config.publicUrl ?? address.replace('://0.0.0.0:', '://127.0.0.1:').replace('://[::]:', '://[::1]:')
  }

  if (hasWorker) {
    const dispatcher = createDispatcher({
      db,
      client,
      signingKeys,
      retryDelaysMs: config.callbackRetryDelaysMs,
      onError: (error, message) => log.warn({ err: error }, message),
    })
    dispatcher.start()
    wakeDispatcher = () => dispatcher.notify()
    stops.push(() => dispatcher.stop())
    const runner = new TaskRunner({
      db,
      queue,
      notifier,
      workflows,
      sandboxWorkflows: createSandboxWorkflows(workflowDeps, createWorkflows),
      concurrency,
      log,
      events: callBack,
      onCommitted: () => dispatcher.notify(),
    })
    await runner.start()
    stops.push(() => runner.stop())
    void keepSweeping({
      db,
      objects,
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
    stops.push(async () => clearInterval(streamSweep))
  }
  return { url: publicUrl, firstKey, stop }
}

function pricesOf(config: Config): PriceList {
  try {
    return createPriceList(config.prices)
  } catch (cause) {
    if (!(cause instanceof UnknownPriceError)) throw cause
    throw new ConfigError('PRICES', `an object with "${cause.item}"`, `the names ${cause.allowed}`, { cause })
  }
}

/** Puts a callback into the outbox, for a task that wants them. */
const callBack: EventSink = async (trx, { task, stage, body }) => {
  if (task.callbackUrl === null) return
  const deliveries = task.sandbox ? planDeliveries(readDirectives(task.param), stage) : [{}]
  for (const delivery of deliveries) {
    await enqueueEvent(trx, {
      taskId: task.id,
      accountId: task.accountId,
      stage,
      url: task.callbackUrl,
      body,
      ...delivery,
    })
  }
}

/** The configured database, or the embedded one, started. */
async function databaseUrl(config: Config, log: Logger, stops: (() => Promise<unknown>)[]): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  const postgres = await startEmbeddedPostgres({
    directory: join(config.dataDir, 'postgres'),
    log: (message) => log.info(message),
  })
  stops.push(() => postgres.stop())
  return postgres.connectionString
}

async function problemOf(check: Promise<unknown>): Promise<string | undefined> {
  try {
    await check
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)(projectPath('package.json')) as { version: string }
  return version
}
