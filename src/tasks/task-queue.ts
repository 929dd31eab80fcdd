import { setTimeout as sleep } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import type { Db, TasksTable } from '../db/index.js'
import { claimTasks, RANKS, type Rank } from './claims.js'
import type { Lane } from './lanes.js'
import type { TaskLog } from './log.js'
import type { Notifier } from './notifier.js'

/** Fallback for notifications that got lost, and for delayed tasks of other processes, in milliseconds. */
const POLL_MS = 1000
/** Wait after a claim that failed: the database is probably away. */
const PAUSE_AFTER_ERROR_MS = 500
/** How long a busy worker leaves a task to idler ones, for each filling of its eager places; milliseconds. */
const COURTESY_MS = 50
/** One claim in so many looks for long work first, so that a steady stream of short work does not shut it out. */
const LONG_WORK_EVERY = 4

const SHORT_FIRST: readonly Rank[] = [RANKS.resumed, RANKS.short, RANKS.long]
const LONG_FIRST: readonly Rank[] = [RANKS.resumed, RANKS.long, RANKS.short]

interface Feeder {
  readonly wake: () => void
  readonly ended: Promise<void>
}

/**
 * Hands waiting tasks to workers. The rows of `tasks` are the queue: there is nothing beside them that could be lost or
 * disagree with them. Keys take turns (see `claim_tasks` in sql/), so that one that submits a thousand tasks does not
 * keep another waiting that submits one.
 */
export class TaskQueue {
  readonly #db: Db
  readonly #notifier: Notifier
  readonly #log: TaskLog
  readonly #feeders = new Map<Lane, Feeder>()
  #isStopping = false

  constructor(options: { readonly db: Db; readonly notifier: Notifier; readonly log: TaskLog }) {
    this.#db = options.db
    this.#notifier = options.notifier
    this.#log = options.log
  }

  /** A task waits: wakes workers of its lane, here at once and in other processes a moment later. Call it after the commit. */
  announce(lane: Lane, delayMs = 0): void {
    if (delayMs > 0) {
      setTimeout(() => this.wake(lane), delayMs + 1).unref()
      return
    }
    this.wake(lane)
    this.#notifier.jobsWait(lane)
  }

  /** Wakes idle workers of this process. */
  wake(lane: Lane): void {
    this.#feeders.get(lane)?.wake()
  }

  /**
   * Claims tasks of a lane for `workerId` and hands them to `handler`, which must not throw, at most `places` at a time,
   * until `stop`. While `isReady` says no, nothing is claimed: other processes may be better off.
   *
   * Up to `eagerPlaces` tasks are claimed at once. With more in work they are claimed one by one, and the later the more
   * there are, so that they spread over the workers: one that is the first to look does not take the share of the rest.
   */
  work(
    lane: Lane,
    options: {
      readonly places: number
      /** Default: all. */
      readonly eagerPlaces?: number | undefined
      readonly workerId: string
      readonly isReady?: (() => Promise<boolean>) | undefined
    },
    handler: (row: Selectable<TasksTable>) => Promise<void>,
  ): void {
    let isAwake = false
    let wakeUp: () => void = () => undefined
    const wake = () => {
      isAwake = true
      wakeUp()
    }
    const nap = async (ms: number) => {
      if (isAwake) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#feeders.set(lane, {
      wake,
      ended: this.#feed(lane, options, handler, { wake, nap, doze: () => (isAwake = false) }),
    })
  }

  /** No new tasks are handed out; those that were go on. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const feeders = [...this.#feeders.values()]
    for (const feeder of feeders) feeder.wake()
    await Promise.all(feeders.map(({ ended }) => ended))
  }

  async #feed(
    lane: Lane,
    { places, eagerPlaces = places, workerId, isReady = async () => true }: Parameters<TaskQueue['work']>[1],
    handler: (row: Selectable<TasksTable>) => Promise<void>,
    sleeper: {
      readonly wake: () => void
      readonly nap: (ms: number) => Promise<void>
      readonly doze: () => void
    },
  ): Promise<void> {
    let busy = 0
    let claims = 0
    let lastKey: string | undefined
    while (!this.#isStopping) {
      sleeper.doze()
      const fillings = Math.floor(busy / eagerPlaces)
      if (fillings > 0 && busy < places) await sleep(fillings * COURTESY_MS)
      const free = busy < eagerPlaces ? eagerPlaces - busy : Math.min(1, places - busy)
      const ranks = claims++ % LONG_WORK_EVERY === LONG_WORK_EVERY - 1 ? LONG_FIRST : SHORT_FIRST
      let rows: Selectable<TasksTable>[] = []
      try {
        if (free > 0 && (await isReady()))
          rows = await claimTasks(this.#db, { lane, ranks, afterKey: lastKey, places: free, workerId })
      } catch (error) {
        this.#log.warn({ err: error, lane }, 'the queue could not be asked for tasks; it is asked again')
        await sleep(PAUSE_AFTER_ERROR_MS)
        continue
      }
      lastKey = rows.at(-1)?.queue_key ?? lastKey
      for (const row of rows) {
        busy++
        void handler(row).finally(() => {
          busy--
          sleeper.wake()
        })
      }
      if (rows.length === free && busy < places) continue
      // A full house or an empty queue: something has to happen first.
      if (!this.#isStopping) await sleeper.nap(POLL_MS)
    }
  }
}
