import { describe, expect, it, test } from 'vitest'
import { readStyle } from './read-style.js'

const chairs = (style: string): string[] | undefined =>
  readStyle({ style, instrumental: true }).ensemble?.map(([id]) => id!)

describe('small ensembles', () => {
  test.each([
    ['waltz in A flat major for solo piano', ['grand-piano']],
    ['solo harp lullaby', ['harp']],
    ['an unaccompanied cello, slow', ['cello']],
    ['just an acoustic guitar and a flute', ['acoustic-guitar', 'flute']],
    ['piano only, sad', ['grand-piano']],
    ['minimalist string quartet in 5/4', ['violin', 'violin', 'viola', 'cello']],
    ['jazz trio: piano, upright bass, brushes; 180 bpm', ['grand-piano', 'upright-bass', 'brush-kit']],
    ['smooth jazz trio', ['grand-piano', 'upright-bass', 'brush-kit']],
    ['flute and harp duo', ['flute', 'harp']],
    ['power trio, 1970s', ['crunch-guitar', 'picked-bass', 'room-kit']],
  ])('"%s"', (style, expected) => {
    expect(chairs(style)).toEqual(expected)
  })

  test.each([
    ['rock with a guitar solo'],
    ['orchestra with solo violin'],
    ['cinematic strings, solo cello'],
    ['house with piano'],
    ['big band jazz with trumpet'],
    ['duet'],
    ['I just want to dance to the drums'],
  ])('"%s" is the genre\'s own band', (style) => {
    expect(chairs(style)).toBeUndefined()
  })

  it('gives up a tune that is refused', () => {
    expect(readStyle({ style: 'dark techno, no melody', instrumental: true }).withoutTune).toBe(true)
    expect(readStyle({ style: 'techno with a dark melody', instrumental: true }).withoutTune).toBe(false)
  })
})
