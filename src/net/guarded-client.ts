import { Agent, type Dispatcher } from 'undici'
import { createAddressPolicy, type AddressPolicy } from './address-policy.js'
import { saveBody } from './body-saver.js'
import { DownloadError, OutboundError } from './errors.js'
import { describeFailure } from './failure.js'
import { createGuardedConnector, createSystemResolver, type ResolveName } from './guarded-connector.js'
import { parseOutboundUrl } from './outbound-url.js'

/** Redirects followed before giving up. */
const MAX_REDIRECTS = 3
/** Answers to a GET that point elsewhere. */
const GET_REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Answers to a POST after which it is posted again elsewhere. 303 asks for a GET, which delivers nothing. */
const POST_REDIRECTS = new Set([301, 302, 307, 308])
/** How long a receiver's answer is read once its status is known, in milliseconds. */
const ANSWER_READ_MS = 1000

export interface GuardedClientOptions {
  /** Also call this machine and private networks. Default false. */
  readonly allowPrivate?: boolean
  /** Replaces the policy that `allowPrivate` chooses. */
  readonly policy?: AddressPolicy
  /** Resolves host names; the operating system by default. */
  readonly resolve?: ResolveName
  /** Longest wait for a connection, in milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number
  /** Longest silence before the headers and between two pieces of a body, in milliseconds. Default 15,000. */
  readonly silenceTimeoutMs?: number
}

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** From the call to the final answer's headers, redirects included, in milliseconds. */
  readonly timeoutMs: number
  /** How much of the answer's body to keep, in bytes; the rest is not read. */
  readonly keepBytes: number
  readonly signal?: AbortSignal
}

export interface PostAnswer {
  /** HTTP status of the final answer, whatever it is. */
  readonly status: number
  /** Until the final answer's headers, in milliseconds. */
  readonly latencyMs: number
  /** The first `keepBytes` bytes of its body as text. */
  readonly bodyStart: string
}

export interface DownloadRequest {
  /** Largest body accepted, in bytes, compressed and decompressed alike. */
  readonly maxBytes: number
  /** For the whole download, in milliseconds. */
  readonly timeoutMs: number
  /** Local file to write; overwritten, and removed again when the download fails. */
  readonly toFile: string
  readonly signal?: AbortSignal
}

export interface DownloadedFile {
  readonly sizeBytes: number
  /** As the server named it, without parameters; undefined when it named none. */
  readonly contentType: string | undefined
  /** Where the redirects ended. */
  readonly finalUrl: string
}

/** The one way out: every request to a URL that a stranger gave goes through it. */
export interface GuardedClient {
  /** Posts a body. Throws OutboundError when there is no final answer; any status is an answer. */
  post(url: string, request: PostRequest): Promise<PostAnswer>
  /** Fetches a file. Throws InvalidUrlError, BlockedAddressError or DownloadError. */
  download(url: string, request: DownloadRequest): Promise<DownloadedFile>
  /** Ends idle connections and aborts requests under way. */
  close(): Promise<void>
}

export function createGuardedClient(options: GuardedClientOptions = {}): GuardedClient {
  const silenceTimeoutMs = options.silenceTimeoutMs ?? 15_000
  const agent = new Agent({
    connect: createGuardedConnector({
      policy: options.policy ?? createAddressPolicy({ allowPrivate: options.allowPrivate ?? false }),
      resolve: options.resolve ?? createSystemResolver(),
      timeoutMs: options.connectTimeoutMs ?? 10_000,
    }),
    headersTimeout: silenceTimeoutMs,
    bodyTimeout: silenceTimeoutMs,
  })

  /** Requests `url`, follows redirects (each through the guarded connector again) and returns the last answer. */
  async function request(
    url: URL,
    init: Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>,
    redirects: ReadonlySet<number>,
    signal: AbortSignal,
  ): Promise<{ url: URL; response: Dispatcher.ResponseData }> {
    let current = url
    for (let hops = 0; ; hops++) {
      const response = await agent.request({
        ...init,
        origin: current.origin,
        path: current.pathname + current.search,
        signal,
      })
      const location = response.headers.location
      if (!redirects.has(response.statusCode) || typeof location !== 'string') {
        return { url: current, response }
      }
      discard(response)
      if (hops === MAX_REDIRECTS) {
        throw new OutboundError(
          'redirects',
          `${url.host} redirected more than ${MAX_REDIRECTS} times; the last answer pointed to another URL again.`,
        )
      }
      current = parseOutboundUrl(location, current)
    }
  }

  return {
    async post(urlText, { headers, body, timeoutMs, keepBytes, signal }) {
      const url = parseOutboundUrl(urlText)
      const deadline = startDeadline(timeoutMs, signal)
      const startedAt = performance.now()
      try {
        const { response } = await request(
          url,
          { method: 'POST', headers: { 'user-agent': 'Troubadour', ...headers }, body },
          POST_REDIRECTS,
          deadline.signal,
        )
        const latencyMs = Math.round(performance.now() - startedAt)
        const bodyStart = await readStart(response, keepBytes)
        return { status: response.statusCode, latencyMs, bodyStart }
      } catch (error) {
        throw describeFailure(error, { url, timeoutMs, stoppedBy: deadline.stoppedBy() })
      } finally {
        deadline.clear()
      }
    },

    async download(urlText, { maxBytes, timeoutMs, toFile, signal }) {
      const url = parseOutboundUrl(urlText)
      const deadline = startDeadline(timeoutMs, signal)
      try {
        const { url: finalUrl, response } = await request(
          url,
          // Asking for the bytes as they are: sound does not get smaller, and a bomb needs a coding.
          { method: 'GET', headers: { 'user-agent': 'Troubadour', 'accept-encoding': 'identity' } },
          GET_REDIRECTS,
          deadline.signal,
        )
        if (response.statusCode < 200 || response.statusCode > 299) {
          discard(response)
          const status = response.statusCode
          throw new DownloadError('status', `${finalUrl.host} answered ${status} instead of the file.`, {
            status,
          })
        }
        const sizeBytes = await saveBody(response, { maxBytes, toFile, signal: deadline.signal })
        const contentType = String(response.headers['content-type'] ?? '')
          .split(';')[0]!
          .trim()
          .toLowerCase()
        return { sizeBytes, contentType: contentType || undefined, finalUrl: finalUrl.href }
      } catch (error) {
        const failure = describeFailure(error, { url, timeoutMs, stoppedBy: deadline.stoppedBy() })
        if (failure instanceof DownloadError || !failure.retryable) throw failure
        throw new DownloadError(failure.code, failure.message, { cause: failure })
      } finally {
        deadline.clear()
      }
    },

    async close() {
      await agent.destroy()
    },
  }
}

/** A signal that fires when the time is up or the caller's own signal does. */
function startDeadline(timeoutMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  let stoppedBy: 'timeout' | 'caller' | undefined
  const stop = (reason: 'timeout' | 'caller') => {
    stoppedBy ??= reason
    controller.abort()
  }
  const onOuterAbort = () => stop('caller')
  if (outer?.aborted) onOuterAbort()
  outer?.addEventListener('abort', onOuterAbort, { once: true })
  const timer = setTimeout(() => stop('timeout'), timeoutMs)
  return {
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    clear() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onOuterAbort)
    },
  }
}

/** Lets go of an answer whose body nobody wants, with its connection. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => {})
  response.body.destroy()
}

/**
 * The first bytes of an answer. It is only kept for the record, so trouble while reading it is no failure, and a body
 * that drips or never ends is cut off.
 */
async function readStart(response: Dispatcher.ResponseData, keepBytes: number): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  const cutOff = setTimeout(() => discard(response), ANSWER_READ_MS)
  try {
    for await (const piece of response.body as AsyncIterable<Buffer>) {
      pieces.push(piece)
      size += piece.length
      if (size >= keepBytes) break
    }
  } catch {
    // What came until then is the answer.
  } finally {
    clearTimeout(cutOff)
  }
  return Buffer.concat(pieces).subarray(0, keepBytes).toString('utf8')
}
