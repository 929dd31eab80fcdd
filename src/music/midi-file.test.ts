import { BasicMIDI } from 'spessasynth_core'
import { describe, expect, it } from 'vitest'
import { writeMidiFile, TICKS_PER_BEAT, type MidiSoundOf } from './midi-file.js'
import type { Note, Score } from './score.js'
import { beatToSeconds, constantTempo, type TempoMap } from './tempo-map.js'

const note = (startBeat: number, pitchMidi: number, more: Partial<Note> = {}): Note => ({
  startBeat,
  durationBeats: 1,
  pitchMidi,
  velocity: 0.8,
  ...more,
})

function scoreWith(more: Partial<Score>): Score {
  return {
    format: 1,
    engine: 'studio/0',
    seed: 1,
    title: 'Ünïcode',
    tags: '',
    genre: 'pop',
    tempoMap: constantTempo(123),
    meters: [{ beat: 0, numerator: 6, denominator: 8 }],
    keys: [{ beat: 0, tonic: 0, mode: 'minor' }],
    sections: [{ id: 'a', kind: 'verse', label: 'Verse 1', startBeat: 0, endBeat: 8, energy: 0.5 }],
    chords: [],
    tracks: [
      {
        kind: 'instrument',
        id: 'piano',
        stem: 'keyboard',
        gainDb: 0,
        pan: -0.5,
        instrument: 'grand-piano',
        notes: [note(0, 60), note(1, 64)],
      },
      {
        kind: 'instrument',
        id: 'drums',
        stem: 'drums',
        gainDb: 0,
        pan: 0,
        instrument: 'standard-kit',
        notes: [note(0, 36)],
      },
      {
        kind: 'voice',
        id: 'lead',
        stem: 'vocal',
        gainDb: 0,
        pan: 0,
        singer: 'anna',
        phrases: [
          {
            words: [
              {
                text: 'Hello',
                charStart: 0,
                charEnd: 5,
                syllables: [
                  { phones: ['hh', 'ax'], nucleus: 1, stress: 0, notes: [note(2, 67)] },
                  { phones: ['l', 'ow'], nucleus: 1, stress: 1, notes: [note(3, 69)] },
                ],
              },
            ],
          },
        ],
      },
    ],
    recordings: [],
    lyrics: 'Hello',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: 8,
    tailSeconds: 0,
    ...more,
  }
}

const soundOf: MidiSoundOf = (track) => ({
  name: track.id,
  program: track.kind === 'voice' ? 52 : 0,
  isKit: track.stem === 'drums',
})

const parse = (score: Score): BasicMIDI => {
  const bytes = writeMidiFile(score, soundOf)
  return BasicMIDI.fromArrayBuffer(bytes.buffer as ArrayBuffer, 'song.mid')
}

/** Every note on as seconds, channel and key, by another implementation's reading of the file. */
function noteOns(midi: BasicMIDI): { seconds: number; channel: number; key: number }[] {
  return midi.tracks.flatMap((track) =>
    track.events
      .filter((event) => (event.statusByte & 0xf0) === 0x90)
      .map((event) => ({
        seconds: midi.midiTicksToSeconds(event.ticks),
        channel: event.statusByte & 15,
        key: event.data[0]!,
      })),
  )
}

describe('writeMidiFile', () => {
  it('is read back with its format, division, names and one track a part', () => {
    const midi = parse(scoreWith({}))
    expect(midi.format).toBe(1)
    expect(midi.timeDivision).toBe(TICKS_PER_BEAT)
    expect(midi.tracks.map((track) => track.name).slice(1)).toEqual(['piano', 'drums', 'lead'])
  })

  it('keeps parts at their places, and in the middle those that are played twice, left and right', () => {
    const [piano] = scoreWith({}).tracks
    const doubled = {
      ...piano!,
      kind: 'instrument' as const,
      id: 'guitar',
      notes: [note(0, 40)],
      doubled: true,
    }
    const midi = parse(
      scoreWith({ tracks: [piano!, { ...doubled, instrument: 'distorted-guitar', pan: -0.9 }] }),
    )
    const pans = midi.tracks.flatMap(({ events }) =>
      events.filter(({ statusByte, data }) => (statusByte & 0xf0) === 0xb0 && data[0] === 10),
    )
    expect(pans.map(({ data }) => data[1])).toEqual([Math.round(64 - 63 / 2), 64])
  })

  it('keeps every note at its time, drums on channel 10', () => {
    const score = scoreWith({})
    const ons = noteOns(parse(score))
    expect(ons.map(({ key }) => key)).toEqual([60, 64, 36, 67, 69])
    expect(ons.map(({ channel }) => channel)).toEqual([0, 0, 9, 1, 1])
    const expected = [0, 1, 0, 2, 3].map((beat) => beatToSeconds(score.tempoMap, beat))
    ons.forEach(({ seconds }, i) => expect(seconds).toBeCloseTo(expected[i]!, 5))
  })

  it('follows a tempo map with an anchor a beat, and the silence before it, without drifting', () => {
    let seconds = 1.234
    const anchors = Array.from({ length: 200 }, (_, beat) => ({
      beat,
      seconds: (seconds += 0.4 + 0.07 * Math.sin(beat)),
    }))
    const tempoMap: TempoMap = { anchors }
    const notes = Array.from({ length: 190 }, (_, beat) => note(beat, 60))
    const track = { ...scoreWith({}).tracks[0]!, notes } as Score['tracks'][number]
    const ons = noteOns(parse(scoreWith({ tempoMap, tracks: [track], endBeat: 195 })))
    ons.forEach((on, beat) => expect(Math.abs(on.seconds - beatToSeconds(tempoMap, beat))).toBeLessThan(2e-6))
  })

  it('honours the timing of the player to a tick', () => {
    const track = {
      ...scoreWith({}).tracks[0]!,
      notes: [note(4, 60, { offsetSeconds: 0.013 })],
    } as Score['tracks'][number]
    const score = scoreWith({ tracks: [track] })
    const tick = 60 / 123 / TICKS_PER_BEAT
    expect(
      Math.abs(noteOns(parse(score))[0]!.seconds - beatToSeconds(score.tempoMap, 4) - 0.013),
    ).toBeLessThan(tick)
  })

  it('writes meter, key signature, section markers and lyrics', () => {
    const midi = parse(scoreWith({}))
    const metas = midi.tracks.flatMap((track) =>
      track.events.map((event) => ({ type: event.statusByte, data: [...event.data] })),
    )
    const text = (type: number): string[] =>
      metas
        .filter((event) => event.type === type)
        .map((event) => new TextDecoder().decode(Uint8Array.from(event.data)))
    expect(metas.find((event) => event.type === 0x58)?.data).toEqual([6, 3, 36, 8])
    // C minor: three flats.
    expect(metas.find((event) => event.type === 0x59)?.data).toEqual([253, 1])
    expect(text(0x06)).toEqual(['Verse 1'])
    expect(text(0x05).join('')).toBe('Hello')
    expect(text(0x05)).toHaveLength(2)
  })

  it('ends a note before its key is struck again', () => {
    const track = {
      ...scoreWith({}).tracks[0]!,
      notes: [note(0, 60, { durationBeats: 3 }), note(1, 60)],
    } as Score['tracks'][number]
    const events = parse(scoreWith({ tracks: [track] })).tracks[1]!.events.filter(
      (event) => event.statusByte >= 0x80 && event.statusByte < 0xa0,
    )
    expect(events.map((event) => [event.statusByte & 0xf0, event.ticks / TICKS_PER_BEAT])).toEqual([
      [0x90, 0],
      [0x80, 1],
      [0x90, 1],
      [0x80, 2],
    ])
  })
})
