import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectPath } from '../../src/paths.js'
import { HMAC_KEY, startSandboxServer, type SandboxServer } from '../cli/sandbox-server.js'

const execute = promisify(execFile)
const hasPython = spawnSync('python3', ['--version']).status === 0

let server: SandboxServer
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  server = await startSandboxServer()
  env = { ...process.env, TROUBADOUR_URL: server.url }
}, 120_000)
afterAll(() => server.stop(), 60_000)

/** What a process prints on a line that matches, once it does. */
async function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = ''
  for await (const piece of child.stdout!) {
    output += String(piece)
    const found = pattern.exec(output)
    if (found) return found[0]
  }
  throw new Error(`it ended and printed ${output}`)
}

describe('the examples run as they stand:', () => {
  it('the web app makes a song, hears its callbacks and keeps its key to itself', async () => {
    const port = 18_000 + (process.pid % 1000)
    const app = spawn(process.execPath, [projectPath('examples/web-app/server.mjs')], {
      env: { ...env, TROUBADOUR_API_KEY: 'sk-test-example-app', PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const url = /http:\S+/.exec(await printed(app, /The app is at \S+/))![0]
      const page = await (await fetch(url)).text()
      expect(page).toContain('<form>')
      expect(page).not.toContain('sk-test-example-app')
      const body = JSON.stringify({ idea: 'a song for an example' })
      const { taskId } = (await (await fetch(`${url}/songs`, { method: 'POST', body })).json()) as {
        taskId: string
      }
      const look = async () =>
        (await (await fetch(`${url}/songs?id=${taskId}`)).json()) as {
          stage: string
          songs: { url: string }[]
        }
      await expect.poll(async () => (await look()).stage, { timeout: 20_000 }).toBe('complete')
      const { songs } = await look()
      expect(songs).toHaveLength(2)
      const song = await fetch(songs[0]!.url)
      expect(song.headers.get('content-type')).toBe('audio/mpeg')
      expect((await song.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    } finally {
      const ended = once(app, 'exit')
      app.kill()
      await ended
    }
  }, 60_000)

  it.skipIf(!hasPython)(
    'the webhook flow takes a song from its callback to its stems',
    async () => {
      const args = [projectPath('examples/webhook-flow/flow.py'), '--port', '0', '--once', 'a flowing song']
      const flow = { ...env, TROUBADOUR_API_KEY: 'sk-test-example-flow', WEBHOOK_HMAC_KEY: HMAC_KEY }
      const { stdout, stderr } = await execute('python3', args, { env: flow, timeout: 50_000 })
      expect(stderr).toBe('')
      expect(stdout).toMatch(/kept: .*\ntaking it apart: [0-9a-f]{32}\nvocals: http.*\nband: http/)
    },
    60_000,
  )

  it('the CI job’s tests pass, and the job names files that are there', async () => {
    const test = projectPath('examples/ci/client.test.mjs')
    // Inside a test run Node's own runner would report to it.
    const ci = { ...env, TROUBADOUR_API_KEY: 'sk-test-example-ci', NODE_TEST_CONTEXT: undefined }
    const { stdout } = await execute(process.execPath, [test], { env: ci, timeout: 50_000 })
    expect(stdout).toMatch(/^# fail 0$|ℹ fail 0/m)
    const job = readFileSync(projectPath('examples/ci/troubadour.yml'), 'utf8')
    const [, named] = /node troubadour\/(\S+)/.exec(job)!
    expect(existsSync(projectPath(named!))).toBe(true)
  }, 60_000)
})
