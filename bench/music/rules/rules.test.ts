import { describe, expect, test } from 'vitest'
import type { Chord } from '../../../src/music/chord.js'
import type { Note, Score, SectionKind } from '../../../src/music/score.js'
import { constantTempo } from '../../../src/music/tempo-map.js'
import { askedInScore } from './asked-in-score.js'
import { emptyBars } from './empty-bars.js'
import { parallels } from './parallels.js'
import { strongBeats, strongBeatsOf } from './strong-beats.js'
import { editDistance, takeDistance } from './take-distance.js'

const note = (startBeat: number, pitchMidi: number, durationBeats = 1): Note => ({
  startBeat,
  durationBeats,
  pitchMidi,
  velocity: 0.8,
})
const C: Chord = { root: 0, quality: 'maj' }

/** Two bars of four beats over C major. */
function score(lead: readonly Note[], bass: readonly Note[], more: Partial<Score> = {}): Score {
  return {
    format: 1,
    engine: 'test',
    seed: 1,
    title: 'Test',
    tags: '',
    genre: 'baroque',
    tempoMap: constantTempo(120),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [{ beat: 0, tonic: 0, mode: 'major' }],
    sections: [section('verse')],
    chords: [{ ...C, startBeat: 0, endBeat: 8 }],
    tracks: [
      {
        kind: 'instrument',
        id: 'lead',
        stem: 'woodwinds',
        instrument: 'flute',
        gainDb: 0,
        pan: 0,
        notes: lead,
      },
      {
        kind: 'instrument',
        id: 'bass',
        stem: 'bass',
        instrument: 'upright-bass',
        gainDb: 0,
        pan: 0,
        notes: bass,
      },
    ],
    recordings: [],
    lyrics: '',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: 8,
    tailSeconds: 1,
    ...more,
  }
}

const section = (kind: SectionKind) => ({
  id: kind,
  kind,
  label: kind,
  startBeat: 0,
  endBeat: 8,
  energy: 0.5,
})

describe('strong beats', () => {
  test('take chord tones, and other notes that go on by a step to one', () => {
    expect(strongBeats(score([note(0, 60), note(2, 65), note(3, 64)], []))).toMatchObject({
      judged: 2,
      good: 2,
    })
  })

  test('find the note that leaps away from its dissonance', () => {
    const found = strongBeats(score([note(0, 65), note(1, 72), note(4, 67)], []))
    expect(found).toMatchObject({ judged: 2, good: 1 })
    expect(found.faults).toEqual(['lead beat 0: F over C, then C'])
  })

  test('leave weak beats alone', () => {
    expect(strongBeats(score([note(1, 61), note(3.5, 66)], [])).judged).toBe(0)
  })

  test.each([
    ['4/4', [0, 2]],
    ['3/4', [0]],
    ['6/8', [0, 1.5]],
    ['12/8', [0, 3]],
    ['7/8', [0, 1, 2]],
  ])('lie in %s where they are felt', (meter, beats) => {
    const [numerator, denominator] = meter.split('/').map(Number) as [number, number]
    expect(strongBeatsOf({ numerator, denominator })).toEqual(beats)
  })
})

describe('parallels', () => {
  test('are counted when both voices move alike into the same perfect interval', () => {
    const fifths = parallels(score([note(0, 67), note(1, 69)], [note(0, 48), note(1, 50)]))
    expect(fifths).toMatchObject({ motions: 1, fifths: 1, octaves: 0, atBeats: [1] })
    const octaves = parallels(score([note(0, 72), note(1, 71)], [note(0, 48), note(1, 47)]))
    expect(octaves).toMatchObject({ fifths: 0, octaves: 1 })
  })

  test('are none in contrary motion, or when a voice stays', () => {
    const contrary = parallels(score([note(0, 67), note(1, 62)], [note(0, 48), note(1, 55)]))
    const held = parallels(score([note(0, 67), note(1, 67)], [note(0, 48), note(1, 60)]))
    expect([contrary.fifths + contrary.octaves, held.fifths + held.octaves]).toEqual([0, 0])
  })
})

describe('empty bars', () => {
  test('are those in which nothing but effects sounds', () => {
    expect(emptyBars(score([note(0, 60, 4)], []))).toEqual([2])
    expect(emptyBars(score([note(0, 60, 4)], [note(7, 40)]))).toEqual([])
  })

  test('may be in breaks', () => {
    expect(emptyBars(score([note(0, 60, 4)], [], { sections: [section('break')] }))).toEqual([])
  })
})

describe('takes', () => {
  const first = score([note(0, 60), note(1, 62), note(2, 64)], [note(0, 40)])

  test('that are the same lie at no distance', () => {
    expect(takeDistance(first, first)).toEqual({ groove: 0, melody: 0, orchestration: 0 })
  })

  test('in another key have the same tune', () => {
    const higher = score([note(0, 65), note(1, 67), note(2, 69)], [note(0, 45)])
    expect(takeDistance(first, higher).melody).toBe(0)
  })

  test('that share a player of three and no onset lie far apart', () => {
    const other = score([note(0.5, 60), note(3.5, 72)], [note(1.5, 40)])
    const tracks = other.tracks.map((track) =>
      track.kind === 'instrument' && track.id === 'lead' ? { ...track, instrument: 'oboe' } : track,
    )
    const distance = takeDistance(first, { ...other, tracks })
    expect(distance.groove).toBeCloseTo(1, 12)
    expect(distance.orchestration).toBeCloseTo(2 / 3, 12)
    expect(distance.melody).toBe(1)
  })

  test('are compared by the fewest edits', () => {
    expect(editDistance(['a', 'b', 'c'], ['b', 'c', 'd'])).toBe(2)
  })
})

describe('what was asked', () => {
  test('is found in the score, and what is missing is said', () => {
    const found = askedInScore(first(), {
      bpm: 120,
      key: { tonic: 2, mode: 'minor' },
      meter: '4/4',
      seconds: 5,
      instruments: [['flute'], ['violin', 'fiddle']],
      silent: ['bass'],
    })
    expect(found).toMatchObject({
      tempo: true,
      key: false,
      meter: true,
      length: true,
      instruments: false,
      silent: false,
    })
    expect(found.faults).toHaveLength(3)
    expect(found.faults[1]).toContain('violin or fiddle')
  })

  function first(): Score {
    return score([note(0, 60)], [note(0, 40)])
  }
})
