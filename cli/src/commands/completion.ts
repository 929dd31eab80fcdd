import { Argument, type Command } from 'commander'
import type { Cli } from '../cli.js'
import { completionScript, SHELLS, type Shell } from '../completion.js'
import { examples } from '../help.js'

/** `completion`: scripts for shells. */
export function addCompletionCommand(program: Command, cli: Cli): void {
  examples(
    program
      .command('completion')
      .description('print a script that completes commands and options')
      .helpGroup('Setting up:')
      .addArgument(new Argument('<shell>', 'which one').choices(SHELLS)),
    'eval "$(troubadour completion bash)"',
    'troubadour completion zsh > ~/.zfunc/_troubadour',
    'troubadour completion fish > ~/.config/fish/completions/troubadour.fish',
  ).action((shell: Shell) => {
    const script = completionScript(program, shell).trimEnd()
    cli.output().result({ shell, script }, script)
  })
}
