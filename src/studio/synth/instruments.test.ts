import { beforeAll, describe, expect, it } from 'vitest'
import { integratedLufs } from '../../dsp/loudness.js'
import { INSTRUMENTS, type Instrument } from '../instruments.js'
import { performMix } from '../performance/perform-song.js'
import { auditionScore } from '../performance/testing/audition.js'
import { openSounds } from '../../../test/support/open-sounds.js'
import type { NoteRequest } from './note-sound.js'
import { createPlayable } from './playable.js'
import type { SoundLibrary } from './sound-library.js'
import { pitchErrorCents } from './testing/measure-pitch.js'

let sounds: SoundLibrary
beforeAll(async () => {
  sounds = await openSounds()
})

const isTuned = ({ source }: Instrument): boolean =>
  source.kind === 'plucked' ||
  source.kind === 'sampled' ||
  (source.kind === 'synth' && !['riser', 'impact', 'noise-sweep'].includes(source.patch))

/** Detuned copies beat, so where their middle lies at one moment is a matter of phase. */
const CHORUSED = ['reese-bass', 'supersaw', 'saw-lead', 'pluck', 'warm-pad', 'strings-pad']

function render(instrument: Instrument, request: Partial<NoteRequest>, frames: number): Float32Array {
  const sound = createPlayable(instrument.id, sounds).playable.createNote({
    pitchMidi: 60,
    velocity: 0.8,
    articulation: 'sustain',
    heldSeconds: 1,
    variant: 0,
    ...request,
  })
  const left = new Float32Array(frames)
  sound.render(left, new Float32Array(frames), frames)
  return left
}

function pitchError(instrument: Instrument, pitchMidi: number): number {
  // Short notes have no vibrato; here they are not let go.
  const block = render(instrument, { pitchMidi, articulation: 'staccato' }, 40_000)
  // Past the attack and the fastest sweep of the filters, whose moving phase reads as a shift of pitch.
  const start = instrument.source.kind === 'synth' ? 21_600 : 4800
  return pitchErrorCents(block.subarray(start, start + 14_400), pitchMidi)
}

describe('instruments', () => {
  it.each(INSTRUMENTS.filter((i) => isTuned(i) && i.source.kind !== 'sampled' && !CHORUSED.includes(i.id)))(
    '$id: synthesised notes lie within 5 cents of their pitch',
    (instrument) => {
      for (const share of [0.1, 0.4, 0.7]) {
        const pitchMidi = Math.round(instrument.lowMidi + share * (instrument.highMidi - instrument.lowMidi))
        expect(Math.abs(pitchError(instrument, pitchMidi)), `pitch ${pitchMidi}`).toBeLessThanOrEqual(5)
      }
    },
  )

  it.each([
    ['bassoon', 37],
    ['bassoon', 45],
    ['violin', 67],
    ['church-organ', 38],
    ['flute', 61],
    ['timpani', 52],
  ])('%s: key %d of the bank is brought to its pitch', (id, pitchMidi) => {
    const instrument = INSTRUMENTS.find((one) => one.id === id)!
    expect(Math.abs(pitchError(instrument, pitchMidi))).toBeLessThanOrEqual(5)
  })

  it('are as loud as each other at velocity 0.8 (the calibration table is up to date)', () => {
    for (const id of ['grand-piano', 'violin', 'crunch-guitar', 'fm-bell']) {
      const lufs = integratedLufs(performMix(auditionScore(id), { sounds }))
      expect(Math.abs(lufs + 20), id).toBeLessThan(0.6)
    }
  })

  it('are quieter at lower velocity, and still sound', () => {
    for (const instrument of INSTRUMENTS) {
      const pitchMidi = ['kit', 'drum-machine'].includes(instrument.source.kind)
        ? 38
        : Math.round((instrument.lowMidi + instrument.highMidi) / 2)
      const energy = (velocity: number): number =>
        render(instrument, { pitchMidi, velocity }, 9600).reduce((sum, x) => sum + x * x, 0)
      const [soft, loud] = [energy(0.3), energy(1)]
      expect(soft, instrument.id).toBeGreaterThan(0)
      expect(loud, instrument.id).toBeGreaterThan(1.5 * soft)
    }
  }, 20_000)

  it('give the same note for the same request whatever the block size', () => {
    for (const instrument of INSTRUMENTS.filter(({ source }) => source.kind !== 'sampled')) {
      const request = { pitchMidi: 50, velocity: 0.7 }
      const whole = render(instrument, request, 5000)
      const sound = createPlayable(instrument.id, sounds).playable.createNote({
        velocity: 0.7,
        pitchMidi: 50,
        articulation: 'sustain',
        heldSeconds: 1,
        variant: 0,
      })
      const pieces: number[] = []
      const left = new Float32Array(128)
      const right = new Float32Array(128)
      while (pieces.length < 5000) {
        const size = pieces.length % 3 === 0 ? 1 : Math.min(127, 5000 - pieces.length)
        const written = sound.render(left, right, size)
        for (let i = 0; i < size; i++) pieces.push(i < written ? left[i]! : 0)
      }
      expect(Float32Array.from(pieces), instrument.id).toEqual(whole)
    }
  })

  it('slide up to their pitch, fall from it and swing around it as asked', () => {
    const violin = INSTRUMENTS.find(({ id }) => id === 'saw-lead')!
    const at = (articulation: NoteRequest['articulation'], start: number): number =>
      pitchErrorCents(
        render(violin, { pitchMidi: 69, articulation, heldSeconds: 0.5 }, 48_000).subarray(
          start,
          start + 2400,
        ),
        69,
      )
    expect(at('slide', 0)).toBeLessThan(-20)
    expect(Math.abs(at('slide', 9600))).toBeLessThan(20)
    expect(at('fall', 14_400)).toBeLessThan(-20)
  })

  it('cut an open hi-hat off when the closed one is struck', () => {
    for (const id of ['standard-kit', '808-kit', '909-kit']) {
      const { playable } = createPlayable(id, sounds)
      expect(playable.chokeGroup(42), id).toBeGreaterThan(0)
      expect(playable.chokeGroup(46), id).toBe(playable.chokeGroup(42))
      expect(playable.chokeGroup(36), id).not.toBe(playable.chokeGroup(42))
    }
  })
})
