import { Command } from 'commander'
import fc from 'fast-check'
import { requestOf, type FuzzedRequest } from './arbitraries.js'
import { operationsOf } from './operations.js'
import { problemWith } from './verdict.js'

interface Options {
  readonly base: string
  readonly key: string
  readonly otherKey?: string
  readonly adminKey?: string
  readonly requests: number
  readonly seed: number
}

const options = new Command('fuzz')
  .description(
    'Sends a server requests made from its own OpenAPI document, most of them spoilt, and says what went wrong. Give it a sandbox key: what is accepted is made.',
  )
  .requiredOption('--base <url>', 'address of the server')
  .requiredOption('--key <key>', 'API key')
  .option('--other-key <key>', 'key of another account, whose task must never be seen')
  .option('--admin-key <key>', 'for the operations that manage keys and accounts')
  .option('--requests <number>', 'how many in all', Number, 20_000)
  .option('--seed <number>', 'same seed, same requests', Number, 2026)
  .parse()
  .opts<Options>()

const base = options.base.replace(/\/+$/, '')
const operations = operationsOf(await (await fetch(`${base}/openapi.json`)).json())
const SECRET = 'what only the other account may know'

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

const taskIds = [await lyricsTask(options.key, 'snow')]
if (options.otherKey !== undefined) taskIds.push(await lyricsTask(options.otherKey, SECRET))
const known = { taskIds, audioIds: [], urls: [`${base}/media/none.mp3`] }

const codes = new Map<string, number>()
const problems: string[] = []
const each = Math.ceil(options.requests / operations.length)
let sent = 0
for (const operation of operations) {
  for (const request of fc.sample(requestOf(operation, known), { numRuns: each, seed: options.seed })) {
    sent++
    let problem: string | undefined
    try {
      const isAdmin = /^\/troubadour\/v1\/(keys|accounts)/.test(operation.path)
      const key = (isAdmin ? options.adminKey : undefined) ?? options.key
      const answer = await call(key, request, operation.method)
      const { code } = JSON.parse(answer.text || '{}') as { code?: number }
      codes.set(`${answer.status}/${code}`, (codes.get(`${answer.status}/${code}`) ?? 0) + 1)
      problem = problemWith(request, answer, [SECRET])
    } catch (error) {
      problem = `no answer: ${String(error)}`
    }
    if (problem !== undefined) {
      problems.push(
        `${operation.method} ${request.url.slice(0, 200)} ${request.payload?.slice(0, 300) ?? ''}\n    ${problem}`,
      )
    }
  }
  process.stderr.write(
    `${sent} sent, ${problems.length} problems, after ${operation.method} ${operation.path}\n`,
  )
}
const health = await fetch(`${base}/healthz`)
console.log(
  `${sent} requests to ${operations.length} operations; the server ${health.ok ? 'is well' : 'is NOT well'}.`,
)
console.log('HTTP status/code:', Object.fromEntries([...codes].toSorted()))
for (const problem of problems.slice(0, 50)) console.log(`- ${problem}`)
console.log(`${problems.length} problems`)
process.exitCode = problems.length > 0 || !health.ok ? 1 : 0
