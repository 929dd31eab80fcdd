import { accessSync, constants } from 'node:fs'
import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

/** Which parts of the server this process runs. */
export type Role = 'all' | 'api' | 'worker'
/** Whose error codes are spoken where the two vendors disagree. */
export type Dialect = 'kie' | 'sunoapi'
/** Least severe message that is logged. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** An S3-compatible bucket. */
export interface S3Config {
  /** URL of the service; undefined for the provider's own default. */
  readonly endpoint: string | undefined
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Everything the environment decides. Read once, at the start; nobody else reads `process.env`. */
export interface Config {
  readonly host: string
  /** TCP port; 0 lets the system choose. */
  readonly port: number
  /** Base of the URLs given to clients, without a trailing slash; undefined: made from host and port. */
  readonly publicUrl: string | undefined
  /** Absolute path. */
  readonly dataDir: string
  /** Undefined: the embedded PostgreSQL is used. */
  readonly databaseUrl: string | undefined
  /** Undefined: objects live on disk under `dataDir`. */
  readonly s3: S3Config | undefined
  /** Empty: one key is made at the first start. */
  readonly apiKeys: readonly string[]
  /** Undefined: callbacks carry no vendor-style signature. */
  readonly webhookHmacKey: string | undefined
  readonly role: Role
  readonly renderThreads: number
  /** Whether the render threads are made ready at the start, before anybody waits for a song. */
  readonly warmUp: boolean
  /** Absolute path of an ONNX file that recordings are separated with; undefined: our own network. */
  readonly separatorModel: string | undefined
  readonly dialect: Dialect
  /** Whether requests that users cause may reach private networks. */
  readonly allowPrivateUrls: boolean
  /** Whether refusals have HTTP status = `code` instead of 200. */
  readonly mirrorStatus: boolean
  /** Whether every key that begins `sk-test-` opens the sandbox, made by somebody or not. */
  readonly sandboxOpen: boolean
  /** Waits before each retry of a callback, in milliseconds. */
  readonly callbackRetryDelaysMs: readonly number[]
  /** Days that the records of delivery attempts are kept. */
  readonly callbackLogDays: number
  /** Where a process without an API answers health checks and metrics; undefined: nowhere. */
  readonly workerPort: number | undefined
  /** Code of a second request for the cover pictures of a task. */
  readonly coverRepeatCode: 400 | 409
  readonly retentionDays: number
  readonly logLevel: LogLevel
  /** New work is refused below this much free space under `dataDir`, in bytes. */
  readonly minFreeDiskBytes: number
  /** Tasks that may wait in all; more are refused. */
  readonly maxQueued: number
  /** Tasks of one key that may wait. */
  readonly maxQueuedPerKey: number
  /** Collector that takes traces as OTLP over HTTP; undefined: no traces. */
  readonly otlpEndpoint: string | undefined
  readonly otelServiceName: string
  /** What the credits endpoint shows for accounts without a limit. */
  readonly unlimitedCreditsShown: number
  /** Credits by the names of the price list, instead of its own. */
  readonly prices: Readonly<Record<string, number>>
  /** Addresses and CIDR ranges of reverse proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
}

/** A variable that cannot be used: its name, what it holds and what it may hold. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(
    readonly variable: string,
    received: string,
    allowed: string,
    options?: ErrorOptions,
  ) {
    super(`${variable} is ${received}; allowed: ${allowed}`, options)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

interface Variable {
  readonly name: string
  /** What it does, for `doctor` and the manual. */
  readonly description: string
  /** The default as a reader understands it. */
  readonly defaultText: string
  readonly isSecret?: boolean
}

const VARIABLES = {
  host: { name: 'HOST', description: 'Address to listen on', defaultText: '127.0.0.1' },
  port: { name: 'PORT', description: 'TCP port to listen on; 0 lets the system choose', defaultText: '3000' },
  publicUrl: {
    name: 'PUBLIC_URL',
    description: 'Base of the URLs given to clients (media, callbacks)',
    defaultText: 'http://HOST:PORT',
  },
  dataDir: {
    name: 'DATA_DIR',
    description: 'Folder for database, media, uploads and the first API key',
    defaultText: './data',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    description: 'postgres:// URL of PostgreSQL 15 or newer',
    defaultText: 'embedded PostgreSQL under DATA_DIR',
    isSecret: true,
  },
  s3Endpoint: {
    name: 'S3_ENDPOINT',
    description: 'URL of an S3-compatible service',
    defaultText: "the provider's own",
  },
  s3Bucket: {
    name: 'S3_BUCKET',
    description: 'Bucket for media and uploads; setting it turns S3 on',
    defaultText: 'none: files on disk under DATA_DIR',
  },
  s3Region: { name: 'S3_REGION', description: 'Region of the bucket', defaultText: 'us-east-1' },
  s3AccessKeyId: { name: 'S3_ACCESS_KEY_ID', description: 'S3 access key', defaultText: 'none' },
  s3SecretAccessKey: {
    name: 'S3_SECRET_ACCESS_KEY',
    description: 'S3 secret key',
    defaultText: 'none',
    isSecret: true,
  },
  apiKeys: {
    name: 'API_KEYS',
    description: 'Comma-separated list of all API keys, each with an account of its own',
    defaultText: 'one is made at the first start, kept in DATA_DIR/api-key and printed',
    isSecret: true,
  },
  webhookHmacKey: {
    name: 'WEBHOOK_HMAC_KEY',
    description: 'Key that signs callbacks (X-Webhook-Signature and webhook-signature)',
    defaultText: 'none: unsigned',
    isSecret: true,
  },
  role: {
    name: 'ROLE',
    description: 'Parts this process runs: all, api (HTTP only) or worker (tasks only)',
    defaultText: 'all',
  },
  renderThreads: {
    name: 'RENDER_THREADS',
    description: 'Threads for audio work, and audio tasks performed at a time',
    defaultText: 'number of CPU cores',
  },
  warmUp: {
    name: 'WARM_UP',
    description:
      'false: render threads are started with the first song, which waits for it; saves time and memory where none is made (CI)',
    defaultText: 'true',
  },
  separatorModel: {
    name: 'SEPARATOR_MODEL',
    description:
      'ONNX file of a separation network (HTDemucs, MDX-Net, RoFormer) to take recordings apart with',
    defaultText: 'our own small network',
  },
  dialect: {
    name: 'DIALECT',
    description: 'Error codes where the vendors disagree: kie or sunoapi',
    defaultText: 'kie',
  },
  allowPrivateUrls: {
    name: 'ALLOW_PRIVATE_URLS',
    description: 'Let callbacks and uploads by URL reach private networks: true or false',
    defaultText: 'true only when HOST is loopback',
  },
  mirrorStatus: {
    name: 'MIRROR_STATUS',
    description: 'Answer refusals with HTTP status = code instead of 200: true or false',
    defaultText: 'false',
  },
  sandboxOpen: {
    name: 'SANDBOX_OPEN',
    description:
      'Let every key that begins sk-test- use the sandbox, without its being created: true or false',
    defaultText: 'true only when HOST is loopback',
  },
  coverRepeatCode: {
    name: 'COVER_REPEAT_CODE',
    description: 'Code of a second request for the cover pictures of a task: 400 or 409',
    defaultText: '400',
  },
  callbackRetryDelaysMs: {
    name: 'CALLBACK_RETRY_DELAYS',
    description: 'Comma-separated waits before each retry of a callback, in milliseconds',
    defaultText: '1000,5000,25000',
  },
  callbackLogDays: {
    name: 'CALLBACK_LOG_DAYS',
    description: 'Days that the records of delivery attempts are kept',
    defaultText: '30',
  },
  workerPort: {
    name: 'WORKER_PORT',
    description: 'Port on HOST where a process with ROLE=worker answers /healthz, /readyz and /metrics',
    defaultText: 'none',
  },
  retentionDays: {
    name: 'RETENTION_DAYS',
    description: 'Days that results are kept',
    defaultText: '14',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    description: 'Least severe message logged: fatal, error, warn, info, debug, trace or silent',
    defaultText: 'info',
  },
  minFreeDiskBytes: {
    name: 'MIN_FREE_DISK_MB',
    description: 'New work is refused (code 455) below this much free space under DATA_DIR, in megabytes',
    defaultText: '512',
  },
  maxQueued: {
    name: 'MAX_QUEUED_TASKS',
    description: 'Tasks that may wait in all; more are refused with code 455',
    defaultText: '20000',
  },
  maxQueuedPerKey: {
    name: 'MAX_QUEUED_PER_KEY',
    description: 'Tasks of one API key that may wait; more are refused with code 429',
    defaultText: '5000',
  },
  otlpEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description: 'Collector that takes OpenTelemetry traces over HTTP, e.g. http://localhost:4318',
    defaultText: 'none: no traces',
  },
  otelServiceName: {
    name: 'OTEL_SERVICE_NAME',
    description: 'Name of this service in traces',
    defaultText: 'troubadour',
  },
  unlimitedCreditsShown: {
    name: 'UNLIMITED_CREDITS_SHOWN',
    description: 'What the credits endpoint shows for accounts without a limit',
    defaultText: '1000000',
  },
  prices: {
    name: 'PRICES',
    description:
      'Prices that differ from the default, as JSON: {"generate": 12, "vocal-separation/stems": 50}',
    defaultText: 'those of the public products',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    description:
      "Comma-separated addresses and ranges of reverse proxies that tell the client's address in X-Forwarded-For",
    defaultText: 'none',
  },
} as const satisfies Record<string, Variable>

/** Reads and checks the environment. Throws ConfigError for the first variable that cannot be used. */
export function loadConfig(environment: Environment = process.env): Config {
  const read = (variable: Variable) => environment[variable.name]?.trim() || undefined
  const host = read(VARIABLES.host) ?? '127.0.0.1'
  const config: Config = {
    host,
    port: wholeNumber(VARIABLES.port, read(VARIABLES.port), 3000, 0, 65_535),
    publicUrl: url(VARIABLES.publicUrl, read(VARIABLES.publicUrl), ['http:', 'https:']),
    dataDir: resolve(read(VARIABLES.dataDir) ?? './data'),
    databaseUrl: url(VARIABLES.databaseUrl, read(VARIABLES.databaseUrl), ['postgres:', 'postgresql:']),
    s3: s3(read),
    apiKeys: apiKeys(read(VARIABLES.apiKeys)),
    webhookHmacKey: read(VARIABLES.webhookHmacKey),
    role: choice(VARIABLES.role, read(VARIABLES.role), ['all', 'api', 'worker'], 'all'),
    renderThreads: wholeNumber(
      VARIABLES.renderThreads,
      read(VARIABLES.renderThreads),
      availableParallelism(),
      1,
      256,
    ),
    separatorModel: readableFile(VARIABLES.separatorModel, read(VARIABLES.separatorModel)),
    dialect: choice(VARIABLES.dialect, read(VARIABLES.dialect), ['kie', 'sunoapi'], 'kie'),
    allowPrivateUrls: yesOrNo(
      VARIABLES.allowPrivateUrls,
      read(VARIABLES.allowPrivateUrls),
      isLoopbackHost(host),
    ),
    warmUp: yesOrNo(VARIABLES.warmUp, read(VARIABLES.warmUp), true),
    mirrorStatus: yesOrNo(VARIABLES.mirrorStatus, read(VARIABLES.mirrorStatus), false),
    sandboxOpen: yesOrNo(VARIABLES.sandboxOpen, read(VARIABLES.sandboxOpen), isLoopbackHost(host)),
    coverRepeatCode:
      choice(VARIABLES.coverRepeatCode, read(VARIABLES.coverRepeatCode), ['400', '409'], '400') === '409'
        ? 409
        : 400,
    callbackRetryDelaysMs: Object.freeze(
      (read(VARIABLES.callbackRetryDelaysMs) ?? '1000,5000,25000')
        .split(',')
        .map((part) => wholeNumber(VARIABLES.callbackRetryDelaysMs, part.trim(), 0, 0, 86_400_000)),
    ),
    callbackLogDays: wholeNumber(VARIABLES.callbackLogDays, read(VARIABLES.callbackLogDays), 30, 1, 3650),
    workerPort:
      read(VARIABLES.workerPort) === undefined
        ? undefined
        : wholeNumber(VARIABLES.workerPort, read(VARIABLES.workerPort), 0, 0, 65_535),
    retentionDays: wholeNumber(VARIABLES.retentionDays, read(VARIABLES.retentionDays), 14, 1, 3650),
    logLevel: choice(
      VARIABLES.logLevel,
      read(VARIABLES.logLevel),
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'info',
    ),
    minFreeDiskBytes:
      wholeNumber(VARIABLES.minFreeDiskBytes, read(VARIABLES.minFreeDiskBytes), 512, 0, 1_000_000_000) *
      1_000_000,
    maxQueued: wholeNumber(VARIABLES.maxQueued, read(VARIABLES.maxQueued), 20_000, 1, 10_000_000),
    maxQueuedPerKey: wholeNumber(
      VARIABLES.maxQueuedPerKey,
      read(VARIABLES.maxQueuedPerKey),
      5000,
      1,
      10_000_000,
    ),
    otlpEndpoint: url(VARIABLES.otlpEndpoint, read(VARIABLES.otlpEndpoint), ['http:', 'https:']),
    otelServiceName: read(VARIABLES.otelServiceName) ?? 'troubadour',
    unlimitedCreditsShown: wholeNumber(
      VARIABLES.unlimitedCreditsShown,
      read(VARIABLES.unlimitedCreditsShown),
      1_000_000,
      0,
      1_000_000_000,
    ),
    prices: prices(read(VARIABLES.prices)),
    trustedProxies: ipRanges(VARIABLES.trustedProxies, read(VARIABLES.trustedProxies)),
  }
  return Object.freeze(config)
}

/** One line of what `doctor` prints. */
export interface ConfigRow {
  readonly name: string
  /** As set, or the default in words. Secrets are shown as `(set)`. */
  readonly value: string
  readonly isDefault: boolean
  readonly description: string
}

/** Every variable with its value, in the order of the manual. Does not check them. */
export function describeConfig(environment: Environment = process.env): ConfigRow[] {
  return Object.values<Variable>(VARIABLES).map((variable) => {
    const text = environment[variable.name]?.trim() || undefined
    return {
      name: variable.name,
      value: text === undefined ? variable.defaultText : variable.isSecret ? '(set)' : text,
      isDefault: text === undefined,
      description: variable.description,
    }
  })
}

/** Whether only this machine can reach a server listening on `host`. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function wholeNumber(
  variable: Variable,
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return fallback
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw new ConfigError(variable.name, `"${text}"`, `whole numbers from ${min} to ${max}`)
  }
  return value
}

function choice<const T extends string>(
  variable: Variable,
  text: string | undefined,
  allowed: readonly T[],
  fallback: T,
): T {
  if (text === undefined) return fallback
  const found = allowed.find((value) => value === text.toLowerCase())
  if (found === undefined) throw new ConfigError(variable.name, `"${text}"`, allowed.join(', '))
  return found
}

function readableFile(variable: Variable, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const path = resolve(text)
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    throw new ConfigError(variable.name, `"${text}"`, 'the path of a file that can be read', { cause: error })
  }
  return path
}

function yesOrNo(variable: Variable, text: string | undefined, fallback: boolean): boolean {
  if (text === undefined) return fallback
  const value = { true: true, '1': true, false: false, '0': false }[text.toLowerCase()]
  if (value === undefined) throw new ConfigError(variable.name, `"${text}"`, 'true, 1, false, 0')
  return value
}

function url(variable: Variable, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (text === undefined) return undefined
  // The value itself may hold a password: a complaint names only its scheme.
  if (!URL.canParse(text)) {
    throw new ConfigError(variable.name, 'not a URL', `a URL starting with ${protocols.join(' or ')}//`)
  }
  const { protocol } = new URL(text)
  if (!protocols.includes(protocol)) {
    throw new ConfigError(
      variable.name,
      `a ${protocol} URL`,
      `a URL starting with ${protocols.join(' or ')}//`,
    )
  }
  return text.replace(/\/+$/, '')
}

function s3(read: (variable: Variable) => string | undefined): S3Config | undefined {
  const bucket = read(VARIABLES.s3Bucket)
  const required = (variable: Variable): string => {
    const text = read(variable)
    if (text === undefined) throw new ConfigError(variable.name, 'empty', 'a value, because S3_BUCKET is set')
    return text
  }
  if (bucket === undefined) {
    if (read(VARIABLES.s3Endpoint) !== undefined) {
      throw new ConfigError(VARIABLES.s3Bucket.name, 'empty', 'a value, because S3_ENDPOINT is set')
    }
    return undefined
  }
  return Object.freeze({
    endpoint: url(VARIABLES.s3Endpoint, read(VARIABLES.s3Endpoint), ['http:', 'https:']),
    bucket,
    region: read(VARIABLES.s3Region) ?? 'us-east-1',
    accessKeyId: required(VARIABLES.s3AccessKeyId),
    secretAccessKey: required(VARIABLES.s3SecretAccessKey),
  })
}

function apiKeys(text: string | undefined): readonly string[] {
  const keys = (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  for (const [index, key] of keys.entries()) {
    // Keys are stored as a plain SHA-256: a very short one could be guessed from a stolen database.
    if (key.length < 8 || /\s/.test(key)) {
      throw new ConfigError(
        VARIABLES.apiKeys.name,
        `a list whose key ${index + 1} has ${key.length} characters`,
        'keys of 8 characters or more without spaces',
      )
    }
  }
  return Object.freeze([...new Set(keys)])
}

/** Names are checked by the price list itself. */
function prices(text: string | undefined): Readonly<Record<string, number>> {
  const { name } = VARIABLES.prices
  let value: unknown
  try {
    value = JSON.parse(text ?? '{}')
  } catch (cause) {
    throw new ConfigError(name, 'not JSON', 'an object such as {"generate": 12}', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError(name, JSON.stringify(value), 'an object such as {"generate": 12}')
  }
  for (const [item, price] of Object.entries(value)) {
    // The ledger counts hundredths.
    const isPrice =
      typeof price === 'number' && price >= 0 && price <= 1_000_000 && Number(price.toFixed(2)) === price
    if (!isPrice) {
      throw new ConfigError(
        name,
        `an object whose "${item}" is ${JSON.stringify(price)}`,
        'numbers from 0 to 1000000 with at most two decimals',
      )
    }
  }
  return Object.freeze(value as Record<string, number>)
}

function ipRanges(variable: Variable, text: string | undefined): readonly string[] {
  const ranges = (text ?? '')
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '')
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/')
    const wholeBits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
    const isRange =
      wholeBits > 0 &&
      rest.length === 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= wholeBits))
    if (!isRange) {
      throw new ConfigError(variable.name, `"${range}"`, 'addresses and ranges such as 10.0.0.7, 10.0.0.0/8')
    }
  }
  return Object.freeze(ranges)
}
