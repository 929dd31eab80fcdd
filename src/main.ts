#!/usr/bin/env node
import { ConfigError, describeConfig, loadConfig } from './config.js'
import { startServer, type RunningServer } from './server/start-server.js'

const HELP = `Troubadour: a self-hosted music-generation server.

Usage: npm start -- [command]

Commands:
  serve    Start the server (default)
  doctor   Print every setting and its value
  help     Print this text
`

async function main(command: string): Promise<void> {
  switch (command) {
    case 'serve':
      await serve()
      return
    case 'doctor':
      for (const row of describeConfig()) {
        console.log(`${row.name.padEnd(22)} ${row.value}\n${' '.repeat(23)}${row.description}`)
      }
      return
    case 'help':
    case '--help':
    case '-h':
      console.log(HELP)
      return
    default:
      console.error(`unknown command "${command}"\n\n${HELP}`)
      process.exitCode = 2
  }
}

async function serve(): Promise<void> {
  const config = loadConfig()
  const server = await startServer(config)
  console.log(banner(server, config.dataDir))

  let isStopping = false
  const stop = (signal: NodeJS.Signals) => {
    // A second Ctrl+C means: now.
    if (isStopping) process.exit(1)
    isStopping = true
    console.log(
      `\n${signal}: stopping; running tasks continue at the next start. Press again to stop at once.`,
    )
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

  URL      ${url}   (API reference: ${url}/docs)
  API key  ${firstKey ? `${key}   (kept in ${firstKey.path})` : 'one of those in API_KEYS'}
  Data     ${dataDir}

Make a song:

  curl -s ${url}/api/v1/generate -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${JSON.stringify(request)}'

Callbacks go to the callBackUrl (npm run receiver listens there and prints them), or ask:

  curl -s '${url}/api/v1/generate/record-info?taskId=TASK_ID' -H 'Authorization: Bearer ${key}'
`
}

main(process.argv[2] ?? 'serve').catch((error: unknown) => {
  if (error instanceof ConfigError) console.error(`Troubadour cannot start: ${error.message}`)
  else console.error('Troubadour cannot start:', error)
  process.exitCode = 1
})
