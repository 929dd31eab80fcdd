import { setTimeout as sleep } from 'node:timers/promises'
import { Mismatch } from './mismatch.js'

/** An answer as it came, read as JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: AnswerBody
}

/** Any answer; the named fields are there where a case reads them. */
export interface AnswerBody {
  readonly code: number
  readonly msg: string
  readonly data: { readonly taskId: string; readonly [field: string]: unknown } | null
  readonly [field: string]: unknown
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'OPTIONS' | 'PUT'
  /** An object is sent as JSON, text and bytes as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Default: the client's own; null sends none. */
  readonly key?: string | null
}

/** Speaks to the server under test. Requests refused for their frequency are sent again when they are welcome. */
export interface HttpClient {
  readonly base: string
  request(path: string, options?: RequestOptions): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
}

const MOST_REPEATS = 30

export function createHttpClient(base: string, key: string): HttpClient {
  async function once(path: string, options: RequestOptions): Promise<Answer> {
    const { method = 'GET', body, headers = {}, key: given = key } = options
    const isPlain = typeof body === 'string' || body instanceof Uint8Array || body === undefined
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(given === null ? {} : { authorization: `Bearer ${given}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isPlain ? (body as string | undefined) : JSON.stringify(body),
    })
    const text = await response.text()
    try {
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' ? null : JSON.parse(text)) as AnswerBody,
      }
    } catch (cause) {
      throw new Mismatch(
        `${method} ${path} answered HTTP ${response.status} without JSON: ${text.slice(0, 120)}`,
        {
          cause,
        },
      )
    }
  }

  async function request(path: string, options: RequestOptions = {}): Promise<Answer> {
    for (let repeat = 0; ; repeat++) {
      const answer = await once(path, options)
      if (answer.status !== 429 || repeat === MOST_REPEATS) return answer
      await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1))
    }
  }

  return {
    base,
    request,
    get: (path) => request(path),
    post: (path, body) => request(path, { method: 'POST', body }),
  }
}
