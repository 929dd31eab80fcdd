import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '../support/server-process.js'
import { createSettableClock, type SettableClock } from './settable-clock.js'
import { createSmallDisk } from './small-disk.js'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** Longest start, on a machine that is busy with the rest of the fleet, in milliseconds. */
const START_MS = 240_000

/** One process of the fleet; started again on the same port and folder after each death. */
export interface Member {
  readonly name: string
  readonly role: 'api' | 'worker'
  /** Where its API or its health checks are. */
  readonly url: string
  /** It has become ready and has not ended since. */
  readonly isUp: boolean
  /** Of the process that runs; undefined where none does. */
  readonly pid: number | undefined
  /** All it has printed. */
  readonly output: string
  start(): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
  /** Undefined where clocks cannot be set. */
  readonly clock: SettableClock | undefined
  /** Its disk can be filled: it has a small one of its own. */
  readonly hasSmallDisk: boolean
  /** Leaves no byte on its disk while it runs. */
  fillDisk(): void
  freeDisk(): void
  /** SIGTERM, and waits for the end; returns the exit code. */
  drain(): Promise<number | null>
}

/** Names a process of the built server, not started yet. Every member has a folder of its own: nothing is shared but the database and S3. */
export async function createMember(
  name: string,
  role: Member['role'],
  options: {
    readonly folder: string
    readonly environment: Readonly<Record<string, string>>
    /** Size of its disk; undefined: the machine's own. */
    readonly diskMegabytes?: number
  },
): Promise<Member> {
  const port = await freePort()
  const dataDir = join(options.folder, name)
  await mkdir(dataDir, { recursive: true })
  const url = `http://127.0.0.1:${port}`
  const clock = createSettableClock(options.folder, name)
  const disk =
    options.diskMegabytes === undefined ? undefined : createSmallDisk(dataDir, options.diskMegabytes)
  let child: ChildProcess | undefined
  let output = ''
  let isReady = false

  const isRunning = () => child?.pid !== undefined && child.exitCode === null && child.signalCode === null

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return null
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
    clock?.forget(ending.pid!)
    return ending.exitCode
  }

  return {
    name,
    role,
    url,
    get isUp() {
      return isReady && isRunning()
    },
    get pid() {
      return isRunning() ? child!.pid : undefined
    },
    get output() {
      return output
    },
    async start() {
      const { file, args } = disk?.command(process.execPath, [MAIN]) ?? {
        file: process.execPath,
        args: [MAIN],
      }
      const started = spawn(file, args, {
        env: {
          PATH: process.env['PATH'],
          HOST: '127.0.0.1',
          PORT: String(port),
          WORKER_PORT: String(port),
          ROLE: role,
          DATA_DIR: dataDir,
          LOG_LEVEL: 'warn',
          RENDER_THREADS: '1',
          ...clock?.environment,
          ...options.environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      isReady = false
      const keep = (text: Buffer) => (output += text.toString())
      started.stdout.on('data', keep)
      started.stderr.on('data', keep)
      await waitUntil(async () => {
        if (started.exitCode !== null) {
          throw new Error(`${name} ended with code ${started.exitCode}:\n${output.slice(-2000)}`)
        }
        return started.signalCode !== null || (await fetch(`${url}/readyz`)).ok
      }, START_MS).catch((error: unknown) => {
        throw new Error(`${name} does not get ready:\n${output.slice(-2000)}`, { cause: error })
      })
      isReady = true
    },
    kill: async () => {
      await end('SIGKILL')
    },
    clock,
    hasSmallDisk: disk !== undefined,
    fillDisk() {
      if (isRunning()) disk?.fill(child!.pid!)
    },
    freeDisk() {
      if (isRunning()) disk?.free(child!.pid!)
    },
    drain: () => end('SIGTERM'),
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
