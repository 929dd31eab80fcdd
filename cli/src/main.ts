#!/usr/bin/env node
import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  createClient,
  createTransport,
  isTroubadourError,
  type SubmittedTask,
  type TransportOptions,
  type TroubadourClient,
} from '@troubadour/sdk'
import { Command } from 'commander'
import { addKeyCommands } from './keys.js'

interface ServerOptions {
  readonly url: string
  readonly key?: string
}

const program: Command = new Command('troubadour')
  .description('Commands for a Troubadour server')
  .option('--url <url>', 'address of the server', process.env['TROUBADOUR_URL'] ?? 'http://127.0.0.1:3000')
  .option('--key <key>', 'API key (or TROUBADOUR_API_KEY)', process.env['TROUBADOUR_API_KEY'])

program
  .command('generate')
  .description('make two songs and print where they are')
  .argument('<prompt>', 'what the song is about')
  .option('--style <style>', 'genres, moods, instruments, tempo; needs --title')
  .option('--title <title>', 'title; needs --style')
  .option('--lyrics <file>', 'sing these words')
  .option('--instrumental', 'no singing', false)
  .option('--model <model>', 'model name', 'V5')
  .option('--seed <number>', 'same seed, same songs', Number)
  .action(async (prompt: string, options: GenerateOptions) => {
    const client = clientOf()
    const lyrics = options.lyrics === undefined ? undefined : await readFile(options.lyrics, 'utf8')
    const { style, title, instrumental, seed } = options
    const task = await client.generate({
      prompt: lyrics ?? prompt,
      customMode: style !== undefined || title !== undefined || lyrics !== undefined,
      // Words without a style still need one; the description serves.
      style: style ?? (lyrics === undefined ? undefined : prompt),
      title: title ?? (lyrics === undefined ? undefined : basename(options.lyrics!).replace(/\.\w+$/, '')),
      instrumental,
      model: options.model as 'V5',
      troubadour: seed === undefined ? undefined : { seed },
    })
    await printSongs(client, task)
  })

interface GenerateOptions {
  readonly style?: string
  readonly title?: string
  readonly lyrics?: string
  readonly instrumental: boolean
  readonly model: string
  readonly seed?: number
}

program
  .command('lyrics')
  .description('write lyrics and print them')
  .argument('<prompt>', 'what they are about')
  .action(async (prompt: string) => {
    const client = clientOf()
    const record = await client.waitFor(await client.lyrics({ prompt }))
    for (const { title, text } of record.response?.data ?? []) console.log(`# ${title}\n\n${text}\n`)
  })

program
  .command('wait')
  .description('wait for the songs of a task and print where they are')
  .argument('<taskId>')
  .action((taskId: string) => printSongs(clientOf(), { operation: 'generate', taskId }))

program
  .command('upload')
  .description('upload a file and print its URL')
  .argument('<file>')
  .action(async (file: string) => {
    const uploaded = await clientOf().upload(await openAsBlob(file), { fileName: basename(file) })
    console.log(uploaded.downloadUrl)
  })

program
  .command('credits')
  .description('print the credits left')
  .action(async () => console.log(await clientOf().credits()))

addKeyCommands(program, () => createTransport(serverOf()))

function clientOf(): TroubadourClient {
  return createClient(serverOf())
}

function serverOf(): TransportOptions {
  const { url, key } = program.opts<ServerOptions>()
  if (!key) program.error('no API key: give --key or set TROUBADOUR_API_KEY')
  return { baseUrl: url, apiKey: key }
}

/** Progress goes to stderr, so that the URLs can be piped. */
async function printSongs(client: TroubadourClient, task: SubmittedTask<'generate'>): Promise<void> {
  console.error(`task ${task.taskId}`)
  let shown = ''
  const record = await client.waitFor(task, {
    onUpdate: ({ status, response }) => {
      if (status === shown) return
      shown = status
      console.error(status)
      if (status === 'TEXT_SUCCESS') {
        for (const song of response?.sunoData ?? []) console.error(`  plays at ${song.streamAudioUrl}`)
      }
    },
  })
  for (const song of record.response?.sunoData ?? []) {
    console.log(`${song.audioUrl}\t${Math.round(song.duration ?? 0)} s\t${song.title}`)
  }
}

try {
  await program.parseAsync()
} catch (error) {
  if (!isTroubadourError(error)) throw error
  console.error(`${error.name}: ${error.message}`)
  process.exitCode = 1
}
