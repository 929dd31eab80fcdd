import { describe, expect, test } from 'vitest'
import { pitchClassOf } from '../../music/pitch.js'
import { scaleOf } from '../../music/scale.js'
import type { InstrumentTrack, Score } from '../../music/score.js'
import { bpmAt } from '../../music/tempo-map.js'
import { composeSound, type SoundBrief } from './compose-sound.js'

const make = (prompt: string, more: Partial<SoundBrief> = {}, takeIndex = 0) =>
  composeSound({ prompt, loop: false, maxDurationSeconds: 60, ...more }, 11, takeIndex)

const tracksOf = (score: Score): InstrumentTrack[] => score.tracks as InstrumentTrack[]
const stemsOf = (score: Score): string[] => [...new Set(score.tracks.map(({ stem }) => stem))].toSorted()

describe('musical loops', () => {
  test('have the asked players and nobody else', () => {
    expect(stemsOf(make('funky bass loop', { loop: true }).score)).toEqual(['bass'])
    const drums = make('808 drum loop', { loop: true }).score
    expect(stemsOf(drums).every((stem) => stem === 'drums' || stem === 'percussion')).toBe(true)
    expect(tracksOf(drums).some(({ instrument }) => instrument === '808-kit')).toBe(true)
    expect(
      stemsOf(make('dreamy pad', { loop: true }).score).some((stem) =>
        ['synth', 'strings', 'keyboard', 'backingVocals'].includes(stem),
      ),
    ).toBe(true)
    expect(
      tracksOf(make('jazz piano loop', { loop: true }).score).some(({ stem }) => stem === 'keyboard'),
    ).toBe(true)
    expect(stemsOf(make('lofi hip hop music loop', { loop: true }).score).length).toBeGreaterThan(2)
    expect(
      stemsOf(make('shaker loop', { loop: true }).score).every(
        (stem) => stem === 'drums' || stem === 'percussion',
      ),
    ).toBe(true)
  })

  test('last whole bars of the asked tempo to the sample', () => {
    for (const bpm of [73, 90, 128, 174]) {
      const { score } = make('techno drum loop', { loop: true, bpm })
      const { startSeconds, endSeconds } = score.excerpt!
      const frames = Math.round(endSeconds * 48_000) - Math.round(startSeconds * 48_000)
      const bars = (frames / 48_000) * (bpm / 240)
      expect(Math.abs(frames - Math.round((Math.round(bars) * 240 * 48_000) / bpm))).toBeLessThanOrEqual(0)
      expect(bpmAt(score.tempoMap, 2)).toBeCloseTo(bpm, 6)
      expect([4, 8]).toContain(Math.round(bars))
    }
    const { score } = make('2 bar bass loop at 120 bpm', { loop: true })
    expect(score.excerpt!.endSeconds - score.excerpt!.startSeconds).toBeCloseTo(4, 6)
  })

  test('play the same in every pass, so that the second one is steady', () => {
    const { score } = make('house loop with piano', { loop: true, bpm: 124 })
    const passBeats = score.endBeat / 3
    for (const { notes } of tracksOf(score)) {
      const of = (pass: number) =>
        notes
          .filter(
            ({ startBeat }) =>
              startBeat >= pass * passBeats - 1e-6 && startBeat < (pass + 1) * passBeats - 1e-6,
          )
          .map((note) => ({ ...note, startBeat: Math.round((note.startBeat - pass * passBeats) * 1e6) }))
      expect(of(1)).toEqual(of(0))
      expect(of(2)).toEqual(of(0))
    }
  })

  test('keep to the asked key', () => {
    const key = { tonic: 3, mode: 'minor' } as const
    const { score } = make('pop chord progression', { key })
    expect(score.keys[0]).toMatchObject(key)
    const scale = scaleOf(key)
    const notes = tracksOf(score).flatMap((track) => track.notes)
    const inside = notes.filter(({ pitchMidi }) => scale.includes(pitchClassOf(pitchMidi)))
    expect(inside.length / notes.length).toBeGreaterThan(0.85)
  })

  test('ring out when they are no loops', () => {
    const { score } = make('acoustic guitar riff')
    expect(score.excerpt).toBeUndefined()
    expect(score.tailSeconds).toBeGreaterThan(1)
  })
})

describe('effects', () => {
  const effects = (prompt: string): string[] =>
    tracksOf(make(prompt).score).map(({ instrument }) => instrument)

  test('are found by their names', () => {
    const named: Record<string, string> = {
      'a heavy door slam': 'effect-door-slam',
      'rain on a tin roof': 'effect-rain',
      'laser gun': 'effect-laser',
      'retro game coin pickup': 'effect-coin',
      'birds chirping in the morning': 'effect-birds',
      'ticking clock': 'effect-clock',
      'cinematic riser': 'effect-riser-effect',
      'police siren': 'effect-siren',
      'vinyl crackle': 'effect-vinyl',
      'footsteps on gravel': 'effect-footsteps',
      'big explosion': 'effect-explosion',
      'dark drone': 'effect-drone',
      thunderstorm: 'effect-thunder',
      'church bell': 'effect-bell',
    }
    for (const [prompt, instrument] of Object.entries(named))
      expect(effects(prompt)[0], prompt).toBe(instrument)
    expect(effects('rain and thunder')).toEqual(expect.arrayContaining(['effect-rain', 'effect-thunder']))
  })

  test('lie over music where both are asked for', () => {
    const { score } = make('lofi beat with vinyl crackle', { loop: true })
    const instruments = tracksOf(score).map(({ instrument }) => instrument)
    expect(instruments).toContain('effect-vinyl')
    expect(stemsOf(score)).toContain('drums')
  })

  test('last a sensible time', () => {
    const secondsOf = (prompt: string, more: Partial<SoundBrief> = {}): number => {
      const { score } = make(prompt, more)
      return (score.endBeat * 60) / bpmAt(score.tempoMap, 0) + score.tailSeconds
    }
    expect(secondsOf('laser')).toBeLessThan(2)
    expect(secondsOf('gong')).toBeGreaterThan(5)
    expect(secondsOf('ocean waves')).toBeGreaterThan(9)
    expect(Math.abs(secondsOf('rain for 20 seconds') - 20)).toBeLessThan(1)
    expect(secondsOf('rain', { maxDurationSeconds: 6 })).toBeLessThan(6.5)
  })

  test('pulse on the beat of an asked tempo, and are tuned to an asked key', () => {
    const clock = tracksOf(make('ticking clock', { bpm: 100 }).score)[0]!
    const gaps = clock.notes.slice(1).map((note, i) => note.startBeat - clock.notes[i]!.startBeat)
    expect(gaps.every((gap) => [0.5, 1, 2, 4].some((beats) => Math.abs(gap - beats) < 1e-6))).toBe(true)
    const bell = tracksOf(make('bell', { key: { tonic: 2, mode: 'minor' } }).score)[0]!
    expect(pitchClassOf(bell.notes[0]!.pitchMidi)).toBe(2)
  })

  test('loop without a seam: ambiences overlap by their fades, pulses come in whole turns', () => {
    const { score } = make('rain', { loop: true })
    const [rain] = tracksOf(score)
    const pass = score.endBeat / 3
    expect(rain!.notes.map(({ startBeat }) => startBeat)).toEqual([0, pass, 2 * pass])
    expect(rain!.notes.every(({ durationBeats }) => durationBeats > pass)).toBe(true)
    expect(new Set(rain!.notes.map(({ pitchMidi, velocity }) => `${pitchMidi} ${velocity}`)).size).toBe(1)
    expect(score.excerpt!.endSeconds).toBeCloseTo(2 * score.excerpt!.startSeconds, 9)
  })

  test('say what could not be honoured', () => {
    const codes = (prompt: string, more: Partial<SoundBrief> = {}): string[] =>
      make(prompt, more).warnings.map(({ code }) => code)
    expect(codes('zzyzx blorp')).toContain('sound_not_known')
    expect(codes('thundr')).toContain('sound_not_known')
    expect(tracksOf(make('thundr').score)[0]!.instrument).toBe('effect-thunder')
    expect(codes('rain', { key: { tonic: 2, mode: 'minor' } })).toContain('key_not_used')
    expect(codes('explosion', { bpm: 90 })).toContain('tempo_not_used')
    expect(codes('explosion')).toEqual([])
  })
})

describe('single strokes and tones', () => {
  test('are played on the drum that is named', () => {
    const hit = (prompt: string) => tracksOf(make(prompt).score)[0]!
    expect(hit('808 kick')).toMatchObject({ instrument: '808-kit', notes: [{ pitchMidi: 36 }] })
    expect(hit('acoustic snare drum')).toMatchObject({
      instrument: 'standard-kit',
      notes: [{ pitchMidi: 38 }],
    })
    expect(hit('open hi-hat')).toMatchObject({ notes: [{ pitchMidi: 46 }] })
    expect(hit('hand clap')).toMatchObject({ notes: [{ pitchMidi: 39 }] })
  })

  test('are played on the instrument that is named, in the asked key', () => {
    const stab = tracksOf(make('piano chord stab', { key: { tonic: 9, mode: 'minor' } }).score)[0]!
    expect(stab.instrument).toMatch(/piano/)
    expect(stab.notes.map(({ pitchMidi }) => pitchClassOf(pitchMidi))).toEqual([9, 0, 4, 7])
  })
})

test('takes differ, the same take does not', () => {
  for (const prompt of ['funky bass loop', 'rain', '909 kick']) {
    expect(make(prompt, {}, 0).score).toEqual(make(prompt, {}, 0).score)
    expect(make(prompt, {}, 0).score).not.toEqual(make(prompt, {}, 1).score)
  }
})
