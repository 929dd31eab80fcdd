import { describe, expect, it } from 'vitest'
import { tempoJudge, type TempoEvidence } from './tempo-evidence.js'
import type { NoteEvent } from './transcription/note-events.js'
import { PITCH_FRAMES_PER_SECOND } from './transcription/pitch-activity.js'

const FRAMES_PER_SECOND = 100
const SECONDS = 30

const every = (period: number, from = 0.5) =>
  Array.from({ length: Math.floor((SECONDS - 1 - from) / period) }, (_, i) => from + i * period)

/** An envelope with root mean square 1 that rises at these times. */
function envelope(times: readonly number[]): Float32Array {
  const values = new Float32Array(SECONDS * FRAMES_PER_SECOND)
  for (const time of times) values[Math.round(time * FRAMES_PER_SECOND)] = 1
  const power = times.length / values.length
  return values.map((value) => value / Math.sqrt(power))
}

const notesAt = (times: readonly number[], seconds: number, pitchMidi: number) =>
  times.map((time): NoteEvent => {
    const startFrame = Math.round(time * PITCH_FRAMES_PER_SECOND)
    const endFrame = Math.round((time + seconds) * PITCH_FRAMES_PER_SECOND)
    return { pitchMidi, startFrame, endFrame, likelihood: 0.9 }
  })

function judge(
  beats: readonly number[],
  { onsets, notes = [] }: { readonly onsets: readonly number[]; readonly notes?: readonly NoteEvent[] },
): TempoEvidence {
  const all = envelope(onsets)
  return tempoJudge({ all, low: all, high: all, accents: all, mixed: all }, notes, FRAMES_PER_SECOND)(beats)
}

describe('the evidence of a tempo', () => {
  it('is better for beats with onsets than for beats between them', () => {
    const onsets = every(0.5)
    expect(judge(every(0.5), { onsets }).onBeat).toBeGreaterThan(
      judge(every(0.5, 0.75), { onsets }).onBeat + 1,
    )
  })

  it('knows whether quarters of beats are played', () => {
    const onsets = every(0.25)
    expect(judge(every(1), { onsets }).quarters).toBeGreaterThan(0.9)
    expect(judge(every(0.5), { onsets }).quarters).toBeLessThan(0.1)
  })

  it('tells onsets on thirds of beats from onsets on halves', () => {
    const halves = judge(every(0.6), { onsets: every(0.3) })
    const thirds = judge(every(0.6), { onsets: every(0.2) })
    expect(thirds.onThirds).toBeGreaterThan(halves.onThirds + 1)
  })

  it('knows how uneven beats are, up to a limit', () => {
    const beats = every(0.5)
    const uneven = (by: number) =>
      judge(
        beats.map((time, i) => time + (i % 2) * by),
        { onsets: beats },
      ).uneven
    expect(uneven(0)).toBeLessThan(1e-9)
    expect(uneven(0.01)).toBeCloseTo(0.02, 2)
    expect(uneven(0.1)).toBe(0.05)
  })

  it('measures notes and the bass in beats', () => {
    const onsets = every(0.5)
    const notes = [...notesAt(every(0.5), 0.25, 70), ...notesAt(every(0.5), 0.25, 40)]
    const quick = judge(every(0.25), { onsets, notes })
    const right = judge(every(0.5), { onsets, notes })
    expect(right.noteLength).toBeCloseTo(1, 0)
    expect(quick.noteLength).toBeCloseTo(0, 0)
    expect(right.bassNotes).toBeLessThan(0.1)
    expect(quick.bassNotes).toBeGreaterThan(0.4)
  })

  it('asks notes for nothing where there are hardly any', () => {
    const few = judge(every(0.5), { onsets: every(0.5), notes: notesAt([1, 2, 3], 0.2, 40) })
    expect(few.noteLength).toBe(0)
    expect(few.bassNotes).toBe(0)
  })

  it('takes two beats a second for the readiest tempo', () => {
    const onsets = every(0.5)
    expect(judge(every(0.5), { onsets })).toMatchObject({ slower: 0, faster: 0 })
    expect(judge(every(1), { onsets }).slower).toBeCloseTo(1, 5)
    expect(judge(every(0.25), { onsets }).faster).toBeCloseTo(1, 5)
  })
})
