import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { SINGERS, singerById, singersFor } from './singers.js'
import { note, sing, syllable, voiceTrack, word } from '../../../test/support/voice-fixtures.js'
import { clickCount, percentile, pitchErrorsCents, vowelOnsetErrorSeconds } from './testing/measure.js'

/** "Take me home to-morrow": five notes from second 1, a rest, one more. */
function melody(singer: string) {
  const base = singerById(singer).lowMidi + 7
  return voiceTrack(
    singer,
    {
      words: [
        word('take', syllable('t ey k', note(1, 0.5, base))),
        word('me', syllable('m iy', note(1.5, 0.5, base + 4))),
        word('home', syllable('hh ow m', note(2, 1.2, base + 7))),
        word(
          'tomorrow',
          syllable('t ax', note(3.2, 0.3, base + 5)),
          syllable('m aa', note(3.5, 0.5, base + 4)),
          syllable('r ow', note(4, 0.4, base + 2), note(4.4, 0.6, base)),
        ),
      ],
    },
    { words: [word('shine', syllable('sh ay n', note(6.5, 1, base + 5)))] },
  )
}
const SECONDS = 8.5
const level = (samples: Float32Array, from: number, to: number): number => {
  let largest = 0
  for (let i = Math.round(from * SAMPLE_RATE); i < to * SAMPLE_RATE; i++)
    largest = Math.max(largest, Math.abs(samples[i]!))
  return largest
}

describe('a singer', () => {
  it.each(SINGERS.map(({ id }) => id))('%s sings every note within 50 cents and most within 12', (id) => {
    const samples = sing(melody(id), SECONDS)
    const errors = melody(id)
      .phrases.flatMap((phrase) =>
        phrase.words.flatMap((item) => item.syllables.flatMap(({ notes }) => notes)),
      )
      .map(({ startBeat, durationBeats, pitchMidi }) =>
        Math.abs(
          percentile(
            pitchErrorsCents(samples, {
              startSeconds: startBeat,
              endSeconds: startBeat + durationBeats,
              pitchMidi,
            }),
            0.5,
          ),
        ),
      )
    expect(errors.every((cents) => cents < 50)).toBe(true)
    expect(percentile(errors, 0.5)).toBeLessThan(12)
    expect(level(samples, 0, SECONDS)).toBeLessThan(1)
    expect(level(samples, 0, SECONDS)).toBeGreaterThan(0.1)
    expect(clickCount(samples)).toBe(0)
  })

  it.each(SINGERS.map(({ id }) => id))('%s starts vowels where their notes are', (id) => {
    const samples = sing(melody(id), SECONDS)
    const errors = [1, 2, 3.2, 6.5].map((start) => Math.abs(vowelOnsetErrorSeconds(samples, start)!))
    expect(percentile(errors, 0.5)).toBeLessThan(0.02)
    // The burst of a low voice's `t` may rise more steeply than its vowel.
    expect(Math.max(...errors)).toBeLessThan(0.055)
  })

  it('is silent where nothing is sung', () => {
    const samples = sing(melody('marcus'), SECONDS)
    expect(level(samples, 0, 0.3)).toBe(0)
    expect(level(samples, 5.3, 5.6)).toBeLessThan(1e-4)
    expect(level(samples, 8, SECONDS)).toBeLessThan(1e-4)
    expect(level(sing(voiceTrack('clara'), 1), 0, 1)).toBe(0)
  })

  it('takes a breath in the rest before a phrase', () => {
    const samples = sing(melody('clara'), SECONDS)
    expect(level(samples, 5.7, 6.2)).toBeGreaterThan(0.002)
    expect(level(samples, 5.7, 6.2)).toBeLessThan(0.1)
  })

  it.each([1, 128, 4096])('gives the same samples in blocks of %i', (blockLength) => {
    const whole = sing(melody('clara'), 1.6)
    expect(sing(melody('clara'), 1.6, 1, blockLength)).toEqual(whole)
  })

  it('repeats itself with the same seed and differs with another', () => {
    const first = sing(melody('theo'), 1.8)
    expect(sing(melody('theo'), 1.8)).toEqual(first)
    expect(sing(melody('theo'), 1.8, 2)).not.toEqual(first)
  })

  it('sings louder notes louder', () => {
    const tone = (velocity: number) =>
      sing(voiceTrack('clara', { words: [word('ah', syllable('aa', note(1, 1, 64, velocity)))] }), 2.2)
    expect(level(tone(1), 0, 2)).toBeGreaterThan(2 * level(tone(0.4), 0, 2))
    // However loud: never above -1 dBFS.
    expect(level(tone(1), 0, 2)).toBeLessThan(0.8913)
  })

  it.each([
    ['a single consonant', syllable('m', note(0.5, 0.5, 60))],
    ['a voiceless consonant alone', syllable('sh', note(0.5, 0.5, 60))],
    ['no phones at all', syllable('', note(0.5, 0.5, 60))],
    ['phones nobody knows', syllable('q7 xx zz', note(0.5, 0.5, 60))],
    ['a cluster on 40 ms', syllable('s t r eh ng k th s', note(0.5, 0.04, 60))],
    ['a note of no length', syllable('l aa', note(0.5, 0, 60))],
    ['a note that starts before the song', syllable('s t aa', note(-0.2, 1, 60))],
    ['a pitch far too low', syllable('l aa', note(0.5, 0.5, -40))],
    ['a pitch far too high', syllable('l aa', note(0.5, 0.5, 160))],
    ['a leap of ten octaves', syllable('l aa', note(0.5, 0.3, 20), note(0.8, 0.3, 140))],
    ['notes on top of each other', syllable('l aa', note(0.5, 1, 60), note(0.5, 1, 64), note(0.4, 1, 67))],
    ['notes in the wrong order', syllable('l aa', note(1, 0.5, 60), note(0.2, 0.5, 64))],
    ['a velocity out of range', syllable('l aa', note(0.5, 0.5, 60, 40))],
    ['no notes', syllable('l aa')],
  ])('manages %s', (_, odd) => {
    const samples = sing(
      voiceTrack('silas', { words: [word('odd', odd), word('la', syllable('l aa', note(2, 0.5, 60)))] }),
      3,
    )
    expect(samples.every((sample) => Math.abs(sample) < 1)).toBe(true)
    expect(level(samples, 2.1, 2.4)).toBeGreaterThan(0.05)
  })

  it('holds a note for twenty seconds', () => {
    const samples = sing(voiceTrack('odette', { words: [word('oh', syllable('ow', note(0.5, 20, 62)))] }), 21)
    expect(
      Math.abs(
        percentile(
          pitchErrorsCents(samples.subarray(15 * SAMPLE_RATE), {
            startSeconds: 1,
            endSeconds: 3,
            pitchMidi: 62,
          }),
          0.5,
        ),
      ),
    ).toBeLessThan(25)
    expect(samples.every(Number.isFinite)).toBe(true)
  })

  it('keeps up with syllables of 80 ms', () => {
    const syllables = Array.from({ length: 16 }, (_, i) =>
      syllable(i % 2 ? 'd ax' : 'r ae t', note(1 + i * 0.08, 0.08, 60)),
    )
    const samples = sing(voiceTrack('marcus', { words: syllables.map((item) => word('x', item)) }), 3)
    expect(level(samples, 1, 2.3)).toBeGreaterThan(0.1)
    expect(level(samples, 2.55, 3)).toBeLessThan(1e-3)
  })
})

describe('the list of singers', () => {
  it('has several of each gender and finds them by id', () => {
    expect(singersFor('f').length).toBeGreaterThanOrEqual(2)
    expect(singersFor('m').length).toBeGreaterThanOrEqual(2)
    expect(singersFor()).toHaveLength(SINGERS.length)
    for (const singer of SINGERS) {
      expect(singerById(singer.id)).toBe(singer)
      expect(singer.highMidi - singer.lowMidi).toBeGreaterThanOrEqual(15)
    }
  })

  it('names the singer nobody knows', () => {
    expect(() => singerById('caruso')).toThrow(RangeError)
    expect(() => singerById('caruso')).toThrow('unknown singer "caruso"')
  })
})
