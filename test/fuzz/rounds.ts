import fc from 'fast-check'
import { requestOf, type FuzzedRequest, type KnownIds } from './arbitraries.js'
import { operationsOf, type FuzzedOperation } from './operations.js'
import { problemWith } from './verdict.js'

/** A running server and who asks it. */
export interface FuzzTarget {
  /** Without a trailing slash. */
  readonly base: string
  readonly key: string
  /** Key of another account, whose task must never be seen. */
  readonly otherKey?: string
  /** For the operations that manage keys and accounts. */
  readonly adminKey?: string
}

/** What has come of all requests so far. */
export interface FuzzTally {
  sent: number
  /** Answers by `HTTP status/code`. */
  readonly codes: Map<string, number>
  /** The first thousand things that were wrong, with the request. */
  readonly problems: string[]
  problemCount: number
}

/** A server that is ready to be sent rounds of requests. */
export interface Fuzzing {
  readonly operations: readonly FuzzedOperation[]
  readonly tally: FuzzTally
  /** Sends every operation `each` requests. Same seed, same requests. Stops early when `signal` aborts. */
  round(
    each: number,
    seed: number,
    options?: { readonly signal?: AbortSignal; readonly onOperation?: (operation: FuzzedOperation) => void },
  ): Promise<void>
}

const SECRET = 'what only the other account may know'
const KEPT_PROBLEMS = 1000
/** Requests under way at a time. */
const AT_ONCE = 8

/** Reads the server's own OpenAPI document and makes a task of each account. */
export async function prepareFuzzing(target: FuzzTarget): Promise<Fuzzing> {
  const { base } = target
  const operations = operationsOf(await (await fetch(`${base}/openapi.json`)).json())
  const tally: FuzzTally = { sent: 0, codes: new Map(), problems: [], problemCount: 0 }

  async function call(
    key: string,
    request: Pick<FuzzedRequest, 'url' | 'payload' | 'headers'>,
    method: string,
  ) {
    const response = await fetch(base + request.url, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(request.payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(method === 'GET' ? {} : { body: request.payload }),
    })
    return { status: response.status, text: await response.text() }
  }

  async function lyricsTask(key: string, prompt: string): Promise<string> {
    const payload = JSON.stringify({ prompt, callBackUrl: 'http://127.0.0.1:9/' })
    const { text } = await call(key, { url: '/api/v1/lyrics', payload, headers: {} }, 'POST')
    return (JSON.parse(text) as { data: { taskId: string } }).data.taskId
  }

  const taskIds = [await lyricsTask(target.key, 'snow')]
  if (target.otherKey !== undefined) taskIds.push(await lyricsTask(target.otherKey, SECRET))
  const known: KnownIds = { taskIds, audioIds: [], urls: [`${base}/media/none.mp3`] }

  async function send(operation: FuzzedOperation, request: FuzzedRequest): Promise<void> {
    tally.sent++
    let problem: string | undefined
    try {
      const isAdmin = /^\/troubadour\/v1\/(keys|accounts)/.test(operation.path)
      const key = (isAdmin ? target.adminKey : undefined) ?? target.key
      const answer = await call(key, request, operation.method)
      const { code } = JSON.parse(answer.text || '{}') as { code?: number }
      const kind = `${answer.status}/${code}`
      tally.codes.set(kind, (tally.codes.get(kind) ?? 0) + 1)
      problem = problemWith(request, answer, [SECRET])
    } catch (error) {
      problem = `no answer: ${String(error)}`
    }
    if (problem === undefined) return
    tally.problemCount++
    if (tally.problems.length < KEPT_PROBLEMS) {
      tally.problems.push(
        `${operation.method} ${request.url.slice(0, 200)} ${request.payload?.slice(0, 300) ?? ''}\n    ${problem}`,
      )
    }
  }

  return {
    operations,
    tally,
    async round(each, seed, { signal, onOperation } = {}) {
      for (const operation of operations) {
        const requests = fc.sample(requestOf(operation, known), { numRuns: each, seed })
        for (let first = 0; first < requests.length; first += AT_ONCE) {
          if (signal?.aborted) return
          await Promise.all(requests.slice(first, first + AT_ONCE).map((request) => send(operation, request)))
        }
        onOperation?.(operation)
      }
    },
  }
}
