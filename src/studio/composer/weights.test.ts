import { describe, expect, test } from 'vitest'
import { chordPitchClasses } from '../../music/chord.js'
import { MODES } from '../../music/scale.js'
import type { Score } from '../../music/score.js'
import type { Brief } from '../brief.js'
import { composeSong } from '../compose.js'
import { profileById } from '../profiles/index.js'

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1)

function compose(style: string, seed: number, more: Partial<Brief>): Score {
  return composeSong(
    { style, instrumental: true, maxDurationSeconds: 480, durationSeconds: 90, ...more },
    seed,
    0,
  ).score
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Share of the music whose chords leave the key. */
function chromaticShare({ chords, keys }: Score): number {
  const inKey = new Set(MODES[keys[0]!.mode].map((step) => (step + keys[0]!.tonic) % 12))
  const outside = chords.filter((chord) => chordPitchClasses(chord).some((tone) => !inKey.has(tone)))
  return (
    outside.reduce((sum, { startBeat, endBeat }) => sum + endBeat - startBeat, 0) / chords.at(-1)!.endBeat
  )
}

/** Share of the tune's notes that begin off the beat. */
function offBeatShare({ tracks }: Score): number {
  const tune = tracks.find(({ id }) => id === 'lead' || id === 'solo')
  const notes = tune?.kind === 'instrument' ? tune.notes : []
  return (
    notes.filter(({ startBeat }) => Math.abs(startBeat - Math.round(startBeat)) > 0.1).length / notes.length
  )
}

function instrumentsOf({ tracks }: Score): string[] {
  return tracks.flatMap((track) => (track.kind === 'instrument' ? [track.instrument] : []))
}

function strangers(score: Score, genre: string): number {
  const { slots, leads } = profileById(genre)
  const own = new Set([...slots, ...leads].flatMap(({ instruments }) => instruments))
  return instrumentsOf(score).filter((id) => !own.has(id)).length
}

describe('weirdness, measured over songs', () => {
  const [tame, wild] = [0, 1].map((weirdness) =>
    SEEDS.map((seed) => compose('pop in C major, 100 bpm', seed, { weirdness })),
  ) as [Score[], Score[]]

  test('strays from the key', () => {
    expect(mean(wild.map(chromaticShare))).toBeGreaterThan(mean(tame.map(chromaticShare)) + 0.08)
  })

  test('takes the tune off the beat', () => {
    expect(mean(wild.map(offBeatShare))).toBeGreaterThan(1.2 * mean(tame.map(offBeatShare)))
  })

  test('brings in instruments that nobody expects', () => {
    expect(mean(tame.map((score) => strangers(score, 'pop')))).toBe(0)
    expect(mean(wild.map((score) => strangers(score, 'pop')))).toBeGreaterThan(0.4)
  })
})

describe('style weight, measured over songs', () => {
  const songs = (styleWeight: number): Score[] =>
    SEEDS.map((seed) => compose(`soul number ${seed}`, seed, { styleWeight }))

  test('lets neighbours of the genre in where it is low, and nobody where it is high', () => {
    const strange = (styleWeight: number): number =>
      mean(songs(styleWeight).map((score) => strangers(score, 'soul')))
    expect(strange(0)).toBeGreaterThan(0.5)
    expect(strange(1)).toBe(0)
  })

  test('keeps to the most typical instruments where it is high', () => {
    const different = (styleWeight: number): number => new Set(songs(styleWeight).flatMap(instrumentsOf)).size
    expect(different(1)).toBeLessThan(different(0.5))
  })

  test('gives the first of two genres more of the song', () => {
    const guests = (styleWeight: number): number =>
      mean(SEEDS.map((seed) => strangers(compose('bossa nova, metal', seed, { styleWeight }), 'bossa-nova')))
    expect(guests(0)).toBeGreaterThan(guests(1) + 1)
  })
})
