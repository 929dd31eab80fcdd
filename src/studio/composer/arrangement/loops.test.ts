import { expect, test } from 'vitest'
import type { Score, Track } from '../../../music/score.js'
import { composeSong } from '../../compose.js'

const SIXTEENTHS_A_BAR = 16

/** The rhythm that most bars of a section have in a track, as sixteenths: `'0 6 10'`. */
function usualBar(track: Track, section: Score['sections'][number]): string {
  const bars = new Map<number, Set<number>>()
  const notes = track.kind === 'instrument' ? track.notes : []
  for (const { startBeat } of notes) {
    if (startBeat < section.startBeat || startBeat >= section.endBeat) continue
    const sixteenth = Math.round((startBeat - section.startBeat) * 4)
    const bar = Math.floor(sixteenth / SIXTEENTHS_A_BAR)
    bars.set(bar, (bars.get(bar) ?? new Set()).add(sixteenth % SIXTEENTHS_A_BAR))
  }
  const counts = new Map<string, number>()
  for (const places of bars.values()) {
    const rhythm = [...places].sort((a, b) => a - b).join(' ')
    counts.set(rhythm, (counts.get(rhythm) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** What a player mostly plays in the verses and in the refrains. */
function figuresOf(style: string, trackId: string, seed: number, takeIndex: number): Set<string> {
  const { score } = composeSong(
    { style, instrumental: true, maxDurationSeconds: 480, durationSeconds: 110 },
    seed,
    takeIndex,
  )
  const track = score.tracks.find(({ id }) => id === trackId)!
  const body = score.sections.filter(({ kind }) => kind === 'verse' || kind === 'chorus')
  expect(new Set(body.map(({ kind }) => kind)).size).toBe(2)
  return new Set(body.map((section) => usualBar(track, section)).filter((rhythm) => rhythm !== ''))
}

test.each([
  ['boom bap', 'sample'],
  ['lofi hip hop', 'keys'],
  ['reggae', 'bass'],
])('%s: %s plays one figure in verses and refrains, another one in the other take', (style, trackId) => {
  for (const seed of [1, 2, 3]) {
    const [first, second] = [0, 1].map((take) => figuresOf(style, trackId, seed, take))
    expect([...first!]).toHaveLength(1)
    expect([...second!]).toHaveLength(1)
    expect(first).not.toEqual(second)
  }
})
