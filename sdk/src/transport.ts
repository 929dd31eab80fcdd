import { ApiError, TransportError } from './errors.js'

export interface TransportOptions {
  /** Address of the server, e.g. `http://127.0.0.1:3000`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

export interface SendOptions {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly body?: object | FormData
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Sends a request and returns the answer's `data`. Throws ApiError for any code but 200, TransportError without answer. */
export type Send = <Data>(path: string, options: SendOptions) => Promise<Data>

export function createTransport(options: TransportOptions): Send {
  const base = options.baseUrl.replace(/\/+$/, '')
  const fetch = options.fetch ?? globalThis.fetch
  return async <Data>(path: string, { method, body, headers, signal }: SendOptions): Promise<Data> => {
    const isForm = body instanceof FormData
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${options.apiKey}`,
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: isForm ? body : body && JSON.stringify(body),
      signal,
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new TransportError(`no answer from ${base}`, { cause })
    })
    const answer = await readAnswer(response, base + path)
    if (answer.code === 200) return answer.data as Data
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    throw new ApiError(
      answer.code,
      answer.msg,
      answer.data ?? null,
      Number.isFinite(retryAfter) ? retryAfter : undefined,
    )
  }
}

async function readAnswer(
  response: Response,
  url: string,
): Promise<{ code: number; msg: string; data?: unknown }> {
  const text = await response.text()
  try {
    const answer = JSON.parse(text) as { code?: unknown; msg?: unknown; data?: unknown } | null
    if (typeof answer?.code === 'number') {
      const msg = typeof answer.msg === 'string' ? answer.msg : ''
      return { code: answer.code, msg, data: answer.data }
    }
  } catch {
    // Not JSON: told below with what it was.
  }
  throw new TransportError(`${url} answered HTTP ${response.status} and no API answer: ${text.slice(0, 200)}`)
}
