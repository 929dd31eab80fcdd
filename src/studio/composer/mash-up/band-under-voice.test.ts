import { describe, expect, test } from 'vitest'
import { bandUnderVoice } from './band-under-voice.js'
import type { FormPart } from './form-in-bars.js'

const form = (...parts: readonly (readonly [FormPart['kind'], string, number, number])[]): FormPart[] => {
  let firstBar = 0
  return parts.map(([kind, label, barCount, levelDb]) => {
    const part = { kind, label, barCount, levelDb, firstBar }
    firstBar += barCount
    return part
  })
}

const bars = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

describe('the band under a voice', () => {
  test('plays its loudest part under choruses where it has no chorus', () => {
    const voice = form(['verse', 'A', 8, -6], ['chorus', 'B', 8, 0])
    const band = form(['verse', 'A', 8, 0], ['verse', 'B', 8, -7])
    expect(bandUnderVoice(voice, band)).toEqual([...bars(8, 8), ...bars(0, 8)])
  })

  test('plays short parts over in whole phrases and leaves long ones at a bar line', () => {
    const voice = form(['verse', 'A', 16, -6], ['chorus', 'B', 4, 0])
    const band = form(['verse', 'A', 6, -6], ['chorus', 'B', 12, 0])
    expect(bandUnderVoice(voice, band)).toEqual([
      ...bars(0, 4),
      ...bars(0, 4),
      ...bars(0, 4),
      ...bars(0, 4),
      ...bars(6, 4),
    ])
  })

  test('goes through the occurrences of a part as the voice comes back to its own', () => {
    const voice = form(['verse', 'A', 8, -6], ['chorus', 'B', 8, 0], ['verse', 'A', 8, -6])
    const band = form(['verse', 'A', 8, -6], ['chorus', 'B', 8, 0], ['verse', 'A', 8, -6])
    expect(bandUnderVoice(voice, band)).toEqual(bars(0, 24))
  })

  test('does not let anybody sing over what is bare, nor over pick-ups and last chords', () => {
    const voice = form(['verse', 'A', 8, -20])
    const band = form(
      ['verse', 'A', 1, -20],
      ['verse', 'B', 8, -30],
      ['verse', 'C', 8, -1],
      ['outro', 'D', 1, -20],
    )
    expect(bandUnderVoice(voice, band)).toEqual(bars(9, 8))
  })

  test('makes do with the only part there is', () => {
    expect(bandUnderVoice(form(['chorus', 'A', 5, 0]), form(['intro', 'A', 2, -40]))).toEqual([0, 1, 0, 1, 0])
  })
})
