import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { examples } from '../help.js'
import { table } from '../output.js'
import { readStored, settingsPath, STORED_NAMES, writeStored } from '../settings.js'

/** `config …`: what the settings file keeps. */
export function addConfigCommands(program: Command, cli: Cli): void {
  const config = program
    .command('config')
    .description('address and key that are used: show, set, unset')
    .helpGroup('Setting up:')

  config
    .command('show')
    .description('what is used, and where it comes from')
    .action(() => {
      const { url, key, from } = cli.settings()
      const hint = key === undefined ? null : hintOf(key)
      cli.output().result(
        { url, key: hint, from, file: settingsPath(cli.environment) },
        table([
          ['url', url, from.url],
          ['key', hint ?? '(none)', from.key],
          ['file', settingsPath(cli.environment), ''],
        ]),
      )
    })

  examples(
    config.command('set').description('keep a setting').argument('<name>', 'url or key').argument('<value>'),
    'troubadour config set url https://music.example.com',
    'troubadour config set key YOUR_KEY',
  ).action((name: string, value: string) => {
    writeStored(cli.environment, { ...readStored(cli.environment), [nameOf(name)]: value })
    cli.output().note(`kept in ${settingsPath(cli.environment)}`)
  })

  config
    .command('unset')
    .description('forget a setting')
    .argument('<name>', 'url or key')
    .action((name: string) => {
      const { [nameOf(name)]: _, ...rest } = readStored(cli.environment)
      writeStored(cli.environment, rest)
    })
}

function nameOf(text: string): (typeof STORED_NAMES)[number] {
  const name = STORED_NAMES.find((each) => each === text)
  if (name === undefined)
    throw new UsageError(`there is no setting "${text}"; allowed: ${STORED_NAMES.join(', ')}`)
  return name
}

/** Enough to recognise a key by, too little to use it. */
function hintOf(key: string): string {
  return key.length < 16 ? '(set)' : `${key.slice(0, 8)}…${key.slice(-4)}`
}
