import type {
  LogPage,
  LogQuery,
  MediaUrls,
  ScoreData,
  HeardRecordingView,
  SongFacts,
  StyleWordGroup,
  SystemData,
  TaskKind,
  TaskRequest,
  TimedWordView,
} from '@troubadour/contract'
import type { FastifyBaseLogger } from 'fastify'
import type { Registry } from 'prom-client'
import type { AccountStore, Identity, KeyStore } from '../accounts/index.js'
import type { LiveStreams } from '../media/live-streams.js'
import type { ObjectStore } from '../media/storage/object-store.js'
import type { SongLibrary } from '../tasks/index.js'
import type { JsonObject, StoredFile, TaskStore } from '../tasks/types.js'
import type { Tracer } from '../tracing/index.js'
import type { Inspectors, SigningSecrets, WebhookLog } from '../webhooks/index.js'
import type { RateLimiter } from './rate-limiter.js'

/** Whose key a request carries, and what the key may do. */
export type ApiAccount = Identity

/** Who may call, and how much credit they have left. */
export interface ApiAccounts {
  /** The account of an API key; undefined for a key that is unknown, expired or revoked. */
  authenticate(apiKey: string): Promise<ApiAccount | undefined>
  creditsOf(accountId: string): Promise<number>
}

/** Fetches a file from a URL that a client gave. The guarded client of `src/net` fits. */
export interface UploadDownloader {
  /** Throws OutboundError, whose message is for the user. */
  download(
    url: string,
    request: {
      readonly maxBytes: number
      readonly timeoutMs: number
      readonly toFile: string
      readonly signal?: AbortSignal
    },
  ): Promise<{ readonly sizeBytes: number; readonly finalUrl: string }>
}

/** The key made at the first start, as long as nobody has used one. */
export interface FirstRun {
  readonly isOpen: () => Promise<boolean>
  /** Ends it. */
  readonly takeKey: () => Promise<string>
}

/** Randomness of the API. */
export interface ApiRandom {
  /** Unguessable text of URL-safe characters, 128 bits or more. */
  token(): string
  /** Uniform integer, 0 … 2^31 - 1. */
  seed(): number
}

export interface ApiConfig {
  /** Where clients reach the server, without a final slash; asked at each use, as the port may be chosen late. */
  readonly publicUrl: () => string
  readonly version: string
  /** Whose error codes are spoken where the vendors disagree. */
  readonly dialect: 'kie' | 'sunoapi'
  /** Answer with HTTP status = `code` instead of 200. Default false. */
  readonly mirrorStatus?: boolean
  /** Local folder for uploads that are still arriving; must exist. */
  readonly scratchDir: string
  /** Code of a second request for the pictures of a task. Default 400. */
  readonly coverRepeatCode?: 400 | 409
  /** Days that uploads are kept. Default 3. */
  readonly uploadKeepDays?: number
  /** Addresses and CIDR ranges of reverse proxies whose `X-Forwarded-For` is believed. Default none. */
  readonly trustedProxies?: readonly string[]
}

/** What a client says about a persona. */
export interface PersonaWishes {
  readonly id: string
  readonly name: string
  readonly description: string
  /** The part of the song that shows the voice, in seconds. */
  readonly vocalStart: number
  readonly vocalEnd: number
  /** Style words besides the song's own. */
  readonly style?: string
}

/** Everything the API needs from the rest of the server. */
export interface ApiDeps {
  readonly config: ApiConfig
  readonly tasks: TaskStore
  /** Whether a task may still get a live stream: it exists and has not ended. */
  readonly isTaskOpen: (taskId: string) => Promise<boolean>
  readonly accounts: ApiAccounts
  /** API keys, for administrators. */
  readonly keys: KeyStore
  /** Balances for administrators, and everybody's own use. */
  readonly accountStore: AccountStore
  /** Credits a task costs. */
  readonly priceOf: (kind: TaskKind, request: TaskRequest) => number
  /** The same as a list, by name. */
  readonly prices: Readonly<Record<string, number>>
  /** Songs, and what people note on them. */
  readonly library: SongLibrary
  /** What became of callbacks. */
  readonly webhooks: WebhookLog
  /** With what an account's callbacks are signed. */
  readonly signingSecrets: Pick<SigningSecrets, 'list' | 'create' | 'retire'>
  /** Receivers of the server's own, for people without one. */
  readonly inspectors: Omit<Inspectors, 'sweep'>
  /** How the server is, for administrators. */
  readonly system: {
    readonly overview: () => Promise<SystemData>
    readonly logs: (query: LogQuery) => LogPage
  }
  readonly objects: ObjectStore
  readonly urls: MediaUrls
  readonly liveStreams: LiveStreams
  /** When each word of a stored score is sung; the texts, joined in order, are the whole lyrics. */
  readonly wordsOf: (packedScore: Uint8Array) => Promise<readonly TimedWordView[]>
  /** What a stored score says about its song. */
  readonly songFactsOf: (packedScore: Uint8Array) => Promise<SongFacts>
  /** What was heard in the recordings that a task starts from, ordered by field. */
  readonly heardOf: (taskId: string) => Promise<readonly HeardRecordingView[]>
  /** What a score says about every moment of its song. */
  readonly scoreViewOf: (packedScore: Uint8Array) => Promise<ScoreData>
  /** A score as a Standard MIDI File. */
  readonly midiOf: (packedScore: Uint8Array) => Promise<Uint8Array>
  /** Words that style texts understand, what is suggested first at the front. */
  readonly styleWords: () => readonly { readonly word: string; readonly group: StyleWordGroup }[]
  /** A style idea written out by the studio. Same content and seed: same words. */
  readonly boostStyle: (content: string, seed: number) => Promise<string>
  /** What a persona keeps of the song it is taken from. */
  readonly personaOf: (packedScore: Uint8Array, about: PersonaWishes) => Promise<JsonObject>
  readonly downloader: UploadDownloader
  /** Folder of the built web console. Undefined or not built: `/` says what this server is. */
  readonly consoleDir?: string
  /** The key made at the first start, for the console of whoever sits at this machine; undefined: not handed out. */
  readonly firstRun?: FirstRun
  /** Makes retention remember an upload. */
  readonly registerUpload: (
    accountId: string,
    file: StoredFile & { readonly originalName?: string },
  ) => Promise<void>
  /** False: new work is refused with code 455. */
  readonly hasDiskSpace: () => Promise<boolean>
  /** Whether too many tasks wait already: `server` for anybody's, `key` for one more of this key. Default: never. */
  readonly queueFull?: (keyId: string) => Promise<'server' | 'key' | undefined>
  /** What must work before requests can be served: name → undefined when it does, else what is wrong. */
  readonly readiness: () => Promise<Readonly<Record<string, string | undefined>>>
  /** 20 new tasks in 10 seconds an account; see `createMemoryRateLimiter`. */
  readonly submitLimiter: RateLimiter
  /** 3 record-info in a second a task. */
  readonly queryLimiter: RateLimiter
  readonly metrics: Registry
  /** Follows requests. Default: nobody does. */
  readonly tracer?: Tracer
  readonly logger: FastifyBaseLogger
  readonly clock: () => Date
  readonly random: ApiRandom
}
