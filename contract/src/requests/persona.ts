import { z } from 'zod'
import type { PersonaRequest } from '../task-requests.js'
import { compact } from './extras.js'
import { text, trackSelectorFields } from './fields.js'
import type { RequestDefinition } from './parse.js'
import { audioIdUnlessIndexed, selectorOf, type TrackSelector } from './track-selector.js'

/** A parsed request for a persona; the track is looked up by the server. */
export interface PersonaSubmission {
  readonly selector: TrackSelector
  readonly wishes: Pick<PersonaRequest, 'name' | 'description' | 'vocalStart' | 'vocalEnd' | 'style'>
}

/** The part of the track that shows the voice, in seconds. */
const WINDOW = { defaultEnd: 30, shortest: 10, longest: 30 }

const schema = z.object({
  ...trackSelectorFields,
  name: text('What the persona is called', 200),
  description: text('What is special about it', 3000),
  vocalStart: z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'Where the voice is heard, in seconds; default 0' }),
  vocalEnd: z.number().min(0).optional().meta({
    description: 'Seconds; 10 to 30 after `vocalStart`; default 30, or 30 after a late `vocalStart`',
  }),
  style: text('Style words that belong to it', 1000).optional(),
})

/** The body as clients write it. */
export type PersonaBody = z.input<typeof schema>

/** `POST /api/v1/generate/generate-persona` */
export const personaDefinition: RequestDefinition<typeof schema, PersonaSubmission> = {
  schema,
  requiredBy: audioIdUnlessIndexed,
  check(fields) {
    const { vocalStart, vocalEnd } = windowOf(fields)
    // Clients send hundredths: what their sums leave behind is no violation.
    const length = Math.round((vocalEnd - vocalStart) * 1000) / 1000
    if (length >= WINDOW.shortest && length <= WINDOW.longest) return undefined
    return {
      reason: 'out-of-range',
      field: 'vocalEnd',
      message: `vocalEnd must be ${WINDOW.shortest} to ${WINDOW.longest} seconds after vocalStart; got ${vocalStart} to ${vocalEnd}`,
    }
  },
  toValue: (fields) => ({
    selector: selectorOf(fields),
    wishes: compact({
      name: fields.name,
      description: fields.description,
      ...windowOf(fields),
      style: fields.style,
    }),
  }),
}

function windowOf(fields: { vocalStart?: number; vocalEnd?: number }) {
  const vocalStart = fields.vocalStart ?? 0
  const isLate = vocalStart > WINDOW.defaultEnd - WINDOW.shortest
  return {
    vocalStart,
    vocalEnd: fields.vocalEnd ?? (isLate ? vocalStart + WINDOW.longest : WINDOW.defaultEnd),
  }
}
