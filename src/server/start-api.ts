import { randomBytes, randomInt } from 'node:crypto'
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
import type { HeardRecording } from '../music/heard.js'
import { heardView } from '../music/heard-view.js'
import { personaOfScore } from '../music/persona.js'
import { scoreView } from '../music/score-view.js'
import { songFacts } from '../music/song-facts.js'
import { projectPath } from '../paths.js'
import { midiSoundOf } from '../studio/midi-sounds.js'
import {
  createAdmission,
  createDiskGuard,
  createHeardRecordings,
  createSongLibrary,
  isFinalTaskState,
  registerUpload,
} from '../tasks/index.js'
import { createWebhookLog } from '../webhooks/index.js'
import { unpackScore } from '../workflows/index.js'
import type { Foundation } from './foundation.js'
import { firstRunOf } from './first-run.js'
import type { LogTail } from './log-tail.js'
import { packageVersion } from './package-version.js'
import { styleWords, type StyleWord } from './style-words.js'
import { readiness } from './readiness.js'
import { systemOverview } from './system-overview.js'

/** Answers requests from now on. */
export async function startApi(
  foundation: Foundation,
  priceOf: PriceList,
  logTail: Pick<LogTail, 'read'>,
): Promise<void> {
  const { config, log, connection, engines, client, tasks, publicUrl } = foundation
  const { db } = connection
  const heardRecordings = createHeardRecordings(db)
  let words: readonly StyleWord[] | undefined
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
    prices: priceOf.list,
    library: createSongLibrary(db),
    webhooks: createWebhookLog({
      db,
      client,
      signingKeys: (accountId) => foundation.signingSecrets.keysOf(accountId),
      onReplay: () => foundation.dispatch.now(),
    }),
    signingSecrets: foundation.signingSecrets,
    inspectors: foundation.inspectors,
    system: { overview: () => systemOverview(foundation), logs: (query) => logTail.read(query) },
    objects: foundation.objects,
    urls: foundation.urls,
    liveStreams: foundation.liveStreams,
    wordsOf: async (packedScore) => engines.aligner.words(await unpackScore(packedScore)),
    boostStyle: (content, seed) => engines.styleWriter.boost({ content, seed }, new AbortController().signal),
    personaOf: async (packedScore, about) => personaOfScore(await unpackScore(packedScore), about),
    scoreViewOf: async (packedScore) => scoreView(await unpackScore(packedScore), midiSoundOf),
    midiOf: async (packedScore) => engines.notator.scoreFile(await unpackScore(packedScore)),
    styleWords: () => (words ??= styleWords()),
    songFactsOf: async (packedScore) => songFacts(await unpackScore(packedScore)),
    heardOf: async (taskId) =>
      (await heardRecordings.ofTask(taskId)).map(({ field, heard }) => ({
        field,
        ...heardView(heard as unknown as HeardRecording),
      })),
    downloader: client,
    consoleDir: projectPath('console/dist'),
    firstRun: firstRunOf(foundation),
    registerUpload: (accountId, file) => registerUpload(db, accountId, file),
    queueFull: createAdmission(db, config),
    hasDiskSpace: createDiskGuard(config.dataDir, config.minFreeDiskBytes),
    readiness: () => readiness(foundation),
    submitLimiter: createSharedRateLimiter(connection.pool, SUBMIT_LIMIT),
    queryLimiter: createMemoryRateLimiter(QUERY_LIMIT),
    metrics: foundation.metrics.registry,
    tracer: foundation.tracer,
    logger: log,
    clock: () => new Date(),
    random: { token: () => randomBytes(18).toString('base64url'), seed: () => randomInt(2 ** 31) },
  })
  foundation.shutdown.add('API', () => api.close())
  const address = await api.listen({ host: config.host, port: config.port })
  // With port 0 the system has chosen one; `0.0.0.0` is no address a client can call.
  publicUrl.current =
    config.publicUrl ?? address.replace('://0.0.0.0:', '://127.0.0.1:').replace('://[::]:', '://[::1]:')
}
