import type { SingingManner } from '../../music/score.js'
import type { Singer } from './singers.js'

/** What a manner of singing changes about a singer. Factors multiply, decibels add. */
interface MannerTraits {
  /** Length of consonants. */
  readonly consonantLength: number
  /** Level of consonants against vowels, and of the sibilants among them besides. */
  readonly consonantDb: number
  readonly sibilantDb: number
  readonly vibratoDepth: number
  readonly vibratoDelay: number
  readonly scoop: number
  /** Length of the glides between notes. */
  readonly glide: number
  readonly drift: number
  readonly breathDb: number
  readonly tiltDbPerOctave: number
  readonly ringDb: number
  /** Swelling and fading of long notes, in dB from the ends to the middle. */
  readonly swellDb: number
  /** 0 (clean) … 1 (torn): irregularity of the vocal folds. */
  readonly roughness: number
  /** 1 sung, 0 whispered. */
  readonly voicing: number
  /** Whether the score's pitches are sung or its words said in their rhythm. */
  readonly melody: 'sung' | 'spoken'
  /** A syllable is not held longer than this, in seconds. */
  readonly longestSyllableSeconds: number
}

/** A singer who sings in one manner: everything the voice has to know about who and how. */
export interface Delivery
  extends Singer, Omit<MannerTraits, keyof Singer | 'vibratoDepth' | 'vibratoDelay' | 'scoop' | 'drift'> {}

const POP: MannerTraits = {
  consonantLength: 1,
  consonantDb: 2,
  sibilantDb: -1.5,
  vibratoDepth: 1,
  vibratoDelay: 1,
  scoop: 1,
  glide: 1,
  drift: 0.7,
  breathDb: 0,
  tiltDbPerOctave: 0,
  ringDb: 0,
  swellDb: 1.5,
  roughness: 0,
  voicing: 1,
  melody: 'sung',
  longestSyllableSeconds: Infinity,
}

/**
 * After descriptions of singing styles in Sundberg, "The Science of the Singing Voice" (1987), and Thalén and Sundberg,
 * "Describing different styles of singing" (Logopedics Phoniatrics Vocology 26, 2001); amounts set by measuring and by
 * looking at spectra.
 */
const MANNERS: Readonly<Record<SingingManner, MannerTraits>> = {
  pop: POP,
  ballad: {
    ...POP,
    consonantLength: 1.05,
    consonantDb: -0.5,
    sibilantDb: -2,
    vibratoDepth: 1.15,
    scoop: 1.25,
    glide: 1.3,
    breathDb: 2,
    tiltDbPerOctave: -0.4,
    swellDb: 3,
  },
  rock: {
    ...POP,
    consonantLength: 0.95,
    consonantDb: 1.5,
    vibratoDepth: 0.75,
    vibratoDelay: 1.2,
    scoop: 1.3,
    glide: 0.9,
    breathDb: 1,
    tiltDbPerOctave: 0.7,
    ringDb: 2,
    swellDb: 0.5,
    roughness: 0.4,
  },
  choir: {
    ...POP,
    consonantDb: -2,
    sibilantDb: -4,
    vibratoDepth: 0.6,
    scoop: 0.3,
    glide: 1.1,
    breathDb: 1.5,
    tiltDbPerOctave: -0.6,
    ringDb: -1,
    swellDb: 2,
  },
  whisper: {
    ...POP,
    consonantLength: 1.1,
    consonantDb: 2,
    sibilantDb: -4,
    vibratoDepth: 0,
    scoop: 0,
    tiltDbPerOctave: 1.5,
    swellDb: 0,
    voicing: 0,
    longestSyllableSeconds: 0.5,
  },
  spoken: {
    ...POP,
    consonantDb: 1,
    vibratoDepth: 0,
    scoop: 0,
    breathDb: 1,
    swellDb: 0,
    melody: 'spoken',
    longestSyllableSeconds: 0.34,
  },
  rap: {
    ...POP,
    consonantLength: 0.92,
    consonantDb: 2,
    vibratoDepth: 0,
    scoop: 0,
    breathDb: 0.5,
    tiltDbPerOctave: 0.5,
    ringDb: 1.5,
    swellDb: 0,
    roughness: 0.12,
    melody: 'spoken',
    longestSyllableSeconds: 0.4,
  },
}

/** The singer in a manner. */
export function inManner(singer: Singer, manner: SingingManner = 'pop'): Delivery {
  const { vibratoDepth, vibratoDelay, scoop, drift, ...traits } = MANNERS[manner]
  return {
    ...singer,
    ...traits,
    consonantLength: singer.consonantLength * traits.consonantLength,
    breathDb: singer.breathDb + traits.breathDb,
    tiltDbPerOctave: singer.tiltDbPerOctave + traits.tiltDbPerOctave,
    ringDb: singer.ringDb + traits.ringDb,
    scoopCents: singer.scoopCents * scoop,
    driftCents: singer.driftCents * drift,
    vibrato: {
      rateHz: singer.vibrato.rateHz,
      depthCents: singer.vibrato.depthCents * vibratoDepth,
      delaySeconds: singer.vibrato.delaySeconds * vibratoDelay,
    },
  }
}
