import { describe, expect, it } from 'vitest'
import type { MidiSound } from './midi-file.js'
import type { Score } from './score.js'
import { scoreView } from './score-view.js'
import { constantTempo } from './tempo-map.js'

const section = (label: string, startBeat: number, endBeat: number) => ({
  ...{ id: label, kind: 'verse', label, startBeat, endBeat, energy: 0.5 },
})
const note = (startBeat: number, pitchMidi: number) => ({
  ...{ startBeat, durationBeats: 1, pitchMidi, velocity: 0.8 },
})
const SCORE = {
  tempoMap: constantTempo(120),
  meters: [{ beat: 0, numerator: 6, denominator: 8 }],
  keys: [
    { beat: 0, tonic: 0, mode: 'major' },
    { beat: 8, tonic: 2, mode: 'major' },
  ],
  sections: [section('Verse 1', 0, 8), section('Verse 2', 8, 16)],
  chords: [
    { root: 0, quality: 'maj', startBeat: 0, endBeat: 8 },
    { root: 2, quality: 'm7', startBeat: 8, endBeat: 16 },
  ],
  tracks: [
    {
      kind: 'instrument',
      id: 'piano',
      stem: 'keyboard',
      instrument: 'grand-piano',
      notes: [note(0, 60), note(9, 62)],
    },
    { kind: 'instrument', id: 'silent', stem: 'bass', instrument: 'sub-bass', notes: [] },
  ],
  endBeat: 16,
} as unknown as Score
const soundOf = (): MidiSound => ({ name: 'Grand Piano', program: 0, isKit: false })

describe('the view of a score', () => {
  it('tells sections, chords, keys, meter and notes in seconds, and leaves out parts that never play', () => {
    expect(scoreView(SCORE, soundOf)).toEqual({
      durationS: 8,
      tempos: [{ startS: 0, bpm: 120 }],
      meters: [{ startS: 0, meter: '6/8' }],
      keys: [
        { startS: 0, key: 'C major' },
        { startS: 4, key: 'D major' },
      ],
      sections: [
        { startS: 0, endS: 4, label: 'Verse 1', kind: 'verse', energy: 0.5 },
        { startS: 4, endS: 8, label: 'Verse 2', kind: 'verse', energy: 0.5 },
      ],
      chords: [
        { startS: 0, endS: 4, name: 'C' },
        { startS: 4, endS: 8, name: 'Dm7' },
      ],
      parts: [
        {
          ...{ name: 'Grand Piano', stem: 'keyboard', drums: false },
          notes: [
            [60, 0, 0.5, 0.8],
            [62, 4.5, 5, 0.8],
          ],
        },
      ],
    })
  })

  it('counts from the first sound where only a part is heard', () => {
    const view = scoreView({ ...SCORE, excerpt: { startSeconds: 4, endSeconds: 6 } }, soundOf)
    expect(view.durationS).toBe(2)
    expect(view.sections).toEqual([{ startS: 0, endS: 2, label: 'Verse 2', kind: 'verse', energy: 0.5 }])
    expect(view.chords.map(({ name }) => name)).toEqual(['Dm7'])
    expect(view.parts[0]?.notes).toEqual([[62, 0.5, 1, 0.8]])
  })

  it('tells changes of tempo, not the unevenness of a player', () => {
    const anchors = [
      { beat: 0, seconds: 0 },
      { beat: 4, seconds: 2 },
      { beat: 8, seconds: 4.01 },
      { beat: 12, seconds: 8 },
    ]
    expect(scoreView({ ...SCORE, tempoMap: { anchors } }, soundOf).tempos).toEqual([
      { startS: 0, bpm: 120 },
      { startS: 4.01, bpm: 60.2 },
    ])
  })
})
