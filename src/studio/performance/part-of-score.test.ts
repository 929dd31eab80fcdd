import { ADVANCED_STEM_NAMES, STEM_PARTS, type StemPart } from '@troubadour/contract'
import { describe, expect, it } from 'vitest'
import type { InstrumentTrack, Score, VoiceTrack } from '../../music/score.js'
import { STEMS, type StemName } from '../../music/stems.js'
import { instrumentById } from '../instruments.js'
import { partOfScore } from './part-of-score.js'
import { scoreOf } from './testing/test-score.js'

const note = (pitchMidi: number, startBeat = 0) => ({ startBeat, durationBeats: 1, pitchMidi, velocity: 0.8 })
const track = (id: string, stem: StemName, instrument: string, ...pitches: number[]): InstrumentTrack => ({
  kind: 'instrument',
  id,
  stem,
  instrument,
  gainDb: 0,
  pan: 0,
  notes: pitches.map((pitch, i) => note(pitch, i)),
})
const singer: VoiceTrack = {
  kind: 'voice',
  id: 'lead-vocal',
  stem: 'vocal',
  singer: 'clara',
  gainDb: 0,
  pan: 0,
  phrases: [],
}
const song = (...tracks: Score['tracks'][number][]): Score => ({ ...scoreOf([], { endBeat: 8 }), tracks })
const BAND = song(
  singer,
  track('drums', 'drums', 'standard-kit', 36, 42, 38, 42),
  track('shakers', 'percussion', 'percussion-kit', 70, 54),
  track('bells', 'percussion', 'glockenspiel', 54 + 24, 42 + 24),
  track('keys', 'keyboard', 'grand-piano', 60, 64),
  track('organ', 'keyboard', 'drawbar-organ', 48),
)
const parts = (name: (typeof ADVANCED_STEM_NAMES)[number]): readonly StemPart[] => STEM_PARTS[name]

describe('a part of a score', () => {
  it('is the instruments that are named, the rest of their stem silent, everybody else playing on', () => {
    const { score, stems } = partOfScore(BAND, parts('Piano'))
    expect(stems).toEqual(['keyboard'])
    expect(score.tracks.map(({ id }) => id)).toEqual(['lead-vocal', 'drums', 'shakers', 'bells', 'keys'])
  })

  it('is single drums by their keys, in kits only', () => {
    const hats = partOfScore(BAND, parts('Hi-Hat'))
    expect(hats.stems).toEqual(['drums'])
    const drums = hats.score.tracks.find(({ id }) => id === 'drums') as InstrumentTrack
    expect(drums.notes.map(({ pitchMidi }) => pitchMidi)).toEqual([42, 42])
    expect(partOfScore(BAND, parts('Tambourine')).score.tracks.map(({ id }) => id)).not.toContain('bells')
  })

  it('is a whole stem where the name means one', () => {
    expect(partOfScore(BAND, parts('Lead Vocal'))).toMatchObject({ stems: ['vocal'], score: BAND })
    expect(partOfScore(BAND, parts('Percussion'))).toMatchObject({ stems: ['percussion'], score: BAND })
  })

  it('is nothing where nobody plays it', () => {
    expect(partOfScore(BAND, parts('Didgeridoo')).stems).toEqual([])
    expect(partOfScore(BAND, parts('Flute')).stems).toEqual([])
  })

  it('is looked for in the song that an edited one is built on, too', () => {
    const edited: Score = {
      ...song(singer),
      splice: { base: { kind: 'score', score: BAND }, startSeconds: 1, endSeconds: 2 },
    }
    const { stems, score } = partOfScore(edited, parts('Organ'))
    expect(stems).toEqual(['keyboard'])
    const base = score.splice!.base as { readonly score: Score }
    expect(base.score.tracks.map(({ id }) => id)).not.toContain('keys')
  })
})

describe('the 98 names', () => {
  it('mean stems and instruments that there are, each instrument in its own stem', () => {
    for (const name of ADVANCED_STEM_NAMES) {
      for (const { stem, instruments } of parts(name)) {
        expect(STEMS).toContain(stem)
        for (const id of instruments ?? []) expect([id, instrumentById(id).stem]).toEqual([id, stem])
      }
    }
  })
})
