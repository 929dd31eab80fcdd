import { BasicMIDI } from 'spessasynth_core'
import { describe, expect, it } from 'vitest'
import type { HeardRecording } from '../../../music/heard.js'
import { constantTempo } from '../../../music/tempo-map.js'
import type { Score } from '../../../music/score.js'
import type { NotatedGroup } from '../../ports/notator.js'
import { createScoreNotator } from './embedded-notator.js'

const notator = createScoreNotator()

/** Beats that slow down, the first of them 0.2 s after the first frame, bar lines on the second, sixth … */
const BEATS = Array.from({ length: 24 }, (_, i) => 0.2 + 0.5 * i + 0.004 * i ** 2)
const HEARD: HeardRecording = {
  durationSeconds: 14,
  tempoBpm: 108,
  beatTimesSeconds: BEATS,
  firstDownbeatIndex: 1,
  beatsPerBar: 4,
  key: { tonic: 2, mode: 'minor' },
  beatConfidence: 0.9,
  keyConfidence: 0.9,
  phrases: [{ startSeconds: 0, endSeconds: 14 }],
  melody: [],
  chords: [],
  loudnessLufs: -14,
}

const group = (name: string, startSeconds: readonly number[], more: Partial<NotatedGroup> = {}) => ({
  name,
  notes: startSeconds.map((start) => ({
    pitchMidi: 60,
    startSeconds: start,
    endSeconds: start + 0.2,
    velocity: 0.7,
  })),
  ...more,
})

function read(file: Uint8Array) {
  return BasicMIDI.fromArrayBuffer(file.slice().buffer)
}

function noteTimes(file: Uint8Array, track: number): number[] {
  const midi = read(file)
  return midi.tracks[track]!.events.filter(({ statusByte }) => statusByte >> 4 === 9).map(({ ticks }) =>
    midi.midiTicksToSeconds(ticks),
  )
}

describe('files of heard notes', () => {
  it('sound when the notes were played, on whatever page they are written', () => {
    const groups = [group('Guitar', [0.05, 0.33, 1.1, 6.02])]
    for (const heard of [undefined, HEARD]) {
      const times = noteTimes(notator.notesFile(groups, heard), 1)
      groups[0]!.notes.forEach(({ startSeconds }, i) => expect(times[i]).toBeCloseTo(startSeconds, 2))
    }
  })

  it('have the tempo that was heard, and bar lines where the bars begin', () => {
    const midi = read(notator.notesFile([group('Bass', [0.2, 9])], HEARD))
    expect(midi.tempoChanges.length).toBeGreaterThan(10)
    const meters = midi.tracks[0]!.events.filter(({ statusByte }) => statusByte === 0x58)
    expect(meters.map(({ ticks, data }) => [ticks / midi.timeDivision, data[0]])).toEqual([
      [0, 2],
      [2, 4],
    ])
    expect(midi.midiTicksToSeconds(2 * midi.timeDivision)).toBeCloseTo(BEATS[1]!, 3)
  })

  it('name a track after its stem, with the program that was asked for or heard', () => {
    const midi = read(
      notator.notesFile([
        group('Flute', [1], { instrument: 'flute', program: 66 }),
        group('Guitar', [1], { program: 30 }),
        group('Drums', [1], { isDrums: true }),
      ]),
    )
    const tracks = midi.tracks.slice(1).map(({ name, events }) => {
      const program = events.find(({ statusByte }) => statusByte >> 4 === 12)!
      return [name, program.data[0], program.statusByte & 15]
    })
    expect(tracks).toEqual([
      ['Flute', 73, 0],
      ['Guitar', 30, 1],
      ['Drums', 0, 9],
    ])
  })
})

describe('notes on the beat', () => {
  it('keep their groups, and begin on lines of the heard beats', () => {
    const late = group('Piano', [BEATS[4]! + 0.02, BEATS[5]! - 0.015, (BEATS[6]! + BEATS[7]!) / 2 + 0.01])
    const [piano, none] = notator.quantise([late, group('Synth', [], { program: 81 })], HEARD)
    expect(piano!.notes.map(({ startSeconds }) => startSeconds)).toEqual([
      BEATS[4],
      BEATS[5],
      (BEATS[6]! + BEATS[7]!) / 2,
    ])
    expect(none).toMatchObject({ name: 'Synth', notes: [], program: 81 })
  })

  it('of a score are those that are written', () => {
    const note = { startBeat: 1, durationBeats: 1, pitchMidi: 60, velocity: 0.5, offsetSeconds: 0.03 }
    const track = {
      kind: 'instrument',
      id: 'a',
      stem: 'keyboard',
      instrument: 'grand-piano',
      gainDb: 0,
      pan: 0,
    }
    const score = {
      tempoMap: constantTempo(120),
      tracks: [{ ...track, notes: [note] }],
    } as unknown as Score
    const wanted = [{ name: 'Keyboard', parts: [{ stem: 'keyboard' as const }] }]
    expect(notator.read(score, wanted)[0]!.notes[0]!.startSeconds).toBeCloseTo(0.53, 9)
    expect(notator.read(notator.asWritten(score), wanted)[0]!.notes[0]!.startSeconds).toBe(0.5)
  })
})
