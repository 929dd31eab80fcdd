import type { ChordQuality } from '../../../music/chord.js'
import type { Mode } from '../../../music/scale.js'
import type { Random } from '../../../dsp/random.js'
import type { HarmonyHabits } from '../../profiles/profile.js'
import type { RelativeChord } from './numerals.js'

const MINOR_QUALITIES: ReadonlySet<ChordQuality> = new Set([
  'min',
  'm6',
  'm7',
  'm9',
  'madd9',
  'mMaj7',
  'm7b5',
  'dim',
  'dim7',
])

/** Whether a quality has a minor third. */
export function isMinorQuality(quality: ChordQuality): boolean {
  return MINOR_QUALITIES.has(quality)
}

function withSeventhLike(original: ChordQuality, plain: ChordQuality, seventh: ChordQuality): ChordQuality {
  return /7|9|13/.test(original) ? seventh : plain
}

/**
 * Bends a chord of the major or minor book into one of the other modes, so that its characteristic note is heard:
 * the major IV of dorian, the bVII of mixolydian, the II of lydian, the bII of phrygian.
 */
export function bendToMode(chord: RelativeChord, mode: Mode): RelativeChord {
  const { rootSteps, quality } = chord
  const minor = isMinorQuality(quality)
  switch (mode) {
    case 'dorian':
      if (rootSteps === 8 || (rootSteps === 5 && minor))
        return { rootSteps: 5, quality: withSeventhLike(quality, 'maj', '9') }
      return chord
    case 'mixolydian':
      if (rootSteps === 7 && quality === 'maj') return { rootSteps: 10, quality: 'maj' }
      if (rootSteps === 0 && (quality === 'maj7' || quality === 'maj9'))
        return { rootSteps: 0, quality: quality === 'maj7' ? '7' : '9' }
      return chord
    case 'lydian':
      if (rootSteps === 5 && !minor) return { rootSteps: 2, quality: withSeventhLike(quality, 'maj', '9') }
      return chord
    case 'phrygian':
    case 'locrian':
      if (rootSteps === 2) return { rootSteps: 1, quality: withSeventhLike(quality, 'maj', 'maj7') }
      if (rootSteps === 7) return { rootSteps: 10, quality: withSeventhLike(quality, 'min', 'm7') }
      return chord
    case 'phrygian dominant':
      if (rootSteps === 0) return { rootSteps: 0, quality: withSeventhLike(quality, 'maj', '7') }
      // The bIII stays, though its root is foreign to the mode: iv bIII bII I is the Andalusian cadence.
      if (rootSteps === 7) return { rootSteps: 1, quality: withSeventhLike(quality, 'maj', 'maj7') }
      if (rootSteps === 10) return { rootSteps: 10, quality: withSeventhLike(quality, 'min', 'm7') }
      return chord
    case 'harmonic minor':
      if (rootSteps === 7 && minor) return { rootSteps: 7, quality: withSeventhLike(quality, 'maj', '7b9') }
      return chord
    case 'major':
    case 'minor':
      return chord
  }
}

/** A minor tonic without its seventh: with it, it holds the whole tonic triad of the relative major. */
export function withPlainTonic(chord: RelativeChord): RelativeChord {
  if (chord.rootSteps !== 0) return chord
  if (chord.quality === 'm7') return { ...chord, quality: 'min' }
  return chord.quality === 'm9' ? { ...chord, quality: 'madd9' } : chord
}

/** Major triads that take a major seventh rather than a dominant one, by root above the tonic. */
const TONIC_LIKE: ReadonlySet<number> = new Set([0, 5, 3, 8, 1])

/** Dresses a plain triad in the genre's colours; anything the book wrote out stays as it is. */
export function colourChord(
  chord: RelativeChord,
  colour: HarmonyHabits['colour'],
  random: Random,
): RelativeChord {
  if (chord.bassSteps !== undefined || (chord.quality !== 'maj' && chord.quality !== 'min')) return chord
  const minor = chord.quality === 'min'
  const tonicLike = TONIC_LIKE.has(chord.rootSteps)
  switch (colour) {
    case 'plain':
    case 'power':
      return chord
    case 'added': {
      if (!random.chance(0.35)) return chord
      if (minor) return { ...chord, quality: 'm7' }
      return { ...chord, quality: tonicLike ? 'add9' : random.chance(0.5) ? 'sus4' : 'maj' }
    }
    case 'sevenths':
      return { ...chord, quality: minor ? 'm7' : tonicLike ? 'maj7' : '7' }
    case 'ninths':
      return { ...chord, quality: minor ? 'm9' : tonicLike ? 'maj9' : '9' }
  }
}
