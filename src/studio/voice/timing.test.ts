import { describe, expect, it } from 'vitest'
import { breathGroups } from './breath-groups.js'
import { TEMPO, note, syllable, voiceModel, voiceTrack, word } from '../../../test/support/voice-fixtures.js'
import { labelGroup, shareFrames, timePhones } from './timing.js'

const OPEN = { earliestSeconds: -Infinity, latestSeconds: Infinity, consonantLength: 1 }

describe('breath groups', () => {
  it('are cut at rests, in the middle of a phrase too', () => {
    const track = voiceTrack(
      'clara',
      {
        words: [
          word('a', syllable('ey', note(1, 0.5, 60))),
          word('bee', syllable('b iy', note(1.5, 0.5, 62), note(2, 0.5, 64))),
        ],
      },
      {
        words: [
          word('see', syllable('s iy', note(2.6, 0.4, 60))),
          word('dee', syllable('d iy', note(3.5, 1, 60))),
        ],
      },
    )
    const groups = breathGroups(track, TEMPO)
    expect(groups.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual([
      'a bee',
      'see',
      'dee',
    ])
    expect(groups[0]).toMatchObject({ startSeconds: 1, endSeconds: 2.5 })
  })

  it('leave out notes that are no numbers and keep the others', () => {
    const track = voiceTrack('clara', {
      words: [
        word(
          'x',
          syllable('aa', note(NaN, 1, 60)),
          syllable('iy', note(1, Infinity, 60)),
          syllable('uw', note(2, 1, 60)),
        ),
      ],
    })
    expect(
      breathGroups(track, TEMPO).flatMap(({ syllables }) => syllables.map(({ phones }) => phones)),
    ).toEqual([['uw']])
  })
})

describe('phone times', () => {
  const model = voiceModel()

  it.each(['t', 'k', 'p'])('keep the breath of %s in front of a vowel short', (stop) => {
    const track = voiceTrack('clara', { words: [word('x', syllable(`${stop} ey`, note(1, 1, 60)))] })
    const { stateFrames } = labelGroup(breathGroups(track, TEMPO)[0]!, model)
    const breath = stateFrames[1]![3]! + stateFrames[1]![4]!
    expect(breath * model.frameSeconds).toBeLessThanOrEqual(0.0401)
    expect(breath).toBeGreaterThan(0)
  })

  const timed = (tempo: number) => {
    const track = voiceTrack('clara', {
      words: [
        word('strong', syllable('s t r ao ng', note(1, tempo, 60))),
        word('streets', syllable('s t r iy t s', note(1 + tempo, tempo, 60))),
      ],
    })
    return timePhones(labelGroup(breathGroups(track, TEMPO)[0]!, model), model.frameSeconds, OPEN)
  }

  it('put each vowel on its note and its consonants before it', () => {
    const phones = timed(1)
    expect(phones.find(({ phone }) => phone === 'ao')!.startSeconds).toBe(1)
    expect(phones.find(({ phone }) => phone === 'iy')!.startSeconds).toBe(2)
    expect(phones[1]!.startSeconds).toBeLessThan(0.9)
    expect(phones[1]!.startSeconds).toBeGreaterThan(0.5)
  })

  it.each([1, 0.3, 0.12, 0.04])('never overlap or run backwards with notes of %f s', (tempo) => {
    const phones = timed(tempo)
    for (const [i, phone] of phones.entries()) {
      expect(phone.endSeconds).toBeGreaterThanOrEqual(phone.startSeconds)
      if (i > 0) expect(phone.startSeconds).toBeCloseTo(phones[i - 1]!.endSeconds, 9)
    }
  })

  it('leave half of a short note to its vowel', () => {
    const phones = timed(0.2)
    const vowel = phones.find(({ phone }) => phone === 'ao')!
    expect(vowel.endSeconds - vowel.startSeconds).toBeGreaterThanOrEqual(0.099)
  })
})

describe('states of a held phone', () => {
  const spoken = Float32Array.of(3, 4, 6, 4, 3)
  const vowel = { phone: 'aa', isNucleus: true, label: '' }

  it('keep their spoken length at the edges and stretch in the middle', () => {
    const frames = shareFrames(vowel, spoken, 200)
    expect(frames.reduce((sum, value) => sum + value, 0)).toBe(200)
    expect(frames[2]).toBeGreaterThan(70)
    expect(frames[0]).toBeLessThan(12)
  })

  it('hold a diphthong on its first target', () => {
    const frames = shareFrames({ ...vowel, phone: 'ay' }, spoken, 200)
    expect(frames[1]).toBeGreaterThan(frames[3]! * 5)
  })

  it('give every frame away when there are fewer than states', () => {
    expect(shareFrames(vowel, spoken, 2).reduce((sum, value) => sum + value, 0)).toBe(2)
    expect(
      shareFrames({ ...vowel, isNucleus: false }, spoken, 1).filter((value) => value === 1),
    ).toHaveLength(1)
  })
})
