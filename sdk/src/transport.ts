import { ApiError, TransportError } from './errors.js'

export interface TransportOptions {
  /** Address of the server, e.g. `http://127.0.0.1:3000`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

export interface SendOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** An answer in the API's envelope. */
export interface Answer<Data = unknown> {
  readonly code: number
  readonly msg: string
  readonly data?: Data
}

/** Speaks HTTP with one server. */
export interface Transport {
  readonly baseUrl: string
  readonly fetch: typeof globalThis.fetch
  readonly authorization: Readonly<Record<'authorization', string>>
  /** The answer's `data`. Throws ApiError for any code but 200, TransportError without an answer. */
  send<Data>(path: string, options: SendOptions): Promise<Data>
  /** The whole answer when its code is one of `codes`; throws like `send` for others. */
  ask<Data>(path: string, options: SendOptions, codes: readonly number[]): Promise<Answer<Data>>
  /** GET of a file. Throws like `send` for a refusal. */
  download(path: string, signal?: AbortSignal): Promise<Blob>
}

export function createTransport(options: TransportOptions): Transport {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis)
  const authorization = { authorization: `Bearer ${options.apiKey}` }

  async function ask<Data>(
    path: string,
    { method, body, headers, signal }: SendOptions,
    codes: readonly number[],
  ): Promise<Answer<Data>> {
    const url = baseUrl + path
    const response = await fetch(url, {
      method,
      headers: { ...authorization, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body && JSON.stringify(body),
      signal,
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new TransportError(`no answer from ${baseUrl}`, { cause })
    })
    const answer = parseAnswer({ status: response.status, text: await response.text() }, url)
    if (codes.includes(answer.code)) return answer as Answer<Data>
    throw refusalOf(answer, response.status, response.headers.get('retry-after'))
  }

  return {
    baseUrl,
    fetch,
    authorization,
    ask,
    send: async <Data>(path: string, sendOptions: SendOptions) =>
      (await ask<Data>(path, sendOptions, [200])).data as Data,
    async download(path, signal) {
      const url = baseUrl + path
      const response = await fetch(url, { headers: authorization, signal }).catch((cause: unknown) => {
        if (signal?.aborted) throw cause
        throw new TransportError(`no answer from ${baseUrl}`, { cause })
      })
      // Refusals come with HTTP status 200, too: they are told by their type.
      if (response.ok && !(response.headers.get('content-type') ?? '').startsWith('application/json')) {
        return response.blob()
      }
      const raw = { status: response.status, text: await response.text() }
      throw refusalOf(parseAnswer(raw, url), raw.status, response.headers.get('retry-after'))
    },
  }
}

/** The envelope of an answer. Throws TransportError for anything else. */
export function parseAnswer(raw: { readonly status: number; readonly text: string }, url: string): Answer {
  try {
    const answer = JSON.parse(raw.text) as { code?: unknown; msg?: unknown; data?: unknown } | null
    if (typeof answer?.code === 'number') {
      return {
        code: answer.code,
        msg: typeof answer.msg === 'string' ? answer.msg : '',
        data: answer.data,
      }
    }
  } catch {
    // Not JSON: told below with what it was.
  }
  throw new TransportError(`${url} answered HTTP ${raw.status} and no API answer: ${raw.text.slice(0, 200)}`)
}

export function refusalOf(answer: Answer, httpStatus: number, retryAfter: string | null): ApiError {
  const seconds = Number(retryAfter ?? Number.NaN)
  return new ApiError(
    answer.code,
    answer.msg,
    answer.data ?? null,
    Number.isFinite(seconds) ? seconds : undefined,
    httpStatus,
  )
}
