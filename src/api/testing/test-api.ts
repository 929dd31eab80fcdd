import { tmpdir } from 'node:os'
import { createMediaUrls } from '@troubadour/contract'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { StoredFile } from '../../tasks/types.js'
import { buildApi } from '../build-api.js'
import type { ApiDeps } from '../deps.js'
import { createEmptyAccountStore, createMemoryKeyStore, testIdentity } from './memory-accounts.js'
import { createMemoryInspectors } from './memory-inspectors.js'
import { createMemoryLibrary } from './memory-library.js'
import { createMemoryLiveStreams } from './memory-live-streams.js'
import { createMemoryObjectStore } from './memory-object-store.js'
import { createMemorySigningSecrets } from './memory-signing-secrets.js'
import { createMemoryTaskStore, type MemoryTaskStore } from './memory-task-store.js'
import { createMemoryWebhookLog } from './memory-webhook-log.js'

export const TEST_KEY = 'test-key-of-alice'
export const OTHER_KEY = 'test-key-of-bob'
export const TEST_NOW = new Date('2026-02-03T04:05:06.789Z')
const PUBLIC_URL = 'http://troubadour.test'

/** The API over memory, with handles on what is behind it. */
export interface TestApi {
  readonly app: FastifyInstance
  readonly deps: ApiDeps
  readonly tasks: MemoryTaskStore
  readonly objects: ReturnType<typeof createMemoryObjectStore>
  readonly uploads: { accountId: string; file: StoredFile & { readonly originalName?: string } }[]
  /** Sends a request as Alice and reads the JSON answer. */
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>
  close(): Promise<void>
}

/** Any answer; the named fields are there where a test reads them. */
export interface TestBody {
  readonly code: number
  readonly msg: string
  readonly data: { readonly taskId: string; readonly [field: string]: unknown }
}

export interface TestAnswer {
  readonly status: number
  readonly headers: LightMyRequestResponse['headers']
  readonly body: TestBody
}

/** An API over memory; `overrides` replaces parts of what is behind it. */
export async function createTestApi(overrides: Partial<ApiDeps> = {}): Promise<TestApi> {
  const clock = () => TEST_NOW
  const tasks = createMemoryTaskStore(clock)
  const objects = createMemoryObjectStore(clock)
  const uploads: TestApi['uploads'] = []
  let tokens = 0
  const deps: ApiDeps = {
    config: { publicUrl: () => PUBLIC_URL, version: '0.0.0-test', dialect: 'kie', scratchDir: tmpdir() },
    tasks,
    isTaskOpen: async (taskId) =>
      tasks.all().some((task) => task.id === taskId && (task.state === 'queued' || task.state === 'running')),
    accounts: {
      authenticate: async (key) =>
        ({ [TEST_KEY]: testIdentity('alice'), [OTHER_KEY]: testIdentity('bob') })[key],
      creditsOf: async () => 5916.25,
    },
    keys: createMemoryKeyStore(clock),
    accountStore: createEmptyAccountStore(),
    priceOf: (kind) => (kind === 'lyrics' ? 1 : 12),
    prices: { generate: 12, lyrics: 1 },
    library: createMemoryLibrary(tasks),
    webhooks: createMemoryWebhookLog(),
    signingSecrets: createMemorySigningSecrets(clock),
    inspectors: createMemoryInspectors(clock),
    system: {
      overview: () => Promise.reject(new Error('no system in this test')),
      logs: () => ({ lines: [], lost: false }),
    },
    objects,
    urls: createMediaUrls(PUBLIC_URL),
    liveStreams: createMemoryLiveStreams(),
    wordsOf: async () => [],
    songFactsOf: async () => ({ seed: 4242, bpm: 100, key: 'D minor', sections: [] }),
    heardOf: async () => [],
    scoreViewOf: async () => ({
      ...{ durationS: 0, tempos: [], meters: [], keys: [], sections: [], chords: [], parts: [] },
    }),
    midiOf: async () => new TextEncoder().encode('MThd'),
    styleWords: () => [{ word: 'folk', group: 'genre' }],
    boostStyle: async (content) => `A song in the style of ${content}.`,
    personaOf: async (_score, { id, name, description }) => ({ id, kind: 'style', name, description }),
    downloader: { download: async () => Promise.reject(new Error('no downloads in this test')) },
    registerUpload: async (accountId, file) => {
      uploads.push({ accountId, file })
    },
    hasDiskSpace: async () => true,
    readiness: async () => ({ database: undefined }),
    submitLimiter: { consume: async () => undefined },
    queryLimiter: { consume: async () => undefined },
    metrics: new Registry(),
    logger: pino({ level: 'silent' }),
    clock,
    random: { token: () => `token-${tokens++}`, seed: () => 4242 },
    ...overrides,
  }
  const app = await buildApi(deps)
  return {
    app,
    deps,
    tasks,
    objects,
    uploads,
    async call(method, url, body, headers = {}) {
      const options: InjectOptions = {
        method,
        url,
        headers: { authorization: `Bearer ${TEST_KEY}`, ...headers },
      }
      if (body !== undefined) {
        options.payload = typeof body === 'string' ? body : JSON.stringify(body)
        options.headers = { 'content-type': 'application/json', ...options.headers }
      }
      const answer = await app.inject(options)
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: JSON.parse(answer.body || 'null') as TestBody,
      }
    },
    close: () => app.close(),
  }
}
