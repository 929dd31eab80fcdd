import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation } from '../../console/src/scenes/docs/openapi.js'
import { snippetOf, type Language } from '../../console/src/scenes/docs/snippets.js'

const run = promisify(execFile)
const BODY = {
  prompt: 'it\'s "quoted"\n[Verse] $HOME `x` \\',
  count: 3,
  isLoud: true,
  nothing: null,
  list: ['é', {}],
}
const operation: Operation = {
  operationId: 'generate',
  method: 'POST',
  path: '/api/{taskId}',
  parameters: [{ name: 'audioId', in: 'query', required: true }],
  requestBody: { content: {} },
  body: { properties: {} },
  example: BODY,
}

let baseUrl = ''
let received: { path: string; key: string | undefined; body: unknown } | undefined
const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const text = Buffer.concat(pieces).toString('utf8')
    received = {
      path: `${request.method} ${request.url}`,
      key: request.headers.authorization,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    }
    response.end('{"code":200}')
  })
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const RUN: Readonly<Record<Language, (code: string) => Promise<unknown>>> = {
  curl: (code) => run('sh', ['-c', code]),
  typescript: (code) => run(process.execPath, ['--input-type=module', '-e', code]),
  python: (code) => run('python3', ['-c', code]),
}
const isThere = async (program: string) =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )

it.each(['curl', 'typescript', 'python'] as const)(
  'runs as it stands in %s, whatever the request holds',
  { timeout: 30_000 },
  async (language) => {
    const program = { curl: 'curl', typescript: process.execPath, python: 'python3' }[language]
    // A machine without the program cannot run its snippets.
    if (!(await isThere(program))) return
    await RUN[language](snippetOf(operation, { baseUrl, apiKey: 'sk-1', language }))
    expect(received).toEqual({
      path: 'POST /api/TASK_ID?audioId=AUDIO_ID',
      key: 'Bearer sk-1',
      body: BODY,
    })
  },
)
