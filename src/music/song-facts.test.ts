import { describe, expect, it } from 'vitest'
import type { Score } from './score.js'
import { songFacts } from './song-facts.js'
import { constantTempo } from './tempo-map.js'

const section = (label: string, startBeat: number, endBeat: number) => ({
  id: label,
  kind: 'verse',
  label,
  startBeat,
  endBeat,
  energy: 0.5,
})
const SCORE = {
  seed: 7,
  tempoMap: constantTempo(93.04, 0.25),
  keys: [
    { beat: 0, tonic: 6, mode: 'minor' },
    { beat: 16, tonic: 7, mode: 'minor' },
  ],
  sections: [section('Verse 1', 0, 16), section('Verse 2', 16, 32)],
} as unknown as Score

describe('the facts of a song', () => {
  it('are tempo and key at the beginning, and its sections on the clock', () => {
    expect(songFacts(SCORE)).toEqual({
      seed: 7,
      bpm: 93,
      key: 'F# minor',
      sections: [
        { label: 'Verse 1', kind: 'verse', startS: 0.25, endS: 10.57 },
        { label: 'Verse 2', kind: 'verse', startS: 10.57, endS: 20.89 },
      ],
    })
  })

  it('count from the first sound where only a part is heard, and leave out what is not', () => {
    const loop = { ...SCORE, excerpt: { startSeconds: 12, endSeconds: 18 } }
    expect(songFacts(loop).sections).toEqual([{ label: 'Verse 2', kind: 'verse', startS: 0, endS: 6 }])
  })
})
