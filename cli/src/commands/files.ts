import type {
  CoverImagesRecord,
  MidiRecord,
  VideoRecord,
  VocalSeparationRecord,
  WavRecord,
} from '@troubadour/contract'
import type { RecoveredSongs, SubmittedTask } from '@troubadour/sdk'
import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { examples } from '../help.js'
import {
  findTaskId,
  findTrack,
  isTrackReference,
  recordingUrl,
  RECORDING_HELP,
  TRACK_HELP,
} from '../references.js'
import { addTaskOptions } from '../song-options.js'
import { finishFiles, type SongOutputOptions } from '../songs.js'
import { waitForTask } from '../waiting.js'

/** Commands that make files from a track or recording. */
export function addFileCommands(program: Command, cli: Cli): void {
  const command = (name: string) => program.command(name).helpGroup('Take songs further:')
  const signal = { signal: cli.signal }

  examples(
    addTaskOptions(
      command('stems')
        .description('voice and band apart, twelve stems, or one instrument')
        .argument('<source>', RECORDING_HELP)
        .option('--vocals', 'only voice and the rest (default: twelve stems)')
        .option('--take-out <instrument>', 'it and everything else, such as "Drum Kit"'),
    ),
    'troubadour stems last -o stems',
    'troubadour stems song.mp3 --vocals',
    'troubadour stems last --take-out Bass',
  ).action(async (source: string, options: StemOptions) => {
    await finishFiles(cli, await separate(cli, source, options), options, stemFiles)
  })

  examples(
    addTaskOptions(
      command('midi')
        .description('the notes of a song as a MIDI file')
        .argument('<source>', RECORDING_HELP)
        .option('--separation <taskId>', 'use these stems instead of taking the song apart again')
        .option('--quantize', 'on the beats, sixteenths or triplets, instead of as played'),
    ),
    'troubadour midi last -o out',
    'troubadour midi song.mp3 --quantize -o out',
  ).action(async (source: string, options: MidiOptions) => {
    let stems = options.separation
    if (stems === undefined) {
      const separation = await separate(cli, source, {})
      cli.output().note('first the song is taken apart')
      await waitForTask(cli, separation, options)
      stems = separation.taskId
    }
    const task = await cli
      .client()
      .midi({ taskId: stems, ...(options.quantize && { troubadour: { quantize: true } }) }, signal)
    await finishFiles(cli, task, options, ({ response }: MidiRecord) => fileList(['midi', response?.midiUrl]))
  })

  examples(
    addTaskOptions(command('wav').description('a track as a WAV file').argument('<track>', TRACK_HELP)),
    'troubadour wav last/2 -o out',
  ).action(async (text: string, options: SongOutputOptions) => {
    const { taskId, audioId, title } = await findTrack(cli, text)
    const task = await cli.client().wav({ taskId, audioId }, signal)
    await finishFiles(cli, task, options, ({ response }: WavRecord) =>
      fileList([title, response?.audioWavUrl]),
    )
  })

  examples(
    addTaskOptions(
      command('video')
        .description('a music video with the words as they are sung')
        .argument('<track>', TRACK_HELP)
        .option('--author <name>', 'shown on the cover')
        .option('--watermark <text>', 'shown small, such as your domain'),
    ),
    'troubadour video last --author "The Band" -o out',
  ).action(async (text: string, options: SongOutputOptions & { author?: string; watermark?: string }) => {
    const { taskId, audioId, title } = await findTrack(cli, text)
    const body = { taskId, audioId, author: options.author, domainName: options.watermark }
    const task = await cli.client().video(body, signal)
    await finishFiles(cli, task, options, ({ response }: VideoRecord) =>
      fileList([title, response?.videoUrl]),
    )
  })

  examples(
    addTaskOptions(
      command('art').description('two cover pictures for a song').argument('<track>', TRACK_HELP),
    ),
    'troubadour art last -o out',
  ).action(async (text: string, options: SongOutputOptions) => {
    const { taskId } = await findTrack(cli, text)
    const task = await cli.client().coverImages({ taskId }, signal)
    await finishFiles(cli, task, options, ({ response }: CoverImagesRecord) =>
      fileList(...(response?.images ?? []).map((url, index) => [`cover ${index + 1}`, url] as const)),
    )
  })

  examples(
    addTaskOptions(
      command('recover')
        .description('perform the lost or expired files of a song again')
        .argument('<task>', 'that made it: its id, or "last"'),
    ),
    'troubadour recover last -o out',
  ).action(async (text: string, options: SongOutputOptions) => {
    const task = await cli.client().recover({ task_id: await findTaskId(cli, text) }, signal)
    await finishFiles(cli, task, options, (songs: RecoveredSongs) =>
      fileList(...songs.map(({ title, audio_url }) => [title, audio_url] as const)),
    )
  })
}

interface MidiOptions extends SongOutputOptions {
  readonly separation?: string
  readonly quantize?: boolean
}

interface StemOptions extends SongOutputOptions {
  readonly vocals?: boolean
  readonly takeOut?: string
}

async function separate(
  cli: Cli,
  source: string,
  { vocals, takeOut }: StemOptions,
): Promise<SubmittedTask<'separate'>> {
  const what = takeOut !== undefined ? 'split_stem_advanced' : vocals ? 'separate_vocal' : 'split_stem'
  const body = { type: what, ...(takeOut !== undefined && { stemName: takeOut }) } as const
  const client = cli.client()
  if (!isTrackReference(source)) {
    return client.separate({ ...body, audioUrl: await recordingUrl(cli, source) }, { signal: cli.signal })
  }
  const { taskId, audioId } = await findTrack(cli, source)
  return client.separate({ ...body, taskId, audioId }, { signal: cli.signal })
}

function stemFiles({ response }: VocalSeparationRecord) {
  const stems = (response?.originData ?? []).flatMap((each) =>
    'extract' in each ? [each.extract, each.remove] : [each],
  )
  return fileList(...stems.map((stem) => [stem.stem_type_group_name, stem.audio_url] as const))
}

function fileList(...files: readonly (readonly [name: string, url: string | null | undefined])[]) {
  return files.flatMap(([name, url]) => (url ? [{ name, url }] : []))
}
