import { describe, expect, it } from 'vitest'
import { readNotes, type NoteReading } from './note-events.js'
import {
  LOWEST_PITCH_MIDI,
  PITCH_COUNT,
  PITCH_HOP,
  PITCH_RATE,
  type PitchActivity,
} from './pitch-activity.js'
import { singleLine, withoutFalseRepeats, withoutOvertones } from './unlikely-notes.js'

const READING: NoteReading = {
  onsetThreshold: 0.6,
  soundingThreshold: 0.4,
  lowestMidi: 21,
  highestMidi: 108,
}

interface Sounding {
  readonly pitchMidi: number
  readonly from: number
  readonly to: number
  readonly likelihood?: number
  readonly hasAttack?: boolean
}

/** 200 frames in which the given keys are likely to sound. */
function activityOf(...sounding: readonly Sounding[]): PitchActivity {
  const frames = 200
  const notes = new Float32Array(frames * PITCH_COUNT)
  const onsets = new Float32Array(frames * PITCH_COUNT)
  for (const { pitchMidi, from, to, likelihood = 0.9, hasAttack = true } of sounding) {
    const key = pitchMidi - LOWEST_PITCH_MIDI
    for (let frame = from; frame < to; frame++) notes[frame * PITCH_COUNT + key] = likelihood
    if (hasAttack) onsets[from * PITCH_COUNT + key] = likelihood
  }
  return { frames, notes, onsets }
}

const plain = (notes: ReturnType<typeof readNotes>) =>
  notes.map(({ pitchMidi, startFrame, endFrame }) => [pitchMidi, startFrame, endFrame])

describe('reading notes', () => {
  it('lets a note sound from its attack until its key falls silent', () => {
    const activity = activityOf({ pitchMidi: 60, from: 10, to: 50 }, { pitchMidi: 64, from: 30, to: 80 })
    expect(plain(readNotes(activity, READING))).toEqual([
      [60, 10, 50],
      [64, 30, 80],
    ])
  })

  it('ends a note where its key is struck again', () => {
    const activity = activityOf({ pitchMidi: 60, from: 10, to: 40 }, { pitchMidi: 60, from: 40, to: 70 })
    expect(plain(readNotes(activity, READING))).toEqual([
      [60, 10, 40],
      [60, 40, 70],
    ])
  })

  it('bridges a short pause, and ends at a long one', () => {
    const bridged = activityOf(
      { pitchMidi: 60, from: 10, to: 30 },
      { pitchMidi: 60, from: 36, to: 60, hasAttack: false },
    )
    expect(plain(readNotes(bridged, READING))).toEqual([[60, 10, 60]])
    const ended = activityOf(
      { pitchMidi: 60, from: 10, to: 30 },
      { pitchMidi: 60, from: 50, to: 80, hasAttack: false },
    )
    expect(plain(readNotes(ended, READING))).toEqual([[60, 10, 30]])
  })

  it('takes what leaks into neighbouring keys for the note itself', () => {
    const activity = activityOf(
      { pitchMidi: 60, from: 10, to: 60 },
      { pitchMidi: 61, from: 12, to: 60, likelihood: 0.7, hasAttack: false },
    )
    expect(plain(readNotes(activity, { ...READING, swellThreshold: 0.5 }))).toEqual([[60, 10, 60]])
  })

  it('hears notes that swell only where asked to', () => {
    const activity = activityOf({ pitchMidi: 60, from: 20, to: 90, hasAttack: false })
    expect(readNotes(activity, READING)).toEqual([])
    expect(plain(readNotes(activity, { ...READING, swellThreshold: 0.5 }))).toEqual([[60, 20, 90]])
  })

  it('keeps to the range', () => {
    const activity = activityOf({ pitchMidi: 30, from: 10, to: 50 }, { pitchMidi: 90, from: 10, to: 50 })
    expect(readNotes(activity, { ...READING, lowestMidi: 40, highestMidi: 80 })).toEqual([])
  })
})

describe('unlikely notes', () => {
  const note = (pitchMidi: number, startFrame: number, endFrame: number, likelihood: number) => ({
    pitchMidi,
    startFrame,
    endFrame,
    likelihood,
  })

  it('are those at the overtones of a likelier note', () => {
    const tone = note(48, 10, 60, 0.9)
    const overtone = note(60, 11, 50, 0.6)
    const octave = note(60, 70, 90, 0.6)
    const third = note(52, 12, 50, 0.6)
    expect(withoutOvertones([tone, overtone, third, octave], 0.9)).toEqual([tone, third, octave])
  })

  it('are those that seem struck again without getting louder', () => {
    const samples = Float32Array.from({ length: 80 * PITCH_HOP }, (_, i) => {
      const amplitude = i < 60 * PITCH_HOP ? 0.2 * 0.9 ** (i / PITCH_HOP / 6) : 0.8
      return amplitude * Math.sin((2 * Math.PI * 261.63 * i) / PITCH_RATE)
    })
    const notes = [note(60, 10, 40, 0.8), note(60, 40, 60, 0.7), note(60, 60, 70, 0.8)]
    expect(plain(withoutFalseRepeats(notes, samples, 0))).toEqual([
      [60, 10, 60],
      [60, 60, 70],
    ])
  })

  it('and, in a single line, those beside a likelier one', () => {
    const line = [note(60, 10, 30, 0.8), note(62, 28, 60, 0.8)]
    expect(singleLine([line[0]!, note(72, 12, 28, 0.5), line[1]!])).toEqual(line)
  })
})
