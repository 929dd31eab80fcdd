import { describe, expect, test } from 'vitest'
import { chordIrregularity } from './chord-irregularity.js'
import { groovingSimilarity } from './grooving-similarity.js'
import { guessChords } from './guess-chords.js'
import { guardRailsOf, humanReference, percentile } from './human-reference.js'
import { measurePiece } from './measure-piece.js'
import { melodyLine } from './melody-line.js'
import { distributionDistance, intervalDistribution, stepShare } from './melodic-intervals.js'
import { noteDensity } from './note-density.js'
import { pitchClassEntropy } from './pitch-class-entropy.js'
import { segmentFitness, structureness } from './structureness.js'
import { note, pieceOf } from './testing.js'

describe('pitch-class entropy', () => {
  test('is none for one pitch class, in whatever octave', () => {
    expect(pitchClassEntropy(pieceOf([note(0, 60), note(1, 72), note(4, 48)], 2), 1)).toBe(0)
  })

  test('is two bits for four pitch classes alike', () => {
    const bar = [note(0, 60), note(1, 62), note(2, 64), note(3, 65)]
    expect(pitchClassEntropy(pieceOf(bar, 1), 1)).toBeCloseTo(2, 12)
  })

  test('counts notes, not their lengths, and leaves out drums and empty bars', () => {
    const piece = pieceOf([note(0, 60, 3), note(3, 67, 0.1)], 3)
    const drums = { name: 'drums', isDrums: true, program: 0, notes: [note(0, 36), note(1, 38)] }
    expect(pitchClassEntropy({ ...piece, parts: [...piece.parts, drums] }, 1)).toBeCloseTo(1, 12)
  })

  test('of four bars sees what four bars of one note each hold together', () => {
    const piece = pieceOf([note(0, 60), note(4, 62), note(8, 64), note(12, 65)], 4)
    expect(pitchClassEntropy(piece, 1)).toBe(0)
    expect(pitchClassEntropy(piece, 4)).toBeCloseTo(2, 12)
  })
})

describe('grooving similarity', () => {
  test('is one where every bar has the same onsets', () => {
    expect(groovingSimilarity(pieceOf([note(0, 60), note(2, 60), note(4, 72), note(6, 50)], 2))).toBe(1)
  })

  test('falls by a 64th for every place that two bars do not share', () => {
    const piece = pieceOf([note(0, 60), note(2, 60), note(4, 60), note(7, 60)], 2)
    expect(groovingSimilarity(piece)).toBeCloseTo(1 - 2 / 64, 12)
  })

  test('takes the mean of all pairs of bars', () => {
    const piece = pieceOf([note(0, 60), note(4, 60), note(9, 60)], 3)
    expect(groovingSimilarity(piece)).toBeCloseTo((1 + 62 / 64 + 62 / 64) / 3, 12)
  })
})

describe('chords', () => {
  const triad = (beat: number, pitches: readonly number[]) => pitches.map((pitch) => note(beat, pitch, 4))

  test('are guessed from what sounds, once as long as they last', () => {
    const piece = pieceOf(
      [...triad(0, [48, 64, 67]), ...triad(4, [45, 60, 64]), ...triad(8, [43, 59, 62, 65])],
      3,
    )
    expect(guessChords(piece)).toEqual(['0', '9m', '77'])
  })

  test('never the same three again are irregular, always the same three are not', () => {
    expect(chordIrregularity(['0', '5', '7', '9m', '2m'])).toBe(1)
    expect(chordIrregularity(['0', '5', '7', '0', '5', '7', '0', '5'])).toBe(3 / 6)
    expect(chordIrregularity(['0', '5'])).toBe(0)
  })
})

describe('structureness', () => {
  test('a matrix of two equal halves has a fitness that only the first half explains', () => {
    const count = 8
    const similarity = new Float64Array(count * count).fill(-2)
    for (let i = 0; i < count; i++) similarity[i * count + (i % 4)] = similarity[i * count + (i % 4) + 4] = 1
    // The second half is one whole repetition: score (8 - 4) / 8, coverage (8 - 4) / 8.
    expect(segmentFitness(similarity, count, 0, 4)).toBeCloseTo(0.5, 12)
  })

  test('nothing that comes again has no fitness', () => {
    const count = 6
    const similarity = new Float64Array(count * count).fill(-2)
    for (let i = 0; i < count; i++) similarity[i * count + i] = 1
    expect(segmentFitness(similarity, count, 1, 3)).toBe(0)
  })

  test('a piece that repeats has more of it than one that wanders', () => {
    const tune = [60, 64, 67, 72, 65, 69, 60, 62, 59, 55, 57, 71, 66, 61, 68, 63]
    const repeating = Array.from({ length: 64 }, (_, i) => note(i, tune[i % 16]!))
    const wandering = Array.from({ length: 64 }, (_, i) => note(i, 48 + ((i * i * 7 + 3 * i) % 31)))
    expect(structureness(pieceOf(repeating, 16)).medium).toBeGreaterThan(0.5)
    expect(structureness(pieceOf(repeating, 16)).medium).toBeGreaterThan(
      structureness(pieceOf(wandering, 16)).medium + 0.2,
    )
  })
})

describe('note density', () => {
  test('is notes a second and the unevenness of the bars', () => {
    const even = pieceOf([note(0, 60), note(2, 60), note(4, 60), note(6, 60)], 2)
    expect(noteDensity(even)).toEqual({ perSecond: 1, spread: 0 })
    const uneven = pieceOf([note(0, 60), note(1, 60), note(2, 60), note(4, 60)], 2)
    expect(noteDensity(uneven).spread).toBeCloseTo(0.5, 12)
  })
})

describe('melody', () => {
  const tune = [60, 62, 64, 65, 67, 65, 64, 62, 60, 67].map((pitch, i) => note(i, pitch + 12))

  test('is the high line of single notes, not the chords, the bass or the drums', () => {
    const chords = tune.flatMap(({ startBeat }) => [48, 52, 55].map((pitch) => note(startBeat, pitch)))
    const piece = {
      ...pieceOf([], 3),
      parts: [
        { name: 'chords', isDrums: false, program: 0, notes: chords },
        {
          name: 'bass',
          isDrums: false,
          program: 33,
          notes: tune.map((n) => ({ ...n, pitchMidi: n.pitchMidi - 36 })),
        },
        { name: 'drums', isDrums: true, program: 0, notes: tune },
        { name: 'tune', isDrums: false, program: 73, notes: tune },
      ],
    }
    expect(melodyLine(piece)).toEqual(tune)
  })

  test('moves by intervals, but not across the end of a phrase', () => {
    const intervals = intervalDistribution([note(0, 60), note(1, 62), note(2, 60), note(6, 72)])
    expect(intervals[12 + 2]).toBe(0.5)
    expect(intervals[12 - 2]).toBe(0.5)
    expect(stepShare(intervals)).toBe(1)
  })

  test('distributions without anything in common lie at distance one', () => {
    expect(distributionDistance([1, 0], [0, 1])).toBeCloseTo(1, 12)
    expect(distributionDistance([0.3, 0.7], [0.3, 0.7])).toBe(0)
  })
})

describe('human reference', () => {
  const measures = Array.from({ length: 21 }, (_, i) => ({
    ...measurePiece(pieceOf([note(0, 60), note(1, 62), note(4, 64)], 2)),
    entropy1: i / 10,
  }))

  test('reaches from the 5th to the 95th percentile', () => {
    const { ranges, pieces } = humanReference(measures)
    expect(pieces).toBe(21)
    expect(ranges.entropy1.low).toBeCloseTo(0.1, 12)
    expect(ranges.entropy1.median).toBeCloseTo(1, 12)
    expect(ranges.entropy1.high).toBeCloseTo(1.9, 12)
    expect(guardRailsOf(measures[0]!, humanReference(measures).intervals).entropy1).toBe(0)
  })

  test('interpolates between neighbours', () => {
    expect(percentile([1, 2], 25)).toBe(1.25)
  })

  test('is refused when there are too few pieces to have percentiles', () => {
    expect(() => humanReference(measures.slice(0, 9))).toThrow(/at least 10 pieces, got 9/)
  })
})
