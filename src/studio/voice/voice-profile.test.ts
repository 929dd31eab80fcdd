import { describe, expect, it } from 'vitest'
import { note, sing, syllable, voiceTrack, word } from '../../../test/support/voice-fixtures.js'
import { voiceTraits } from '../../analysis/voice-traits.js'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { VoiceProfile } from '../../music/voice-profile.js'
import { SINGERS, singerById, withVoice, type Singer } from './singers.js'
import { VALIDATION_PHRASES, validationPhrase } from './validation-phrases.js'
import { fitVoice, tractLengthOf, voiceDifference } from './voice-profile.js'

const SYLLABLES = ['m aa', 'n iy', 'l eh', 's ow n', 't uw', 'k ae', 'b ih', 'd ah n']
const STEPS = [0, 2, 4, 5, 7, 5, 4, 2]

/** What is heard of eight syllables that begin `lift` semitones above the bottom of the singer's range. */
function heard(singer: Singer, voice?: VoiceProfile, lift = 4) {
  let beat = 0.5
  const words = SYLLABLES.map((phones, i) => {
    const length = i % 4 === 3 ? 1.1 : 0.5
    beat += length
    return word('x', syllable(phones, note(beat - length, length, singer.lowMidi + lift + STEPS[i]!)))
  })
  const track = { ...voiceTrack(singer.id, { words }), ...(voice && { voice }) }
  return voiceTraits({ sampleRate: SAMPLE_RATE, channels: [sing(track, 7)] })!
}

const known = new Map(SINGERS.map((singer) => [singer.id, heard(singer)]))

describe('a singer for a voice', () => {
  it('has the vocal tract that is heard, within 6 %', () => {
    for (const { id, tractLength } of SINGERS) {
      expect([id, Math.abs(tractLengthOf(known.get(id)!) / tractLength - 1) < 0.06]).toEqual([id, true])
    }
  })

  it('is of the same kind as the voice', () => {
    for (const { id, gender } of SINGERS) {
      const { singerId } = fitVoice(known.get(id)!, 'advanced')
      expect([id, singerById(singerId).gender]).toEqual([id, gender])
    }
  })

  it('sings nearer to the voice than unbent', () => {
    const clara = singerById('clara')
    // Somebody between all singers: a longer tract than Clara's, a wide and fast vibrato.
    const wanted: VoiceProfile = {
      lowMidi: 53,
      highMidi: 72,
      tractLength: 1.1,
      tiltDbPerOctave: 0,
      breathDb: 0,
      vibrato: { rateHz: 6.4, depthCents: 70 },
      driftCents: 6,
    }
    const voice = heard(clara, wanted)
    const { singerId, voice: bent } = fitVoice(voice, 'advanced')
    const again = heard(
      withVoice(singerById(singerId), undefined),
      bent,
      53 + 4 - singerById(singerId).lowMidi,
    )
    expect(Math.abs(again.formantSpacingHz / voice.formantSpacingHz - 1)).toBeLessThan(0.05)
    expect(Math.abs(again.vibratoDepthCents - voice.vibratoDepthCents)).toBeLessThan(25)
  })

  it('has room for a tune', () => {
    for (const traits of known.values()) {
      const { lowMidi, highMidi } = fitVoice(traits, 'beginner').voice
      expect(highMidi - lowMidi).toBeGreaterThanOrEqual(17)
    }
  })

  it('is steadier with more practice', () => {
    const traits = known.get('theo')!
    const drift = (['beginner', 'intermediate', 'advanced', 'professional'] as const).map(
      (skill) => fitVoice(traits, skill).voice.driftCents,
    )
    expect(drift).toEqual(drift.toSorted((a, b) => b - a))
  })

  it('keeps everything else of the singer', () => {
    const silas = singerById('silas')
    expect(withVoice(silas, undefined)).toBe(silas)
    const { voice } = fitVoice(known.get('silas')!, 'advanced')
    expect(withVoice(silas, voice)).toMatchObject({ id: 'silas', warmthDb: silas.warmthDb, ...voice })
  })
})

describe('comparing two recordings', () => {
  it('takes the same singer for the same, on other notes as well', () => {
    for (const id of ['june', 'silas']) {
      const elsewhere = heard(singerById(id), undefined, 7)
      expect([id, voiceDifference(known.get(id)!, elsewhere)]).toEqual([id, undefined])
    }
  })

  it('tells a woman from a man', () => {
    for (const woman of ['clara', 'june']) {
      for (const man of ['marcus', 'silas']) {
        expect(voiceDifference(known.get(woman)!, known.get(man)!)).toMatch(/not th/)
      }
    }
  })
})

describe('validation phrases', () => {
  it('are at least ten in each of the ten languages, all different', () => {
    expect(Object.keys(VALIDATION_PHRASES)).toHaveLength(10)
    for (const [language, phrases] of Object.entries(VALIDATION_PHRASES)) {
      expect([language, new Set(phrases).size >= 10]).toEqual([language, true])
    }
  })

  it('never come twice in a row', () => {
    const first = validationPhrase('de', 5)
    for (let seed = 0; seed < 40; seed++) expect(validationPhrase('de', seed, first)).not.toBe(first)
    expect(() => validationPhrase('xx', 1)).toThrow(RangeError)
  })
})
