/** The twelve stems a song is mixed from; names and order as the wire contract (section 16) has them. */
export const STEMS = [
  'vocal',
  'backingVocals',
  'drums',
  'percussion',
  'bass',
  'guitar',
  'keyboard',
  'strings',
  'synth',
  'brass',
  'woodwinds',
  'fx',
] as const

export type StemName = (typeof STEMS)[number]

/** Who plays chords and tunes: neither voices nor beats, basses and effects. */
export const BAND_STEMS = [
  'guitar',
  'keyboard',
  'strings',
  'synth',
  'brass',
  'woodwinds',
] as const satisfies readonly StemName[]
