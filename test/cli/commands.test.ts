import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyStandardWebhook, verifyWebhookSignature } from '@troubadour/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCallbackReceiver } from '../support/callback-receiver.js'
import { waitUntil } from '../support/server-process.js'
import { HMAC_KEY, startSandboxServer, troubadour, type Ran, type SandboxServer } from './sandbox-server.js'

let server: SandboxServer
let folder: string
let env: Record<string, string>
beforeAll(async () => {
  server = await startSandboxServer()
  folder = await mkdtemp(join(tmpdir(), 'troubadour-cli-files-'))
}, 120_000)
// A key a test: together they submit more than one key may in ten seconds.
beforeEach(() => {
  env = { TROUBADOUR_URL: server.url, TROUBADOUR_API_KEY: `sk-test-${randomUUID()}` }
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const run = (...args: string[]) => troubadour(args, env)
/** The JSON of a command that must succeed. */
async function json<Value>(...args: string[]): Promise<Value> {
  const ran = await run(...args, '--json')
  expect(ran).toMatchObject({ exitCode: 0 })
  return JSON.parse(ran.stdout) as Value
}

/** The task of a program that wants to be called back at an address the server cannot reach. */
async function submitted(prompt: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env['TROUBADOUR_API_KEY']}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      prompt,
      customMode: false,
      instrumental: false,
      model: 'V4_5',
      callBackUrl: 'https://my-laptop.invalid/callback',
    }),
  })
  const { data } = (await answer.json()) as { data: { taskId: string } }
  return data.taskId
}

interface Songs {
  taskId: string
  songs: { id: string; title: string; audioUrl: string; durationSeconds: number }[]
  files: string[]
}

describe('the command line against a sandbox', () => {
  it('makes a song, tells where it plays meanwhile, and downloads it', async () => {
    const out = join(folder, 'songs')
    const ran = await run('generate', 'a calm folk song', '--out', out)
    expect(ran).toMatchObject({ exitCode: 0 })
    expect(ran.stderr).toMatch(/task [0-9a-f]{32}/)
    const files = ran.stdout.trim().split('\n')
    expect(files.map((file) => file.replace(/^.*\./, ''))).toEqual(['mp3', 'jpeg', 'mp3', 'jpeg'])
    for (const file of files) expect((await stat(file)).size).toBeGreaterThan(1000)
    expect((await readFile(files[0]!)).subarray(0, 3).toString()).toBe('ID3')
  }, 60_000)

  it('sings words from stdin and keeps title and style', async () => {
    const words = '[Verse]\nOne line\nAnother line\n'
    const args = ['generate', '--style', 'folk', '--title', 'Mine', '--lyrics', '-', '--seed', '7', '--json']
    const ran = await troubadour(args, env, { input: words })
    const { songs } = JSON.parse(ran.stdout) as { songs: { title: string; lyrics: string }[] }
    expect(songs).toMatchObject([{ title: 'Mine', lyrics: words.trim() }, { title: 'Mine' }])
  }, 60_000)

  it('takes songs further by "last", by take and by file', async () => {
    const { taskId, songs } = await json<Songs>('generate', 'rain on a tin roof')
    const wav = await json<{ files: { url: string }[] }>('wav', `${taskId}/2`)
    expect(wav.files[0]!.url).toMatch(/\.wav$/)
    const stems = await json<{ taskId: string; files: { name: string }[] }>('stems', 'last')
    expect(stems.files.map(({ name }) => name)).toContain('Drums')
    const midi = await json<{ files: { url: string }[] }>(
      'midi',
      'last',
      '--separation',
      stems.taskId,
      '--quantize',
    )
    expect(midi.files[0]!.url).toMatch(/\.mid$/)
    const video = await json<{ files: { url: string }[] }>('video', `${taskId}/${songs[0]!.id}`)
    expect(video.files[0]!.url).toMatch(/\.mp4$/)
    const file = join(folder, 'mine.mp3')
    await writeFile(file, Buffer.from(await (await fetch(songs[0]!.audioUrl)).arrayBuffer()))
    for (const args of [
      ['extend', taskId, '--at', '0:30', '--prompt', 'a quiet ending'],
      ['extend', file, '--style', 'rock'],
      ['cover', file, '--style', 'bossa nova', '--instrumental'],
      ['replace', taskId, '--from', '10', '--to', '0:20', '--prompt', 'a solo'],
      ['add-instrumental', file, '--style', 'soul'],
      ['add-vocals', file, '--prompt', 'the sea'],
      ['mashup', file, taskId],
      ['sound', 'a drum loop', '--loop', '--tempo', '100'],
    ]) {
      expect((await json<Songs>(...args)).songs.length, args.join(' ')).toBeGreaterThan(0)
    }
    expect((await run('words', taskId, '--lrc')).stdout).toMatch(/^\[00:0\d\.\d\d\]\S/)
    expect((await run('lyrics', 'autumn')).stdout).toMatch(/^# /)
    expect((await run('style', 'lofi')).stdout.trim().length).toBeGreaterThan(4)
    expect((await run('credits')).stdout).toMatch(/^\d+\n$/)
    const downloads = join(folder, 'stems')
    expect((await run('stems', taskId, '--vocals', '-o', downloads)).exitCode).toBe(0)
    expect((await readdir(downloads)).sort()).toEqual(['instrumental.mp3', 'vocals.mp3'])
    const recovered = await json<{ files: { url: string }[] }>('recover', taskId)
    expect(recovered.files.filter(({ url }) => url.includes('.mp3'))).toHaveLength(songs.length)
  }, 120_000)

  it('lists, shows, waits for and cancels tasks', async () => {
    const { taskId } = await json<Songs>('generate', 'slow [[delay:1m@queue]]', '--no-wait')
    const queued = await run('task', 'list', '--state', 'queued', '--json')
    expect(
      queued.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ taskId }])
    expect((await run('task', 'show', 'last')).stdout).toMatch(new RegExp(`^task +${taskId}`))
    expect(await run('wait', taskId, '--timeout', '1')).toMatchObject({ exitCode: 6 })
    expect((await run('task', 'cancel', taskId)).exitCode).toBe(0)
    const failed = await run('wait', taskId)
    expect(failed).toMatchObject({ exitCode: 5 })
  }, 60_000)

  it('ends with a code and advice of its own for each kind of failure', async () => {
    const cases: [args: string[], exitCode: number, says: string | RegExp][] = [
      [['generate', 'x [[submit:402]]'], 4, 'troubadour credits'],
      [['generate', 'x [[fail:413]]'], 5, 'troubadour task show'],
      [['generate'], 2, 'what shall it be about?'],
      [['generate', 'x', '--bpm', 'fast'], 2, 'allowed: a number from 20 to 300'],
      [['stems', 'nothing.mp3'], 2, 'there is no file "nothing.mp3"'],
      [['generate', '--lyrics', '/nowhere/words.txt'], 2, 'there is no file "/nowhere/words.txt"'],
      [['credits', '--url', 'http://127.0.0.1:1'], 3, 'troubadour serve'],
      [['credits', '--key', 'wrong'], 4, 'TROUBADOUR_API_KEY'],
      [['credits', '--url', 'nowhere'], 2, '--url: "nowhere" is no address'],
      [['dance'], 2, "unknown command 'dance'"],
    ]
    for (const [args, exitCode, says] of cases) {
      const ran = await run(...args)
      expect({ args, exitCode: ran.exitCode }).toEqual({ args, exitCode })
      expect(ran.stderr).toMatch(says)
      expect(ran.stdout).toBe('')
    }
    const { stderr } = await run('credits', '--key', 'wrong', '--json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'ApiError', code: 401 } })
    expect((await troubadour(['credits'], { TROUBADOUR_URL: server.url })).stderr).toContain(
      'no API key is known',
    )
  }, 60_000)
})

describe('listen', () => {
  it('forwards callbacks to a local port with true headers and body, though the server cannot deliver them', async () => {
    const receiver = await startCallbackReceiver()
    const port = new URL(receiver.url).port
    const listening = run('listen', '--forward-to', `${port}/hook`, '--count', '3', '--json')
    // It follows what comes after it has begun to listen.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const taskId = await submitted('for the ears of a local program')
    const ran: Ran = await listening
    expect(ran.exitCode).toBe(0)
    const lines = ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toMatchObject([
      { stage: 'text', taskId, status: 200 },
      { stage: 'first', taskId, status: 200 },
      { stage: 'complete', taskId, status: 200 },
    ])
    const arrived = receiver.of(taskId)
    expect(arrived.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook'])
    for (const { headers, raw: rawBody } of arrived) {
      const secret = `whsec_${Buffer.from(HMAC_KEY).toString('base64')}`
      expect(await verifyStandardWebhook({ headers, rawBody }, secret)).toBe(true)
      expect(await verifyWebhookSignature({ headers, rawBody }, HMAC_KEY)).toBe(true)
    }
    await receiver.close()
  }, 60_000)

  it('tells of a port on which nobody listens, and goes on', async () => {
    const listening = run(
      'listen',
      '-f',
      'http://127.0.0.1:1/',
      '--stages',
      'complete',
      '--count',
      '1',
      '--json',
    )
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await submitted('unheard')
    expect(JSON.parse((await listening).stdout)).toMatchObject({
      status: null,
      problem: 'nobody listens there',
    })
  }, 60_000)
})

describe('webhooks', () => {
  it('lists, shows, replays, tests and verifies callbacks', async () => {
    const received: { headers: NodeJS.Dict<string | string[]>; body: string }[] = []
    let status = 500
    const receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (piece: Buffer) => (body += piece.toString()))
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        response.writeHead(status).end()
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`

    const refused = await run('webhooks', 'test', url)
    expect(refused).toMatchObject({ exitCode: 1 })
    expect(refused.stdout).toContain('not delivered: The receiver answered 500.')
    status = 200
    expect((await run('webhooks', 'test', url)).stdout).toMatch(/^delivered \(HTTP 200/)
    const { headers, body } = received[received.length - 1]!
    const files = { headers: join(folder, 'headers.json'), body: join(folder, 'body.json') }
    await writeFile(files.headers, JSON.stringify(headers))
    await writeFile(files.body, body)
    const verify = ['webhooks', 'verify', '--headers', files.headers, '--body', files.body, '--secret']
    expect(await run(...verify, HMAC_KEY)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('webhook-signature    valid') as string,
    })
    expect(await run(...verify, 'another')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('WRONG') as string,
    })

    const key = { ...env, TROUBADOUR_API_KEY: 'sk-test-cli-callbacks' }
    await fetch(`${server.url}/api/v1/lyrics`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test-cli-callbacks', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a callback', callBackUrl: url }),
    })
    await waitUntil(async () => received.length === 3, 10_000)
    await waitUntil(
      async () => (await troubadour(['webhooks', 'list', '--state', 'delivered'], key)).stdout !== '',
      10_000,
    )
    const listed = await troubadour(['webhooks', 'list', '--json'], key)
    const { eventId } = JSON.parse(listed.stdout) as { eventId: string }
    expect((await troubadour(['webhooks', 'show', eventId], key)).stdout).toContain('HTTP 200')
    expect((await troubadour(['webhooks', 'replay', eventId], key)).exitCode).toBe(0)
    await waitUntil(async () => received.length === 4, 10_000)
    expect(received[3]!.headers['webhook-id']).toBe(eventId)
    expect((await troubadour(['webhooks', 'replay', '--since', '1h'], key)).stdout).toBe(
      '0 will be sent again\n',
    )
    expect(await troubadour(['webhooks', 'replay'], key)).toMatchObject({ exitCode: 2 })
    receiver.closeAllConnections()
    receiver.close()
  }, 60_000)
})

describe('config', () => {
  it('keeps address and key in a file that only its owner reads, after environment and command line', async () => {
    const file = join(folder, 'config', 'config.json')
    const environment = { TROUBADOUR_CONFIG: file }
    await troubadour(['config', 'set', 'url', server.url], environment)
    await troubadour(['config', 'set', 'key', 'sk-test-kept'], environment)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await troubadour(['credits'], environment)).exitCode).toBe(0)
    expect((await troubadour(['credits'], { ...environment, TROUBADOUR_API_KEY: 'wrong' })).exitCode).toBe(4)
    expect((await troubadour(['config', 'show'], environment)).stdout).toContain(server.url)
    expect(await troubadour(['config', 'set', 'colour', 'red'], environment)).toMatchObject({ exitCode: 2 })
    await troubadour(['config', 'unset', 'key'], environment)
    expect((await troubadour(['credits'], environment)).stderr).toContain('no API key is known')
  })

  it('finds the first key of the server in this folder', async () => {
    const environment = { TROUBADOUR_URL: server.url, DATA_DIR: server.dataDir }
    expect((await troubadour(['keys', 'list'], environment)).stdout).toContain('first key')
  })
})
