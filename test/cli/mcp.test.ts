import { fileURLToPath } from 'node:url'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { createClient } from '@troubadour/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCli } from '../../cli/src/cli.js'
import { isLoopback, startMcpHttpServer, type RunningMcpServer } from '../../cli/src/mcp/http-server.js'
import { createMcpServer, TOOLS } from '../../cli/src/mcp/mcp-server.js'
import { createOutput } from '../../cli/src/output.js'
import { startSandboxServer, type SandboxServer } from './sandbox-server.js'

const KEY = 'sk-test-mcp'
const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

let server: SandboxServer
let http: RunningMcpServer
beforeAll(async () => {
  server = await startSandboxServer()
  const silent = { write: () => undefined }
  http = await startMcpHttpServer({
    host: '127.0.0.1',
    port: 0,
    mayLackKey: false,
    serverFor: (apiKey) =>
      createMcpServer({
        version: '0.0.0',
        mayReadFiles: false,
        cliFor: ({ signal }) =>
          createCli({
            signal,
            environment: {},
            readInput: async () => '',
            setExitCode: () => undefined,
            output: () => createOutput({ stdout: silent, stderr: silent }, { json: true, quiet: true }),
            settings: () => ({ url: server.url, key: apiKey, from: { url: '', key: '' } }),
          }),
      }),
  })
}, 120_000)
afterAll(async () => {
  await http.close()
  await server.stop()
}, 60_000)

async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(transport)
  return client
}

const transports: readonly (readonly [name: string, open: () => Transport])[] = [
  [
    'stdio',
    () =>
      new StdioClientTransport({
        command: process.execPath,
        args: ['--conditions=source', '--import', 'tsx', MAIN, 'mcp'],
        env: {
          ...(process.env as Record<string, string>),
          TROUBADOUR_URL: server.url,
          TROUBADOUR_API_KEY: KEY,
        },
      }),
  ],
  [
    'streamable HTTP',
    () =>
      new StreamableHTTPClientTransport(new URL(http.url), {
        requestInit: { headers: { authorization: `Bearer ${KEY}` } },
      }),
  ],
]

interface TextResult {
  readonly isError?: boolean
  readonly content: { type: string; text?: string; uri?: string }[]
  readonly structuredContent?: Record<string, unknown>
}

describe.each(transports)('the MCP server over %s', (name, open) => {
  let client: Client
  beforeAll(async () => {
    client = await connect(open())
  }, 60_000)
  afterAll(() => client.close())
  const call = async (tool: string, input: Record<string, unknown> = {}) =>
    (await client.callTool({ name: tool, arguments: input })) as unknown as TextResult

  it('lists tools for every operation, each described with typed inputs', async () => {
    const { tools } = await client.listTools()
    expect(tools.map((tool) => tool.name)).toEqual(TOOLS.map((tool) => tool.name))
    expect(tools.length).toBeGreaterThan(25)
    for (const { description, inputSchema } of tools) {
      expect(description!.length).toBeGreaterThan(30)
      expect(inputSchema.type).toBe('object')
    }
    const song = tools.find((tool) => tool.name === 'make_song')!.inputSchema.properties!
    expect(song['bpm']).toMatchObject({ type: 'number', minimum: 20, maximum: 300 })
  })

  it('makes a song, tells progress, and links to what can be heard and read', async () => {
    const heard: { progress: number; message?: string | undefined }[] = []
    const result = (await client.callTool(
      { name: 'make_song', arguments: { prompt: 'a waltz [[delay:300ms@each]]' } },
      undefined,
      { onprogress: (progress) => heard.push(progress) },
    )) as unknown as TextResult
    expect(result.isError).toBeFalsy()
    expect(heard.length).toBeGreaterThan(1)
    expect(heard.map(({ progress }) => progress)).toEqual(
      heard.map(({ progress }) => progress).sort((a, b) => a - b),
    )
    const { songs } = result.structuredContent as { songs: { track: string; audio_url: string }[] }
    expect(songs).toHaveLength(2)
    const song = await fetch(songs[0]!.audio_url)
    expect(song.headers.get('content-type')).toBe('audio/mpeg')
    await song.body!.cancel()

    const uris = result.content.flatMap(({ uri }) => uri ?? [])
    const facts = await client.readResource({ uri: uris[0]! })
    expect(JSON.parse((facts.contents[0] as { text: string }).text)).toMatchObject({
      audio_url: songs[0]!.audio_url,
    })
    const lyrics = await client.readResource({ uri: uris[1]! })
    expect((lyrics.contents[0] as { text: string }).text.length).toBeGreaterThan(10)
    const { resources } = await client.listResources()
    expect(resources.map(({ uri }) => uri)).toContain(uris[0])

    const words = await call('get_word_times', { track: songs[0]!.track })
    expect(words.structuredContent!['words']).not.toEqual([])
    const stems = await call('separate_stems', { source: songs[0]!.track, what: 'vocals' })
    expect(stems.content[0]!.text).toMatch(/Vocals: http/)
  }, 60_000)

  it('cancels the task when the client cancels the call', async () => {
    const stop = new AbortController()
    const call = client.callTool(
      { name: 'make_song', arguments: { prompt: 'never heard [[delay:1m]]' } },
      undefined,
      { signal: stop.signal, onprogress: () => stop.abort(new Error('enough')) },
    )
    await expect(call).rejects.toThrow()
    const troubadour = createClient({ baseUrl: server.url, apiKey: KEY })
    await expect
      .poll(
        async () => {
          for await (const { state } of troubadour.tasks({ kind: 'generate' })) return state
          return undefined
        },
        { timeout: 15_000 },
      )
      .toBe('cancelled')
  }, 60_000)

  it('answers at once when told not to wait, and lets the model ask and cancel', async () => {
    const { structuredContent } = await call('make_song', { prompt: 'later [[delay:1m]]', wait_seconds: 0 })
    const task_id = structuredContent!['task_id'] as string
    expect((await call('get_task', { task_id })).content[0]!.text).toContain('(generate)')
    expect((await call('cancel_task', { task_id })).content[0]!.text).toContain('was cancelled')
    expect((await call('get_task', { task_id })).content[0]!.text).toContain('cancelled')
  }, 60_000)

  it('answers failures with what a model can do about them', async () => {
    const cases: [tool: string, input: Record<string, unknown>, says: RegExp][] = [
      ['make_song', { prompt: 'x [[submit:402]]' }, /code 402.*\n?.*What to do: troubadour credits/s],
      ['make_song', { prompt: 'x [[fail:413]]' }, /ended with GENERATE_AUDIO_FAILED/],
      ['make_song', {}, /what shall it be about/],
      ['make_song', { prompt: 'x', bpm: 1000 }, /bpm/],
      ['get_wav', { track: 'that one' }, /names no track; allowed: a task id/],
      ['get_task', { task_id: '0'.repeat(32) }, /404/],
    ]
    for (const [tool, input, says] of cases) {
      const result = await call(tool, input)
      expect(result.isError, tool).toBe(true)
      expect(result.content[0]!.text).toMatch(says)
    }
  }, 60_000)

  it('reads files of its machine for local clients only', async () => {
    const path = join(server.dataDir, `voice-${name.length}.wav`)
    await writeFile(path, Buffer.alloc(2000))
    const result = await call('upload_recording', { path })
    if (name === 'stdio') expect(result.structuredContent!['url']).toMatch(/^http/)
    else expect(result.content[0]!.text).toContain('files cannot be read over HTTP')
    const cover = await call('cover_song', { source: path, style: 'salsa' })
    expect(cover.isError ?? false).toBe(name !== 'stdio')
  }, 60_000)

  it('offers prompts', async () => {
    const { prompts } = await client.listPrompts()
    expect(prompts.map((prompt) => prompt.name)).toEqual(['write_a_song', 'rework_a_song'])
    const { messages } = await client.getPrompt({ name: 'write_a_song', arguments: { idea: 'the sea' } })
    expect((messages[0]!.content as { text: string }).text).toContain('the sea')
  })
})

describe('the MCP server’s door', () => {
  const post = (headers: Record<string, string>) =>
    fetch(http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    })

  it('asks for a key, and keeps web pages of other origins out', async () => {
    expect((await post({})).status).toBe(401)
    expect((await post({ authorization: `Bearer ${KEY}`, origin: 'https://example.com' })).status).toBe(403)
    expect((await post({ authorization: `Bearer ${KEY}`, 'mcp-session-id': 'unknown' })).status).toBe(404)
    expect((await fetch(http.url.replace('/mcp', '/other'))).status).toBe(404)
  })

  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['127.0.0.1.example.com', false],
  ])('knows whether %s is this machine', (host, isLocal) => {
    expect(isLoopback(host)).toBe(isLocal)
  })
})
