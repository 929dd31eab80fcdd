import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../dsp/audio.js'
import { hear } from './hear.js'
import { DEAF_NETWORK } from './testing/activity.js'
import { clicks, sungLine, type TestNote } from './testing/signals.js'

/** Distance of each time from the nearest multiple of `period`, in seconds; the median. */
function medianGridError(times: readonly number[], period: number): number {
  const errors = times
    .map((time) => Math.abs(time - Math.round(time / period) * period))
    .sort((a, b) => a - b)
  return errors[errors.length >> 1]!
}

/** A tune in the given scale: eight-beat lines with a rest at their end, at a steady tempo. */
function tune(bpm: number, tonicMidi: number, degrees: readonly number[], scale: readonly number[]) {
  const beat = 60 / bpm
  const rhythm = [1, 0.5, 0.5, 1, 1, 1, 1.5]
  const notes: TestNote[] = []
  let position = 0
  for (let line = 0; line < 6; line++) {
    rhythm.forEach((length, i) => {
      const degree = i === rhythm.length - 1 ? (line % 2 ? 0 : 4) : degrees[(line * 3 + i) % degrees.length]!
      notes.push({
        startSeconds: position * beat,
        durationSeconds: length * beat * 0.92,
        pitchMidi: tonicMidi + scale[degree]!,
      })
      position += length
    })
    position = (line + 1) * 8
  }
  return { notes, durationSeconds: position * beat }
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11]
const MINOR = [0, 2, 3, 5, 7, 8, 10]

describe('hear', () => {
  it.each([
    { bpm: 92, tonicMidi: 57, scale: MAJOR, key: { tonic: 9, mode: 'major' } },
    { bpm: 118, tonicMidi: 62, scale: MINOR, key: { tonic: 2, mode: 'minor' } },
  ])('follows a sung line at $bpm bpm and knows its key', async ({ bpm, tonicMidi, scale, key }) => {
    const { notes, durationSeconds } = tune(bpm, tonicMidi, [0, 2, 4, 3, 1, 2, 5, 4], scale)
    const heard = await hear(sungLine(notes, durationSeconds), DEAF_NETWORK)
    const ratio = heard.tempoBpm / bpm
    expect(Math.min(...[0.5, 1, 2].map((octave) => Math.abs(ratio / octave - 1)))).toBeLessThan(0.01)
    expect(medianGridError(heard.beatTimesSeconds, 60 / bpm / Math.max(1, Math.round(ratio)))).toBeLessThan(
      0.025,
    )
    expect(heard.key).toEqual(key)
    expect(heard.phrases.length).toBeGreaterThanOrEqual(5)
  })

  it('writes down the notes of a sung line', async () => {
    const { notes, durationSeconds } = tune(100, 60, [0, 2, 4, 5, 3, 1], MAJOR)
    const { melody } = await hear(sungLine(notes, durationSeconds), DEAF_NETWORK)
    const found = notes.filter((note) =>
      melody.some(
        (heard) =>
          Math.abs(heard.startSeconds - note.startSeconds) < 0.06 &&
          Math.abs(heard.pitchMidi - note.pitchMidi) < 0.3,
      ),
    )
    expect(found.length / notes.length).toBeGreaterThan(0.85)
  })

  it('keeps up with a tempo that drifts', async () => {
    const times: number[] = []
    for (let time = 0.5, period = 0.5; time < 30; time += period, period *= 1.003) times.push(time)
    const heard = await hear(clicks(times, 31), DEAF_NETWORK)
    const errors = times.map((time) =>
      Math.min(...heard.beatTimesSeconds.map((beat) => Math.abs(beat - time))),
    )
    errors.sort((a, b) => a - b)
    expect(errors[errors.length >> 1]).toBeLessThan(0.03)
  })

  it('gives beats over the whole recording, also where nothing sounds', async () => {
    const heard = await hear(clicks([4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5], 15), DEAF_NETWORK)
    expect(heard.beatTimesSeconds[0]).toBeLessThan(1.1)
    expect(heard.beatTimesSeconds.at(-1)).toBeGreaterThan(13.5)
    heard.beatTimesSeconds.forEach(
      (time, i) => i > 0 && expect(time).toBeGreaterThan(heard.beatTimesSeconds[i - 1]!),
    )
  })

  it('hears no phrases in silence and does not fall over', async () => {
    const heard = await hear(
      { sampleRate: SAMPLE_RATE, channels: [new Float32Array(SAMPLE_RATE * 3)] },
      DEAF_NETWORK,
    )
    expect(heard.phrases).toEqual([])
    expect(heard.beatTimesSeconds.length).toBeGreaterThanOrEqual(2)
    expect(heard.beatTimesSeconds.every(Number.isFinite)).toBe(true)
  })
})
