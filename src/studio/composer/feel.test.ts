import { describe, expect, test } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import type { Score } from '../../music/score.js'
import { beatToSeconds, bpmAt } from '../../music/tempo-map.js'
import { composeSong } from '../compose.js'
import { profileById } from '../profiles/index.js'
import { playBass } from './arrangement/bass.js'
import type { SongFrame } from './arrangement/song-frame.js'
import { bassAt, feelAt, profileAtFeel, progressionAt } from './feel.js'

const IN_FOUR = { numerator: 4, denominator: 4 }

test.each([
  ['salsa', 190, 0.5],
  ['salsa', 95, 1],
  ['dubstep', 70, 2],
  ['drum-and-bass', 87, 2],
  ['trap', 140, 0.5],
  ['reggae', 150, 0.5],
  // Neither this nor its half or double is a tempo of the genre.
  ['drum-and-bass', 120, 1],
  // A slow ballad and a fast song, not other ways of counting.
  ['jazz-swing', 70, 1],
  ['pop', 60, 1],
  ['classical-piano', 140, 1],
])('%s at %d beats a minute has feel %d', (id, bpm, feel) => {
  expect(feelAt(profileById(id), bpm, IN_FOUR)).toBe(feel)
})

test('only even meters can be counted both ways', () => {
  expect(feelAt(profileById('salsa'), 190, { numerator: 3, denominator: 4 })).toBe(1)
  expect(feelAt(profileById('salsa'), 190, { numerator: 12, denominator: 8 })).toBe(1)
})

test('a profile at its feel has the tempo in its range and needs no other', () => {
  const half = profileAtFeel(profileById('salsa'), 0.5)
  expect(feelAt(half, 190, IN_FOUR)).toBe(1)
})

test('progressions keep their pace', () => {
  expect(progressionAt('I | IV V', 0.5)).toBe('I | I | IV | V')
  expect(progressionAt('I | IV V', 2)).toBe('I I IV V')
  expect(progressionAt('i | bVI', 2)).toBe('i bVI')
  expect(progressionAt('i | bVI | V', 2)).toBe('i bVI | V i | bVI V')
})

/** Different moments a second at which the players of some stems begin a note. */
function onsetsPerSecond(score: Score, stems: readonly string[]): number {
  const onsets = new Set<number>()
  for (const track of score.tracks)
    if (track.kind === 'instrument' && stems.includes(track.stem))
      for (const { startBeat } of track.notes) onsets.add(Math.round(startBeat * 48))
  return onsets.size / beatToSeconds(score.tempoMap, score.endBeat)
}

describe('a tempo in the other octave', () => {
  test.each([
    ['salsa', 95, 190],
    ['dubstep', 140, 70],
    ['drum and bass', 174, 87],
    ['trap', 70, 140],
  ])('%s sounds at %d as it does at %d beats a minute', (genre, usual, other) => {
    const [as, is] = [usual, other].map((bpm) => {
      const brief = { style: `${genre}, ${bpm} bpm`, instrumental: true, maxDurationSeconds: 480 }
      const { score } = composeSong({ ...brief, durationSeconds: 60 }, 3, 0)
      expect(bpmAt(score.tempoMap, 1)).toBeCloseTo(bpm, 6)
      return score
    })
    // Salsa is drummed on timbales and congas alone.
    for (const stems of [['drums', 'percussion'], ['bass']]) {
      const ratio = onsetsPerSecond(is!, stems) / onsetsPerSecond(as!, stems)
      // Counted the wrong way they would play twice or half as much.
      expect(ratio, stems[0]).toBeGreaterThan(0.67)
      expect(ratio, stems[0]).toBeLessThan(1.5)
    }
  })
})

test.each(['walking', 'kick'] as const)(
  'a %s bass in half-time takes twice as long for its steps',
  (style) => {
    const bar = { startBeat: 0, beats: 4, barInSection: 0, barsInSection: 1, energy: 0.5, isFinal: false }
    const key = { tonic: 0, mode: 'major' } as const
    const frame = {
      plan: { key },
      chords: [{ root: 0, quality: 'maj', startBeat: 0, endBeat: 8 }],
      bars: [0, 1].map((index) => ({
        ...bar,
        index,
        startBeat: 4 * index,
        barInSection: index,
        barsInSection: 2,
        section: { id: 'verse-1', key, startBeat: 0, endBeat: 8 },
      })),
    } as unknown as SongFrame
    const countAt = (feel: 0.5 | 1): number => {
      const pattern = bassAt(
        { id: style, style, stepsPerBeat: style === 'walking' ? 1 : 4, energy: [0, 1], cells: '' },
        feel,
      )
      const kicks = [0, 1, 2, 3, 4, 5, 6, 7].filter((beat) => feel === 1 || beat % 4 === 2)
      return playBass({
        frame,
        patternFor: () => pattern,
        isActive: () => true,
        kickBeats: kicks,
        lowMidi: 28,
        highMidi: 57,
        random: createRandom(4),
      }).filter(({ durationBeats }) => durationBeats > 0.45 * (1 / feel)).length
    }
    expect(countAt(1)).toBeGreaterThanOrEqual(7)
    expect(countAt(0.5)).toBeLessThanOrEqual(4)
    expect(countAt(0.5)).toBeGreaterThanOrEqual(2)
  },
)
