import type { PitchClass } from '../../music/pitch.js'
import type { Mode } from '../../music/scale.js'
import type { SectionKind } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import type { GenreProfile } from '../profiles/profile.js'
import type { Chair } from './ensembles.js'
import type { Entrance } from './section-cues.js'
import type { FigureWish, FormWish, MixMoves, VoiceWish } from './meaning.js'

/** What the style texts were understood to ask for. */
export interface StyleReading {
  /** Genres by share, largest first, summing to 1; never empty. */
  readonly blend: readonly { readonly profile: GenreProfile; readonly share: number }[]
  /** Felt beats a minute, when asked for. */
  readonly bpm?: number
  /** A tempo that belongs to a term ("allegro", "ballad"): a suggestion. */
  readonly suggestedBpm?: number
  /** Factor on the genre's tempo, 0.6 … 1.5. */
  readonly tempoFactor: number
  readonly tonic?: PitchClass
  readonly mode?: Mode
  readonly meter?: { readonly numerator: number; readonly denominator: number }
  readonly durationSeconds?: number
  /** Instruments to be heard: each a list of ids, best first, with the name used. */
  readonly instruments: readonly { readonly name: string; readonly ids: readonly string[] }[]
  /** These play and nobody else; absent: the genre's band with the wishes in it. */
  readonly ensemble?: readonly Chair[]
  readonly withoutInstruments: ReadonlySet<string>
  readonly withoutStems: ReadonlySet<StemName>
  /** Without singing, nobody carries a tune: a groove, a drone. */
  readonly withoutTune: boolean
  /** How closely the genre is kept to, 0 … 1; default 0.5. */
  readonly styleWeight?: number
  /** Shift of the energy curve, -0.4 … 0.4. */
  readonly energy: number
  /** -1 (minor, dark) … 1 (major, bright). */
  readonly brightness: number
  readonly voice: VoiceWish
  readonly mix: Required<MixMoves>
  readonly form: FormWish
  readonly swing?: number
  /** Grooves to be played, each `profile/groove` or one of `NAMED_BEATS`; empty: the genre's own. */
  readonly beats: readonly string[]
  /** What is asked of single sections, in the words of their tags. */
  readonly sectionCues: ReadonlyMap<SectionKind, string>
  /** Who comes in later than at the beginning. */
  readonly entrances: readonly Entrance[]
  /** How accompanists and bass players are to play, in the order it was said. */
  readonly figures: readonly FigureWish[]
  /** Harmonic, rhythmic and orchestral temperature, 0 … 1. */
  readonly temperature: number
  /** Terms understood, in their order. */
  readonly understood: readonly string[]
  readonly notUnderstood: readonly string[]
  /** For clients: comma-separated. */
  readonly tags: string
}
