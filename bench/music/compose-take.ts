import type { Score } from '../../src/music/score.js'
import { composeSong } from '../../src/studio/compose.js'
import type { MusicPrompt } from './prompts.js'

/** Which take of which prompt, and how long. */
export interface TakeOrder {
  readonly prompt: MusicPrompt
  /** From 0. */
  readonly takeIndex: number
  readonly seed: number
  /** Wins over the length that the prompt asks for. */
  readonly seconds?: number
}

export interface ComposedTake {
  readonly score: Score
  readonly warnings: readonly string[]
  readonly milliseconds: number
}

/** Composes one take as a client's one-line request for an instrumental would. */
export function composeTake({ prompt, takeIndex, seed, seconds }: TakeOrder): ComposedTake {
  const startedAt = performance.now()
  const { score, warnings } = composeSong(
    {
      idea: prompt.text,
      instrumental: true,
      maxDurationSeconds: 480,
      ...(seconds !== undefined && { durationSeconds: seconds }),
    },
    seed,
    takeIndex,
  )
  return {
    score,
    warnings: warnings.map(({ message }) => message),
    milliseconds: performance.now() - startedAt,
  }
}
