import { z } from 'zod'
import type { SongOptions } from '../song-options.js'

/** Inputs that several tools share, described for models. */

export const track = z
  .string()
  .describe(
    'A finished track: "TASK_ID/AUDIO_ID" as other tools return it, "TASK_ID" for the first take of a task, "TASK_ID/2" for the second, or "last" for the newest song',
  )

export const source = z
  .string()
  .describe(
    'What to work on: a track ("TASK_ID/AUDIO_ID", "TASK_ID/2", "last"), the http(s) URL of a recording, or the path of an audio file on the machine of this MCP server (local use only)',
  )

export const waitSeconds = z
  .number()
  .min(0)
  .max(3600)
  .default(300)
  .describe(
    'How long to wait for the result. 0 returns the task id at once; a task that is not done in time goes on and can be asked for with get_task',
  )

export const lyrics = z
  .string()
  .describe(
    'The words to be sung as they stand, with section tags on lines of their own: [Verse], [Chorus], [Bridge] …',
  )

export const songWishes = {
  style: z
    .string()
    .max(1000)
    .optional()
    .describe('Genres, moods, instruments, tempo, such as "slow blues, electric guitar, 70 bpm"'),
  title: z.string().max(100).optional().describe('Title; invented when absent'),
  instrumental: z.boolean().default(false).describe('True: no singing'),
  voice: z.enum(['m', 'f']).optional().describe('Preferred singer: male or female'),
  avoid: z.string().max(200).optional().describe('Styles and instruments to leave out'),
  bpm: z.number().min(20).max(300).optional().describe('Beats a minute'),
  key: z.string().optional().describe('Musical key, such as "D minor", "F#m" or "Bb"'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .optional()
    .describe('The same request with the same seed makes the same song'),
  style_weight: z.number().min(0).max(1).optional().describe('How sharply the style is followed'),
  weirdness: z.number().min(0).max(1).optional().describe('How far the music may leave the beaten track'),
}

type Wishes = z.output<z.ZodObject<typeof songWishes>>

/** The wishes as the command line's options, which know how to make requests of them. */
export function optionsOf(wishes: Wishes): SongOptions {
  return {
    style: wishes.style,
    title: wishes.title,
    instrumental: wishes.instrumental,
    gender: wishes.voice,
    avoid: wishes.avoid,
    bpm: wishes.bpm,
    tonality: wishes.key,
    seed: wishes.seed,
    styleWeight: wishes.style_weight,
    weirdness: wishes.weirdness,
    model: 'V5_5',
  }
}
