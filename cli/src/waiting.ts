import type { OperationName, Operations, SubmittedTask } from '@troubadour/sdk'
import type { Cli } from './cli.js'

/** What every command that makes a task can be told. */
export interface WaitingOptions {
  /** False with `--no-wait`. */
  readonly wait?: boolean
  /** In seconds. */
  readonly timeout?: number
}

const STATES: Readonly<Record<string, string>> = {
  queued: 'waiting',
  running: 'in work',
  text: 'words are written',
  first: 'first take is done',
}

/** The record of a finished task; meanwhile a progress line tells how far it is. */
export async function waitForTask<Name extends OperationName>(
  cli: Cli,
  task: SubmittedTask<Name>,
  { timeout = 600 }: WaitingOptions,
): Promise<Operations[Name]['record']> {
  const output = cli.output()
  output.note(`task ${task.taskId}`)
  const line = output.progress(task.operation)
  let areStreamsShown = false
  try {
    return await cli.client().waitFor(task, {
      timeoutMs: timeout * 1000,
      signal: cli.signal,
      onProgress({ state, stage, progress, queuePosition, etaSeconds }) {
        const place = queuePosition === null ? '' : `place ${queuePosition} in the queue`
        const eta = etaSeconds === null ? '' : `about ${Math.ceil(etaSeconds)} s left`
        const name = (state === 'running' && STATES[stage]) || STATES[state] || state
        line.show(name, progress, [place, eta].filter(Boolean).join(', '))
      },
      onUpdate(record) {
        const streams = streamsOf(record)
        if (areStreamsShown || streams.length === 0) return
        areStreamsShown = true
        line.end()
        for (const url of streams) output.note(`plays at ${url}`)
      },
    })
  } catch (error) {
    if (cli.signal.aborted)
      output.note(`task ${task.taskId} goes on: wait ${task.taskId}, or task cancel ${task.taskId}`)
    throw error
  } finally {
    line.end()
  }
}

/** Where songs play that are still being made. */
function streamsOf(record: unknown): string[] {
  // A recovery has no record before it is done.
  const { response } = (record ?? {}) as {
    response?: { sunoData?: { audioUrl?: string; streamAudioUrl?: string }[] } | null
  }
  const songs = Array.isArray(response?.sunoData) ? response.sunoData : []
  return songs.flatMap(({ audioUrl, streamAudioUrl }) =>
    !audioUrl && streamAudioUrl ? [streamAudioUrl] : [],
  )
}
