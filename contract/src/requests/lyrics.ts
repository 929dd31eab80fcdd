import { z } from 'zod'
import type { LyricsRequest } from '../task-requests.js'
import type { Submission } from './extras.js'
import { callBackUrl, charCount, seedExtras, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** Prompts up to either of these are accepted: vendors count characters or words. */
const MAX_WORDS = 200
const MAX_CHARS_WHATEVER_WORDS = 1500
/** Longest prompt of at most 200 words, in characters. */
const MAX_CHARS = 5000

const schema = z.object({
  prompt: text('What the song is about: at most 200 words', MAX_CHARS),
  callBackUrl,
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type LyricsBody = z.input<typeof schema>

/** `POST /api/v1/lyrics` */
export const lyricsDefinition: RequestDefinition<typeof schema, Submission<LyricsRequest>> = {
  schema,
  check({ prompt }) {
    const words = prompt.trim().split(/\s+/u).length
    if (words <= MAX_WORDS || charCount(prompt) <= MAX_CHARS_WHATEVER_WORDS) return undefined
    return {
      reason: 'too-long',
      field: 'prompt',
      message: `prompt must be at most ${MAX_WORDS} words; got ${words}`,
    }
  },
  toValue: (fields) => ({
    request: { prompt: fields.prompt },
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
