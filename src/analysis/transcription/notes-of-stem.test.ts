import { describe, expect, it } from 'vitest'
import { nearestProgram } from './nearest-program.js'
import { sharpAttacks } from './note-events.js'
import { notesOfStem } from './notes-of-stem.js'
import {
  LOWEST_PITCH_MIDI,
  PITCH_COUNT,
  PITCH_HOP,
  PITCH_RATE,
  type PitchActivity,
} from './pitch-activity.js'
import { slowAttacks } from './slow-attacks.js'
import { soundsSlow } from './slow-sound.js'
import { STEM_READINGS } from './stem-readings.js'

const FRAMES = 400

interface Tone {
  readonly pitchMidi: number
  readonly from: number
  readonly to: number
  /** Frames until it is at its loudest; then it fades if it was struck (0). */
  readonly rise: number
  /** Partials and their amplitudes; default four falling ones. */
  readonly partials?: readonly (readonly [number, number])[]
}

const FALLING = [1, 2, 3, 4].map((partial) => [partial, 1 / partial] as const)

/** The tones, and what the network makes of such: a swelling tone's onset is likely all the while it grows. */
function heard(...tones: readonly Tone[]): { activity: PitchActivity; samples: Float32Array } {
  const notes = new Float32Array(FRAMES * PITCH_COUNT)
  const onsets = new Float32Array(FRAMES * PITCH_COUNT)
  const samples = new Float32Array(FRAMES * PITCH_HOP)
  for (const { pitchMidi, from, to, rise, partials = FALLING } of tones) {
    const key = pitchMidi - LOWEST_PITCH_MIDI
    const hz = 440 * 2 ** ((pitchMidi - 69) / 12)
    for (let i = from * PITCH_HOP; i < to * PITCH_HOP; i++) {
      const frames = i / PITCH_HOP - from
      const level = rise > 0 ? Math.min(1, 0.15 + frames / rise) : Math.exp(-frames / 60)
      for (const [partial, amplitude] of partials) {
        samples[i]! += 0.1 * level * amplitude * Math.sin((2 * Math.PI * hz * partial * i) / PITCH_RATE)
      }
    }
    for (let frame = from; frame < to; frame++) {
      notes[frame * PITCH_COUNT + key] = rise > 0 ? Math.min(0.9, 0.3 + (0.6 * (frame - from)) / rise) : 0.9
    }
    if (rise === 0) onsets[from * PITCH_COUNT + key] = 0.9
    else {
      for (let frame = from; frame < from + rise; frame++) {
        onsets[frame * PITCH_COUNT + key] = frame === from + 4 || frame === from + rise - 3 ? 0.8 : 0.6
      }
    }
  }
  return { activity: { frames: FRAMES, notes, onsets }, samples }
}

const swelling = (from: number, to: number, pitchMidi = 60): Tone => ({ pitchMidi, from, to, rise: 16 })
const struck = (from: number, to: number, pitchMidi = 60): Tone => ({ pitchMidi, from, to, rise: 0 })
const plain = (notes: ReturnType<typeof notesOfStem>) =>
  notes.map(({ pitchMidi, startFrame }) => [pitchMidi, startFrame])

describe('slow attacks', () => {
  it('begin where the tone begins to grow, however often an onset seems likely while it does', () => {
    const { activity, samples } = heard(swelling(40, 120))
    const reading = STEM_READINGS.strings
    expect(sharpAttacks(activity, reading)).toHaveLength(2)
    const attacks = slowAttacks(activity, reading, samples)
    expect(attacks).toHaveLength(1)
    expect(Math.abs(attacks[0]!.frame - 40)).toBeLessThanOrEqual(2)
  })

  it('are those of struck notes too, where there are any', () => {
    const { activity, samples } = heard(struck(40, 120))
    expect(slowAttacks(activity, STEM_READINGS.strings, samples)).toEqual([{ key: 39, frame: 40 }])
  })
})

describe('the notes of a stem', () => {
  it('are found where no onset was likely at all, from the moment they begin to grow', () => {
    const { activity, samples } = heard(swelling(40, 120), swelling(150, 260, 67))
    const silentOnsets = { ...activity, onsets: new Float32Array(activity.onsets.length) }
    expect(plain(notesOfStem(silentOnsets, STEM_READINGS.strings, samples, true))).toEqual([
      [60, 40],
      [67, 150],
    ])
  })

  it('of a keyboard begin slowly where its sound does: an organ', () => {
    const organ = heard(swelling(40, 120))
    const reading = STEM_READINGS.keyboard
    expect(notesOfStem(organ.activity, reading, organ.samples, true)).toHaveLength(1)
    expect(plain(notesOfStem(organ.activity, reading, organ.samples, true))[0]![1]).toBeLessThanOrEqual(42)
  })

  it('of a guitar are struck again, too, where the network doubts it but the key gets louder', () => {
    const twice = heard(struck(40, 140), struck(100, 160))
    const once = heard(struck(40, 160))
    const starts = [twice, once].map(({ activity, samples }) => {
      const onsets = activity.onsets.slice()
      onsets[100 * PITCH_COUNT + 60 - LOWEST_PITCH_MIDI] = 0.5
      return notesOfStem({ ...activity, onsets }, STEM_READINGS.guitar, samples, false).map(
        ({ startFrame }) => startFrame,
      )
    })
    expect(starts).toEqual([[40, 100], [40]])
  })

  it('are not taken for an octave below, whose own partials are missing', () => {
    const octaves = [withOctave(52, FALLING), withOctave(52, [[2, 1] as const, [4, 0.5] as const])]
    const [both, upper] = octaves.map(({ activity, samples }) =>
      notesOfStem(activity, STEM_READINGS.guitar, samples, false).map(({ pitchMidi }) => pitchMidi),
    )
    expect(both).toEqual([52, 64])
    expect(upper).toEqual([64])
  })

  it('lie in the range of the instrument, unless most of them do not', () => {
    const reading = STEM_READINGS.bass
    const bass = heard(struck(10, 100, 36), struck(110, 200, 40), struck(210, 240, 84))
    expect(plain(notesOfStem(bass.activity, reading, bass.samples, false)).map(([pitch]) => pitch)).toEqual([
      36, 40,
    ])
    const lead = heard(struck(10, 100, 79), struck(110, 200, 81), struck(210, 240, 36))
    expect(notesOfStem(lead.activity, reading, lead.samples, false)).toHaveLength(3)
  })
})

/** A key and its octave, both struck for the network; `lower` are the partials that really sound below. */
function withOctave(pitchMidi: number, lower: readonly (readonly [number, number])[]) {
  return heard({ ...struck(20, 90, pitchMidi), partials: lower }, struck(20, 90, pitchMidi + 12))
}

describe('what is played', () => {
  const starts = [20, 80, 140, 200, 260, 320]

  it('sounds slow where it goes on growing, and quick where it is struck', () => {
    const reading = STEM_READINGS.keyboard
    const organ = heard(...starts.map((from, i) => swelling(from, from + 45, 60 + i)))
    const piano = heard(...starts.map((from, i) => struck(from, from + 45, 60 + i)))
    expect(soundsSlow(organ.activity, reading, organ.samples)).toBe(true)
    expect(soundsSlow(piano.activity, reading, piano.samples)).toBe(false)
  })

  it('is not judged by a note or two', () => {
    const { activity, samples } = heard(swelling(20, 80), swelling(120, 200))
    expect(soundsSlow(activity, STEM_READINGS.keyboard, samples)).toBe(false)
  })

  it('has the General MIDI program of its kind, of those that swell and of high ones another', () => {
    const note = (pitchMidi: number) => ({ pitchMidi, startSeconds: 0, endSeconds: 1, velocity: 0.5 })
    expect(nearestProgram('bass', [], false)).toBe(33)
    expect([false, true].map((isSlow) => nearestProgram('keyboard', [note(60)], isSlow))).toEqual([0, 19])
    expect([false, true].map((isSlow) => nearestProgram('synth', [note(60)], isSlow))).toEqual([81, 89])
    expect([55, 79].map((pitch) => nearestProgram('woodwinds', [note(pitch)], false))).toEqual([66, 73])
  })
})
