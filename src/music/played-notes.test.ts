import { expect, it } from 'vitest'
import { heardNotes, playedNotes } from './played-notes.js'
import type { InstrumentTrack, VoiceTrack } from './score.js'
import { constantTempo } from './tempo-map.js'

const TEMPO = constantTempo(120)
const common = { stem: 'bass', gainDb: 0, pan: 0 } as const

it('gives notes in seconds, with the player’s own timing, ordered', () => {
  const track: InstrumentTrack = {
    ...common,
    kind: 'instrument',
    id: 'bass',
    instrument: 'electric-bass',
    notes: [
      { startBeat: 0, durationBeats: 1, pitchMidi: 40, velocity: 0.5, offsetSeconds: -0.02 },
      { startBeat: 4, durationBeats: 2, pitchMidi: 43, velocity: 0.7 },
      { startBeat: 2, durationBeats: 1, pitchMidi: 41, velocity: 0.6, offsetSeconds: 0.01 },
    ],
  }
  expect(playedNotes(track, TEMPO)).toEqual([
    { pitchMidi: 40, startSeconds: 0, endSeconds: 0.5, velocity: 0.5 },
    { pitchMidi: 41, startSeconds: 1.01, endSeconds: 1.51, velocity: 0.6 },
    { pitchMidi: 43, startSeconds: 2, endSeconds: 3, velocity: 0.7 },
  ])
})

it('gives every note of a melisma', () => {
  const notes = [0, 1, 2].map((i) => ({ startBeat: i, durationBeats: 1, pitchMidi: 60 + i, velocity: 0.8 }))
  const syllable = { phones: ['aa'], nucleus: 0, stress: 1, notes } as const
  const track: VoiceTrack = {
    ...common,
    kind: 'voice',
    id: 'lead',
    singer: 'clara',
    phrases: [{ words: [{ text: 'ah', charStart: 0, charEnd: 2, syllables: [syllable] }] }],
  }
  expect(playedNotes(track, TEMPO).map(({ pitchMidi }) => pitchMidi)).toEqual([60, 61, 62])
})

it('counts the notes of a loop from its start', () => {
  const note = (startSeconds: number) => ({
    pitchMidi: 60,
    startSeconds,
    endSeconds: startSeconds + 1,
    velocity: 1,
  })
  expect(
    heardNotes([note(0), note(2), note(3.5), note(4)], { excerpt: { startSeconds: 2, endSeconds: 4 } }),
  ).toEqual([note(0), { ...note(1.5), endSeconds: 2 }])
})
