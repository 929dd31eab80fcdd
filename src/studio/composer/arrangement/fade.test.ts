import { expect, test } from 'vitest'
import type { Note, Score } from '../../../music/score.js'
import { composeSong } from '../../compose.js'

function composed(ending: string): Score {
  const style = `rock, ${ending}`
  return composeSong({ style, instrumental: true, maxDurationSeconds: 60, durationSeconds: 40 }, 4, 0).score
}

/** Mean strength of what is played between two shares of a song. */
function strengthOf(score: Score, from: number, to: number): number {
  const notes = score.tracks.flatMap((track): readonly Note[] =>
    track.kind === 'instrument' ? track.notes : [],
  )
  const within = notes.filter(
    ({ startBeat }) => startBeat >= from * score.endBeat && startBeat < to * score.endBeat,
  )
  expect(within.length).toBeGreaterThan(0)
  return within.reduce((sum, { velocity }) => sum + velocity, 0) / within.length
}

test('a short song that fades is as strong as another one over its first four fifths, and sinks then', () => {
  const [fading, stopping] = [composed('fade out'), composed('hard stop')]
  expect(fading.endBeat).toBe(stopping.endBeat)
  expect(strengthOf(fading, 0, 0.79)).toBeCloseTo(strengthOf(stopping, 0, 0.79), 2)
  expect(strengthOf(fading, 0.94, 1)).toBeLessThan(0.4 * strengthOf(stopping, 0.94, 1))
})
