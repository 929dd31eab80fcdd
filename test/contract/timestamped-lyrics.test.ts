import { timestampedLyrics } from '@troubadour/contract'
import { describe, expect, it } from 'vitest'

const word = (text: string, confidence?: number) => ({
  ...{ text, startSeconds: 1.23456, endSeconds: 2 },
  ...(confidence !== undefined && { confidence }),
})

describe('timed lyrics on the wire', () => {
  it('are exact for a song of ours', () => {
    const { data } = timestampedLyrics([word('[Verse]\nOne'), word(' two')], [0, 1])
    expect(data).toMatchObject({ hootCer: 0, waveformData: [0, 1] })
    expect(data.alignedWords[0]).toEqual({
      word: '[Verse]\nOne',
      success: true,
      startS: 1.235,
      endS: 2,
      palign: 0,
    })
  })

  it('say of each word of a recording how surely it was found, and of all together how many letters were not', () => {
    const { data } = timestampedLyrics([word('[Verse]\nOne', 0.9), word(' two', 0.2), word('\nxyz!')], [])
    expect(data.alignedWords.map(({ success, palign }) => [success, palign])).toEqual([
      [true, 10],
      [false, 80],
      [true, 0],
    ])
    expect(data.hootCer).toBeCloseTo((3 * 0.1 + 3 * 0.8) / 9, 3)
  })

  it('have no error where there are no words', () => {
    expect(timestampedLyrics([], []).data.hootCer).toBe(0)
  })
})
