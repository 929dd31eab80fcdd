import type { KeyData } from '@troubadour/contract'
import type { SendOptions, Transport } from '@troubadour/sdk'
import { Command } from 'commander'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Cli } from '../cli.js'
import { createOutput } from '../output.js'
import { addKeyCommands } from './keys.js'

const KEY: KeyData = {
  id: 'id-1',
  name: 'of a robot',
  hint: 'trb_abcd…wxyz',
  accountId: 'account-1',
  scopes: ['submit', 'read'],
  sandbox: false,
  source: 'created',
  creditBudget: null,
  hourlyCap: null,
  dailyCap: null,
  rateLimit: null,
  allowedIps: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  previousKeyUntil: null,
  spent: { total: 12.4, lastHour: 0, lastDay: 12 },
}

let sent: ({ path: string } & SendOptions)[]
let printed: string[]
beforeEach(() => {
  sent = []
  printed = []
})

/** Runs a command against a server that answers as told. */
async function run(args: string, ...answers: unknown[]): Promise<void> {
  const send = async (path: string, options: SendOptions) => {
    sent.push({ path, ...options })
    return answers.shift()
  }
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  const stdout = { write: (text: string) => void printed.push(...text.trimEnd().split('\n')) }
  const output = createOutput({ stdout, stderr: { write: () => undefined } }, { json: false, quiet: false })
  addKeyCommands(program, {
    transport: () => ({ send }) as unknown as Transport,
    output: () => output,
  } as Cli)
  for (const keys of program.commands) {
    for (const command of keys.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  }
  await program.parseAsync(args.split(' '), { from: 'user' })
}

describe('keys', () => {
  it('list prints the keys of all pages', async () => {
    const expired = { ...KEY, id: 'id-2', expiresAt: '2020-01-01T00:00:00.000Z' }
    const revoked = { ...KEY, id: 'id-3', revokedAt: '2020-01-01T00:00:00.000Z' }
    await run('keys list', { keys: [KEY, expired], next: 'id-2' }, { keys: [revoked], next: null })
    expect(sent.map(({ path }) => path)).toEqual([
      '/troubadour/v1/keys?limit=500',
      '/troubadour/v1/keys?limit=500&after=id-2',
    ])
    expect(printed).toEqual([
      'id-1  active   trb_abcd…wxyz  submit,read  12.4 credits  of a robot',
      'id-2  expired  trb_abcd…wxyz  submit,read  12.4 credits  of a robot',
      'id-3  revoked  trb_abcd…wxyz  submit,read  12.4 credits  of a robot',
    ])
  })

  it('create sends every option and prints nothing but the key', async () => {
    await run(
      'keys create robot --scopes submit,read --sandbox --credits 100 --budget 50.5 --hourly-cap 5 --daily-cap 10 ' +
        '--rate 100/10 --allow-ip 10.0.0.0/8,::1 --expires 2027-01-31T00:00:00Z',
      { ...KEY, key: 'sk-test-secret' },
    )
    expect(sent).toMatchObject([{ path: '/troubadour/v1/keys', method: 'POST' }])
    expect(sent[0]!.body).toEqual({
      name: 'robot',
      scopes: ['submit', 'read'],
      sandbox: true,
      credits: 100,
      creditBudget: 50.5,
      hourlyCap: 5,
      dailyCap: 10,
      rateLimit: { events: 100, perSeconds: 10 },
      allowedIps: ['10.0.0.0/8', '::1'],
      expiresAt: '2027-01-31T00:00:00Z',
    })
    expect(printed).toEqual(['sk-test-secret'])
  })

  it('revoke, rotate and rename name the key in the path', async () => {
    await run('keys revoke a/b', KEY)
    await run('keys rotate id-1 --overlap-hours 0.5', { ...KEY, key: 'trb_new' })
    await run('keys rename id-1 x', KEY)
    expect(sent).toMatchObject([
      { path: '/troubadour/v1/keys/a%2Fb', method: 'DELETE' },
      { path: '/troubadour/v1/keys/id-1/rotate', method: 'POST', body: { overlapHours: 0.5 } },
      { path: '/troubadour/v1/keys/id-1', method: 'PATCH', body: { name: 'x' } },
    ])
  })

  it.each(['keys create x --rate 100', 'keys create x --budget much', 'keys rotate id-1 --overlap-hours ""'])(
    'refuses "%s" before it asks the server',
    async (args) => {
      await expect(run(args)).rejects.toThrow('allowed:')
      expect(sent).toEqual([])
    },
  )
})
