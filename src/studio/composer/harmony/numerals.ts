import { CHORD_QUALITIES, type Chord, type ChordQuality } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'

/** A chord relative to a tonic: root and bass in semitones above it. */
export interface RelativeChord {
  readonly rootSteps: number
  readonly quality: ChordQuality
  readonly bassSteps?: number
}

const DEGREES: Readonly<Record<string, number>> = { I: 0, II: 2, III: 4, IV: 5, V: 7, VI: 9, VII: 11 }
const MAJOR_SCALE = [0, 2, 4, 5, 7, 9, 11]
/** What a suffix means after a lower-case numeral where it differs from its plain name. */
const MINOR_SUFFIX: Readonly<Record<string, ChordQuality>> = {
  '': 'min',
  '6': 'm6',
  '7': 'm7',
  '9': 'm9',
  add9: 'madd9',
  maj7: 'mMaj7',
}

function accidental(sign: string | undefined): number {
  return sign === 'b' ? -1 : sign === '#' ? 1 : 0
}

function degreeSteps(sign: string | undefined, numeral: string): number {
  const steps = DEGREES[numeral.toUpperCase()]
  if (steps === undefined) throw new RangeError(`"${numeral}" is no roman numeral from I to VII`)
  return pitchClassOf(steps + accidental(sign))
}

function qualityOf(numeral: string, suffix: string): ChordQuality {
  const lower = numeral === numeral.toLowerCase()
  const quality = lower ? (MINOR_SUFFIX[suffix] ?? suffix) : suffix === '' ? 'maj' : suffix
  if (!(quality in CHORD_QUALITIES)) throw new RangeError(`"${numeral}${suffix}" has an unknown quality`)
  return quality as ChordQuality
}

/** Reads one chord in the notation of `ProgressionBook`; throws RangeError on a slip of the pen in a profile. */
export function parseNumeral(text: string): RelativeChord {
  const match = /^([#b]?)([iv]+|[IV]+)([a-z0-9]*?)(?:\/([#b]?)([iv]+|[IV]+))?(?:>([#b]?)([1-7]))?$/i.exec(
    text,
  )
  if (!match) throw new RangeError(`"${text}" is no chord numeral`)
  const [, sign, numeral, suffix, targetSign, target, bassSign, bassDegree] = match
  const base = target === undefined ? 0 : degreeSteps(targetSign, target)
  const chord = {
    rootSteps: pitchClassOf(base + degreeSteps(sign, numeral!)),
    quality: qualityOf(numeral!, suffix!),
  }
  if (bassDegree === undefined) return chord
  return { ...chord, bassSteps: pitchClassOf(MAJOR_SCALE[Number(bassDegree) - 1]! + accidental(bassSign)) }
}

/** Bars of chords from `'I | V7/ii ii | V'`. */
export function parseProgression(text: string): RelativeChord[][] {
  return text.split('|').map((bar) =>
    bar
      .trim()
      .split(/\s+/)
      .map((token) => parseNumeral(token)),
  )
}

/** The chord as it sounds above a tonic. */
export function chordOn(tonic: number, chord: RelativeChord): Chord {
  const sounding = { root: pitchClassOf(tonic + chord.rootSteps), quality: chord.quality }
  if (chord.bassSteps === undefined) return sounding
  return { ...sounding, bass: pitchClassOf(tonic + chord.bassSteps) }
}
