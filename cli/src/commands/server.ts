import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { table } from '../output.js'
import type { Settings } from '../settings.js'

/** How a command of the server's own programs is run: arguments for Node. */
type Launch = (args: readonly string[]) => readonly string[]

interface ServerCommand {
  readonly description: string
  readonly launch: Launch
}

const built = (script: string, ...first: readonly string[]): Launch => {
  return (args) => [inServer(script, 'run npm run build in its folder first'), ...first, ...args]
}
const fromSource = (script: string): Launch => {
  return (args) => [
    '--conditions=source',
    '--import',
    'tsx',
    inServer(script, 'it needs a clone of the project'),
    ...args,
  ]
}

/** Commands that run on the server's machine, in its own programs, which explain themselves with --help. */
const SERVER_COMMANDS: Readonly<Record<string, ServerCommand>> = {
  serve: { description: 'start the server: API, console and worker', launch: built('dist/main.js', 'serve') },
  worker: {
    description: 'start a worker only, beside an API on the same database',
    launch: built('dist/main.js', 'worker'),
  },
  song: { description: 'make a song without a running server', launch: built('dist/song.js') },
  doctor: {
    description: 'check this machine and every setting; says how to fix what is wrong',
    launch: built('dist/main.js', 'doctor'),
  },
  migrate: { description: 'bring the database up to date', launch: built('dist/main.js', 'migrate') },
  backup: { description: 'database and files into one archive', launch: built('dist/main.js', 'backup') },
  restore: {
    description: 'an archive into an empty database and storage',
    launch: built('dist/main.js', 'restore'),
  },
  conformance: {
    description: 'hold a server to the wire contract and print a report',
    launch: fromSource('test/conformance/main.ts'),
  },
}

/** Adds them to the help; `forwardedCommand` takes them before they are parsed here. */
export function addServerCommands(program: Command, cli: Cli): void {
  for (const [name, { description }] of Object.entries(SERVER_COMMANDS)) {
    program
      .command(name)
      .description(description)
      .helpGroup('Run a server:')
      .helpOption(false)
      .allowUnknownOption()
      .argument('[options...]', 'troubadour ' + name + ' --help lists them')
      .action(async (args: string[]) => {
        cli.setExitCode(
          await runServerCommand(name, [...args, ...(cli.output().isJson ? ['--json'] : [])], cli.settings),
        )
      })
  }
  program
    .command('bench')
    .description('measure: one question a script; without a name, list them')
    .helpGroup('Run a server:')
    .argument('[name]', 'such as speed')
    .argument('[options...]', 'for the script; after -- when they begin with a dash')
    .allowUnknownOption()
    .action(async (name: string | undefined, options: string[]) => {
      const benches = benchScripts()
      if (name === undefined) {
        cli
          .output()
          .result(
            Object.keys(benches),
            table(Object.entries(benches).map(([each, script]) => [each, script])),
          )
        return
      }
      if (!Object.hasOwn(benches, name)) {
        throw new UsageError(`there is no bench "${name}"; allowed: ${Object.keys(benches).join(', ')}`)
      }
      const args = ['run', '--silent', `bench:${name}`, '--', ...options]
      cli.setExitCode(
        cli.output().isJson ? await reportBench(cli, name, args) : await run('npm', args, serverFolder()),
      )
    })
}

/** The command of the server's own programs that a command line begins with. */
export function forwardedCommand(args: readonly string[]): string | undefined {
  const [name] = args
  return name !== undefined && Object.hasOwn(SERVER_COMMANDS, name) ? name : undefined
}

/** Runs it here, with this terminal, and returns its exit code. */
export async function runServerCommand(
  name: string,
  args: readonly string[],
  settings: () => Settings,
): Promise<number> {
  const all = name === 'conformance' ? withServer(args, settings) : args
  return run(process.execPath, SERVER_COMMANDS[name]!.launch(all), undefined)
}

/** The conformance program knows neither environment nor settings file. */
function withServer(args: readonly string[], settings: () => Settings): string[] {
  const has = (option: string) => args.some((arg) => arg === option || arg.startsWith(`${option}=`))
  if (has('--help') || has('-h')) return [...args]
  const { url, key } = settings()
  return [
    ...(has('--base') ? [] : ['--base', url]),
    ...(has('--key') || key === undefined ? [] : ['--key', key]),
    ...args,
  ]
}

/** Most benches speak to people: with --json their lines come inside one object. */
async function reportBench(cli: Cli, bench: string, args: readonly string[]): Promise<number> {
  const startedAt = performance.now()
  const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: serverFolder() })
  const ended = once(child, 'close') as Promise<[code: number | null]>
  const [printed, [code]] = await Promise.all([text(child.stdout), ended])
  const exitCode = code ?? 1
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  cli.output().result({ bench, exitCode, seconds, lines: printed.trimEnd().split('\n') }, printed)
  return exitCode
}

function run(program: string, args: readonly string[], cwd: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...(cwd !== undefined && { cwd }) })
    // Ctrl+C reaches the child too, which ends in its own time; others are handed on.
    const pass = (signal: NodeJS.Signals) => void child.kill(signal)
    const ignore = () => undefined
    process.on('SIGTERM', pass)
    process.on('SIGINT', ignore)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGTERM', pass)
      process.off('SIGINT', ignore)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/** The folder of the server: this program is delivered inside it. */
function serverFolder(): string {
  return fileURLToPath(new URL('../../../', import.meta.url))
}

function inServer(path: string, advice: string): string {
  const file = serverFolder() + path
  if (!existsSync(file))
    throw new UsageError(`this command belongs to the server, and "${file}" is not there`, advice)
  return file
}

function benchScripts(): Record<string, string> {
  const { scripts } = JSON.parse(
    readFileSync(inServer('package.json', 'it needs a clone of the project'), 'utf8'),
  ) as {
    scripts: Record<string, string>
  }
  return Object.fromEntries(
    Object.entries(scripts).flatMap(([name, script]) =>
      name.startsWith('bench:') ? [[name.slice('bench:'.length), script.split(' ').at(-1)!]] : [],
    ),
  )
}
