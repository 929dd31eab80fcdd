import { describe, expect, test } from 'vitest'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import { matchLines, type PlacedPhrase } from './match-lines.js'
import { setLine } from './set-words.js'
import type { TunePhrase } from './tune.js'

const PLAN = {
  bpm: 100,
  beatsPerBar: 4,
  meter: { numerator: 4, denominator: 4 },
  swing: 0.5,
  key: { tonic: 0, mode: 'major' as const },
  sections: [],
  endBeat: 64,
}

/** So many even notes from a beat on. */
const phrase = (startBeat: number, count: number, beats = 0.5): TunePhrase =>
  Array.from({ length: count }, (_, i) => ({
    startBeat: startBeat + i * beats,
    durationBeats: beats,
    pitchMidi: 60 + (i % 3),
    velocity: 0.8,
  }))

const placed = (...phrases: TunePhrase[]): PlacedPhrase[] =>
  phrases.map((own, i) => ({ phrase: own, sectionIndex: Math.floor(i / 2), opensSection: i % 2 === 0 }))

describe('words on a given melody', () => {
  test('take the phrases with as many notes as they have syllables, in order', () => {
    const sheet = parseLyrics('[Verse]\nWalking home alone tonight\nRain', '')
    const { set, leftOut } = matchLines(sheet, placed(phrase(0, 7), phrase(8, 1, 2), phrase(16, 9)), 100)
    expect(leftOut).toBe(0)
    expect(set.map((line) => line.phrase[0]!.startBeat)).toEqual([0, 8])
  })

  test('are left out, and counted, where the melody ends before them', () => {
    const sheet = parseLyrics('[Verse]\nOne two three four\nFive six seven eight\nNine ten eleven', '')
    const { set, leftOut } = matchLines(sheet, placed(phrase(0, 4)), 100)
    expect(set.length + leftOut).toBe(3)
    expect(leftOut).toBeGreaterThan(0)
  })

  test('give every syllable a note of its own and leave no note of the phrase unsung', () => {
    for (const count of [3, 6, 8, 13]) {
      const sheet = parseLyrics('[Verse]\nTurn the lights down low tonight', '')
      const line = sheet.sections[0]!.lines[0]!
      const tune = phrase(2, count, 1)
      const notes = setLine(line, tune, PLAN).words.flatMap(({ syllables }) => {
        for (const syllable of syllables) expect(syllable.notes.length).toBeGreaterThan(0)
        return syllables.flatMap((syllable) => [...syllable.notes])
      })
      expect(notes.length).toBe(Math.max(count, 7))
      expect(notes[0]!.startBeat).toBe(2)
      expect(notes.at(-1).startBeat + notes.at(-1).durationBeats).toBeCloseTo(2 + count, 9)
      notes.slice(1).forEach((note, i) => expect(note.startBeat).toBeGreaterThan(notes[i]!.startBeat))
    }
  })
})
