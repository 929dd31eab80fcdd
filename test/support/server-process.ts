import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** A server in a process of its own, run from the build as users run it. */
export interface ServerProcess {
  readonly url: string
  readonly key: string
  readonly process: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** POST or GET with the key; the parsed answer. */
  call<Data>(path: string, body?: unknown): Promise<{ code: number; msg: string; data: Data }>
  /** kill -9: nothing of it gets a chance to tidy up. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts the built server on a data folder and waits until it is ready. */
export async function startServerProcess(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (text: Buffer) => {
    printed += text.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const url = `http://127.0.0.1:${port}`
  await waitUntil(async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}:\n${printed}`)
    return printed.includes('Troubadour is ready') && (await fetch(`${url}/readyz`)).ok
  }, 90_000)
  const key = (await readFile(join(dataDir, 'api-key'), 'utf8')).trim()

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    url,
    key,
    process: child,
    output: () => printed,
    call: async (path, body) => {
      const response = await fetch(url + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return (await response.json()) as never
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** Polls until `condition` holds; connection errors count as "not yet". */
export async function waitUntil(
  condition: () => Promise<boolean>,
  timeoutMs: number,
  everyMs = 150,
): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const holds = await condition().catch((error: unknown) => {
      if (error instanceof TypeError) return false
      throw error
    })
    if (holds) return
    if (performance.now() > deadline)
      throw new Error(`not so within ${timeoutMs} ms: ${condition.toString()}`)
    await sleep(everyMs)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
