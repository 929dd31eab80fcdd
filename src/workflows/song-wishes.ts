import type { SongDescription } from '@troubadour/contract'
import type { Commission } from '../engines/ports/music-engine.js'
import type { Task } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'

/** What a description asks of the music engine. */
export type SongWishes = Omit<
  Commission,
  'seed' | 'takeCount' | 'instrumental' | 'source' | 'durationSeconds' | 'maxDurationSeconds'
>

/** Reads the description of a request, and whatever else its fields are worth. */
export async function wishesOf(
  _deps: WorkflowDeps,
  _task: Task,
  request: SongDescription,
): Promise<SongWishes> {
  const { idea, lyrics, style, title, negativeTags, vocalGender } = request
  const { styleWeight, weirdness, audioWeight, bpm, key } = request
  return {
    ...{ idea, lyrics, style, title, negativeTags, vocalGender },
    ...{ styleWeight, weirdness, audioWeight, bpm, key },
  }
}
