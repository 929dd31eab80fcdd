import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completionScript, SHELLS } from './completion.js'
import type { Cli } from './cli.js'
import { createProgram } from './program.js'

const program = createProgram('0.0.0', () => ({}) as Cli)
const has = (shell: string) => spawnSync(shell, ['--version']).status === 0

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'troubadour-completion-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Everything that `--help` prints, examples included. */
function helpOf(command: Command): string {
  let printed = ''
  command.configureOutput({ writeOut: (text) => void (printed += text) })
  command.outputHelp()
  return printed
}

/** What bash offers after these words. */
function offered(...words: readonly string[]): string[] {
  const file = join(folder, 'completion.bash')
  writeFileSync(file, completionScript(program, 'bash'))
  const all = ['troubadour', ...words].map((word) => `'${word}'`).join(' ')
  const script = `source '${file}'; COMP_WORDS=(${all}); COMP_CWORD=${words.length}; _troubadour; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n')
}

describe('completion', () => {
  it('offers commands, their commands, and options in bash', () => {
    expect(offered('ge')).toEqual(['generate'])
    expect(offered('task', '')).toEqual(expect.arrayContaining(['list', 'show', 'cancel', '--json']))
    expect(offered('task', 'list', '--st')).toEqual(['--state'])
    expect(offered('--json', 'webhooks', 're')).toEqual(['replay'])
    expect(offered('generate', 'a song', '--ti')).toEqual(['--title', '--timeout'])
  })

  it.each(SHELLS)('is a script that %s can read', (shell) => {
    const script = completionScript(program, shell)
    for (const word of ['generate', 'listen', 'webhooks', 'tonality']) expect(script).toContain(word)
    if (!has(shell)) return
    const file = join(folder, `completion.${shell}`)
    writeFileSync(file, script)
    expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('help', () => {
  it('of every command fits into 80 columns and has a sentence for each option', () => {
    const commands = [program]
    for (const command of commands) {
      commands.push(...command.commands)
      const help = helpOf(command)
      expect(help.split('\n').filter((line) => line.length > 80)).toEqual([])
      for (const { description, long } of command.options)
        expect(description, `${command.name()} ${long}`).not.toBe('')
      expect(command.description()).not.toBe('')
    }
    expect(commands.length).toBeGreaterThan(50)
  })
})
