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

/** A file of a separation. */
export type SeparatedFile = {
  /** UUID; a later request can name the stem by it. */
  readonly id: string
  /** Null when the stem is silent in this song. */
  readonly key: string | null
  readonly durationSeconds: number
}

export type VocalSeparationResult = {
  readonly stems: (SeparatedFile & { readonly name: SeparatedStemName })[]
  /** Of `advanced` mode, which has no `stems`: what was asked for, and everything else. */
  readonly pair?: {
    /** As asked for, such as `Lead Vocal`. */
    readonly name: string
    readonly extract: SeparatedFile
    readonly remove: SeparatedFile
  }
  readonly originKey: string | null
}

export type StyleBoostResult = {
  /** The style, written out. */
  readonly text: string
}

export type CoverImagesResult = {
  readonly keys: readonly string[]
}

export type PersonaResult = {
  readonly personaId: string
  readonly name: string
  readonly description: string
}

/** Why a song could not be recovered; the words are the contract's. */
export const RECOVERY_ERRORS = [
  'no_audio_id_mappings',
  'account_missing',
  'get_tokens_failed',
  'feed_failed',
  'clip_error',
  'clip_not_complete',
  'mango_transfer_failed',
] as const
export type RecoveryError = (typeof RECOVERY_ERRORS)[number]

/** Stored when every song failed, too. Songs in the order of the original task. */
export type RecoveryResult = {
  readonly songs: {
    readonly audioId: string
    readonly title: string
    readonly key: string | null
    readonly error: RecoveryError | null
  }[]
}

export type VoicePhraseResult = {
  readonly phrase: string
  /** What was found out about the voice of the sample; opaque here. */
  readonly sample: Readonly<Record<string, number>>
}

export type VoiceResult = {
  readonly voiceId: string
}

export type VoiceCheckResult = {
  readonly isAvailable: boolean
}

/** A note as clients get it: MIDI key, seconds from the start of the song, strength 0 … 1. */
export type MidiNote = {
  readonly pitch: number
  readonly start: number
  readonly end: number
  readonly velocity: number
}

export type MidiResult = {
  readonly instruments: { readonly name: string; readonly notes: readonly MidiNote[] }[]
  /** A Standard MIDI File of the same notes. */
  readonly key: string
}
