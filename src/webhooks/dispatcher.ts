import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/index.js'
import type { GuardedClient } from '../net/index.js'
import { NO_TRACER, type Tracer } from '../tracing/index.js'
import { attemptDelivery, type DeliveryContext } from './attempt-delivery.js'
import { callForward } from './call-forward.js'
import { claimEvents, releaseClaim, type ClaimedEvent } from './claim-events.js'
import { OutcomeRecorder } from './outcome-recorder.js'
import {
  DEFAULT_BREAKER,
  giveUpHeldEvents,
  type BreakerSettings,
  type OpenedCircuit,
} from './receiver-health.js'
import type { SigningKeys } from './signing.js'

export interface DispatcherOptions {
  readonly db: Db
  readonly client: GuardedClient
  /** Keys that sign an account's callbacks; see `signingKeysFrom`. */
  readonly signingKeys: (accountId: string) => SigningKeys | Promise<SigningKeys>
  /** Waits before each retry, in milliseconds; up to a fifth is added. Default 1,000, 5,000, 25,000. */
  readonly retryDelaysMs?: readonly number[]
  /** How long a receiver may take to answer, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number
  /** Deliveries under way to one receiver (host and port), in all processes together. Default 8. */
  readonly maxPerReceiver?: number
  /** Deliveries under way from this process. Default 2,048. */
  readonly maxInFlight?: number
  /** How often to look for events that other processes have written, in milliseconds. Default 1,000. */
  readonly pollMs?: number
  /** How much longer than the timeout a claim holds, in milliseconds. Default 5,000. */
  readonly leaseMarginMs?: number
  /** Follows each attempt, and tells the receiver of the trace. Default: nobody does. */
  readonly tracer?: Tracer
  /** When a receiver counts as down, and how often it is probed then. */
  readonly breaker?: Partial<BreakerSettings>
  /**
   * How long an open circuit holds an event beyond the moment it was due, in milliseconds, before the event is given up.
   * Default: as long as all waits of the schedule together, but a minute at least.
   */
  readonly maxHeldMs?: number
  /** Told of every attempt whose outcome is written, e.g. to count them. */
  readonly onAttempt?: (attempt: AttemptReport) => void
  /** Told of receivers that count as down from now on. */
  readonly onOpened?: (circuit: OpenedCircuit) => void
  /** Told of trouble with the database; deliveries that fail are in the attempt records. */
  readonly onError?: (error: unknown, message: string) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Uniform in 0 … 1. */
  readonly random?: () => number
}

/** What is worth counting about an attempt. */
export interface AttemptReport {
  readonly stage: string
  readonly outcome: 'delivered' | 'retried' | 'dead'
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  /** How long the receiver took, in milliseconds. */
  readonly latencyMs: number
  /** Of a first attempt: from the moment the event could be sent until it was, in milliseconds. */
  readonly waitedMs: number | undefined
}

/** Delivers the outbox. Any number of processes may run one on the same database. */
export interface Dispatcher {
  start(): void
  /** There may be something to deliver: call it after a commit that wrote events. Cheap. */
  notify(): void
  /**
   * Takes on nothing new and waits for the deliveries under way, at most `graceMs` milliseconds (default 5,000). What is
   * interrupted then is delivered again by the next dispatcher that runs.
   */
  stop(graceMs?: number): Promise<void>
}

/** Wait after a failed claim, in milliseconds: the database is probably away. */
const PAUSE_AFTER_ERROR_MS = 500
/** Claims begin at least so many milliseconds apart: a busy dispatcher takes on many events at a time then. */
const CLAIM_PACE_MS = 10
/**
 * From this share of all places on, a receiver gets no more than a few: many that stop answering at the same time must
 * not take the places of those that answer.
 */
const CROWDED_FROM = 0.25
const PLACES_WHEN_CROWDED = 2
/** Between two looks for events that open circuits have held too long, or a clock that ran ahead, in milliseconds. */
const SWEEP_MS = 5000
const MINUTE_MS = 60_000

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const timeoutMs = options.timeoutMs ?? 15_000
  const tracer = options.tracer ?? NO_TRACER
  const maxInFlight = options.maxInFlight ?? 2048
  const pollMs = options.pollMs ?? 1000
  const onError = options.onError ?? (() => {})
  const maxPerReceiver = options.maxPerReceiver ?? 8
  const leaseMs = timeoutMs + (options.leaseMarginMs ?? 5000)
  const interruption = new AbortController()
  // One listener for each delivery under way is no leak.
  setMaxListeners(0, interruption.signal)
  const retryDelaysMs = options.retryDelaysMs ?? [1000, 5000, 25_000]
  const maxHeldMs =
    options.maxHeldMs ?? Math.max(MINUTE_MS, 1.2 * retryDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0))
  const recorder = new OutcomeRecorder(
    options.db,
    { ...DEFAULT_BREAKER, ...options.breaker, maxPerReceiver },
    onError,
    options.onOpened ?? (() => {}),
  )
  const delivery: DeliveryContext = {
    client: options.client,
    signingKeys: options.signingKeys,
    schedule: {
      delaysMs: retryDelaysMs,
      random: options.random ?? Math.random,
    },
    timeoutMs,
    now: options.now ?? Date.now,
    signal: interruption.signal,
  }

  const underWay = new Set<Promise<void>>()
  /** Deliveries under way from here to each receiver. */
  const lanes = new Map<string, number>()
  let loop: Promise<void> | undefined
  let isStopping = false
  let isNotified = false
  let wake: () => void = () => {}

  function notify(): void {
    isNotified = true
    wake()
  }

  /** Waits until notified, but not longer than `ms` milliseconds. */
  function nap(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (isNotified) wake()
    })
  }

  async function deliver(event: ClaimedEvent): Promise<void> {
    const claimedAt = performance.now()
    const span = tracer.start(`callback ${event.stage}`, {
      kind: 'producer',
      parent: event.traceParent ?? undefined,
      attributes: { 'task.id': event.taskId, 'event.id': event.id, attempt: event.attempts + 1 },
    })
    const outcome = await attemptDelivery(event, { ...delivery, traceparent: span.traceparent })
    if (outcome?.status != null) span.set({ 'http.response.status_code': outcome.status })
    span.end(outcome?.error == null ? undefined : new Error(outcome.error))
    const attemptMs = performance.now() - claimedAt
    if (outcome === undefined) {
      await releaseClaim(options.db, event).catch((error: unknown) =>
        onError(error, `could not release the claim on event ${event.id}; it runs out by itself`),
      )
      return
    }
    await recorder.record(outcome)
    options.onAttempt?.({
      stage: event.stage,
      outcome: outcome.next.state === 'pending' ? 'retried' : outcome.next.state,
      status: outcome.status,
      latencyMs: outcome.latencyMs,
      waitedMs:
        event.attempts === 0 ? event.dueForMs + Math.max(0, attemptMs - outcome.latencyMs) : undefined,
    })
    // The receiver has room again, and a later stage of the task may be free to go.
    if (outcome.next.state === 'pending') setTimeout(notify, outcome.next.delayMs + 1).unref()
    notify()
  }

  let sweptAt = performance.now()
  /** Looks for events that wait for nothing that comes. */
  async function sweep(): Promise<void> {
    if (performance.now() - sweptAt < Math.min(SWEEP_MS, maxHeldMs)) return
    sweptAt = performance.now()
    await giveUpHeldEvents(options.db, maxHeldMs)
    await callForward(options.db, { leaseMs, longestDelayMs: 1.25 * Math.max(...retryDelaysMs, 0) })
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const claimedAt = performance.now()
      isNotified = false
      try {
        await sweep()
        const crowdedFrom = Math.max(0, Math.floor(CROWDED_FROM * maxInFlight) - underWay.size)
        const places = crowdedFrom === 0 ? PLACES_WHEN_CROWDED : maxPerReceiver
        const events = await claimEvents(options.db, {
          count: maxInFlight - underWay.size,
          perReceiver: maxPerReceiver,
          crowdedFrom,
          perReceiverWhenCrowded: PLACES_WHEN_CROWDED,
          full: [...lanes].filter(([, busy]) => busy >= places).map(([receiver]) => receiver),
          leaseMs,
        })
        for (const event of events) {
          const { receiver } = event
          lanes.set(receiver, (lanes.get(receiver) ?? 0) + 1)
          const work = deliver(event).finally(() => {
            underWay.delete(work)
            const left = lanes.get(receiver)! - 1
            if (left > 0) lanes.set(receiver, left)
            else lanes.delete(receiver)
          })
          underWay.add(work)
        }
      } catch (error) {
        onError(error, 'could not claim events to deliver')
        isNotified = false
        await nap(PAUSE_AFTER_ERROR_MS)
        continue
      }
      await nap(pollMs)
      const early = CLAIM_PACE_MS - (performance.now() - claimedAt)
      if (early > 0 && !isStopping) await sleep(early)
    }
  }

  return {
    start() {
      loop ??= run()
    },
    notify,
    async stop(graceMs = 5000) {
      isStopping = true
      notify()
      await loop
      const interrupt = setTimeout(() => {
        interruption.abort()
        recorder.abandon()
      }, graceMs)
      await Promise.all(underWay)
      clearTimeout(interrupt)
    },
  }
}
