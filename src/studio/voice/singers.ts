import type { VoiceProfile } from '../../music/voice-profile.js'

/** A singer: how one voice differs from the model's own. Plain data; a new singer is a new row. */
export interface Singer {
  readonly id: string
  /** As shown to people. */
  readonly label: string
  readonly gender: 'f' | 'm'
  /** Apparent age in years. */
  readonly age: number
  /**
   * Comfortable range; writers stay inside it. Women's lies where records have it and where words are understood: three
   * semitones higher cost five words in a hundred (`bench/voice`).
   */
  readonly lowMidi: number
  readonly highMidi: number
  /** Length of the vocal tract against the model's own: formants lie at 1/tractLength of its frequencies. 0.9 … 1.25. */
  readonly tractLength: number
  /** Slope of the whole spectrum above 300 Hz, in dB an octave; negative is darker. */
  readonly tiltDbPerOctave: number
  /** Gain of a broad shelf below 500 Hz: body. */
  readonly warmthDb: number
  /** Gain of a broad bump around 3 kHz: the ring that carries over a band. */
  readonly ringDb: number
  /** Level of the breath in voiced sounds against an ordinary voice, in dB. */
  readonly breathDb: number
  readonly vibrato: {
    readonly rateHz: number
    /** Peak deviation. */
    readonly depthCents: number
    /** From the start of a long note until the vibrato sets in. */
    readonly delaySeconds: number
  }
  /** Slow wandering of the pitch, standard deviation. */
  readonly driftCents: number
  /** How far below the note a phrase typically starts. */
  readonly scoopCents: number
  /** Length of consonants against speech, 0.8 … 1.3. */
  readonly consonantLength: number
}

export const SINGERS: readonly Singer[] = [
  {
    id: 'clara',
    label: 'Clara: clear pop mezzo',
    gender: 'f',
    age: 27,
    lowMidi: 55,
    highMidi: 74,
    tractLength: 1,
    tiltDbPerOctave: 0,
    warmthDb: 1.5,
    ringDb: 1,
    breathDb: 0,
    vibrato: { rateHz: 5.6, depthCents: 32, delaySeconds: 0.32 },
    driftCents: 6,
    scoopCents: 60,
    consonantLength: 1,
  },
  {
    id: 'june',
    label: 'June: breathy, close, young',
    gender: 'f',
    age: 21,
    lowMidi: 54,
    highMidi: 71,
    tractLength: 0.96,
    tiltDbPerOctave: -0.3,
    warmthDb: 2,
    ringDb: 0,
    breathDb: 5,
    vibrato: { rateHz: 5.3, depthCents: 18, delaySeconds: 0.5 },
    driftCents: 8,
    scoopCents: 90,
    consonantLength: 1.05,
  },
  {
    id: 'odette',
    label: 'Odette: dark, mature alto',
    gender: 'f',
    age: 46,
    lowMidi: 53,
    highMidi: 72,
    tractLength: 1.06,
    tiltDbPerOctave: -0.4,
    warmthDb: 3,
    ringDb: 3,
    breathDb: 1,
    vibrato: { rateHz: 5.2, depthCents: 46, delaySeconds: 0.24 },
    driftCents: 5,
    scoopCents: 80,
    consonantLength: 1.05,
  },
  {
    id: 'marcus',
    label: 'Marcus: warm pop baritone',
    gender: 'm',
    age: 31,
    lowMidi: 45,
    highMidi: 64,
    tractLength: 1.15,
    tiltDbPerOctave: 0.3,
    warmthDb: 1,
    ringDb: 2.5,
    breathDb: 0.5,
    vibrato: { rateHz: 5.3, depthCents: 28, delaySeconds: 0.34 },
    driftCents: 6,
    scoopCents: 70,
    consonantLength: 1,
  },
  {
    id: 'theo',
    label: 'Theo: light, high tenor',
    gender: 'm',
    age: 24,
    lowMidi: 48,
    highMidi: 69,
    tractLength: 1.12,
    tiltDbPerOctave: 0.4,
    warmthDb: 0.5,
    ringDb: 2,
    breathDb: 3,
    vibrato: { rateHz: 5.7, depthCents: 24, delaySeconds: 0.4 },
    driftCents: 7,
    scoopCents: 80,
    consonantLength: 1,
  },
  {
    id: 'silas',
    label: 'Silas: low, weathered bass-baritone',
    gender: 'm',
    age: 55,
    lowMidi: 41,
    highMidi: 60,
    tractLength: 1.17,
    tiltDbPerOctave: 0.2,
    warmthDb: 2,
    ringDb: 2,
    breathDb: 4,
    vibrato: { rateHz: 5.1, depthCents: 34, delaySeconds: 0.28 },
    driftCents: 9,
    scoopCents: 110,
    consonantLength: 1.08,
  },
]

const BY_ID = new Map(SINGERS.map((singer) => [singer.id, singer]))

/** Throws RangeError for an id that is not in `SINGERS`. */
export function singerById(id: string): Singer {
  const singer = BY_ID.get(id)
  if (!singer) throw new RangeError(`unknown singer "${id}", known are ${[...BY_ID.keys()].join(', ')}`)
  return singer
}

/** The singer bent to a recorded voice; the same singer without one. */
export function withVoice(singer: Singer, voice: VoiceProfile | undefined): Singer {
  if (!voice) return singer
  const { vibrato, ...bent } = voice
  return { ...singer, ...bent, vibrato: { ...singer.vibrato, ...vibrato } }
}

/** All singers, or those of one gender; never empty. */
export function singersFor(gender?: 'm' | 'f'): readonly Singer[] {
  return gender === undefined ? SINGERS : SINGERS.filter((singer) => singer.gender === gender)
}
