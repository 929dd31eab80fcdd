import { describe, expect, it, test } from 'vitest'
import { composeSong } from '../../compose.js'
import type { Score } from '../../../music/score.js'

function song(style: string, seed = 3): Score {
  const brief = { style, instrumental: true, durationSeconds: 60, maxDurationSeconds: 480 }
  return composeSong(brief, seed, 0).score
}

function instrumentsOf({ tracks }: Score): string[] {
  const played = tracks.flatMap((track) => (track.kind === 'instrument' ? [track.instrument] : []))
  return [...new Set(played)].sort()
}

/** Bars in which nothing begins or sounds. */
function emptyBars({ tracks, sections, meters }: Score): number {
  const beats = (meters[0]!.numerator * 4) / meters[0]!.denominator
  const notes = tracks.flatMap((track) => (track.kind === 'instrument' ? track.notes : []))
  let empty = 0
  for (let bar = 0; bar < sections.at(-1)!.endBeat - 1e-6; bar += beats)
    if (!notes.some((n) => n.startBeat < bar + beats && n.startBeat + n.durationBeats > bar)) empty++
  return empty
}

describe('small ensembles', () => {
  test.each([
    ['classical, for solo piano', ['grand-piano']],
    ['lullaby for solo harp', ['harp']],
    ['string quartet', ['cello', 'viola', 'violin']],
    ['jazz trio: piano, upright bass, brushes', ['brush-kit', 'grand-piano', 'upright-bass']],
    ['folk, just acoustic guitar and flute', ['acoustic-guitar', 'flute']],
    ['brass quintet march', ['french-horn', 'trombone', 'trumpet', 'tuba']],
  ])('"%s": they play, and nobody else', (style, instruments) => {
    for (const seed of [3, 4]) expect(instrumentsOf(song(style, seed))).toEqual(instruments)
  })

  it('gives a pianist alone a tune over a bass', () => {
    const { tracks } = song('romantic, for solo piano')
    const pitches = tracks.flatMap((track) =>
      track.kind === 'instrument' ? track.notes.map(({ pitchMidi }) => pitchMidi) : [],
    )
    expect(tracks.some(({ id }) => id === 'lead')).toBe(true)
    expect(Math.min(...pitches)).toBeLessThan(50)
    expect(Math.max(...pitches)).toBeGreaterThan(70)
  })

  it('shares the chord among the inner voices of a quartet', () => {
    const { tracks } = song('string quartet')
    const parts = tracks.filter(({ id }) => id !== 'lead')
    expect(parts.length).toBe(3)
    expect(parts.every((track) => track.kind === 'instrument' && track.notes.length > 8)).toBe(true)
  })

  it('leaves nobody waiting: who plays alone plays from the first bar', () => {
    expect(emptyBars(song('unaccompanied flute, folk'))).toBeLessThanOrEqual(2)
    expect(emptyBars(song('classical, for solo piano'))).toBe(0)
  })

  it('plays no tune where none is wanted', () => {
    const ids = song('dark techno, no melody').tracks.map(({ id }) => id)
    expect(ids).not.toContain('lead')
    expect(ids).not.toContain('answers')
  })

  it('lets the one instrument that was asked for carry the tune, if it is made for tunes', () => {
    const lead = (style: string) => song(style).tracks.find(({ id }) => id === 'lead')
    expect(lead('sad piano ballad')).toMatchObject({ instrument: 'grand-piano' })
    expect(lead('house with organ')).not.toMatchObject({ instrument: 'drawbar-organ' })
  })
})
