import { describe, expect, it } from 'vitest'
import { linesOf, nowIn } from './karaoke-lines.js'

const timed = (word: string, startS: number, endS: number) => ({
  word,
  startS,
  endS,
  success: true,
  palign: 0,
})
const WORDS = [
  timed('[Verse]\nMorning ', 1, 2),
  timed('comes\n', 2, 3),
  timed('over\n\n[Chorus]\n', 3, 4),
  timed('Home', 6, 7),
]

describe('lines of words', () => {
  it('are section names and what is sung', () => {
    const lines = linesOf(WORDS)
    expect(lines.map(({ tag, words }) => tag ?? words.map(({ text }) => text).join(' '))).toEqual([
      'Verse',
      'Morning comes',
      'over',
      'Chorus',
      'Home',
    ])
  })

  it('know the word of each moment, and that nothing is sung in a pause', () => {
    const lines = linesOf(WORDS)
    const at = (seconds: number) => {
      const now = nowIn(lines, seconds)
      return now && lines[now.line]!.words[now.word]!.text
    }
    expect([0.9, 1, 2.5, 3, 4.5, 5.1, 6.2, 9].map(at)).toEqual([
      null,
      'Morning',
      'comes',
      'over',
      'over',
      null,
      'Home',
      null,
    ])
    expect(nowIn(lines, null)).toBeNull()
  })
})
