import type { OperationName, SubmittedTask } from '@troubadour/sdk'
import type { Cli } from './cli.js'
import { downloadAll } from './files.js'
import { clock, table } from './output.js'
import { waitForTask, type WaitingOptions } from './waiting.js'

/** Options of commands whose result is songs. */
export interface SongOutputOptions extends WaitingOptions {
  /** Folder. */
  readonly out?: string
}

/** Prints a task at once with `--no-wait`; else waits and prints its songs. */
export async function finishSongs(cli: Cli, task: SubmittedTask, options: SongOutputOptions): Promise<void> {
  if (options.wait === false) {
    cli.output().result({ taskId: task.taskId }, task.taskId)
    return
  }
  // All music tasks are looked at alike.
  const record = await waitForTask(cli, task as SubmittedTask<'generate'>, options)
  const songs = (record.response?.sunoData ?? []).map((song) => ({
    id: song.id,
    title: song.title,
    tags: song.tags,
    durationSeconds: song.duration,
    audioUrl: song.audioUrl,
    imageUrl: song.imageUrl,
    lyrics: song.prompt,
    warnings: song.troubadour?.warnings.map(({ message }) => message) ?? [],
  }))
  const files =
    options.out === undefined
      ? []
      : await downloadAll(
          cli,
          options.out,
          songs.flatMap(({ title, audioUrl, imageUrl }, index) => {
            const name = `${title} ${index + 1}`
            return imageUrl
              ? [
                  { url: audioUrl, name },
                  { url: imageUrl, name },
                ]
              : [{ url: audioUrl, name }]
          }),
        )
  for (const warning of new Set(songs.flatMap(({ warnings }) => warnings)))
    cli.output().note(`warning: ${warning}`)
  cli
    .output()
    .result(
      { taskId: task.taskId, songs, ...(options.out !== undefined && { files }) },
      options.out === undefined
        ? table(
            songs.map(({ audioUrl, durationSeconds, title }) => [
              audioUrl,
              clock(durationSeconds ?? 0),
              title,
            ]),
          )
        : files,
    )
}

/** A file task (WAV, video …): its URLs by name, downloaded when a folder is given. */
export async function finishFiles<Name extends OperationName>(
  cli: Cli,
  task: SubmittedTask<Name>,
  options: SongOutputOptions,
  filesOf: (record: never) => readonly { readonly name: string; readonly url: string }[],
): Promise<void> {
  if (options.wait === false) {
    cli.output().result({ taskId: task.taskId }, task.taskId)
    return
  }
  const found = filesOf((await waitForTask(cli, task, options)) as never)
  if (options.out === undefined) {
    const lines = found.length === 1 ? found[0]!.url : table(found.map(({ name, url }) => [name, url]))
    cli.output().result({ taskId: task.taskId, files: found }, lines)
    return
  }
  const paths = await downloadAll(cli, options.out, found)
  const files = found.map((file, index) => ({ ...file, path: paths[index]! }))
  cli.output().result({ taskId: task.taskId, files }, paths)
}
