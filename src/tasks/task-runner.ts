import { setTimeout as sleep } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import { isConnectionError, whileUnreachable, type Db, type TasksTable } from '../db/index.js'
import { ClaimedRun, ShutdownError } from './claimed-run.js'
import { ClaimLostError, renewClaims, saveProgress, type Claim } from './claims.js'
import type { EventSink } from './event-sink.js'
import { LANES, type Lane, type LaneConcurrency } from './lanes.js'
import type { TaskLog } from './log.js'
import type { Notifier } from './notifier.js'
import { isOutage } from './outage.js'
import { Reaper, returnToQueue, takeOverClaim } from './reaper.js'
import type { TaskQueue } from './task-queue.js'
import { toTask } from './task-rows.js'
import { NO_TRACER, traced, type Tracer } from '../tracing/index.js'
import { TaskError, type StageCommit, type Task, type Workflow } from './types.js'
import { formatWorkerId, thisWorker, type WorkerIdentity } from './worker-identity.js'

export interface TaskRunnerOptions {
  readonly db: Db
  readonly queue: TaskQueue
  readonly notifier: Notifier
  /** One for each kind. */
  readonly workflows: readonly Workflow[]
  /** One for each kind, for tasks that are performed without the engine. Default none. */
  readonly sandboxWorkflows?: readonly Workflow[]
  readonly events: EventSink
  readonly concurrency: LaneConcurrency
  /** So many are taken at once; beyond, tasks are left to less busy processes for a moment. Default: `concurrency`. */
  readonly eager?: LaneConcurrency
  readonly log: TaskLog
  /** Called after each committed stage, e.g. to wake the sender of callbacks. */
  readonly onCommitted?: () => void
  /** Follows each task, and the engines it uses. Default: nobody does. */
  readonly tracer?: Tracer
  /** Told of each task that is taken on, and how long it had waited since it was due, in seconds. */
  readonly onPickedUp?: (task: Task, waitedSeconds: number) => void
  /** Told of each task that leaves this process, however it does: its state then, and the seconds of work. */
  readonly onLeft?: (task: Task, seconds: number) => void
  /** Default: this process. Tests run several workers in one. */
  readonly identity?: WorkerIdentity
  readonly timing?: Partial<RunnerTiming>
  /** Whether this process has what it takes to perform tasks, such as space on its disk; asked before each claim. Default: always. */
  readonly isReady?: () => Promise<boolean>
}

/** Milliseconds. */
export interface RunnerTiming {
  /** Between two writes of progress. Default 1,000. */
  readonly progressMs: number
  /** Between two heartbeats, and between two looks for dead workers. Default 5,000. */
  readonly heartbeatMs: number
  /** Silence after which a worker on another machine counts as dead. Default 20,000. */
  readonly silenceMs: number
  /** Before the attempts that follow a failure worth retrying; as many retries as entries. Default 5 s, 20 s, 80 s. */
  readonly retryDelaysMs: readonly number[]
  /**
   * Before the attempts that follow the death of a worker without a stage finished; as many as entries. Default: at once
   * three times, then 15 s and twice as long each time up to 8 minutes.
   */
  readonly crashDelaysMs: readonly number[]
}

const DEFAULT_TIMING: RunnerTiming = {
  progressMs: 1000,
  heartbeatMs: 5000,
  silenceMs: 20_000,
  retryDelaysMs: [5000, 20_000, 80_000],
  crashDelaysMs: [0, 0, 0, 15_000, 30_000, 60_000, 120_000, 240_000, 480_000],
}

/** Sandbox tasks that run beside those that the lanes count. */
const MAX_UNATTENDED = 500

/** What a user is told when the fault is ours. */
const INTERNAL_FAILURE = {
  code: 500,
  message: 'The task failed because of an internal error. Its credits have been refunded; please try again.',
}
const CRASH_FAILURE = {
  code: 500,
  message:
    'The task was given up because the server ended unexpectedly several times while working on it. Its credits have been refunded.',
}

/**
 * Performs tasks: claims them, keeps the claims alive, and sees to it that each ends.
 *
 * A claimed task leaves this process in one of five ways:
 * - the workflow commits an outcome (the normal case);
 * - it throws, or returns without an outcome: failed, or queued again when a TaskError says that it may help;
 * - its task is cancelled, or the claim lost: nothing more is written;
 * - the process is stopped: queued again, no attempt is lost;
 * - the process dies: a reaper, here after the restart or elsewhere, queues it again.
 */
export class TaskRunner {
  readonly #options: TaskRunnerOptions
  readonly #timing: RunnerTiming
  readonly #workflows: ReadonlyMap<string, Workflow>
  readonly #sandboxWorkflows: ReadonlyMap<string, Workflow>
  readonly #identity: WorkerIdentity
  readonly #workerId: string
  readonly #reaper: Reaper
  readonly #runs = new Map<string, { readonly run: ClaimedRun; readonly ended: Promise<void> }>()
  readonly #stopping = new AbortController()
  #loops: Promise<unknown> = Promise.resolve()

  constructor(options: TaskRunnerOptions) {
    this.#options = options
    this.#timing = { ...DEFAULT_TIMING, ...options.timing }
    this.#workflows = indexByKind(options.workflows)
    this.#sandboxWorkflows = indexByKind(options.sandboxWorkflows ?? [])
    this.#identity = options.identity ?? thisWorker()
    this.#workerId = formatWorkerId(this.#identity)
    this.#reaper = new Reaper({
      db: options.db,
      queue: options.queue,
      identity: this.#identity,
      log: options.log,
      silenceMs: this.#timing.silenceMs,
      crashDelaysMs: this.#timing.crashDelaysMs,
      isOurs: (claim) => this.#isOurs(claim),
      giveUp: (row) => this.#giveUp(row),
    })
  }

  /** Takes over what a dead process of this machine has left, then begins to work. */
  async start(): Promise<void> {
    const { queue, notifier, concurrency, eager = concurrency } = this.#options
    notifier.listen({
      onJobs: (lane) => {
        const known = LANES.find((each) => each === lane)
        if (known !== undefined) queue.wake(known)
      },
      onCancelled: (taskId) => this.#runs.get(taskId)?.run.abort(new ClaimLostError(taskId)),
    })
    await this.#reaper.sweep()
    for (const lane of LANES) {
      queue.work(
        lane,
        {
          places: concurrency[lane],
          eagerPlaces: eager[lane],
          workerId: this.#workerId,
          isReady: this.#options.isReady,
        },
        (row) => this.#perform(row, lane),
      )
    }
    this.#loops = Promise.all([
      this.#every(this.#timing.heartbeatMs, async () => {
        try {
          await this.#renewClaims()
          await this.#reaper.sweep()
        } catch (error) {
          this.#reaper.noteOutage()
          throw error
        }
      }),
      this.#every(this.#timing.progressMs, () => this.#saveProgress()),
    ])
  }

  /**
   * Takes no more tasks, asks the running workflows to stop and gives their tasks back. Waits `patienceMs` (default
   * 10,000) for them; tasks of workflows that do not listen are given back all the same.
   */
  async stop(options: { readonly patienceMs?: number } = {}): Promise<void> {
    if (this.#stopping.signal.aborted) return
    this.#stopping.abort()
    await this.#options.queue.stop()
    for (const { run } of this.#runs.values()) run.abort(new ShutdownError())
    const ended = Promise.all([...this.#runs.values()].map((each) => each.ended))
    await Promise.race([ended, sleep(options.patienceMs ?? 10_000, undefined, { ref: false })])
    for (const { run } of this.#runs.values()) await this.#giveBack(run, { reason: 'shutdown' })
    await this.#loops
  }

  /** One claimed task. Never throws. */
  async #perform(row: Selectable<TasksTable>, lane: Lane): Promise<void> {
    const run = this.#runOf(row)
    // Both are times of the database: clocks of machines differ.
    this.#options.onPickedUp?.(run.task, (row.heartbeat_at!.getTime() - row.available_at.getTime()) / 1000)
    const tracer = this.#options.tracer ?? NO_TRACER
    const span = tracer.start(`task ${row.kind}`, {
      kind: 'consumer',
      parent: row.trace_parent ?? undefined,
      attributes: { 'task.id': row.id, 'task.kind': row.kind, 'task.attempt': row.attempt },
    })
    const ended = traced(tracer, span, () => this.#carryOut(run, lane))
      .catch((error: unknown) => this.#logLoss(row.id, error))
      .finally(() => this.#runs.delete(row.id))
    this.#runs.set(row.id, { run, ended })
    // Claimed while stopping.
    if (this.#stopping.signal.aborted) run.abort(new ShutdownError())
    // A sandbox task does little but wait: it keeps no worker from the next task, as long as they are not too many.
    if (!row.sandbox || this.#runs.size > MAX_UNATTENDED) await ended
  }

  #logLoss(taskId: string, error: unknown): void {
    this.#options.log.error({ err: error, taskId }, 'a task could not be ended; the reaper will see to it')
  }

  #workflowOf({ kind, sandbox }: Task): Workflow | undefined {
    return (sandbox ? this.#sandboxWorkflows : this.#workflows).get(kind)
  }

  #runOf(row: Selectable<TasksTable>): ClaimedRun {
    return new ClaimedRun(this.#options.db, {
      claim: { taskId: row.id, attempt: row.attempt, workerId: this.#workerId },
      task: toTask(row),
      commits: row.commits,
      events: this.#options.events,
      onCommitted: this.#options.onCommitted ?? (() => undefined),
    })
  }

  async #carryOut(run: ClaimedRun, lane: Lane): Promise<void> {
    const { log } = this.#options
    const { id: taskId, kind, attempt } = run.task
    const startedAt = performance.now()
    log.info({ taskId, kind, attempt }, 'task started')
    try {
      const workflow = this.#workflowOf(run.task)
      if (workflow === undefined)
        throw new TaskError(501, `This server does not perform tasks of the kind "${kind}".`)
      await workflow.run(run)
      if (!run.isFinished) throw new Error(`the workflow "${kind}" returned without committing an outcome`)
    } catch (error) {
      await this.#settle(run, lane, error)
    }
    const seconds = Math.round(performance.now() - startedAt) / 1000
    log.info({ taskId, kind, attempt, state: run.task.state, seconds }, 'task left')
    this.#options.onLeft?.(run.task, seconds)
  }

  /** Decides what a workflow's error means for its task. */
  async #settle(run: ClaimedRun, lane: Lane, error: unknown): Promise<void> {
    const { log } = this.#options
    const { id: taskId, kind } = run.task
    if (run.isFinished) {
      log.error({ err: error, taskId, kind }, 'the workflow threw after its task had ended')
      return
    }
    // What a workflow throws once it has been asked to stop says nothing about its task.
    const reason: unknown = run.signal.reason
    if (reason instanceof ClaimLostError) return
    if (reason instanceof ShutdownError) {
      await this.#giveBack(run, { reason: 'shutdown' })
      return
    }
    if (isConnectionError(error)) {
      await this.#giveBack(run, { reason: 'shutdown', delayMs: 1000 })
      return
    }
    const mayHelp = error instanceof TaskError ? error.retryable : isOutage(error)
    if (mayHelp && (await this.#retryLater(run, lane, error))) return
    if (error instanceof TaskError) {
      log.warn({ err: error, taskId, kind }, 'task failed')
      await this.#fail(run, { code: error.code, message: error.message, reason: error.options.reason })
    } else {
      const why = isOutage(error) ? 'an outage that lasts' : 'a bug'
      log.error({ err: error, taskId, kind }, `task failed because of ${why}`)
      await this.#fail(run, INTERNAL_FAILURE)
    }
  }

  async #retryLater(run: ClaimedRun, lane: Lane, error: unknown): Promise<boolean> {
    const { db, log } = this.#options
    const { retries } = await db
      .selectFrom('tasks')
      .select('retries')
      .where('id', '=', run.task.id)
      .executeTakeFirstOrThrow()
    const delayMs = this.#timing.retryDelaysMs[retries]
    if (delayMs === undefined) return false
    log.warn({ err: error, taskId: run.task.id, delayMs }, 'task failed; another attempt follows')
    await returnToQueue(this.#options, run.claim, lane, { reason: 'retry', delayMs })
    return true
  }

  async #giveBack(
    run: ClaimedRun,
    release: { readonly reason: 'shutdown'; readonly delayMs?: number },
  ): Promise<void> {
    const lane = this.#workflowOf(run.task)?.lane
    if (run.isFinished || lane === undefined) return
    await whileUnreachable({ patienceMs: 10_000 }, () =>
      returnToQueue(this.#options, run.claim, lane, release),
    )
  }

  async #fail(run: ClaimedRun, failure: NonNullable<StageCommit['error']>): Promise<void> {
    const callback = this.#workflowOf(run.task)?.failureCallback(run.task, failure)
    try {
      await run.commit({
        stage: 'error',
        outcome: 'failed',
        error: failure,
        ...(callback === undefined ? {} : { callback }),
      })
    } catch (error) {
      if (!(error instanceof ClaimLostError)) throw error
    }
  }

  async #giveUp(row: Selectable<TasksTable>): Promise<void> {
    const dead = { taskId: row.id, attempt: row.attempt, workerId: row.worker_id! }
    const taken = await takeOverClaim(this.#options.db, dead, this.#workerId)
    if (taken !== undefined) await this.#fail(this.#runOf(taken), CRASH_FAILURE)
  }

  #isOurs(claim: Claim): boolean {
    return (
      claim.workerId === this.#workerId && this.#runs.get(claim.taskId)?.run.claim.attempt === claim.attempt
    )
  }

  async #renewClaims(): Promise<void> {
    const runs = [...this.#runs.values()].map((each) => each.run).filter((run) => !run.isFinished)
    if (runs.length === 0) return
    const held = await renewClaims(
      this.#options.db,
      runs.map((run) => run.claim),
    )
    for (const run of runs) {
      if (!held.has(run.claim.taskId) && !run.isFinished) run.abort(new ClaimLostError(run.claim.taskId))
    }
  }

  async #saveProgress(): Promise<void> {
    const reports = [...this.#runs.values()].flatMap(({ run }) => {
      const progress = run.takeProgress()
      return progress === undefined ? [] : [{ claim: run.claim, progress }]
    })
    if (reports.length > 0) await saveProgress(this.#options.db, reports)
  }

  /** Runs `work` again and again until the runner stops; a failure is logged and the next turn tries again. */
  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping
    for (;;) {
      await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
      await work().catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'the database could not be reached; tasks go on meanwhile')
      })
    }
  }
}

function indexByKind(workflows: readonly Workflow[]): ReadonlyMap<string, Workflow> {
  const byKind = new Map<string, Workflow>()
  for (const workflow of workflows) {
    if (byKind.has(workflow.kind)) throw new Error(`two workflows for tasks of the kind "${workflow.kind}"`)
    byKind.set(workflow.kind, workflow)
  }
  return byKind
}
