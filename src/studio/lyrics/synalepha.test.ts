import { describe, expect, it } from 'vitest'
import type { Note } from '../../music/score.js'
import { composeSong } from '../compose.js'
import { parseLyrics } from './parse-lyrics.js'
import { rejoined, sungWords } from './synalepha.js'
import { timedWords } from './timed-words.js'

const ES = 'Toda la alma de mi amor se queda en el camino\nNo me olvides que te espero en la orilla'
const IT = 'Quando il sole bacia il mare e la notte scende ancora\nLa mia anima ti aspetta come una stella'

const sungAs = (lyrics: string): string[] =>
  parseLyrics(lyrics, '').sections.flatMap(({ lines }) =>
    lines.flatMap(({ words }) => words.map(({ text }) => text)),
  )

describe('vowels that meet between words', () => {
  it('share a syllable in Spanish and Italian', () => {
    expect(sungAs(ES)).toEqual(
      expect.arrayContaining(['la alma', 'mi amor', 'queda en', 'me olvides', 'la orilla']),
    )
    expect(sungAs(IT)).toEqual(expect.arrayContaining(['Quando il', 'bacia il', 'mia anima', 'ti aspetta']))
  })

  it('do not in English, across a comma, or between two stresses', () => {
    expect(sungAs('I go over the old idea of a sofa again and again')).toContain('over')
    expect(sungAs(`${ES}\nDime la verdad, mi vida, ahora`)).toEqual(expect.arrayContaining(['vida', 'ahora']))
    expect(sungAs(`${ES}\nMi corazón está alta como el sol`)).toEqual(
      expect.arrayContaining(['está', 'alta']),
    )
  })

  it('never run through more than two words a note', () => {
    for (const word of parseLyrics(
      'Vive o amar es una eterna historia\nY a ella le he dado el alma',
      '',
    ).sections[0]!.lines.flatMap(({ words }) => words)) {
      const own = (word.parts ?? [word]).reduce((sum, { syllables }) => sum + syllables.length, 0)
      expect(word.syllables).toHaveLength(own - ((word.parts?.length ?? 1) - 1))
      for (const [i, part] of (word.parts ?? []).entries()) {
        if (i > 0 && i < word.parts!.length - 1) expect(part.syllables.length).toBeGreaterThan(1)
      }
    }
  })

  it('are sung by two words that share the note, and are one again for its tune', () => {
    const word = parseLyrics(ES, '').sections[0]!.lines[0]!.words.find(({ text }) => text === 'la alma')!
    const note = (startBeat: number): Note => ({ startBeat, durationBeats: 1, pitchMidi: 60, velocity: 0.7 })
    const [la, alma] = sungWords(word, [[note(4)], [note(5)]])
    expect([la!.text, alma!.text]).toEqual(['la', 'alma'])
    expect(alma!.syllables.map(({ joined }) => joined)).toEqual([true, undefined])
    const [first, second] = [la!.syllables[0]!.notes[0]!, alma!.syllables[0]!.notes[0]!]
    expect(first.startBeat).toBe(4)
    expect(first.startBeat + first.durationBeats).toBeCloseTo(second.startBeat)
    expect(second.startBeat + second.durationBeats).toBeCloseTo(5)
    expect(ES.slice(alma!.charStart, alma!.charEnd)).toBe('alma')
    const [whole] = rejoined([la!, alma!])
    expect(whole!.syllables).toHaveLength(2)
    expect(whole!.syllables[0]!.notes).toHaveLength(2)
  })

  it('leave every word its place in the text and a time of its own', () => {
    const { score } = composeSong(
      { style: 'latin pop', lyrics: `[Verse]\n${ES}`, instrumental: false, maxDurationSeconds: 120 },
      3,
      0,
    )
    const words = timedWords(score)
    expect(words.map(({ text }) => text)).toEqual(ES.split(/\s+/))
    for (const [i, word] of words.entries()) {
      expect(score.lyrics.slice(word.charStart, word.charEnd)).toBe(word.text)
      expect(word.endSeconds).toBeGreaterThan(word.startSeconds)
      if (i > 0) expect(word.startSeconds).toBeGreaterThan(words[i - 1]!.startSeconds)
    }
  })
})
