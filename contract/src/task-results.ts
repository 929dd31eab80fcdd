/** What the workflows store as the result of kinds without tracks. Files are named by their object key. */

export type LyricsResult = {
  readonly variants: { readonly title: string; readonly text: string }[]
}

export type WavResult = {
  readonly key: string
}

export type VideoResult = {
  readonly key: string
}

/** The twelve stems, plus what is left when only the voice is taken out. */
export const SEPARATED_STEM_NAMES = [
  'vocal',
  'instrumental',
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

export type SeparatedStemName = (typeof SEPARATED_STEM_NAMES)[number]

export type VocalSeparationResult = {
  readonly stems: {
    readonly name: SeparatedStemName
    /** UUID; a later request can name the stem by it. */
    readonly id: string
    /** Null when the stem is silent in this song. */
    readonly key: string | null
    readonly durationSeconds: number
  }[]
  readonly originKey: string | null
}
