import { readFile } from 'node:fs/promises'
import type { eventDetailSchema, testEventResultSchema } from '@troubadour/contract'
import {
  verifyStandardWebhook,
  verifyWebhookSignature,
  type CallbackFilter,
  type DeliveredCallback,
} from '@troubadour/sdk'
import type { Command } from 'commander'
import type { z } from 'zod'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { EXIT } from '../exit-codes.js'
import { examples } from '../help.js'
import { commaList, moment, numberBetween } from '../option-values.js'
import { table } from '../output.js'

type EventDetail = NonNullable<z.infer<typeof eventDetailSchema>['data']>
type TestResult = NonNullable<z.infer<typeof testEventResultSchema>['data']>

const PATH = '/troubadour/v1/webhooks'

/** `webhooks …`: what became of callbacks. */
export function addWebhookCommands(program: Command, cli: Cli): void {
  const webhooks = program
    .command('webhooks')
    .description('callbacks: list, show, replay, test, verify')
    .helpGroup('Tasks and callbacks:')
  addList(webhooks, cli)
  addShow(webhooks, cli)
  addReplay(webhooks, cli)
  addTest(webhooks, cli)
  addVerify(webhooks, cli)
}

interface ListOptions {
  readonly state?: string[]
  readonly task?: string
  readonly receiver?: string
  readonly limit: number
}

function addList(webhooks: Command, cli: Cli): void {
  examples(
    webhooks
      .command('list')
      .description('newest first: id, stage, state, attempts, last answer, address')
      .option('--state <list>', 'waiting, pending, delivered, dead', commaList)
      .option('--task <taskId>', 'of one task')
      .option('--receiver <host>', 'to one host, with its port')
      .option('--limit <number>', 'how many at most', numberBetween(1, 100_000), 20),
    'troubadour webhooks list --state dead',
  ).action(async ({ state, task, receiver, limit }: ListOptions) => {
    const filter = { state, taskId: task, receiver } as CallbackFilter
    const found: DeliveredCallback[] = []
    for await (const each of cli.client().callbacks(filter, { signal: cli.signal })) {
      if (found.push(each) === limit) break
    }
    if (cli.output().isJson) for (const each of found) cli.output().result(each, '')
    else cli.output().result(found, table(found.map(rowOf)))
    if (found.length === 0) cli.output().note('no such callbacks')
  })
}

function rowOf(event: DeliveredCallback): string[] {
  const answer = event.lastStatus === null ? (event.lastError ?? '-') : `HTTP ${event.lastStatus}`
  return [event.eventId, event.stage, event.state, `${event.attempts}x`, answer, event.url]
}

function addShow(webhooks: Command, cli: Cli): void {
  examples(
    webhooks
      .command('show')
      .description('body and every attempt of one callback')
      .argument('<event>', 'its id: evt_…'),
    'troubadour webhooks show evt_0123 --json | jq .body',
  ).action(async (eventId: string) => {
    const event = await cli
      .transport()
      .send<EventDetail>(eventPath(eventId), { method: 'GET', signal: cli.signal })
    const attempts = event.history.map((attempt) => [
      `attempt ${attempt.number}`,
      attempt.startedAt,
      `${attempt.latencyMs} ms`,
      attempt.status === null ? '-' : `HTTP ${attempt.status}`,
      attempt.error ?? 'delivered',
    ])
    const facts = [
      ['event', event.eventId],
      ['task', event.taskId],
      ['stage', event.stage],
      ['state', event.deadReason === null ? event.state : `${event.state}: ${event.deadReason}`],
      ['url', event.url],
    ]
    cli.output().result(event, [...table(facts), ...table(attempts), JSON.stringify(event.body, null, 2)])
  })
}

function addReplay(webhooks: Command, cli: Cli): void {
  examples(
    webhooks
      .command('replay')
      .description('send callbacks again: same id, same bytes, a new series of attempts')
      .argument('[events...]', 'their ids; or use --since')
      .option('--since <time>', 'all that were given up since then: 30m, 2h, 7d or ISO 8601', moment)
      .option('--receiver <host>', 'with --since: only to this host, with its port'),
    'troubadour webhooks replay evt_0123',
    'troubadour webhooks replay --since 2h --receiver example.com',
  ).action(async (events: string[], { since, receiver }: { since?: Date; receiver?: string }) => {
    if ((events.length === 0) === (since === undefined)) {
      throw new UsageError('which ones? Give ids of events, or --since')
    }
    if (since !== undefined) {
      const body = { since: since.toISOString(), receiver }
      const answer = await cli
        .transport()
        .send<{ replayed: number }>(`${PATH}/replay`, { method: 'POST', body, signal: cli.signal })
      cli.output().result(answer, `${answer.replayed} will be sent again`)
      return
    }
    for (const eventId of events) {
      await cli.client().replayCallback(eventId, { signal: cli.signal })
      cli.output().result({ eventId, state: 'pending' }, `${eventId} will be sent again`)
    }
  })
}

function addTest(webhooks: Command, cli: Cli): void {
  examples(
    webhooks
      .command('test')
      .description('send a signed test event now and show what the receiver answers')
      .argument('<url>', 'of the receiver'),
    'troubadour webhooks test https://example.com/hook',
  ).action(async (url: string) => {
    const result = await cli
      .transport()
      .send<TestResult>(`${PATH}/test`, { method: 'POST', body: { url }, signal: cli.signal })
    const outcome = result.delivered ? 'delivered' : `not delivered: ${result.error}`
    const headers = Object.entries(result.sent.headers).map(([name, value]) => `  ${name}: ${value}`)
    const status = result.status === null ? 'no answer' : `HTTP ${result.status}`
    cli
      .output()
      .result(result, [
        `${outcome} (${status}, ${result.latencyMs} ms)`,
        ...(result.answer ? [`answer: ${result.answer}`] : []),
        'sent:',
        ...headers,
        `  ${JSON.stringify(result.sent.body)}`,
      ])
    if (!result.delivered) cli.setExitCode(EXIT.failure)
  })
}

interface VerifyOptions {
  readonly secret?: string
  readonly headers: string
  readonly body: string
  readonly anyAge?: boolean
}

function addVerify(webhooks: Command, cli: Cli): void {
  examples(
    webhooks
      .command('verify')
      .description('check the signatures of a callback that you received')
      .requiredOption('--headers <file>', '"Name: value" lines, or a JSON object')
      .requiredOption('--body <file>', 'byte for byte as it came; - reads it from stdin')
      .option('--secret <text>', 'what signs them; default: WEBHOOK_HMAC_KEY')
      .option('--any-age', 'do not insist on a time within the last 5 minutes'),
    'troubadour webhooks verify --headers h.txt --body body.json --secret KEY',
  ).action(async (options: VerifyOptions) => {
    const secret = options.secret ?? cli.environment['WEBHOOK_HMAC_KEY']
    if (!secret) throw new UsageError('no secret: give --secret or set WEBHOOK_HMAC_KEY')
    const headers = parseHeaders(await readFile(options.headers, 'utf8'))
    const rawBody = options.body === '-' ? await cli.readInput() : await readFile(options.body, 'utf8')
    const received = { headers, rawBody }
    const time = { ...(options.anyAge && { toleranceSeconds: Number.MAX_SAFE_INTEGER }) }
    const standardSecret = secret.startsWith('whsec_')
      ? secret
      : `whsec_${Buffer.from(secret).toString('base64')}`
    const checks = [
      { header: 'webhook-signature', valid: await verifyStandardWebhook(received, standardSecret, time) },
      { header: 'x-webhook-signature', valid: await verifyWebhookSignature(received, secret, time) },
    ].filter(({ header }) => headers[header] !== undefined)
    if (checks.length === 0) {
      throw new UsageError(`"${options.headers}" holds neither webhook-signature nor x-webhook-signature`)
    }
    cli.output().result(checks, table(checks.map(({ header, valid }) => [header, valid ? 'valid' : 'WRONG'])))
    if (checks.some(({ valid }) => !valid)) cli.setExitCode(EXIT.failure)
  })
}

function parseHeaders(text: string): Record<string, string> {
  const entries = text.trimStart().startsWith('{')
    ? Object.entries(JSON.parse(text) as Record<string, string>)
    : text.split(/\r?\n/).flatMap((line) => {
        const colon = line.indexOf(':')
        return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const]
      })
  return Object.fromEntries(entries.map(([name, value]) => [name.trim().toLowerCase(), value]))
}

function eventPath(eventId: string): string {
  return `${PATH}/events/${encodeURIComponent(eventId)}`
}
