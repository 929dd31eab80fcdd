import { z } from 'zod'
import { findTrack, isTrackReference } from '../references.js'
import { modesOf, wishesOf } from '../song-options.js'
import { lyrics, optionsOf, songWishes, source, track, waitSeconds } from './inputs.js'
import { sourceUrl } from './sources.js'
import { finish, showSongs } from './task-results.js'
import { defineTool, type Tool } from './tool.js'

const extra = {
  duration_seconds: z.number().min(10).max(360).optional().describe('Wanted length'),
  persona_id: z.string().optional().describe('A singer kept with create_persona or create_voice'),
}

/** Tools whose result is songs. */
export const SONG_TOOLS: readonly Tool[] = [
  defineTool({
    name: 'make_song',
    title: 'Make a song',
    description:
      'Composes and performs two takes of a new song. Give a prompt, or lyrics to sing, or a style; combine them as you like. Returns links that play, and track ids for the other tools.',
    input: {
      prompt: z.string().max(3000).optional().describe('What the song is about and how it should sound'),
      lyrics: lyrics.optional(),
      ...songWishes,
      ...extra,
      wait_seconds: waitSeconds,
    },
    async run({ prompt, lyrics: words, duration_seconds, persona_id, wait_seconds, ...wishes }, context) {
      const { cli } = context
      const options = { ...optionsOf(wishes), words, duration: duration_seconds, persona: persona_id }
      const task = await cli.client().generate(await modesOf(cli, prompt, options), { signal: cli.signal })
      return finish(context, task, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'extend_song',
    title: 'Let a song go on',
    description:
      'Continues a track or a recording from a moment on; what was there before stays as it is. Without prompt, lyrics, style or title everything is taken from the source.',
    input: {
      source,
      continue_at_seconds: z
        .number()
        .positive()
        .optional()
        .describe('Where the new part begins; default the end'),
      prompt: z.string().max(3000).optional().describe('What follows'),
      lyrics: lyrics.optional(),
      ...songWishes,
      wait_seconds: waitSeconds,
    },
    async run(
      { source: from, continue_at_seconds, prompt, lyrics: words, wait_seconds, ...wishes },
      context,
    ) {
      const { cli } = context
      const { style, title, instrumental } = wishes
      const body = {
        ...wishesOf(optionsOf(wishes)),
        defaultParamFlag: instrumental || [prompt, words, style, title].some((each) => each !== undefined),
        prompt: words ?? prompt ?? (style && `more of ${style}`),
        style,
        title,
        instrumental: instrumental || undefined,
        continueAt: continue_at_seconds,
      }
      const client = cli.client()
      const { signal } = cli
      const task = isTrackReference(from)
        ? await client.extend({ ...body, audioId: (await findTrack(cli, from)).audioId }, { signal })
        : await client.uploadExtend({ ...body, uploadUrl: await sourceUrl(context, from) }, { signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'cover_song',
    title: 'Perform a tune in another style',
    description: 'Keeps the melody of a track or recording and arranges it anew in the style asked for.',
    input: {
      source,
      prompt: z.string().max(3000).optional().describe('What the song is about and how it should sound'),
      ...songWishes,
      wait_seconds: waitSeconds,
    },
    async run({ source: from, prompt, wait_seconds, ...wishes }, context) {
      const { cli } = context
      const body = await modesOf(
        cli,
        prompt ?? (wishes.style === undefined ? 'a new version' : undefined),
        optionsOf(wishes),
      )
      const uploadUrl = await sourceUrl(context, from)
      const task = await cli.client().uploadCover({ ...body, uploadUrl }, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'replace_section',
    title: 'Make a part of a song anew',
    description:
      'Writes and performs a part of a track again, at least 6 seconds long. Outside of it not a sample changes. Two takes.',
    input: {
      track,
      from_seconds: z.number().min(0).describe('Where the new part begins'),
      to_seconds: z.number().min(0).describe('Where it ends, at least 6 seconds later'),
      prompt: z
        .string()
        .max(5000)
        .describe('The new words (with section tags or in several lines), or a description of the new part'),
      style: songWishes.style,
      wait_seconds: waitSeconds,
    },
    async run({ track: text, from_seconds, to_seconds, prompt, style, wait_seconds }, context) {
      const { cli } = context
      const { taskId, audioId, title } = await findTrack(cli, text)
      const body = {
        ...{ taskId, audioId, prompt, title, tags: style ?? 'as before' },
        ...{ infillStartS: from_seconds, infillEndS: to_seconds },
      }
      const task = await cli.client().replaceSection(body, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'add_vocals',
    title: 'Sing over a recording',
    description: 'Writes a melody for the words over a recording of a band, and sings it.',
    input: {
      source,
      prompt: z
        .string()
        .max(3000)
        .describe('The words (with section tags or in several lines), or what they are about'),
      ...songWishes,
      wait_seconds: waitSeconds,
    },
    async run({ source: from, prompt, wait_seconds, ...wishes }, context) {
      const { cli } = context
      const body = {
        ...wishesOf(optionsOf(wishes)),
        prompt,
        title: wishes.title ?? 'With a Voice',
        style: wishes.style ?? 'pop',
        negativeTags: wishes.avoid ?? 'none',
        uploadUrl: await sourceUrl(context, from),
      }
      const task = await cli.client().addVocals(body, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'add_instrumental',
    title: 'Put a band under a voice',
    description: 'Hears tempo, key and tune of a recorded voice and arranges a band under it.',
    input: { source, ...songWishes, wait_seconds: waitSeconds },
    async run({ source: from, wait_seconds, ...wishes }, context) {
      const { cli } = context
      const body = {
        ...wishesOf(optionsOf(wishes)),
        title: wishes.title ?? 'With a Band',
        tags: wishes.style ?? 'pop',
        negativeTags: wishes.avoid ?? 'none',
        uploadUrl: await sourceUrl(context, from),
      }
      const task = await cli.client().addInstrumental(body, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'mashup',
    title: 'Two recordings in one song',
    description:
      'The voice of the first recording over the harmony of the second, in a common tempo and key.',
    input: {
      voice_source: source,
      harmony_source: source,
      ...songWishes,
      wait_seconds: waitSeconds,
    },
    async run({ voice_source, harmony_source, wait_seconds, ...wishes }, context) {
      const { cli } = context
      const uploadUrlList = [await sourceUrl(context, voice_source), await sourceUrl(context, harmony_source)]
      const body = await modesOf(
        cli,
        wishes.style === undefined ? 'two songs in one' : undefined,
        optionsOf(wishes),
      )
      const task = await cli.client().mashup({ ...body, uploadUrlList }, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
  defineTool({
    name: 'make_sound',
    title: 'Make a loop or a sound effect',
    description: 'A loop of whole bars, or a sound effect, in the tempo and key asked for.',
    input: {
      prompt: z.string().max(500).describe('What makes the sound, how, how long'),
      loop: z.boolean().default(false).describe('True: the end leads back to the beginning without a seam'),
      bpm: z.number().int().min(1).max(300).optional().describe('Beats a minute'),
      key: z
        .string()
        .regex(/^[A-G]#?m?$/)
        .optional()
        .describe('Such as C, F# or Am'),
      seed: songWishes.seed,
      wait_seconds: waitSeconds,
    },
    async run({ prompt, loop, bpm, key, seed, wait_seconds }, context) {
      const { cli } = context
      const body = {
        prompt,
        model: 'V5' as const,
        soundLoop: loop,
        soundTempo: bpm,
        soundKey: key as 'Cm' | undefined,
        troubadour: seed === undefined ? undefined : { seed },
      }
      const task = await cli.client().sounds(body, { signal: cli.signal })
      return finish(context, { operation: 'generate', taskId: task.taskId }, wait_seconds, showSongs)
    },
  }),
]
