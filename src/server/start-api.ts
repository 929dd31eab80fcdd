import { randomBytes, randomInt } from 'node:crypto'
import { Registry, collectDefaultMetrics } from 'prom-client'
import {
  authenticateOpenly,
  Authenticator,
  createAccountStore,
  createKeyStore,
  readBalance,
  type PriceList,
} from '../accounts/index.js'
import {
  buildApi,
  createMemoryRateLimiter,
  createSharedRateLimiter,
  QUERY_LIMIT,
  SUBMIT_LIMIT,
} from '../api/index.js'
import { personaOfScore } from '../music/persona.js'
import { songFacts } from '../music/song-facts.js'
import { createDiskGuard, isFinalTaskState, registerUpload } from '../tasks/index.js'
import { createWebhookLog, signingKeysFrom } from '../webhooks/index.js'
import { unpackScore } from '../workflows/index.js'
import type { Foundation } from './foundation.js'
import { packageVersion } from './package-version.js'

/** Answers requests from now on. */
export async function startApi(foundation: Foundation, priceOf: PriceList): Promise<void> {
  const { config, log, connection, engines, client, tasks, publicUrl } = foundation
  const { db } = connection
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const authenticator = new Authenticator(db)
  const api = await buildApi({
    config: {
      publicUrl: () => publicUrl.current,
      version: packageVersion(),
      dialect: config.dialect,
      mirrorStatus: config.mirrorStatus,
      coverRepeatCode: config.coverRepeatCode,
      scratchDir: foundation.scratchDir,
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
    priceOf,
    webhooks: createWebhookLog({
      db,
      client,
      signingKeys: () => signingKeysFrom(config.webhookHmacKey),
      onReplay: () => foundation.dispatch.now(),
    }),
    objects: foundation.objects,
    urls: foundation.urls,
    liveStreams: foundation.liveStreams,
    wordsOf: async (packedScore) => engines.aligner.words(await unpackScore(packedScore)),
    boostStyle: (content, seed) => engines.styleWriter.boost({ content, seed }, new AbortController().signal),
    personaOf: async (packedScore, about) => personaOfScore(await unpackScore(packedScore), about),
    songFactsOf: async (packedScore) => songFacts(await unpackScore(packedScore)),
    downloader: client,
    registerUpload: (accountId, file) => registerUpload(db, accountId, file),
    hasDiskSpace: createDiskGuard(config.dataDir, config.minFreeDiskBytes),
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
  foundation.onStop(() => api.close())
  const address = await api.listen({ host: config.host, port: config.port })
  // With port 0 the system has chosen one; `0.0.0.0` is no address a client can call.
  publicUrl.current =
    config.publicUrl ?? address.replace('://0.0.0.0:', '://127.0.0.1:').replace('://[::]:', '://[::1]:')
}

async function problemOf(check: Promise<unknown>): Promise<string | undefined> {
  try {
    await check
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
