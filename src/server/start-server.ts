import { destination, multistream, pino } from 'pino'
import type { FirstKey } from '../accounts/index.js'
import type { Config } from '../config.js'
import { configuredPrices } from './configured-prices.js'
import { buildFoundation } from './foundation.js'
import { createLogTail } from './log-tail.js'
import { createShutdown } from './shutdown.js'
import { startApi } from './start-api.js'
import { startWorker } from './start-worker.js'

/** A server that answers. */
export interface RunningServer {
  /** Base URL for clients, without a trailing slash. */
  readonly url: string
  /** The key made at the first start; undefined when `API_KEYS` lists the keys. */
  readonly firstKey: FirstKey | undefined
  /** Ends everything in order: no new requests, tasks given back, deliveries finished, database stopped. */
  stop(): Promise<void>
}

/** Fields that no log line shows, whoever puts them there. */
const SECRET_FIELDS = ['authorization', 'apiKey', 'secret', 'password', 'secretAccessKey'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** The composition root: builds what both parts stand on, then starts the parts that this process has. */
export async function startServer(config: Config): Promise<RunningServer> {
  const logTail = createLogTail({ secrets: secretsOf(config) })
  const log = pino(
    { level: config.logLevel, redact: { paths: SECRET_FIELDS, censor: '(secret)' } },
    multistream([
      { level: 'trace', stream: destination(1) },
      { level: 'trace', stream: logTail },
    ]),
  )
  const shutdown = createShutdown(log)
  try {
    // First what may be wrong with the settings: it is cheap to find out.
    const prices = configuredPrices(config)
    const foundation = await buildFoundation(config, log, shutdown)
    if (config.role !== 'worker') await startApi(foundation, prices, logTail)
    if (config.role !== 'api') await startWorker(foundation)
    return { url: foundation.publicUrl.current, firstKey: foundation.firstKey, stop: () => shutdown.run() }
  } catch (error) {
    await shutdown.run()
    throw error
  }
}

/** What the settings hold that no log may show. */
function secretsOf({ apiKeys, databaseUrl, s3, webhookHmacKey }: Config): (string | undefined)[] {
  return [...apiKeys, databaseUrl, s3?.secretAccessKey, webhookHmacKey]
}
