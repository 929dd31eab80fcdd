import { describe, expect, it } from 'vitest'
import { audibleNotes, scoreNotes, scoreVelocities } from './note-score.js'

const note = (pitchMidi: number, startSeconds: number, velocity = 0.5) => ({
  pitchMidi,
  startSeconds,
  endSeconds: startSeconds + 0.3,
  velocity,
})

describe('scores of heard notes', () => {
  it('count a note once, within 50 ms and at its own pitch', () => {
    const truth = [note(60, 1), note(62, 2), note(64, 3)]
    const heard = [note(60, 1.04), note(60, 1.049), note(62, 2.06), note(64, 2.97)]
    const { precision, recall, pairs } = scoreNotes(truth, heard)
    expect([precision, recall]).toEqual([2 / 4, 2 / 3])
    expect(pairs.map(([{ pitchMidi }]) => pitchMidi)).toEqual([60, 64])
  })

  it('take notes that begin together on one key for one', () => {
    const notes = [note(60, 1), note(60, 1.03), note(72, 1.03), note(60, 1.2)]
    expect(audibleNotes(notes).map(({ startSeconds }) => startSeconds)).toEqual([1, 1.03, 1.2])
  })

  it('tell how near velocities are, and whether they rank notes alike', () => {
    const strengths = Array.from({ length: 12 }, (_, i) => 0.3 + 0.05 * i)
    const pairs = strengths.map((velocity, i) => [note(60, i, velocity), note(60, i, velocity ** 2)] as const)
    const { velocityError, velocityRanks } = scoreVelocities(pairs)
    expect(velocityRanks).toBeCloseTo(1, 9)
    const mean = strengths.reduce((sum, v) => sum + (v - v ** 2), 0) / strengths.length
    expect(velocityError).toBeCloseTo(127 * mean, 9)
    const backwards = pairs.map(([truth], i) => [truth, note(60, i, 1 - truth.velocity)] as const)
    expect(scoreVelocities(backwards).velocityRanks).toBeCloseTo(-1, 9)
  })
})
