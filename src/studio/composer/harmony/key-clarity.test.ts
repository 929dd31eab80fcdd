import { expect, it } from 'vitest'
import type { Score } from '../../../music/score.js'
import { composeSong } from '../../compose.js'
import { keyClarity } from './key-clarity.js'

/** A minor cadence: i iv V i in whole bars, then the same notes a tritone higher. */
const CADENCE = [
  [57, 60, 64],
  [62, 65, 69],
  [64, 68, 71],
  [57, 60, 64],
]

function played(keys: Score['keys'], more: Partial<{ stem: 'keyboard' | 'drums' }> = {}) {
  const chords = [...CADENCE, ...CADENCE.map((chord) => chord.map((pitchMidi) => pitchMidi + 6))]
  return {
    keys,
    endBeat: 4 * chords.length,
    tracks: [
      {
        id: 'piano',
        stem: 'keyboard',
        gainDb: 0,
        pan: 0,
        kind: 'instrument',
        instrument: 'grand-piano',
        notes: chords.flatMap((chord, bar) =>
          chord.map((pitchMidi) => ({ startBeat: 4 * bar, durationBeats: 4, pitchMidi, velocity: 0.7 })),
        ),
        ...more,
      },
    ],
  } satisfies Parameters<typeof keyClarity>[0]
}

it('is above 0 in the key that the notes say, and below in its relative and its dominant', () => {
  const inKey = (tonic: number, mode: 'major' | 'minor') =>
    keyClarity(
      played([
        { beat: 0, tonic, mode },
        { beat: 16, tonic: 3, mode: 'minor' },
      ]),
    )
  expect(inKey(9, 'minor')).toBeGreaterThan(0.05)
  expect(inKey(0, 'major')).toBeLessThan(-0.05)
  expect(inKey(4, 'minor')).toBeLessThan(-0.05)
})

it('hears no key in drums', () => {
  expect(keyClarity(played([{ beat: 0, tonic: 9, mode: 'minor' }], { stem: 'drums' }))).toBe(0)
})

it.each([
  'carnival samba, G major',
  'synth-pop, A minor',
  'country with fiddle, G major',
  'smoky blues, G minor',
])('lets the asked key be heard in short songs: %s', (style) => {
  for (let seed = 1; seed <= 4; seed++) {
    const { score } = composeSong(
      { style, instrumental: true, durationSeconds: 24, maxDurationSeconds: 480 },
      seed,
      0,
    )
    expect(keyClarity(score)).toBeGreaterThan(0)
  }
})
