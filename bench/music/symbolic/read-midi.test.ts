import { describe, expect, test } from 'vitest'
import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { readMidi } from './read-midi.js'

const chunk = (name: string, body: readonly number[]): number[] => [
  ...[...name].map((char) => char.charCodeAt(0)),
  0,
  0,
  body.length >> 8,
  body.length & 255,
  ...body,
]
const END = [0, 0xff, 0x2f, 0]

/** Format 1, 96 ticks a beat: 3/4 at 60 beats a minute, then 120 from beat 3 on. */
const FILE = Uint8Array.from([
  ...chunk('MThd', [0, 1, 0, 2, 0, 96]),
  ...chunk('MTrk', [
    ...[0, 0xff, 0x58, 4, 3, 2, 24, 8],
    ...[0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40],
    ...[0x82, 0x20, 0xff, 0x51, 3, 0x07, 0xa1, 0x20],
    ...END,
  ]),
  ...chunk('MTrk', [
    ...[0, 0xff, 0x03, 4, 0x54, 0x75, 0x6e, 0x65],
    ...[0, 0xc0, 73],
    // Running status, and a note-on of velocity 0 as a note-off.
    ...[0, 0x90, 60, 127, 96, 60, 0, 0, 62, 64, 0x81, 0x40, 62, 0],
    ...[0, 0x99, 36, 100, 48, 0x89, 36, 0],
    ...END,
  ]),
])

describe('a MIDI file', () => {
  const piece = readMidi(FILE, 'test.mid')

  test('is read into parts by channel, with running status', () => {
    expect(piece.parts.map(({ isDrums, program }) => [isDrums, program])).toEqual([
      [false, 73],
      [true, 0],
    ])
    expect(piece.parts[0]!.name).toBe('Tune')
    expect(piece.parts[0]!.notes).toEqual([
      { startBeat: 0, durationBeats: 1, pitchMidi: 60, velocity: 1 },
      { startBeat: 1, durationBeats: 2, pitchMidi: 62, velocity: 64 / 127 },
    ])
    expect(piece.parts[1]!.notes[0]).toMatchObject({ startBeat: 3, durationBeats: 0.5, pitchMidi: 36 })
  })

  test('has bars by its time signature and clock time by its tempos', () => {
    expect(piece.barBeats).toEqual([0, 3, 6])
    expect(beatToSeconds(piece.tempoMap, 3)).toBeCloseTo(3, 9)
    expect(beatToSeconds(piece.tempoMap, 5)).toBeCloseTo(4, 9)
  })

  test('is refused when it is something else', () => {
    expect(() => readMidi(Uint8Array.from([1, 2, 3, 4]), 'noise')).toThrow(/"noise" is no MIDI file/)
  })
})
