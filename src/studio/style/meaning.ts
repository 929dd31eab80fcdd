import type { Mode } from '../../music/scale.js'
import type { Persona } from '../../music/persona.js'
import type { StemName } from '../../music/stems.js'
import type { EndingKind } from '../profiles/profile.js'
import type { BASS } from '../profiles/shared/bass-patterns.js'
import type { CHORDS } from '../profiles/shared/chord-patterns.js'

/** What a word of a style text asks for. All parts are optional; a term may ask for several things at once. */
export interface Meaning {
  /** Shares of genre profiles by id. */
  readonly genre?: Readonly<Record<string, number>>
  /** The same where nothing else in the text names a genre: a jazz waltz is jazz, and a waltz is a waltz. */
  readonly genreOtherwise?: Readonly<Record<string, number>>
  /** Added to the section energies, -1 … 1. */
  readonly energy?: number
  /** -1 (dark: minor modes) … 1 (bright: major modes). */
  readonly brightness?: number
  /** Factor on the tempo. */
  readonly tempo?: number
  /** A tempo in felt beats a minute that belongs to the term. */
  readonly bpm?: number
  readonly mode?: Mode
  readonly meter?: { readonly numerator: number; readonly denominator: number }
  /** Instruments (ids, best first) of which one should be heard, or none when negated. */
  readonly instruments?: readonly string[]
  /** More of them that belong to a music: one of each list should be heard. */
  readonly players?: readonly (readonly string[])[]
  /** Whole stems that fall silent when the term is negated ("no drums"). */
  readonly stems?: readonly StemName[]
  /** The tune itself, which can be refused. */
  readonly tune?: true
  readonly voice?: VoiceWish
  readonly mix?: MixMoves
  readonly form?: FormWish
  /** Place of the off-beat eighth. */
  readonly swing?: number
  /** Grooves, each `profile/groove` or one of `NAMED_BEATS`, that are played instead of the genre's own where a song is lively. */
  readonly beats?: readonly string[]
  /** How something is to be played. */
  readonly figures?: FigureWish
  /** Added to the harmonic temperature. */
  readonly harmony?: number
  /** A wish we know and cannot meet: reported as not understood instead of passing for another term. */
  readonly unsupported?: true
}

export interface VoiceWish {
  readonly gender?: 'm' | 'f'
  /** Asked to be without singing (`true` under "instrumental"). */
  readonly none?: boolean
  readonly choir?: boolean
  readonly spoken?: boolean
  readonly melisma?: boolean
  /** -1 low … 1 high. */
  readonly register?: number
  /** Two singers share the lead: a woman and a man, or two alike. */
  readonly duet?: 'mixed' | 'alike'
  /** Somebody in particular; wins over everything above. Never said by a word, only by the brief. */
  readonly persona?: Persona
}

/** Moves on the mix, each -1 … 1 with 0 for "as the genre has it". */
export interface MixMoves {
  readonly space?: number
  readonly warmth?: number
  readonly drive?: number
  readonly bass?: number
  readonly dry?: number
  /** An early echo on the lead. */
  readonly slap?: number
  /** Pitch that wavers like a worn tape's. */
  readonly tape?: number
}

export interface FormWish {
  readonly ending?: EndingKind
  readonly lift?: boolean
  readonly solo?: boolean
  /** Instruments (ids, best first) that the solo is to be played on. Never said by one word: "violin" and "solo" together say it. */
  readonly soloOn?: readonly string[]
  readonly longIntro?: boolean
  readonly shortIntro?: boolean
  /** The song starts with what it is about. */
  readonly noIntro?: boolean
  readonly drop?: boolean
}

/** Figures for the accompanists, or lines for the bass players, of these stems: those that were asked for by name, if any. */
export interface FigureWish {
  readonly stems: readonly StemName[]
  readonly chords?: readonly (keyof typeof CHORDS)[]
  readonly bass?: readonly (keyof typeof BASS)[]
}

/** Terms that share a meaning, comma-separated, lower case, and the meaning. */
export type LexiconEntry = readonly [terms: string, meaning: Meaning]
