#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander'
import { addAdminCommands } from './admin/commands.js'
import { RestoreError } from './admin/restore.js'
import { ConfigError, loadConfig, type Role } from './config.js'
import { packageVersion } from './server/package-version.js'
import type { RunningServer } from './server/start-server.js'

interface ServeOptions {
  readonly host?: string
  readonly port?: string
  readonly data?: string
  readonly role?: Role
  readonly json?: boolean
}

const JSON_HELP = 'say that it is ready as one JSON object'

function createProgram(): Command {
  const program = new Command('troubadour')
    .description('A self-hosted music-generation server.')
    .version(packageVersion())
    .configureHelp({ helpWidth: 80 })
    .exitOverride()
  const settingsHelp = '\nEverything else is set by environment variables: troubadour doctor --settings.'
  program
    .command('serve', { isDefault: true })
    .description('start the server: API, console and worker (the default)')
    .option('--host <address>', 'address to listen on (HOST)')
    .option('--port <number>', 'TCP port to listen on (PORT)')
    .option('--data <folder>', 'folder for database, media and uploads (DATA_DIR)')
    .addOption(new Option('--role <role>', 'parts to run (ROLE)').choices(['all', 'api', 'worker']))
    .option('--json', JSON_HELP)
    .addHelpText('after', settingsHelp)
    .action(serve)
  program
    .command('worker')
    .description('start a worker only, beside an API on the same database and storage')
    .option('--data <folder>', 'folder for temporary files and live streams (DATA_DIR)')
    .option('--json', JSON_HELP)
    .addHelpText('after', settingsHelp)
    .action((options: ServeOptions) => serve({ ...options, role: 'worker' }))
  addAdminCommands(program)
  return program
}

async function serve({ host, port, data, role, json = false }: ServeOptions): Promise<void> {
  const given = Object.entries({ HOST: host, PORT: port, DATA_DIR: data, ROLE: role })
  const config = loadConfig({
    ...process.env,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  })
  // Loaded only now: whoever asks for help or for the version need not wait for the whole studio.
  const { startServer } = await import('./server/start-server.js')
  const server = await startServer(config)
  console.log(json ? announcement(server, config.dataDir) : banner(server, config.dataDir))

  let isStopping = false
  const stop = (signal: NodeJS.Signals) => {
    // A second Ctrl+C means: now.
    if (isStopping) process.exit(1)
    isStopping = true
    const word = `\n${signal}: stopping; running tasks continue at the next start. Press again to stop at once.`
    if (!json) console.log(word)
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** Where the server is, for programs. The key is named by its file: what is printed here tends to be kept. */
function announcement({ url, firstKey }: RunningServer, dataDir: string): string {
  return JSON.stringify({ ready: true, url, apiKeyFile: firstKey?.path ?? null, dataDir, pid: process.pid })
}

/** What a person needs to make a first song: address, key, and a line to paste. */
function banner({ url, firstKey }: RunningServer, dataDir: string): string {
  const key = firstKey?.key ?? '$API_KEY'
  const request = {
    prompt: 'an upbeat synth-pop song about dancing through a summer night',
    customMode: false,
    instrumental: false,
    model: 'V5',
    callBackUrl: 'http://127.0.0.1:8765/callback',
  }
  return `
Troubadour is ready.

  Console  ${url}/   (API reference: ${url}/docs, guide: ${url}/guide)
  API key  ${firstKey ? `${key}   (kept in ${firstKey.path})` : 'one of those in API_KEYS'}
  Data     ${dataDir}

Make a song:

  curl -s ${url}/api/v1/generate -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${JSON.stringify(request)}'

Callbacks go to the callBackUrl (npm run receiver listens there and prints them), or ask:

  curl -s '${url}/api/v1/generate/record-info?taskId=TASK_ID' -H 'Authorization: Bearer ${key}'
`
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // It has said what is wrong; help and version are no errors.
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.exitCode = 1
    if (error instanceof ConfigError) console.error(`Troubadour cannot start: ${error.message}`)
    else if (error instanceof RestoreError) console.error(`troubadour: ${error.message}`)
    else console.error('Troubadour cannot go on:', error)
  })
