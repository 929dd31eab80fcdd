import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import type { Note } from '../../../music/score.js'
import { articulate } from './articulate.js'

const BLUESY = { blues: true, syncopation: 0.6 }
const PLAIN = { blues: false, syncopation: 0.2 }

/** Phrases of short steps that end on a beat and a breath, with a long note now and then. */
function line(phrases: number): Note[] {
  return Array.from({ length: phrases }, (_, phrase) => {
    const startBeat = 8 * phrase
    const note = (beat: number, durationBeats: number, pitchMidi: number): Note => ({
      startBeat: startBeat + beat,
      durationBeats: 0.97 * durationBeats,
      pitchMidi,
      velocity: 0.7,
    })
    return [
      note(0, 0.5, 67),
      note(0.5, 0.5, 69),
      note(1, 0.5, 71),
      note(1.5, 2, 74),
      note(3.5, 0.5, 72),
      note(4, 1, 74),
    ]
  }).flat()
}

function played(instrument: string, habits: typeof PLAIN): Note[] {
  return articulate(line(40), { id: instrument }, habits, createRandom(3))
}

function count(notes: readonly Note[], articulation: Note['articulation']): number {
  return notes.filter((note) => note.articulation === articulation).length
}

describe('articulating a line', () => {
  it('leaves what is struck, or blown by bellows, on its pitch', () => {
    for (const id of ['grand-piano', 'vibraphone', 'drawbar-organ', 'accordion', 'fm-bell'])
      expect(played(id, BLUESY)).toEqual(line(40))
  })

  it('slurs the steps of bows and winds, and holds what is slurred up to the next note', () => {
    for (const id of ['violin', 'flute', 'trumpet']) {
      const notes = played(id, PLAIN)
      expect(count(notes, 'legato')).toBeGreaterThan(20)
      notes.forEach((note, i) => {
        const before = notes[i - 1]
        if (note.articulation === 'legato')
          expect(before!.startBeat + before!.durationBeats).toBeCloseTo(note.startBeat, 9)
      })
    }
  })

  it('warms long notes', () => {
    const long = played('cello', PLAIN).filter(({ durationBeats }) => durationBeats > 1.5)
    expect(long).toHaveLength(40)
    expect(count(long, 'vibrato')).toBeGreaterThan(25)
    expect(count(long, 'vibrato') + count(long, 'slide')).toBe(40)
  })

  it('lets guitars bend up into what they dwell on', () => {
    const bent = played('lead-guitar', PLAIN).filter(({ articulation }) => articulation === 'slide')
    expect(bent.length).toBeGreaterThan(10)
    expect(bent.every(({ durationBeats }) => durationBeats > 0.6)).toBe(true)
  })

  it('lets brass fall off the ends of phrases where the music is bluesy, nowhere else', () => {
    const bluesy = played('trumpet', BLUESY)
    const falls = bluesy.flatMap((note, i) => (note.articulation === 'fall' ? [i % 6] : []))
    expect(falls.length).toBeGreaterThan(10)
    expect(new Set(falls)).toEqual(new Set([5]))
    expect(count(played('trumpet', PLAIN), 'fall')).toBe(0)
  })

  it('changes neither pitches nor starts, and is the same for the same seed', () => {
    const notes = played('alto-sax', BLUESY)
    expect(notes.map(({ pitchMidi, startBeat }) => [pitchMidi, startBeat])).toEqual(
      line(40).map(({ pitchMidi, startBeat }) => [pitchMidi, startBeat]),
    )
    expect(played('alto-sax', BLUESY)).toEqual(notes)
  })
})
