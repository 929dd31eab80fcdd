import type { Operations, SubmittedTask } from '@troubadour/sdk'
import { z } from 'zod'
import { findTrack, isTrackReference } from '../references.js'
import { source, track, waitSeconds } from './inputs.js'
import { sourceUrl } from './sources.js'
import { finish, showFiles } from './task-results.js'
import { defineTool, type Tool, type ToolContext } from './tool.js'

const TYPES = { vocals: 'separate_vocal', stems: 'split_stem', instrument: 'split_stem_advanced' } as const

/** A separation of a track or a recording. */
async function separate(context: ToolContext, from: string, what: keyof typeof TYPES, instrument?: string) {
  const { cli } = context
  const { signal } = cli
  const body = { type: TYPES[what], ...(what === 'instrument' && { stemName: instrument }) }
  if (!isTrackReference(from)) {
    return cli.client().separate({ ...body, audioUrl: await sourceUrl(context, from) }, { signal })
  }
  const { taskId, audioId } = await findTrack(cli, from)
  return cli.client().separate({ ...body, taskId, audioId }, { signal })
}

/** Makes one file of a track and shows it under the track's title. */
async function fileOf<Name extends 'wav' | 'video'>(
  context: ToolContext,
  { track: text, wait_seconds }: { readonly track: string; readonly wait_seconds: number },
  submit: (ids: { taskId: string; audioId: string }) => Promise<SubmittedTask<Name>>,
  urlOf: (record: Operations[Name]['record']) => string | null | undefined,
) {
  const { taskId, audioId, title } = await findTrack(context.cli, text)
  const task = await submit({ taskId, audioId })
  return finish(context, task, wait_seconds, (record) =>
    showFiles(task.taskId, [{ name: title, url: urlOf(record) }]),
  )
}

/** Tools that make files from a track or recording. */
export const FILE_TOOLS: readonly Tool[] = [
  defineTool({
    name: 'separate_stems',
    title: 'Take a song apart',
    description:
      'Voice and band apart, twelve stems, or one instrument and everything else. Exact for songs made here, estimated for other recordings.',
    input: {
      source,
      what: z.enum(['vocals', 'stems', 'instrument']).default('stems'),
      instrument: z
        .string()
        .optional()
        .describe('With what = "instrument": such as "Electric Guitar" or "Bass"'),
      wait_seconds: waitSeconds,
    },
    async run({ source: from, what, instrument, wait_seconds }, context) {
      const task = await separate(context, from, what, instrument)
      return finish(context, task, wait_seconds, ({ response }) =>
        showFiles(
          task.taskId,
          (response?.originData ?? [])
            .flatMap((each) => ('extract' in each ? [each.extract, each.remove] : [each]))
            .map((stem) => ({ name: stem.stem_type_group_name, url: stem.audio_url })),
        ),
      )
    },
  }),
  defineTool({
    name: 'get_midi',
    title: 'Notes of a song as MIDI',
    description: 'Takes a track or recording apart and writes its notes as a MIDI file.',
    input: {
      source,
      quantize: z
        .boolean()
        .optional()
        .describe(
          "Notes of a recording lie on the beats' sixteenths or triplets; default: as they are played",
        ),
      wait_seconds: waitSeconds,
    },
    async run({ source: from, quantize, wait_seconds }, context) {
      const { cli } = context
      const separation = await separate(context, from, 'stems')
      await cli
        .client()
        .waitFor(separation, { signal: cli.signal, timeoutMs: Math.max(60, wait_seconds) * 1000 })
      const task = await cli
        .client()
        .midi(
          { taskId: separation.taskId, ...(quantize !== undefined && { troubadour: { quantize } }) },
          { signal: cli.signal },
        )
      return finish(context, task, wait_seconds, ({ response }) =>
        showFiles(task.taskId, [{ name: 'midi', url: response?.midiUrl }]),
      )
    },
  }),
  defineTool({
    name: 'get_wav',
    title: 'A track as WAV',
    description: 'The uncompressed file of a track.',
    input: { track, wait_seconds: waitSeconds },
    run: (input, context) =>
      fileOf<'wav'>(
        context,
        input,
        (ids) => context.cli.client().wav(ids, { signal: context.cli.signal }),
        ({ response }) => response?.audioWavUrl,
      ),
  }),
  defineTool({
    name: 'make_video',
    title: 'A music video',
    description: 'A video of a track with its words as they are sung.',
    input: {
      track,
      author: z.string().max(50).optional().describe('Shown on the cover'),
      watermark: z.string().max(50).optional().describe('Shown small, such as a domain'),
      wait_seconds: waitSeconds,
    },
    run: (input, context) => {
      const words = { author: input.author, domainName: input.watermark }
      return fileOf<'video'>(
        context,
        input,
        (ids) => context.cli.client().video({ ...ids, ...words }, { signal: context.cli.signal }),
        ({ response }) => response?.videoUrl,
      )
    },
  }),
  defineTool({
    name: 'make_cover_art',
    title: 'Cover pictures',
    description: 'Two cover pictures for the song of a track; can be asked for once a song.',
    input: { track, wait_seconds: waitSeconds },
    async run({ track: text, wait_seconds }, context) {
      const { cli } = context
      const { taskId } = await findTrack(cli, text)
      const task = await cli.client().coverImages({ taskId }, { signal: cli.signal })
      return finish(context, task, wait_seconds, ({ response }) =>
        showFiles(
          task.taskId,
          (response?.images ?? []).map((url, index) => ({ name: `cover ${index + 1}`, url })),
        ),
      )
    },
  }),
  defineTool({
    name: 'recover_song',
    title: 'Working links for an old song',
    description: 'Performs lost or expired files of a song again from its score, byte for byte.',
    input: { task_id: z.string().describe('The task that made the song'), wait_seconds: waitSeconds },
    async run({ task_id, wait_seconds }, context) {
      const { cli } = context
      const task = await cli.client().recover({ task_id }, { signal: cli.signal })
      return finish(context, task, wait_seconds, (songs) =>
        showFiles(
          task.taskId,
          songs.map(({ title, audio_url }) => ({ name: title, url: audio_url })),
        ),
      )
    },
  }),
]
