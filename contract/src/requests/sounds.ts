import { z } from 'zod'
import type { SoundsRequest } from '../task-requests.js'
import { compact, wishesOf, type Submission } from './extras.js'
import { callBackUrl, model, songExtras, text } from './fields.js'
import { parseRequestedKey } from './musical-key.js'
import type { RequestDefinition } from './parse.js'

/** Minor and major keys by their tonic, and no wish at all. */
const SOUND_KEYS = [
  ...['Cm', 'C#m', 'Dm', 'D#m', 'Em', 'Fm', 'F#m', 'Gm', 'G#m', 'Am', 'A#m', 'Bm'],
  ...['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'],
  'Any',
] as const

const schema = z.object({
  prompt: text('The sound: what makes it, how, how long', 500),
  model,
  soundLoop: z.boolean().optional().meta({
    description: 'True: the end leads back to the beginning without a seam. Default false',
  }),
  soundTempo: z
    .number()
    .int()
    .min(1)
    .max(300)
    .optional()
    .meta({ description: 'Beats a minute. Default: as the prompt suggests' }),
  soundKey: z.enum(SOUND_KEYS).optional().meta({ description: 'Default `Any`' }),
  grabLyrics: z.boolean().optional().meta({ description: 'Sounds have no words: accepted without effect' }),
  callBackUrl: callBackUrl.optional(),
  troubadour: songExtras,
})

/** The body as clients write it. */
export type SoundsBody = z.input<typeof schema>

/** `POST /api/v1/generate/sounds` */
export const soundsDefinition: RequestDefinition<typeof schema, Submission<SoundsRequest>> = {
  schema,
  toValue(fields) {
    const wishes = wishesOf(fields.troubadour)
    const { soundKey } = fields
    return {
      request: compact<SoundsRequest>({
        model: fields.model,
        prompt: fields.prompt,
        loop: fields.soundLoop ?? false,
        bpm: fields.soundTempo ?? wishes.bpm,
        key: soundKey === undefined || soundKey === 'Any' ? wishes.key : parseRequestedKey(soundKey),
      }),
      callbackUrl: fields.callBackUrl,
      seed: fields.troubadour?.seed,
    }
  },
}
