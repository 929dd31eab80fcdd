import { describe, expect, it } from 'vitest'
import type { InstrumentTrack, Score } from '../../music/score.js'
import { composeSong } from '../compose.js'
import { balanceMix } from './balance.js'

const instrumental = (idea: string): Score =>
  composeSong({ idea, instrumental: true, durationSeconds: 40, maxDurationSeconds: 40 }, 5, 0).score

function gainOf(score: Score, id: string): number {
  return score.tracks.find((track) => track.id === id)!.gainDb
}

function shifted(score: Score, id: string, db: number): Score {
  return {
    ...score,
    tracks: score.tracks.map((track) => (track.id === id ? { ...track, gainDb: track.gainDb + db } : track)),
  }
}

describe('balanceMix', () => {
  it('raises a tune that the harmony covers, and leaves one that is right', () => {
    const score = instrumental('bright pop with a synth lead')
    const buried = balanceMix(shifted(score, 'lead', -4))
    expect(gainOf(buried, 'lead')).toBeGreaterThan(gainOf(score, 'lead') - 2.5)
    expect(gainOf(balanceMix(balanceMix(score)), 'lead')).toBeCloseTo(gainOf(balanceMix(score), 'lead'), 0)
  })

  it('lets instruments step back around 2.6 kHz for a singer only', () => {
    const sung = composeSong(
      { idea: 'a pop song about the sea', instrumental: false, durationSeconds: 40, maxDurationSeconds: 40 },
      5,
      0,
    ).score
    const rooms = (score: Score): number =>
      Object.values(score.mix.stems).filter((strip) =>
        strip.eq?.some(({ frequencyHz }) => frequencyHz === 2600),
      ).length
    expect(rooms(sung)).toBeGreaterThan(0)
    expect(rooms(instrumental('a pop song about the sea'))).toBe(0)
  })

  it('asks for a darker record where no drums play, and for the darkest of a piano alone', () => {
    const score = instrumental('driving rock')
    const without = (isOut: (track: InstrumentTrack) => boolean): Score => ({
      ...score,
      tracks: score.tracks.filter((track) => track.kind === 'instrument' && !isOut(track)),
    })
    expect(score.mix.spectrum).toBe('guitars')
    expect(balanceMix(without(({ stem }) => stem === 'drums')).mix.spectrum).toBe('acoustic')
    const piano = score.tracks
      .slice(0, 1)
      .map((track) => ({ ...track, instrument: 'grand-piano', stem: 'keyboard' }))
    expect(balanceMix({ ...score, tracks: piano as InstrumentTrack[] }).mix.spectrum).toBe('solo')
  })
})
