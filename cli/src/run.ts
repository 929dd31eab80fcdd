import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { CommanderError, type Command } from 'commander'
import { createCli } from './cli.js'
import { forwardedCommand, runServerCommand } from './commands/server.js'
import { explain } from './errors.js'
import { EXIT } from './exit-codes.js'
import { createOutput, type Sink, type Terminal } from './output.js'
import { createProgram, type GlobalOptions } from './program.js'
import { resolveSettings } from './settings.js'

/** The world that a command line runs in; `process` fits. */
export interface World extends Terminal {
  readonly stdin: NodeJS.ReadableStream
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
}

/** Runs one command line and returns its exit code. Throws for bugs only. */
export async function runCommandLine(args: readonly string[], world: World): Promise<number> {
  let exitCode: number = EXIT.ok
  const { stdout, stderr, environment, signal } = world
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string }
  const program = createProgram(version, (root) =>
    createCli({
      environment,
      signal,
      output: () => createOutput(world, outputOptions(root)),
      settings: () => resolveSettings(root.opts<GlobalOptions>(), environment),
      readInput: () => text(world.stdin),
      setExitCode: (code) => {
        exitCode = code
      },
    }),
  )
  writeTo(program, stdout, stderr)
  try {
    const name = forwardedCommand(args)
    if (name !== undefined) {
      return await runServerCommand(name, args.slice(1), () => resolveSettings({}, environment))
    }
    if (args.length === 0) {
      program.outputHelp()
      return EXIT.ok
    }
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return tell(error, args.includes('--json'), signal, stderr)
  }
}

function outputOptions(program: Command) {
  const { json = false, quiet = false } = program.opts<GlobalOptions>()
  return { json, quiet }
}

function tell(error: unknown, isJson: boolean, signal: AbortSignal, stderr: Sink): number {
  // Commander has said what is wrong; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (signal.aborted) return EXIT.interrupted
  const explanation = explain(error)
  if (!explanation) throw error
  const { exitCode, hint, ...about } = explanation
  if (isJson) stderr.write(`${JSON.stringify({ error: { ...about, ...(hint && { hint }) } })}\n`)
  else stderr.write(`troubadour: ${about.message}\n${hint === undefined ? '' : `  ${hint}\n`}`)
  return exitCode
}

function writeTo(command: Command, stdout: Sink, stderr: Sink): void {
  command.configureOutput({
    writeOut: (written) => void stdout.write(written),
    writeErr: (written) => void stderr.write(written),
  })
  for (const each of command.commands) writeTo(each, stdout, stderr)
}
