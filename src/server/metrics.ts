import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../db/index.js'
import { queueGauges, type QueueGauges } from '../tasks/index.js'
import { outboxGauges, type AttemptReport, type OutboxGauges } from '../webhooks/index.js'

/** What this process counts; `docs/operations.md` lists the names. */
export interface Metrics {
  readonly registry: Registry
  /** An attempt to deliver a callback has ended. */
  countAttempt(attempt: AttemptReport): void
  /** A task has left this process. */
  countTask(task: { readonly kind: string; readonly state: string; readonly seconds: number }): void
  /** A task was claimed after waiting so long since it could have been. */
  observePickUp(seconds: number): void
}

/** Figures about the whole database are asked for this often at most, in milliseconds, however many scrape. */
const REMEMBER_MS = 5000

export function createMetrics(options: { readonly db: Db; readonly role: string }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ role: options.role })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]

  const attempts = new Counter({
    name: 'troubadour_webhook_attempts_total',
    help: 'Attempts to deliver a callback, by what came of them',
    labelNames: ['stage', 'outcome', 'status'] as const,
    registers,
  })
  const latency = new Histogram({
    name: 'troubadour_webhook_receiver_seconds',
    help: 'Time a receiver took to answer',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  })
  const waited = new Histogram({
    name: 'troubadour_webhook_first_attempt_seconds',
    help: 'Time from the moment a callback could be sent to its first attempt',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120],
    registers,
  })
  const tasks = new Histogram({
    name: 'troubadour_task_seconds',
    help: 'Time this process worked on a task, by how it left',
    labelNames: ['kind', 'state'] as const,
    buckets: [0.05, 0.25, 1, 2.5, 5, 10, 20, 40, 80, 160],
    registers,
  })
  const pickUp = new Histogram({
    name: 'troubadour_task_pickup_seconds',
    help: 'Time a task waited in the queue since it could have been performed',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5, 30, 120, 600],
    registers,
  })

  const outbox = remembered(() => outboxGauges(options.db))
  const queue = remembered(() => queueGauges(options.db))
  const outboxGauge = (name: string, help: string, read: (gauges: OutboxGauges) => number) =>
    new Gauge({
      name: `troubadour_webhook_${name}`,
      help,
      registers,
      async collect() {
        const gauges = await outbox()
        if (gauges) this.set(read(gauges))
      },
    })
  outboxGauge('pending', 'Callbacks to be sent, all processes', ({ pending }) => pending)
  outboxGauge('waiting', 'Callbacks behind an earlier stage of their task', ({ waiting }) => waiting)
  outboxGauge('dead', 'Callbacks given up', ({ dead }) => dead)
  outboxGauge(
    'oldest_due_seconds',
    'How long the longest waiting callback has been due',
    (gauges) => gauges.oldestDueSeconds,
  )
  outboxGauge('open_circuits', 'Receivers that count as down', ({ openCircuits }) => openCircuits)
  const queueGauge = (
    name: string,
    help: string,
    read: (gauges: QueueGauges) => Readonly<Record<string, number>>,
  ) =>
    new Gauge({
      name: `troubadour_tasks_${name}`,
      help,
      labelNames: ['lane'] as const,
      registers,
      async collect() {
        const gauges = await queue()
        if (!gauges) return
        for (const [lane, value] of Object.entries(read(gauges))) this.set({ lane }, value)
      },
    })
  queueGauge('queued', 'Tasks waiting for a worker, all processes', ({ queued }) => queued)
  queueGauge('running', 'Tasks in work, all processes', ({ running }) => running)

  return {
    registry,
    countAttempt(attempt) {
      const { stage, outcome, status, latencyMs, waitedMs } = attempt
      attempts.inc({ stage, outcome, status: status === null ? 'none' : String(status) })
      latency.observe(latencyMs / 1000)
      if (waitedMs !== undefined) waited.observe(waitedMs / 1000)
    },
    countTask: ({ kind, state, seconds }) => tasks.observe({ kind, state }, seconds),
    observePickUp: (seconds) => pickUp.observe(Math.max(0, seconds)),
  }
}

/** Undefined while the database cannot be asked: a scrape must not fail because of it. */
function remembered<Value>(ask: () => Promise<Value>): () => Promise<Value | undefined> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<Value | undefined> = Promise.resolve(undefined)
  return () => {
    if (performance.now() - askedAt > REMEMBER_MS) {
      askedAt = performance.now()
      answer = ask().catch(() => undefined)
    }
    return answer
  }
}
