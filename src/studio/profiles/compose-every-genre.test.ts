import { describe, expect, test } from 'vitest'
import { composeSong } from '../compose.js'
import { PROFILES } from './index.js'

const SEEDS = [1, 7, 42]

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (id, profile) => {
  test('composes short songs in every meter of its own, each within a second', () => {
    for (const seed of SEEDS) {
      for (const { numerator, denominator } of profile.meters) {
        const style = `${profile.terms[0]!}, ${numerator}/${denominator}`
        const started = performance.now()
        const { score } = composeSong(
          { style, instrumental: true, durationSeconds: 40, maxDurationSeconds: 480 },
          seed,
          0,
        )
        // The first song also pays for compiling the code; the wide margin is for a busy machine.
        expect(performance.now() - started, `seed ${seed}`).toBeLessThan(1000)
        expect(score.genre).toBe(id)
        expect(score.meters[0]).toMatchObject({ numerator, denominator })
        const playing = score.tracks.filter((track) => track.kind === 'instrument' && track.notes.length > 0)
        expect(playing.length, `seed ${seed}`).toBeGreaterThanOrEqual(2)
      }
    }
  })

  test('plays at its own tempo and in its own modes unless asked otherwise', () => {
    const { score } = composeSong(
      { style: profile.terms[0]!, instrumental: true, durationSeconds: 30, maxDurationSeconds: 480 },
      11,
      0,
    )
    const modes = profile.modes.map(({ mode }) => mode)
    expect(modes).toContain(score.keys[0]!.mode)
  })
})
