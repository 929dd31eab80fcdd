import type { CreateKeyBody, IssuedKeyData, KeyData } from '@troubadour/contract'
import type { Transport } from '@troubadour/sdk'
import { InvalidArgumentError, type Command } from 'commander'
import type { Cli } from '../cli.js'
import { examples } from '../help.js'
import { commaList, decimal } from '../option-values.js'
import { table } from '../output.js'

const PATH = '/troubadour/v1/keys'
const PAGE = 500

interface CreateOptions {
  readonly scopes?: string[]
  readonly sandbox?: boolean
  readonly sameAccount?: boolean
  readonly credits?: number
  readonly budget?: number
  readonly hourlyCap?: number
  readonly dailyCap?: number
  readonly rate?: { readonly events: number; readonly perSeconds: number }
  readonly allowIp?: string[]
  readonly expires?: string
}

/** `keys …`: API keys of the server, for administrators. */
export function addKeyCommands(program: Command, cli: Cli): void {
  const transportOf = () => cli.transport()
  const keys = program
    .command('keys')
    .description('API keys: list, create, revoke, rotate, rename; needs the scope admin')
    .helpGroup('Setting up:')

  keys
    .command('list')
    .description('print every key: id, state, hint, scopes, credits spent, name')
    .action(async () => {
      const found: KeyData[] = []
      for await (const key of allKeys(transportOf())) found.push(key)
      if (cli.output().isJson) for (const key of found) cli.output().result(key, '')
      else cli.output().result(found, table(found.map(cellsOf)))
    })

  examples(
    keys
      .command('create')
      .description('make a key and print it; it cannot be shown again')
      .argument('<name>', 'for people')
      .option('--scopes <list>', 'submit,read,upload,admin; default submit,read,upload', commaList)
      .option('--sandbox', 'a key that begins sk-test-: nothing is composed for it')
      .option('--same-account', 'share the account of the calling key instead of having one')
      .option('--credits <number>', 'credits of its account; default unlimited', decimal)
      .option('--budget <number>', 'credits it may ever spend', decimal)
      .option('--hourly-cap <number>', 'credits it may spend in 60 minutes', decimal)
      .option('--daily-cap <number>', 'credits it may spend in 24 hours', decimal)
      .option('--rate <events/seconds>', 'new tasks in a time, such as 100/10', rate)
      .option('--allow-ip <list>', 'addresses and ranges it may be used from', commaList)
      .option('--expires <time>', 'ISO 8601, such as 2027-01-31T00:00:00Z'),
    'troubadour keys create "ci robot" --scopes submit,read --budget 500',
    'troubadour keys create demo --sandbox > key.txt',
  ).action(async (name: string, options: CreateOptions) => {
    const body: CreateKeyBody = {
      name,
      scopes: options.scopes as CreateKeyBody['scopes'],
      sandbox: options.sandbox,
      account: options.sameAccount ? 'same' : undefined,
      credits: options.credits,
      creditBudget: options.budget,
      hourlyCap: options.hourlyCap,
      dailyCap: options.dailyCap,
      rateLimit: options.rate,
      allowedIps: options.allowIp,
      expiresAt: options.expires,
    }
    print(cli, await transportOf().send<IssuedKeyData>(PATH, { method: 'POST', body }))
  })

  keys
    .command('revoke')
    .description('end a key for good')
    .argument('<id>', 'as printed by list')
    .action(async (id: string) => {
      printKey(cli, await transportOf().send<KeyData>(pathOf(id), { method: 'DELETE' }))
    })

  keys
    .command('rotate')
    .description('replace a key by a new one and print that; it cannot be shown again')
    .argument('<id>', 'as printed by list')
    .option('--overlap-hours <number>', 'how long the old key still works; default 24', decimal)
    .action(async (id: string, { overlapHours }: { readonly overlapHours?: number }) => {
      const body = { overlapHours }
      print(cli, await transportOf().send<IssuedKeyData>(`${pathOf(id)}/rotate`, { method: 'POST', body }))
    })

  keys
    .command('rename')
    .description('give a key another name')
    .argument('<id>', 'as printed by list')
    .argument('<name>', 'for people')
    .action(async (id: string, name: string) => {
      const body = { name }
      printKey(cli, await transportOf().send<KeyData>(pathOf(id), { method: 'PATCH', body }))
    })
}

async function* allKeys(transport: Transport): AsyncGenerator<KeyData> {
  for (let next: string | null = ''; next !== null;) {
    const after: string = next && `&after=${next}`
    const page: { keys: KeyData[]; next: string | null } = await transport.send(
      `${PATH}?limit=${PAGE}${after}`,
      { method: 'GET' },
    )
    yield* page.keys
    next = page.next
  }
}

/** The key itself goes to stdout, so that it can be piped into a file. */
function print(cli: Cli, key: IssuedKeyData): void {
  const output = cli.output()
  output.note(cellsOf(key).join('  '))
  if (key.previousKeyUntil) output.note(`the old key works until ${key.previousKeyUntil}`)
  output.result(key, key.key)
}

function printKey(cli: Cli, key: KeyData): void {
  cli.output().result(key, table([cellsOf(key)]))
}

function cellsOf(key: KeyData): string[] {
  const isExpired = key.expiresAt !== null && new Date(key.expiresAt) <= new Date()
  const state = key.revokedAt ? 'revoked' : isExpired ? 'expired' : 'active'
  return [key.id, state, key.hint, key.scopes.join(','), `${key.spent.total} credits`, key.name]
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`
}

function rate(text: string): { events: number; perSeconds: number } {
  const [, events, perSeconds] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  if (events === undefined || perSeconds === undefined) {
    throw new InvalidArgumentError('allowed: two whole numbers such as 100/10')
  }
  return { events: Number(events), perSeconds: Number(perSeconds) }
}
