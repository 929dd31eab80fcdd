import { describe, expect, it } from 'vitest'
import { transcribeNotes } from '../../../analysis/transcription/transcribe-notes.js'
import { loadPitchNetwork } from './pitch-network.js'

const RATE = 48_000

/** A plucked tone: ten partials that die away, the higher the faster. */
function pluck(samples: Float32Array, pitchMidi: number, startSeconds: number): void {
  const hz = 440 * 2 ** ((pitchMidi - 69) / 12)
  for (let i = 0; i < 0.9 * RATE; i++) {
    const seconds = i / RATE
    let value = 0
    for (let partial = 1; partial <= 10; partial++) {
      value += (Math.sin(2 * Math.PI * partial * hz * seconds) / partial) * Math.exp(-seconds * (1 + partial))
    }
    samples[Math.round(startSeconds * RATE) + i]! += 0.2 * value * (1 - seconds / 0.9)
  }
}

describe('the pitch network', () => {
  it('hears the notes of a melody and of a chord where they are', async () => {
    const played = [
      [60, 0.5],
      [64, 1],
      [67, 1.5],
      [60, 2.5],
      [64, 2.5],
      [69, 2.5],
    ] as const
    const samples = new Float32Array(4 * RATE)
    for (const [pitchMidi, startSeconds] of played) pluck(samples, pitchMidi, startSeconds)
    const { notes: heard, program } = await transcribeNotes(
      { sampleRate: RATE, channels: [samples] },
      'keyboard',
      await loadPitchNetwork(),
    )
    expect(program).toBe(0)
    expect(new Set(heard.map(({ pitchMidi }) => pitchMidi))).toEqual(new Set(played.map(([pitch]) => pitch)))
    for (const [pitch, seconds] of played) {
      const nearest = Math.min(
        ...heard
          .filter(({ pitchMidi }) => pitchMidi === pitch)
          .map(({ startSeconds }) => Math.abs(startSeconds - seconds)),
      )
      expect(nearest).toBeLessThan(0.03)
    }
  })

  it('hears nothing in silence', async () => {
    const silence = { sampleRate: RATE, channels: [new Float32Array(3 * RATE)] }
    const { notes } = await transcribeNotes(silence, 'keyboard', await loadPitchNetwork())
    expect(notes).toEqual([])
  })
})
