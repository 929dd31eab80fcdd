import { z } from 'zod'
import type { PersonaResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'

export const personaSchema = envelopeOf(
  z.object({
    personaId: z.string().meta({ description: 'The `personaId` of later songs' }),
    name: z.string(),
    description: z.string(),
    taskId: z.string(),
  }),
)
export type PersonaAnswer = NonNullable<z.infer<typeof personaSchema>['data']>

/** Answer of a request for a persona. */
export function personaAnswer(
  taskId: string,
  { personaId, name, description }: PersonaResult,
): Envelope<PersonaAnswer> {
  return success({ personaId, name, description, taskId })
}
