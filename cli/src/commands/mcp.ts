import { createRequire } from 'node:module'
import type { Command } from 'commander'
import { createCli, type Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { examples } from '../help.js'
import { numberBetween } from '../option-values.js'
import { createOutput } from '../output.js'

interface McpCommandOptions {
  readonly http?: boolean
  readonly host: string
  readonly port: number
}

/** `mcp`: the server's abilities as tools for assistants. */
export function addMcpCommand(program: Command, cli: Cli): void {
  examples(
    program
      .command('mcp')
      .description('serve the Model Context Protocol, so that assistants can make songs')
      .helpGroup('Run a server:')
      .option('--http', 'over streamable HTTP at /mcp instead of stdin and stdout')
      .option('--host <address>', 'where to listen; others than this machine bring their keys', '127.0.0.1')
      .option('--port <number>', 'where to listen; 0 lets the system choose', numberBetween(0, 65_535), 3333),
    'troubadour mcp',
    'troubadour mcp --http --port 3333',
  )
    .addHelpText(
      'after',
      `
For assistants that start their servers themselves:
  {"mcpServers": {"troubadour": {
    "command": "npx", "args": ["troubadour", "mcp"],
    "env": {"TROUBADOUR_URL": "http://127.0.0.1:3000",
            "TROUBADOUR_API_KEY": "YOUR_KEY"}}}}`,
    )
    .action(async ({ http, host, port }: McpCommandOptions) => {
      // Assistants ask for this one command: everybody else need not load the protocol.
      const { createMcpServer } = await import('../mcp/mcp-server.js')
      const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
      const serverFor = (apiKey: string | undefined, mayReadFiles: boolean) =>
        createMcpServer({ version, mayReadFiles, cliFor: ({ signal }) => quietCli(cli, signal, apiKey) })
      if (http) {
        const { isLoopback, startMcpHttpServer } = await import('../mcp/http-server.js')
        const server = await startMcpHttpServer({
          ...{ host, port, mayLackKey: isLoopback(host) },
          serverFor: (apiKey) => serverFor(apiKey, false),
        })
        cli.output().note(`the protocol is spoken at ${server.url}, for ${cli.settings().url}`)
        await aborted(cli.signal)
        await server.close()
        return
      }
      if (cli.settings().key === undefined) {
        throw new UsageError('no API key is known', 'set TROUBADOUR_API_KEY in the settings of the assistant')
      }
      const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js')
      await serverFor(undefined, true).connect(new StdioServerTransport())
      await aborted(AbortSignal.any([cli.signal, inputEnded()]))
    })
}

/** The same server and key, or another key, for one call; nothing may be printed, as stdout speaks the protocol. */
function quietCli(cli: Cli, signal: AbortSignal, apiKey: string | undefined): Cli {
  const silent = { write: () => undefined }
  return createCli({
    ...cli,
    signal,
    output: () => createOutput({ stdout: silent, stderr: silent }, { json: true, quiet: true }),
    settings: () => ({ ...cli.settings(), ...(apiKey !== undefined && { key: apiKey }) }),
  })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** The assistant has closed its end. */
function inputEnded(): AbortSignal {
  const ended = new AbortController()
  process.stdin.once('end', () => ended.abort())
  process.stdin.once('close', () => ended.abort())
  return ended.signal
}
