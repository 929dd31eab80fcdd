import { describe, expect, test } from 'vitest'
import type { Score } from '../../music/score.js'
import type { Brief } from '../brief.js'
import { composeSong } from '../compose.js'
import { PROFILES } from './index.js'

const SEEDS = [1, 7, 42]

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (id, profile) => {
  test('composes short songs in its own meters and modes, each within a second', () => {
    SEEDS.forEach((seed, index) => {
      const { numerator, denominator } = profile.meters[index % profile.meters.length]!
      const style = `${profile.terms[0]!}, ${numerator}/${denominator}`
      const compose = (): [Score, milliseconds: number] => {
        const started = performance.now()
        const brief: Brief = { style, instrumental: true, durationSeconds: 40, maxDurationSeconds: 480 }
        const { score } = composeSong(brief, seed, index % 2)
        return [score, performance.now() - started]
      }
      const [score, milliseconds] = compose()
      // A busy machine, or code not compiled yet, gets a second try: the composer's own time is the least of both.
      const least = milliseconds < 1000 ? milliseconds : compose()[1]
      expect(least, `seed ${seed}`).toBeLessThan(1000)
      expect(score.genre).toBe(id)
      expect(score.meters[0]).toMatchObject({ numerator, denominator })
      expect(profile.modes.map(({ mode }) => mode)).toContain(score.keys[0]!.mode)
      const playing = score.tracks.filter((track) => track.kind === 'instrument' && track.notes.length > 0)
      expect(playing.length, `seed ${seed}`).toBeGreaterThanOrEqual(2)
    })
  })
})
