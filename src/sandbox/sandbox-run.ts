import { setTimeout as sleep } from 'node:timers/promises'
import { TaskError, type StageCommit, type Task, type TaskRun, type Track } from '../tasks/types.js'
import { isAfter, type DelayPlace, type Directives } from './directives.js'

/** How long a task stays at a stage that it shall not leave: an hour. */
const HOLD_MS = 3_600_000

/** A run that does as its task's directives say: waits, stops and fails before stages are committed. */
export class SandboxRun implements TaskRun {
  readonly #run: TaskRun
  readonly #directives: Directives

  constructor(run: TaskRun, directives: Directives) {
    this.#run = run
    this.#directives = directives
  }

  get task(): Task {
    return this.#run.task
  }

  get signal(): AbortSignal {
    return this.#run.signal
  }

  progress(fraction: number): void {
    this.#run.progress(fraction)
  }

  tracks(): Promise<Track[]> {
    return this.#run.tracks()
  }

  /** What happens before the workflow does anything. */
  async begin(): Promise<void> {
    await this.#waitFor('start')
    const { failure } = this.#directives
    if (failure?.after === 'pending') throw failed(failure)
  }

  async commit(stage: StageCommit): Promise<void> {
    const { failure, lastStage } = this.#directives
    if (failure && isAfter(stage.stage, failure.after)) throw failed(failure)
    if (lastStage && isAfter(stage.stage, lastStage)) await this.#hold()
    if (stage.stage === 'text' || stage.stage === 'first' || stage.stage === 'complete') {
      await this.#waitFor(stage.stage)
    }
    await this.#run.commit(stage)
  }

  /** Waits until all delays up to this place are over. They count from the submit, so that a resumed run starts none again. */
  async #waitFor(place: DelayPlace): Promise<void> {
    const until = PLACES.indexOf(place)
    const delays = this.#directives.delays.filter(({ before }) => PLACES.indexOf(before) <= until)
    if (!delays.some(({ before }) => before === place)) return
    await this.#waitUntil(delays.reduce((sum, { delayMs }) => sum + delayMs, 0))
  }

  async #hold(): Promise<never> {
    await this.#waitUntil(HOLD_MS)
    throw new TaskError(408, 'The sandbox has held this task at its stage for an hour, as it was asked to.')
  }

  async #waitUntil(afterSubmitMs: number): Promise<void> {
    // The submit's time is another machine's: a clock that lags makes no wait longer than was asked for.
    const leftMs = Math.min(afterSubmitMs, this.task.createdAt.getTime() + afterSubmitMs - Date.now())
    if (leftMs > 0) await sleep(leftMs, undefined, { signal: this.signal })
  }
}

const PLACES: readonly DelayPlace[] = ['queue', 'start', 'text', 'first', 'complete']

function failed({ code, message, reason }: NonNullable<Directives['failure']>): TaskError {
  return new TaskError(code, message, reason && { reason })
}
