import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { examples } from '../help.js'
import { clock, table } from '../output.js'
import { findTrack, TRACK_HELP, uploadFile } from '../references.js'
import { addTaskOptions } from '../song-options.js'
import { waitForTask, type WaitingOptions } from '../waiting.js'

/** Lyrics, styles, singers and uploads. */
export function addWordCommands(program: Command, cli: Cli): void {
  const command = (name: string) => program.command(name).helpGroup('Words, singers, uploads:')

  examples(
    addTaskOptions(
      command('lyrics').description('write lyrics in variants').argument('<prompt>', 'what they are about'),
    ),
    'troubadour lyrics "leaving a small town in autumn"',
  ).action(async (prompt: string, options: WaitingOptions) => {
    const task = await cli.client().lyrics({ prompt }, { signal: cli.signal })
    if (options.wait === false) {
      cli.output().result({ taskId: task.taskId }, task.taskId)
      return
    }
    const record = await waitForTask(cli, task, options)
    const variants = (record.response?.data ?? []).map(({ title, text }) => ({ title, text }))
    cli.output().result(
      { taskId: task.taskId, variants },
      variants.map(({ title, text }) => `# ${title}\n\n${text}\n`),
    )
  })

  examples(
    command('words')
      .description('when each word of a track is sung')
      .argument('<track>', TRACK_HELP)
      .option('--lrc', 'as an LRC file: one line of the song a line'),
    'troubadour words last --lrc > song.lrc',
  ).action(async (text: string, { lrc }: { lrc?: boolean }) => {
    const { taskId, audioId } = await findTrack(cli, text)
    const { alignedWords } = await cli.client().timestampedLyrics({ taskId, audioId }, { signal: cli.signal })
    const words = alignedWords.map(({ word, startS, endS }) => ({ word, startS, endS }))
    const lines = lrc
      ? lrcLines(words)
      : table(words.map(({ word, startS, endS }) => [startS.toFixed(2), endS.toFixed(2), word.trim()]))
    cli.output().result(words, lines)
  })

  examples(
    command('style').description('write a few style words out').argument('<words>', 'such as "lofi, rainy"'),
    'troubadour style "lofi, rainy"',
  ).action(async (content: string) => {
    const { result } = await cli.client().boostStyle({ content }, { signal: cli.signal })
    cli.output().result({ style: result }, result)
  })

  examples(
    command('persona')
      .description('keep the singer and style of a track for later songs')
      .argument('<track>', TRACK_HELP)
      .requiredOption('--name <name>', 'what it is called')
      .option('--description <text>', 'what is special about it', 'kept with the command line'),
    'troubadour persona last --name "Night Singer"',
  ).action(async (text: string, { name, description }: { name: string; description: string }) => {
    const { taskId, audioId } = await findTrack(cli, text)
    const persona = await cli.client().persona({ taskId, audioId, name, description }, { signal: cli.signal })
    cli.output().result(persona, persona.personaId)
  })

  examples(
    command('upload').description('upload a file and print its URL').argument('<file>', 'a recording'),
    'troubadour upload voice.wav',
  ).action(async (file: string) => {
    const uploaded = await uploadFile(cli, file)
    cli.output().result(uploaded, uploaded.downloadUrl)
  })

  command('credits')
    .description('print the credits left')
    .action(async () => {
      const credits = await cli.client().credits({ signal: cli.signal })
      cli.output().result({ credits }, String(credits))
    })
}

/** `[01:02.34]Words of a line`: the format that players read. */
function lrcLines(words: readonly { readonly word: string; readonly startS: number }[]): string[] {
  const lines: { startS: number; text: string }[] = []
  let isNewLine = true
  for (const { word, startS } of words) {
    for (const [index, part] of word
      .replaceAll(/\[[^\]]*\]/g, '')
      .split('\n')
      .entries()) {
      if (index > 0) isNewLine = true
      if (part.trim() === '') continue
      if (isNewLine) lines.push({ startS, text: part })
      else lines.at(-1)!.text += part
      isNewLine = false
    }
  }
  return lines.map(({ startS, text }) => {
    const [minutes, rest] = clock(Math.floor(startS)).split(':')
    const hundredths = String(Math.floor((startS % 1) * 100)).padStart(2, '0')
    return `[${minutes!.padStart(2, '0')}:${rest}.${hundredths}]${text.trim().replaceAll(/\s+/g, ' ')}`
  })
}
