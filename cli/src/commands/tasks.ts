import type { TaskKind } from '@troubadour/contract'
import { MUSIC_KINDS, OPERATION_OF, type ListedTask, type TaskDetail, type TaskFilter } from '@troubadour/sdk'
import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { examples } from '../help.js'
import { commaList, moment, numberBetween } from '../option-values.js'
import { clock, table } from '../output.js'
import { patiently } from '../patience.js'
import { findTaskId } from '../references.js'
import { addWaitOptions } from '../song-options.js'
import { finishSongs, type SongOutputOptions } from '../songs.js'
import { waitForTask } from '../waiting.js'

interface ListOptions {
  readonly kind?: string[]
  readonly state?: string[]
  readonly since?: Date
  readonly until?: Date
  readonly limit: number
}

/** `task …` and `wait`. */
export function addTaskCommands(program: Command, cli: Cli): void {
  const task = program
    .command('task')
    .description('tasks of this key: list, show, cancel')
    .helpGroup('Tasks and callbacks:')

  examples(
    task
      .command('list')
      .description('newest first')
      .option('--kind <list>', 'such as generate,lyrics', commaList)
      .option('--state <list>', 'queued, running, succeeded, failed, cancelled', commaList)
      .option('--since <time>', 'made then or later: 30m, 2h, 7d or ISO 8601', moment)
      .option('--until <time>', 'made before then', moment)
      .option('--limit <number>', 'how many at most', numberBetween(1, 100_000), 20),
    'troubadour task list --state failed --since 7d',
    'troubadour task list --kind generate --json | jq .taskId',
  ).action(async ({ kind, state, since, until, limit }: ListOptions) => {
    const filter = { kind, state, from: since, to: until } as TaskFilter
    const found: ListedTask[] = []
    for await (const each of cli.client().tasks(filter, { signal: cli.signal })) {
      if (found.push(each) === limit) break
    }
    // A line each, for programs that read lines.
    if (cli.output().isJson) for (const each of found) cli.output().result(each, '')
    else cli.output().result(found, table(found.map(rowOf)))
    if (found.length === 0) cli.output().note('no such tasks')
  })

  examples(
    task
      .command('show')
      .description('state, result, timings and callbacks of one task')
      .argument('<task>', 'its id, or "last"'),
    'troubadour task show last',
    'troubadour task show last --json | jq .result',
  ).action(async (text: string) => {
    const detail = await showTask(cli, await findTaskId(cli, text))
    cli.output().result(detail, linesOf(detail))
  })

  examples(
    task
      .command('cancel')
      .description('end a task and get its credits back')
      .argument('<task>', 'its id, or "last"'),
    'troubadour task cancel last',
  ).action(async (text: string) => {
    const taskId = await findTaskId(cli, text)
    await cli.client().cancel({ taskId }, { signal: cli.signal })
    cli.output().result({ taskId, cancelled: true }, `cancelled ${taskId}`)
  })

  examples(
    addWaitOptions(
      program
        .command('wait')
        .description('wait for a task and print its result')
        .argument('<task>', 'its id, or "last"')
        .helpGroup('Tasks and callbacks:'),
    ),
    'troubadour wait last -o out',
  ).action(async (text: string, options: SongOutputOptions) => {
    const taskId = await findTaskId(cli, text)
    const kind = await kindOf(cli, taskId)
    if ((MUSIC_KINDS as readonly string[]).includes(kind)) {
      await finishSongs(cli, { operation: 'generate', taskId }, options)
      return
    }
    const operation = OPERATION_OF[kind]
    if (operation === undefined)
      throw new UsageError(`tasks of kind "${kind}" are done when they are answered`)
    const record = await waitForTask(cli, { operation, taskId }, options)
    cli.output().result(record, JSON.stringify(record, null, 2))
  })
}

/** Other servers of the API have no list of all kinds: there it is taken for a song. */
async function kindOf(cli: Cli, taskId: string): Promise<TaskKind> {
  try {
    return (await showTask(cli, taskId)).kind as TaskKind
  } catch (error) {
    const record = await cli
      .client()
      .recordOf({ operation: 'generate', taskId }, { signal: cli.signal })
      .catch(() => null)
    if (record) return 'generate'
    throw error
  }
}

function showTask(cli: Cli, taskId: string): Promise<TaskDetail> {
  const path = `/troubadour/v1/tasks/${encodeURIComponent(taskId)}`
  const { signal } = cli
  return patiently(signal, () => cli.transport().send<TaskDetail>(path, { method: 'GET', signal }))
}

function rowOf(task: ListedTask): string[] {
  const percent = task.state === 'running' ? ` ${Math.floor(task.progress * 100)} %` : ''
  const seconds = task.completedAt === null ? '' : `${took(task.createdAt, task.completedAt)} s`
  return [
    task.taskId,
    task.kind,
    task.state + percent,
    task.createdAt.slice(0, 19).replace('T', ' '),
    seconds,
    task.errorMessage ?? '',
  ]
}

function took(from: string, to: string): string {
  return ((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)
}

function linesOf(task: TaskDetail): string[] {
  const facts: string[][] = [
    ['task', task.taskId],
    ['kind', task.kind + (task.sandbox ? ' (sandbox)' : '')],
    ['state', `${task.state}, stage ${task.stage}, ${Math.floor(task.progress * 100)} %`],
    ['made', task.createdAt],
    ['started', task.startedAt ?? '-'],
    [
      'ended',
      task.completedAt === null ? '-' : `${task.completedAt} (${took(task.createdAt, task.completedAt)} s)`,
    ],
    ['credits', String(task.creditsHeld)],
    ['seed', String(task.seed)],
  ]
  if (task.queuePosition !== null) facts.push(['queue', `place ${task.queuePosition}`])
  if (task.errorMessage !== null) facts.push(['error', `${task.errorCode}: ${task.errorMessage}`])
  for (const { message } of task.warnings) facts.push(['warning', message])
  for (const { stage, state, attempts, lastStatus, lastError, eventId } of task.callbacks) {
    const outcome = lastError ?? (lastStatus === null ? '' : `HTTP ${lastStatus}`)
    facts.push(['callback', `${stage} ${state}, ${attempts} attempts ${outcome} (${eventId})`.trim()])
  }
  const songs = (task.result as { sunoData?: { audioUrl: string; title: string; duration: number }[] } | null)
    ?.sunoData
  for (const song of songs ?? []) {
    if (song.audioUrl) facts.push(['song', `${song.audioUrl}  ${clock(song.duration)}  ${song.title}`])
  }
  return table(facts)
}
