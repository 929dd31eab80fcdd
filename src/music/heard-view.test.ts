import { expect, it } from 'vitest'
import { heardView } from './heard-view.js'

it('tells a heard recording in names and seconds', () => {
  const view = heardView({
    durationSeconds: 4.00049,
    tempoBpm: 119.96,
    beatTimesSeconds: [0.25, 0.75, 1.25, 1.75, 2.25],
    firstDownbeatIndex: 1,
    beatsPerBar: 4,
    key: { tonic: 9, mode: 'minor' },
    beatConfidence: 0.876,
    keyConfidence: 0.5,
    phrases: [{ startSeconds: 0.1234567, endSeconds: 3 }],
    melody: [{ startSeconds: 0.25, endSeconds: 0.74, pitchMidi: 69.1234, velocity: 1 }],
    chords: [
      { startBeat: 0, endBeat: 2, root: 9, quality: 'm7' },
      { startBeat: 2, endBeat: 9, root: 5, quality: 'maj' },
    ],
    loudnessLufs: -14.04,
    keys: [{ startSeconds: 0, endSeconds: 4.00049, key: { tonic: 9, mode: 'minor' } }],
    sections: [{ startSeconds: 0, endSeconds: 4.00049, label: 'A', kind: 'verse', levelDb: 0 }],
    tuningCents: -12.4,
    beatDivision: 3,
    texture: 'band',
  })
  expect(view).toEqual({
    durationS: 4,
    bpm: 120,
    beatConfidence: 0.88,
    beatsPerBar: 4,
    beatDivision: 3,
    beats: [0.25, 0.75, 1.25, 1.75, 2.25],
    firstDownbeat: 1,
    key: 'A minor',
    keyConfidence: 0.5,
    keys: [{ startS: 0, endS: 4, key: 'A minor' }],
    chords: [
      { startS: 0.25, endS: 1.25, name: 'Am7' },
      // Beats go on after the last one, as far as the recording does.
      { startS: 1.25, endS: 4, name: 'F' },
    ],
    sections: [{ startS: 0, endS: 4, label: 'A', kind: 'verse' }],
    melody: [[69.12, 0.25, 0.74]],
    phrases: [{ startS: 0.123, endS: 3 }],
    texture: 'band',
    tuningCents: -12,
    loudnessLufs: -14,
  })
})
