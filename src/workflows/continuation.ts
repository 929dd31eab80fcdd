import { MODELS, type ModelId } from '@troubadour/contract'
import { TaskError } from '../tasks/types.js'

/** How far a point may lie past the end of its source, in seconds: players round lengths. */
const ROUNDING_SECONDS = 1
/** Shortest room that the new part of a song gets. */
const MIN_NEW_SECONDS = 60
/** No song grows beyond this, however often it goes on. */
const LONGEST_SONG_SECONDS = 900

/** Where a source goes on, and how long the whole may become. */
export interface Continuation {
  /** Undefined: at the end of the source. */
  readonly atSeconds: number | undefined
  readonly maxDurationSeconds: number
}

/** Checks the wanted point against the source, whose length is known only now. Throws TaskError. */
export function planContinuation(
  model: ModelId,
  continueAtSeconds: number | undefined,
  sourceSeconds: number,
): Continuation {
  if (continueAtSeconds !== undefined && continueAtSeconds > sourceSeconds + ROUNDING_SECONDS) {
    throw new TaskError(
      501,
      `continueAt must be less than ${sourceSeconds.toFixed(2)} s, the length of the source; got ${continueAtSeconds}`,
    )
  }
  const isInside = continueAtSeconds !== undefined && continueAtSeconds < sourceSeconds
  const startSeconds = isInside ? continueAtSeconds : sourceSeconds
  if (startSeconds + MIN_NEW_SECONDS > LONGEST_SONG_SECONDS) {
    throw new TaskError(
      413,
      `A song of ${Math.round(startSeconds)} s does not go on; allowed: ${LONGEST_SONG_SECONDS - MIN_NEW_SECONDS} s at most`,
    )
  }
  return {
    atSeconds: isInside ? continueAtSeconds : undefined,
    maxDurationSeconds: Math.max(MODELS[model].maxDurationSeconds, startSeconds + MIN_NEW_SECONDS),
  }
}
