import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { chordPitchClasses, type Chord } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { splitBar } from './harmonise-sections.js'
import { keySupport, plainest } from './key-support.js'
import { bendToMode, withPlainTonic } from './modal-colour.js'
import { chordOn, parseNumeral, parseProgression } from './numerals.js'
import { reharmonise } from './reharmonise.js'
import { guitarShape, powerChord, voiceLead } from './voicing.js'

describe('numerals', () => {
  test.each([
    ['I', { rootSteps: 0, quality: 'maj' }],
    ['vi', { rootSteps: 9, quality: 'min' }],
    ['bVII', { rootSteps: 10, quality: 'maj' }],
    ['ii7', { rootSteps: 2, quality: 'm7' }],
    ['V7/ii', { rootSteps: 9, quality: '7' }],
    ['iim7b5', { rootSteps: 2, quality: 'm7b5' }],
    ['I>3', { rootSteps: 0, quality: 'maj', bassSteps: 4 }],
    ['#idim7', { rootSteps: 1, quality: 'dim7' }],
    ['imadd9', { rootSteps: 0, quality: 'madd9' }],
  ])('%s', (text, chord) => {
    expect(parseNumeral(text)).toEqual(chord)
  })

  test('slips of the pen are named', () => {
    expect(() => parseNumeral('Ix9')).toThrow(RangeError)
    expect(() => parseProgression('I | | V')).toThrow(RangeError)
  })

  test('bars and their chords', () => {
    expect(parseProgression('I | ii7 V7').map((bar) => bar.length)).toEqual([1, 2])
    expect(chordOn(2, parseNumeral('V'))).toEqual({ root: 9, quality: 'maj' })
  })
})

describe('how plainly a progression says its key', () => {
  const inMinor = (text: string): number => keySupport(parseProgression(text), 'minor')
  const inMajor = (text: string): number => keySupport(parseProgression(text), 'major')

  test('tonics and dominants speak for it, the relative key against it', () => {
    expect(inMinor('i | iv | V | i')).toBeGreaterThan(inMinor('i | bVI | bIII | bVII'))
    expect(inMinor('i | bVII | bVI | V')).toBeGreaterThan(inMinor('bVI | bVII | i | bIII'))
    expect(inMajor('I | IV | V7 | I')).toBeGreaterThan(inMajor('vi | IV | I | V'))
    expect(inMajor('I V | I V')).toBeGreaterThan(inMajor('I v | I v'))
  })

  test('the plainer half stays, at least two, in their order', () => {
    expect(plainest([3, 1, 4, 2, 5], (option) => option)).toEqual([3, 4, 5])
    expect(plainest([1, 2], (option) => option)).toEqual([1, 2])
    expect(plainest([7], (option) => option)).toEqual([7])
  })
})

test('a minor tonic does without its seventh where the key is to be heard; other chords keep theirs', () => {
  const plain = ['i7', 'i9', 'iv7', 'I7'].map((numeral) => withPlainTonic(parseNumeral(numeral)).quality)
  expect(plain).toEqual(['min', 'madd9', parseNumeral('iv7').quality, parseNumeral('I7').quality])
})

test('modes keep their characteristic chord', () => {
  expect(bendToMode(parseNumeral('bVI'), 'dorian')).toEqual({ rootSteps: 5, quality: 'maj' })
  expect(bendToMode(parseNumeral('V'), 'mixolydian')).toEqual({ rootSteps: 10, quality: 'maj' })
  expect(bendToMode(parseNumeral('IV'), 'lydian')).toEqual({ rootSteps: 2, quality: 'maj' })
  expect(bendToMode(parseNumeral('IV'), 'major')).toEqual({ rootSteps: 5, quality: 'maj' })
})

test('phrygian dominant keeps the Andalusian cadence', () => {
  const cadence = parseProgression('iv | bIII | bII | I').flat()
  expect(cadence.map((chord) => bendToMode(chord, 'phrygian dominant'))).toEqual(cadence)
})

test('a hotter temperature changes more chords, and never the first', () => {
  const loop = parseProgression('I | vi | IV | V')
  const changes = (temperature: number): number => {
    let count = 0
    for (let seed = 0; seed < 200; seed++) {
      const varied = reharmonise(loop, temperature, false, createRandom(seed))
      expect(varied[0]).toEqual(loop[0])
      if (JSON.stringify(varied) !== JSON.stringify(loop)) count++
    }
    return count
  }
  expect(changes(0)).toBe(0)
  expect(changes(1)).toBeGreaterThan(changes(0.5) + 20)
})

test('chords of a bar begin on beats, and on dotted quarters in compound meters', () => {
  expect(splitBar({ beatsPerBar: 4, meter: { numerator: 4, denominator: 4 } }, 2)).toEqual([0, 2, 4])
  expect(splitBar({ beatsPerBar: 3, meter: { numerator: 3, denominator: 4 } }, 2)).toEqual([0, 2, 3])
  expect(splitBar({ beatsPerBar: 3, meter: { numerator: 6, denominator: 8 } }, 2)).toEqual([0, 1.5, 3])
})

describe('voicing', () => {
  const chords: Chord[] = ['I', 'vi7', 'IVmaj9', 'V7', 'iim7b5', 'bVII', 'iii', 'V7sus4'].map((text) =>
    chordOn(3, parseNumeral(text)),
  )

  test('moves little, stays in its register and plays only chord tones', () => {
    let previous: readonly number[] | undefined
    for (const chord of [...chords, ...chords]) {
      const pitches = voiceLead(chord, 4, [52, 76], previous)
      expect(pitches).toHaveLength(4)
      expect(Math.min(...pitches)).toBeGreaterThanOrEqual(52)
      expect(Math.max(...pitches)).toBeLessThanOrEqual(76)
      pitches.forEach((pitch) => expect(chordPitchClasses(chord)).toContain(pitchClassOf(pitch)))
      if (previous)
        expect(pitches.reduce((sum, pitch, i) => sum + Math.abs(pitch - previous![i]!), 0)).toBeLessThan(20)
      previous = pitches
    }
  })

  test('a guitar grips the root below chord tones, within a hand', () => {
    expect(guitarShape({ root: 4, quality: 'maj' })).toEqual([40, 47, 52, 56, 59, 64])
    for (let root = 0; root < 12; root++) {
      const shape = guitarShape({ root, quality: 'm7' })
      expect(pitchClassOf(shape[0]!)).toBe(root)
      expect(shape.length).toBeGreaterThanOrEqual(3)
      shape.forEach((pitch) =>
        expect(chordPitchClasses({ root, quality: 'm7' })).toContain(pitchClassOf(pitch)),
      )
      expect(powerChord({ root, quality: 'min' }).map((pitch) => pitchClassOf(pitch - root))).toEqual([
        0, 7, 0,
      ])
    }
  })
})
