import type { SongDescription } from '@troubadour/contract'
import type { Commission } from '../engines/ports/music-engine.js'
import type { Persona } from '../music/persona.js'
import { TaskError, type Task } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'

/** What a description asks of the music engine. */
export type SongWishes = Omit<
  Commission,
  'seed' | 'takeCount' | 'instrumental' | 'source' | 'durationSeconds' | 'maxDurationSeconds'
>

/** Reads the description of a request. Throws TaskError for a persona that this account does not have. */
export async function wishesOf(
  deps: WorkflowDeps,
  task: Task,
  request: SongDescription,
): Promise<SongWishes> {
  const { idea, lyrics, style, title, negativeTags, vocalGender } = request
  const { styleWeight, weirdness, audioWeight, bpm, key } = request
  return {
    ...{ idea, lyrics, style, title, negativeTags, vocalGender },
    ...{ styleWeight, weirdness, audioWeight, bpm, key },
    persona: await personaOf(deps, task, request),
  }
}

async function personaOf(
  deps: WorkflowDeps,
  task: Task,
  { personaId, personaModel }: SongDescription,
): Promise<Persona | undefined> {
  if (personaId === undefined) return undefined
  const persona = await deps.findPersona(task.accountId, personaId)
  if (!persona) throw new TaskError(400, `personaId: there is no persona or voice "${personaId}".`)
  // Only the singer is wanted, not the style that comes with the persona.
  return personaModel === 'voice_persona' ? { ...persona, style: undefined } : persona
}
