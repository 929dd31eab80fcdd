import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { UsageError } from '../errors.js'
import { examples } from '../help.js'
import { numberBetween, oneOf, seconds, wholeNumber } from '../option-values.js'
import { findTrack, isTrackReference, RECORDING_HELP, recordingUrl, TRACK_HELP } from '../references.js'
import {
  addSongOptions,
  addTaskOptions,
  modesOf,
  readLyrics,
  wishesOf,
  type SongOptions,
} from '../song-options.js'
import { finishSongs } from '../songs.js'

/** Commands whose result is songs. */
export function addSongCommands(program: Command, cli: Cli): void {
  const command = (name: string) => program.command(name).helpGroup('Make songs:')
  addGenerate(command, cli)
  addExtend(command, cli)
  addCover(command, cli)
  addReplace(command, cli)
  addWithRecording(command, cli)
  addMashup(command, cli)
  addSound(command, cli)
}

type AddCommand = (name: string) => Command

function addGenerate(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('generate')
        .description('make two takes of a song from a description or from lyrics')
        .argument('[prompt]', 'what it is about and how it should sound'),
    ),
    'troubadour generate "a calm folk song about the first snow"',
    'troubadour generate --style "slow blues, 70 bpm" --lyrics words.txt -o out',
    'troubadour generate "neon city" --style synthwave --instrumental --seed 7',
  ).action(async (prompt: string | undefined, options: SongOptions) => {
    const body = await modesOf(cli, prompt, options)
    await finishSongs(cli, await cli.client().generate(body, { signal: cli.signal }), options)
  })
}

function addExtend(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('extend')
        .description('let a song or a recording go on; what was there stays as it is')
        .argument('<source>', RECORDING_HELP)
        .option('--at <time>', 'where the new part begins, such as 1:05; default the end', seconds)
        .option('--prompt <text>', 'what follows'),
    ),
    'troubadour extend last --at 1:30 --prompt "a quiet ending"',
    'troubadour extend demo.wav --style "indie rock" -o out',
  ).action(async (source: string, options: SongOptions & { at?: number; prompt?: string }) => {
    const lyrics = await readLyrics(cli, options.lyrics)
    const prompt = lyrics?.text ?? options.prompt
    const { style, title, instrumental, at: continueAt } = options
    const changes = {
      ...wishesOf(options),
      defaultParamFlag: [prompt, style, title, instrumental].some((each) => each !== undefined),
      // The wire wants a prompt with changes; the style says what follows when nobody does.
      prompt: prompt ?? (style && `more of ${style}`),
      style,
      title,
      instrumental,
      continueAt,
    }
    const client = cli.client()
    const { signal } = cli
    const task = isTrackReference(source)
      ? await client.extend({ ...changes, audioId: (await findTrack(cli, source)).audioId }, { signal })
      : await client.uploadExtend({ ...changes, uploadUrl: await recordingUrl(cli, source) }, { signal })
    await finishSongs(cli, task, options)
  })
}

function addCover(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('cover')
        .description('perform the tune of a recording in another style')
        .argument('<source>', RECORDING_HELP)
        .option('--prompt <text>', 'what the song is about and how it should sound'),
    ),
    'troubadour cover hummed.m4a --style "bossa nova, nylon guitar" -o out',
    'troubadour cover last --style "string quartet" --instrumental',
  ).action(async (source: string, options: SongOptions & { prompt?: string }) => {
    const body = await modesOf(cli, options.prompt, options)
    const uploadUrl = await recordingUrl(cli, source)
    await finishSongs(
      cli,
      await cli.client().uploadCover({ ...body, uploadUrl }, { signal: cli.signal }),
      options,
    )
  })
}

function addReplace(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('replace')
        .description('make a part of a song anew; outside it not a sample changes')
        .argument('<track>', TRACK_HELP)
        .requiredOption('--from <time>', 'where the new part begins, such as 0:42', seconds)
        .requiredOption('--to <time>', 'where it ends, at least 6 seconds later', seconds)
        .option('--prompt <text>', 'what it shall be; or give the words with --lyrics'),
    ),
    'troubadour replace last --from 0:42 --to 1:05 --prompt "a guitar solo"',
  ).action(async (text: string, options: SongOptions & { from: number; to: number; prompt?: string }) => {
    const words = await readLyrics(cli, options.lyrics)
    const prompt = words?.text ?? options.prompt
    if (prompt === undefined) throw new UsageError('what shall the new part be? Give --prompt or --lyrics')
    const track = await findTrack(cli, text)
    const { model: _, ...wishes } = wishesOf(options)
    const task = await cli.client().replaceSection(
      {
        ...wishes,
        taskId: track.taskId,
        audioId: track.audioId,
        prompt,
        tags: options.style ?? 'as before',
        title: options.title ?? track.title,
        infillStartS: options.from,
        infillEndS: options.to,
      },
      { signal: cli.signal },
    )
    await finishSongs(cli, task, options)
  })
}

function addWithRecording(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('add-instrumental')
        .description('put a band under a recorded voice')
        .argument('<recording>', RECORDING_HELP),
    ),
    'troubadour add-instrumental voice.wav --style "soft rock" -o out',
  ).action(async (source: string, options: SongOptions) => {
    const body = {
      ...wishesOf(options),
      title: options.title ?? 'With a Band',
      tags: options.style ?? 'pop',
      negativeTags: options.avoid ?? 'none',
      uploadUrl: await recordingUrl(cli, source),
    }
    await finishSongs(cli, await cli.client().addInstrumental(body, { signal: cli.signal }), options)
  })

  examples(
    addSongOptions(
      command('add-vocals')
        .description('let somebody sing over a recorded band')
        .argument('<recording>', RECORDING_HELP)
        .option('--prompt <text>', 'what the words are about; or give them with --lyrics'),
    ),
    'troubadour add-vocals band.mp3 --lyrics words.txt --style "soul, warm"',
  ).action(async (source: string, options: SongOptions & { prompt?: string }) => {
    const words = await readLyrics(cli, options.lyrics)
    const prompt = words?.text ?? options.prompt
    if (prompt === undefined) throw new UsageError('what shall be sung? Give --prompt or --lyrics')
    const body = {
      ...wishesOf(options),
      prompt,
      title: options.title ?? words?.title ?? 'With a Voice',
      style: options.style ?? 'pop',
      negativeTags: options.avoid ?? 'none',
      uploadUrl: await recordingUrl(cli, source),
    }
    await finishSongs(cli, await cli.client().addVocals(body, { signal: cli.signal }), options)
  })
}

function addMashup(command: AddCommand, cli: Cli): void {
  examples(
    addSongOptions(
      command('mashup')
        .description('the voice of one recording over the harmony of another')
        .argument('<voice>', RECORDING_HELP)
        .argument('<harmony>', 'the same'),
    ),
    'troubadour mashup last band.mp3 --style "house" --title "Two in One"',
  ).action(async (voice: string, harmony: string, options: SongOptions) => {
    const uploadUrlList = [await recordingUrl(cli, voice), await recordingUrl(cli, harmony)]
    const body = await modesOf(cli, options.style === undefined ? 'two songs in one' : undefined, options)
    await finishSongs(
      cli,
      await cli.client().mashup({ ...body, uploadUrlList }, { signal: cli.signal }),
      options,
    )
  })
}

interface SoundOptions {
  readonly loop?: boolean
  readonly tempo?: number
  readonly tonality?: string
  readonly seed?: number
  readonly out?: string
}

const SOUND_KEYS = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'].flatMap((tonic) => [
  tonic,
  `${tonic}m`,
])

function addSound(command: AddCommand, cli: Cli): void {
  examples(
    addTaskOptions(
      command('sound')
        .description('make a loop or a sound effect')
        .argument('<prompt>', 'what makes it, how, how long')
        .option('--loop', 'the end leads back to the beginning')
        .option('--tempo <bpm>', 'beats a minute', numberBetween(1, 300))
        .addOption(oneOf('--tonality <key>', 'such as C, F# or Am', SOUND_KEYS))
        .option('--seed <number>', 'same request, same seed: same sound', wholeNumber),
    ),
    'troubadour sound "a funky drum loop, four bars" --loop --tempo 104 -o out',
    'troubadour sound "a door creaks open, then wind"',
  ).action(async (prompt: string, options: SoundOptions) => {
    const body = {
      prompt,
      model: 'V5' as const,
      soundLoop: options.loop,
      soundTempo: options.tempo,
      soundKey: options.tonality as 'Cm' | undefined,
      troubadour: options.seed === undefined ? undefined : { seed: options.seed },
    }
    await finishSongs(cli, await cli.client().sounds(body, { signal: cli.signal }), options)
  })
}
