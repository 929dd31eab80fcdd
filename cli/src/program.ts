import { Command } from 'commander'
import type { Cli } from './cli.js'
import { addCompletionCommand } from './commands/completion.js'
import { addConfigCommands } from './commands/config.js'
import { addFileCommands } from './commands/files.js'
import { addKeyCommands } from './commands/keys.js'
import { addListenCommand } from './commands/listen.js'
import { addMcpCommand } from './commands/mcp.js'
import { addServerCommands } from './commands/server.js'
import { addSongCommands } from './commands/songs.js'
import { addTaskCommands } from './commands/tasks.js'
import { addWebhookCommands } from './commands/webhooks.js'
import { addWordCommands } from './commands/words.js'
import { EXIT_CODE_HELP } from './exit-codes.js'

/** Options that stand before or after any command. */
export interface GlobalOptions {
  readonly url?: string
  readonly key?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Help is set for terminals of 80 columns; wider ones get no longer lines than can be read. */
const HELP_WIDTH = 80

/** All commands. Errors of the command line are thrown as CommanderError. */
export function createProgram(version: string, cliOf: (program: Command) => Cli): Command {
  const program = new Command('troubadour')
  const cli = cliOf(program)
  program
    .description('Make and edit songs with a Troubadour server, and run one.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'help for any command')
    .optionsGroup('Options of every command:')
    .option('--url <url>', 'address of the server (TROUBADOUR_URL)')
    .option('--key <key>', 'API key (TROUBADOUR_API_KEY)')
    .option('--json', 'print results as JSON, lists as a line each')
    .option('-q, --quiet', 'print nothing but results and errors')
    .configureHelp({ helpWidth: HELP_WIDTH, subcommandTerm: termOf })
    .showHelpAfterError('(--help lists what is allowed)')
    .addHelpText(
      'after',
      `
Examples:
  $ troubadour serve
  $ troubadour generate "an upbeat synth-pop song about a summer night" -o out
  $ troubadour stems last -o stems
  $ troubadour listen --forward-to 8080/hook

Address and key: the options above, else TROUBADOUR_URL and TROUBADOUR_API_KEY,
else what "troubadour config set" keeps, else the server of this folder.

${EXIT_CODE_HELP}`,
    )
  addSongCommands(program, cli)
  addFileCommands(program, cli)
  addWordCommands(program, cli)
  addTaskCommands(program, cli)
  addListenCommand(program, cli)
  addWebhookCommands(program, cli)
  addServerCommands(program, cli)
  addMcpCommand(program, cli)
  addKeyCommands(program, cli)
  addConfigCommands(program, cli)
  addCompletionCommand(program, cli)
  for (const command of allOf(program)) command.exitOverride().helpCommand(false)
  return program
}

/** Name and arguments; that there are options goes without saying. */
function termOf(command: Command): string {
  const names = command.registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .filter((name) => name !== '[options]')
  return [command.name(), ...names].join(' ')
}

function* allOf(command: Command): Generator<Command> {
  yield command
  for (const each of command.commands) yield* allOf(each)
}
