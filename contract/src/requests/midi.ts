import { z } from 'zod'
import type { MidiRequest } from '../task-requests.js'
import { compact } from './extras.js'
import { callBackUrl, seedExtras, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** A parsed MIDI submit; the separation is looked up by the server. */
export interface MidiSubmission {
  readonly request: MidiRequest
  readonly callbackUrl: string
  readonly seed: number | undefined
}

const midiExtras = seedExtras
  .unwrap()
  .extend({
    quantize: z.boolean().optional().meta({
      description:
        "True: notes lie on the beats' sixteenths or triplets, and the file has the tempo that was heard. Default false: as played",
    }),
  })
  .optional()
  .meta({ description: 'Additions of this server' })

const schema = z.object({
  taskId: text('A finished separation'),
  audioId: text('One of its stems: an `originData[].id`; absent: all of them').optional(),
  callBackUrl,
  troubadour: midiExtras,
})

/** The body as clients write it. */
export type MidiBody = z.input<typeof schema>

/** `POST /api/v1/midi/generate` */
export const midiDefinition: RequestDefinition<typeof schema, MidiSubmission> = {
  schema,
  toValue: (fields) => ({
    request: compact({
      separationTaskId: fields.taskId,
      stemId: fields.audioId,
      quantize: fields.troubadour?.quantize === true ? (true as const) : undefined,
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
