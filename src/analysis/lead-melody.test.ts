import { expect, it } from 'vitest'
import { resample } from '../dsp/resample.js'
import { leadMelody } from './lead-melody.js'
import { activityOf } from './testing/activity.js'
import { sungLine, type TestNote } from './testing/signals.js'
import { PITCH_RATE } from './transcription/pitch-activity.js'

const SECONDS = 8
const tune: TestNote[] = [67, 69, 71, 72, 71, 69, 67].map((pitchMidi, i) => ({
  startSeconds: i + 0.1,
  durationSeconds: 0.8,
  pitchMidi,
}))
const chords: TestNote[] = [48, 52, 55].flatMap((pitchMidi) =>
  [0, 4].map((startSeconds) => ({ startSeconds, durationSeconds: 4, pitchMidi })),
)

function played(notes: readonly TestNote[], gain: number): Float32Array {
  return resample(sungLine(notes, SECONDS), PITCH_RATE).channels[0]!.map((value) => value * gain)
}

it('follows the loud line over chords and rests with it', () => {
  const sound = played(tune, 0.5)
  // One line a chord tone: the test voice sings one note at a time.
  for (const pitch of [48, 52, 55]) {
    const part = played(
      chords.filter(({ pitchMidi }) => pitchMidi === pitch),
      0.12,
    )
    part.forEach((value, i) => (sound[i]! += value))
  }
  const found = leadMelody(activityOf([...tune, ...chords], SECONDS), sound)
  for (const { startSeconds, pitchMidi } of tune) {
    const note = found.find((candidate) => Math.abs(candidate.startSeconds - startSeconds) < 0.08)
    expect(note?.pitchMidi).toBe(pitchMidi)
  }
  found.forEach(
    (note, i) => i > 0 && expect(note.startSeconds).toBeGreaterThanOrEqual(found[i - 1]!.endSeconds),
  )
})

it('finds no melody in silence', () => {
  expect(leadMelody(activityOf([], 2), new Float32Array(2 * PITCH_RATE))).toEqual([])
  expect(leadMelody(activityOf([], 0), new Float32Array(0))).toEqual([])
})
