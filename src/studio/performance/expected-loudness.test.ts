import { describe, expect, it } from 'vitest'
import { expectedLoudness } from './expected-loudness.js'
import { note, scoreOf, trackOf } from './testing/test-score.js'

const CHORD = [40, 47, 52]

/** Expected loudness of a note and of a chord of three of it, in LUFS. */
function ofNoteAndChord(instrument: string): [number, number] {
  const lufs = (pitches: readonly number[]): number =>
    expectedLoudness(
      scoreOf(
        [
          trackOf(
            instrument,
            pitches.map((pitch) => note(0, 4, pitch)),
          ),
        ],
        { endBeat: 4, tailSeconds: 0 },
      ),
    ).integratedLufs
  return [lufs(CHORD.slice(0, 1)), lufs(CHORD)]
}

describe('expected loudness', () => {
  it('adds up the notes of a chord, but not behind an overdriven amplifier', () => {
    const [piano, pianoChord] = ofNoteAndChord('grand-piano')
    expect(pianoChord - piano).toBeCloseTo(10 * Math.log10(3))
    const [guitar, guitarChord] = ofNoteAndChord('distorted-guitar')
    expect(guitarChord - guitar).toBeCloseTo(0)
    const [clean, cleanChord] = ofNoteAndChord('electric-guitar')
    expect(cleanChord - clean).toBeCloseTo(10 * Math.log10(3))
  })
})
