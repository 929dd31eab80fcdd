import { setTimeout as sleep } from 'node:timers/promises'
import { isApiError, type FollowedCallback } from '@troubadour/sdk'
import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { examples } from '../help.js'
import { commaList, wholeNumber } from '../option-values.js'

interface ListenOptions {
  readonly forwardTo?: string
  readonly stages?: string[]
  readonly task?: string
  readonly printBody?: boolean
  readonly count?: number
}

/** How long a local receiver may take, as long as the server waits. */
const RECEIVER_TIMEOUT_MS = 15_000
const RECONNECT_MS = 1000

/** `listen`: brings callbacks to a program on this machine, without a public address. */
export function addListenCommand(program: Command, cli: Cli): void {
  examples(
    program
      .command('listen')
      .description('forward callbacks to a port of this machine, without a public address')
      .helpGroup('Tasks and callbacks:')
      .option('-f, --forward-to <url>', 'where to post them; a port or path is enough: 8080, 8080/hook')
      .option('--stages <list>', 'only these: text, first, complete, error', commaList)
      .option('--task <taskId>', 'only of this task')
      .option('--print-body', 'print each body too')
      .option('--count <number>', 'end after so many', wholeNumber),
    'troubadour listen --forward-to 8080/hook',
    'troubadour listen --print-body',
  )
    .addHelpText(
      'after',
      `
Every callback of the key's account is followed, wherever its callBackUrl leads,
and posted with its true headers, freshly signed, and its true body. Without
--forward-to, those whose own address is on this machine go there; others are
only printed. What the server itself delivers is not changed.`,
    )
    .action(async (options: ListenOptions) => {
      const target = options.forwardTo === undefined ? undefined : targetUrl(options.forwardTo)
      const { url } = cli.settings()
      cli
        .output()
        .note(`listening to ${url}; callbacks go to ${target ?? 'their own addresses on this machine'}`)
      let left = options.count ?? Number.POSITIVE_INFINITY
      for await (const callback of callbacksOf(cli, left)) {
        if (options.stages && !options.stages.includes(callback.stage)) continue
        if (options.task !== undefined && callback.taskId !== options.task) continue
        await forward(cli, callback, target ?? localUrl(callback.url), options.printBody ?? false)
        if (--left <= 0) return
      }
    })
}

/** Callbacks from now on, each once; comes back when the connection breaks. */
async function* callbacksOf(cli: Cli, wanted: number): AsyncGenerator<FollowedCallback> {
  const seen = new Set<string>()
  let cursor: string | undefined
  let isConnected = true
  if (wanted <= 0) return
  const onReady = (position: string) => {
    cursor ??= position
    if (!isConnected) cli.output().note('connected again')
    isConnected = true
  }
  for (;;) {
    try {
      for await (const callback of cli.client().followCallbacks({ cursor, signal: cli.signal, onReady })) {
        cursor = callback.cursor
        if (seen.has(callback.eventId)) continue
        seen.add(callback.eventId)
        yield callback
      }
    } catch (error) {
      // A first connection that fails is told at once; so is a refusal.
      if (cli.signal.aborted || isApiError(error) || cursor === undefined) throw error
    }
    if (isConnected) cli.output().note('the connection broke; trying again')
    isConnected = false
    await sleep(RECONNECT_MS, undefined, { signal: cli.signal })
  }
}

async function forward(
  cli: Cli,
  callback: FollowedCallback,
  target: string | undefined,
  printBody: boolean,
): Promise<void> {
  const { eventId, taskId, stage, headers, body } = callback
  const startedAt = performance.now()
  let status: number | null = null
  let problem: string | undefined
  if (target !== undefined) {
    try {
      const signal = AbortSignal.any([cli.signal, AbortSignal.timeout(RECEIVER_TIMEOUT_MS)])
      const answer = await fetch(target, { method: 'POST', headers, body, redirect: 'manual', signal })
      await answer.arrayBuffer()
      status = answer.status
    } catch (error) {
      if (cli.signal.aborted) throw error
      problem =
        error instanceof Error && error.name === 'TimeoutError' ? 'no answer in 15 s' : 'nobody listens there'
    }
  }
  const latencyMs = Math.round(performance.now() - startedAt)
  const outcome = target === undefined ? 'not forwarded' : (problem ?? `HTTP ${status}, ${latencyMs} ms`)
  const line = `${new Date().toISOString().slice(11, 19)}  ${stage.padEnd(8)}  ${taskId}  ${outcome}`
  cli.output().result(
    {
      eventId,
      taskId,
      stage,
      target: target ?? null,
      status,
      latencyMs,
      problem: problem ?? null,
      headers,
      body,
    },
    printBody ? [line, JSON.stringify(JSON.parse(body), null, 2)] : line,
  )
}

/** `8080`, `8080/hook`, `localhost:8080/hook` or a whole URL. */
export function targetUrl(text: string): string {
  const url = /^\d+(\/|$)/.test(text)
    ? `http://127.0.0.1:${text}`
    : /^https?:\/\//.test(text)
      ? text
      : `http://${text}`
  if (!URL.canParse(url)) {
    throw new UsageError(
      `--forward-to: "${text}" is no address; allowed: such as 8080/hook or http://localhost:8080/hook`,
    )
  }
  return new URL(url).href
}

/** The address itself when it is on this machine. */
function localUrl(url: string): string | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.') ? url : undefined
}
