import type { Db } from '../db/index.js'
import { ClaimLostError, type Claim } from './claims.js'
import type { EventSink } from './event-sink.js'
import { commitStage } from './stage-commit.js'
import { toTrack } from './task-rows.js'
import type { StageCommit, Task, TaskRun, Track } from './types.js'

/** Abort reason: the process stops. The task goes back to the queue and is resumed by another process. */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError'
  constructor() {
    super('the server is shutting down')
  }
}

/** A task while this process performs it. */
export class ClaimedRun implements TaskRun {
  readonly claim: Claim
  readonly #db: Db
  readonly #events: EventSink
  readonly #onCommitted: () => void
  readonly #abort = new AbortController()
  #task: Task
  #commits: number
  #isFinished = false
  #progress: number
  #savedProgress: number
  /** Commits of one run take place one after the other. */
  #committing: Promise<unknown> = Promise.resolve()

  constructor(
    db: Db,
    options: {
      readonly claim: Claim
      readonly task: Task
      /** Commits of earlier attempts. */
      readonly commits: number
      readonly events: EventSink
      readonly onCommitted: () => void
    },
  ) {
    this.#db = db
    this.claim = options.claim
    this.#task = options.task
    this.#commits = options.commits
    this.#events = options.events
    this.#onCommitted = options.onCommitted
    this.#progress = options.task.progress
    this.#savedProgress = options.task.progress
  }

  get task(): Task {
    return this.#task
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Whether an outcome has been committed. */
  get isFinished(): boolean {
    return this.#isFinished
  }

  progress(fraction: number): void {
    if (fraction > this.#progress) this.#progress = Math.min(1, fraction)
  }

  /** Progress that has not been saved; undefined when nothing has changed. Counts as saved from then on. */
  takeProgress(): number | undefined {
    if (this.#progress === this.#savedProgress || this.#isFinished) return undefined
    this.#savedProgress = this.#progress
    return this.#progress
  }

  async tracks(): Promise<Track[]> {
    const rows = await this.#db
      .selectFrom('tracks')
      .selectAll()
      .where('task_id', '=', this.#task.id)
      .orderBy('track_index')
      .execute()
    return rows.map(toTrack)
  }

  async commit(stage: StageCommit): Promise<void> {
    const turn = this.#committing.then(() => this.#commit(stage))
    this.#committing = turn.catch(() => undefined)
    return turn
  }

  async #commit(stage: StageCommit): Promise<void> {
    if (this.#isFinished)
      throw new Error(`task ${this.#task.id} has ended: nothing can be committed any more`)
    try {
      const place = { claim: this.claim, commits: this.#commits }
      this.#task = await commitStage(this.#db, this.#events, place, stage)
    } catch (error) {
      if (error instanceof ClaimLostError) this.abort(error)
      throw error
    }
    this.#commits++
    this.#isFinished = stage.outcome !== undefined
    this.#onCommitted()
  }

  /** Asks the workflow to stop; the first reason counts. */
  abort(reason: ShutdownError | ClaimLostError): void {
    if (!this.#abort.signal.aborted) this.#abort.abort(reason)
  }
}
