import type { Mode } from '../../music/scale.js'
import type { MixSettings, SectionKind } from '../../music/score.js'
import type { PitchClass } from '../../music/pitch.js'
import type { MelodicHabits } from '../composer/plan.js'
import type { CourseBook } from './course.js'

/**
 * Everything the studio knows about a genre, as plain data. Patterns are strings of one character a step, so that a
 * groove can be read (and heard) from the page; the alphabets are documented at `DrumGroove`, `BassPattern` and
 * `ChordPattern`.
 */
export interface GenreProfile {
  /** Kebab-case; also the score's `genre`. */
  readonly id: string
  /** As reported in tags, lower case: `'drum and bass'`. */
  readonly label: string
  /** The wider kind of music that listeners would file it under. */
  readonly family: GenreFamily
  /** Names in style texts that mean this genre and nothing more special, lower case. */
  readonly terms: readonly string[]
  /** In which half of the music the genre is recognised, each 0 … 1: decides what a blend takes from whom. */
  readonly identity: { readonly rhythm: number; readonly colour: number }
  /** Felt beats a minute (dotted quarters in 6/8, 9/8 and 12/8). */
  readonly tempo: { readonly lowBpm: number; readonly typicalBpm: number; readonly highBpm: number }
  readonly meters: readonly MeterChoice[]
  /** Range of the off-beat eighth's place in its beat: 0.5 straight … 0.67 triplets. */
  readonly swing: readonly [low: number, high: number]
  /** Place of the off-beat sixteenth in its eighth, 0.5 … 0.67; default 0.5. */
  readonly sixteenthSwing?: number
  /** 0 (loose players) … 1 (machines). */
  readonly tightness: number
  readonly modes: readonly { readonly mode: Mode; readonly weight: number }[]
  /** Tonics that lie well on the genre's instruments; any when absent. */
  readonly tonics?: readonly PitchClass[]
  readonly harmony: HarmonyHabits
  readonly form: FormHabits
  readonly melody: MelodicHabits
  readonly singing: SingingHabits
  readonly grooves: readonly DrumGroove[]
  readonly fills: readonly DrumFill[]
  /** Played without a drummer by nature: grooves may be few, and are for songs that ask for drums all the same. */
  readonly drumless?: boolean
  readonly slots: readonly Slot[]
  /** Who carries the tune where nobody sings; the first that fits is the main one. */
  readonly leads: readonly LeadSlot[]
  readonly mix: MixSettings
  readonly endings: readonly { readonly kind: EndingKind; readonly weight: number }[]
}

/** Sixteen shelves of a record shop; every profile stands on one. */
export const GENRE_FAMILIES = [
  'pop',
  'rock',
  'metal',
  'folk and country',
  'blues',
  'jazz',
  'soul and funk',
  'cinematic',
  'latin',
  'reggae',
  'house and techno',
  'bass music',
  'hip hop',
  'ambient',
  'classical',
  'world',
] as const
export type GenreFamily = (typeof GENRE_FAMILIES)[number]

export interface MeterChoice {
  readonly numerator: number
  readonly denominator: number
  readonly weight: number
}

/** `hold`: a last long chord; `button`: a short stroke; `ritardando`: slower into a held chord; `fade`: ever softer. */
export type EndingKind = 'hold' | 'button' | 'ritardando' | 'fade'

/**
 * Progressions a section kind: bars separated by `|`, chords within a bar by spaces (equal shares). Numerals count from
 * the major scale whatever the mode (`i | bVI | bIII | bVII` is the minor loop); case gives the third, a suffix of
 * `music/chord.ts` the rest (`ii7`, `Imaj7`, `Vsus4`), `/` a chord a fifth above another (`V7/ii`), `>` the bass (`I>3`).
 */
export type ProgressionBook = Readonly<Partial<Record<SectionKind, readonly string[]>>> & {
  readonly verse: readonly string[]
  readonly chorus: readonly string[]
}

export interface HarmonyHabits {
  readonly major: ProgressionBook
  readonly minor: ProgressionBook
  /** What plain triads of the book become. */
  readonly colour: 'plain' | 'power' | 'added' | 'sevenths' | 'ninths'
  /** Chance that the bar before a chorus (or the song's end) turns to the dominant. */
  readonly cadence: number
  /** Chance that the last chorus is lifted by a semitone or two. */
  readonly lift: number
  /** Chance that verses, choruses, builds, drops and solos stand on one loop of four bars; default 0. */
  readonly oneLoop?: number
  /** Chance that a bridge stands in a neighbouring key, where none is asked for; default 0. */
  readonly modulation?: number
  /** Tune and bass are heard as counterpoint: the bass avoids fifths and octaves in parallel with the tune. Default false. */
  readonly strictVoiceLeading?: boolean
}

export interface FormHabits {
  /** Sections with their bars: `'intro 4, verse 8, chorus 8'`. */
  readonly templates: readonly string[]
  /** Energy by kind where it differs from the common curve, 0 … 1. */
  readonly energy?: Readonly<Partial<Record<SectionKind, number>>>
  /** Typical length of an instrumental in seconds. */
  readonly seconds: readonly [low: number, high: number]
  /** Bars of one time round where sections are such strophes (12 in a blues): they are never cut in two. */
  readonly strophe?: number
  /** What the band does in the course of a section; default: as in its family, see `shared/courses.ts`. */
  readonly course?: CourseBook
}

export interface SingingHabits {
  /** -1 (low in the singer's range) … 1 (high). */
  readonly register: number
  /** 0 (alone) … 1 (harmonies wherever possible). */
  readonly backing: number
  /** Syllables a second that are still idiomatic. */
  readonly maxSyllablesPerSecond: number
}

/** Drum and percussion voices a lane can name; keys in `shared/drum-keys.ts`. */
export type DrumLane =
  | 'kick'
  | 'snare'
  | 'rim'
  | 'clap'
  | 'hat'
  | 'pedalHat'
  | 'openHat'
  | 'ride'
  | 'rideBell'
  | 'crash'
  | 'splash'
  | 'china'
  | 'tomHigh'
  | 'tomMid'
  | 'tomLow'
  | 'floorTom'
  | 'cowbell'
  | 'tambourine'
  | 'shaker'
  | 'cabasa'
  | 'congaHigh'
  | 'congaMute'
  | 'congaLow'
  | 'bongoHigh'
  | 'bongoLow'
  | 'timbale'
  | 'agogoHigh'
  | 'agogoLow'
  | 'clave'
  | 'woodBlock'
  | 'triangle'
  | 'castanets'
  | 'surdoMute'
  | 'surdo'
  | 'guiro'

/** One or more bars: `.` rest, `1` … `9` a stroke of that strength. 1-3 are ghost notes. */
export type DrumLanes = Readonly<Partial<Record<DrumLane, string>>>

export interface DrumGroove {
  readonly id: string
  /** `'4/4'`, `'6/8'` …: where it fits. */
  readonly meter: string
  /** Steps a quarter note: 4 sixteenths, 3 triplet eighths (played as written, never swung again), 2 eighths. */
  readonly stepsPerBeat: number
  /** Section energies it suits. */
  readonly energy: readonly [low: number, high: number]
  readonly lanes: DrumLanes
  /** Of another music: played as it is written where the genre itself is counted in half- or double-time. */
  readonly isGuest?: true
}

/** Replaces the last beats before a section change; one character a step, its length is the lanes' length. */
export interface DrumFill {
  readonly id: string
  readonly stepsPerBeat: number
  /** Energies of the section that follows. */
  readonly energy: readonly [low: number, high: number]
  readonly lanes: DrumLanes
}

/**
 * One bar or more of bass. `R` root, `r` soft root, `8` its octave, `3` `5` `6` `7` chord steps, `a` a step that leads
 * to the next root, `n` the next root itself where the chord is about to change (else the root), `x` dead note, `-`
 * hold, `.` rest.
 */
export interface BassPattern {
  readonly id: string
  /** `cells` plays the steps, `walking` invents quarter notes, `kick` follows the bass drum. */
  readonly style: 'cells' | 'walking' | 'kick'
  readonly stepsPerBeat: number
  readonly energy: readonly [low: number, high: number]
  readonly cells: string
  /** Felt in dotted quarters: for 6/8, 9/8 and 12/8 only. */
  readonly compound?: boolean
}

/**
 * One bar or more of accompaniment; several lanes are played by one player at once. `X` chord, accented; `x` chord;
 * `s` short chord; `g` ghosted; `D` `U` strums down and up, `d` `u` soft ones, `m` a muted one; `P` power chord, `p` its
 * palm-muted root; `0` … `9` the chord's tones from the bottom, climbing through octaves; `b` low root, `f` low fifth;
 * `-` hold, `.` rest.
 */
export interface ChordPattern {
  readonly id: string
  readonly stepsPerBeat: number
  readonly energy: readonly [low: number, high: number]
  readonly lanes: readonly string[]
  /** Felt in dotted quarters: for 6/8, 9/8 and 12/8 only. */
  readonly compound?: boolean
}

interface SlotBase {
  /** Unique within the profile; becomes the track's id. */
  readonly id: string
  /** Alternates by id of `instruments.ts`: takes differ by choosing another. */
  readonly instruments: readonly string[]
  /** Plays where the section's energy reaches this. */
  readonly fromEnergy: number
  /** Stops above this; default 1. */
  readonly toEnergy?: number
  /** Only in these kinds. */
  readonly only?: readonly SectionKind[]
  /** Never in these kinds. */
  readonly never?: readonly SectionKind[]
  /** Chance that a take uses this slot; default 1. */
  readonly presence?: number
  /** Plays one figure all through the song, as a sampled loop or a riddim does, rather than one a kind of section. */
  readonly loops?: boolean
  /** Plays twice for the record: once at `pan`, once at the other side. */
  readonly doubled?: boolean
  readonly gainDb: number
  readonly pan: number
}

export type Slot =
  | (SlotBase & { readonly role: 'drums' })
  | (SlotBase & { readonly role: 'percussion'; readonly grooves: readonly DrumGroove[] })
  | (SlotBase & { readonly role: 'bass'; readonly patterns: readonly BassPattern[] })
  | (SlotBase & {
      readonly role: 'chords'
      readonly patterns: readonly ChordPattern[]
      /** MIDI pitches the voicing stays between. */
      readonly register: readonly [low: number, high: number]
      /** Voices of the chord, 2 … 6; default 4. */
      readonly voices?: number
    })
  | (SlotBase & {
      readonly role: 'pad'
      readonly register: readonly [low: number, high: number]
      readonly voices?: number
      /** Plays this one of the voices only, 0 the lowest: others have the rest of the chord. */
      readonly voice?: number
    })
  | (SlotBase & {
      readonly role: 'riff'
      readonly register: readonly [low: number, high: number]
      /** Rhythms: `x` a note, `-` hold, `.` rest; one or two bars. */
      readonly rhythms: readonly string[]
      readonly stepsPerBeat: number
    })
  /** Answers in the gaps of the voice or the lead. */
  | (SlotBase & { readonly role: 'counter'; readonly register: readonly [low: number, high: number] })
  /** One tone at section starts and climaxes: timpani, taiko, low brass. */
  | (SlotBase & { readonly role: 'accents'; readonly register: readonly [low: number, high: number] })
  /** Risers before, impacts at and sweeps around section changes; the crackle of a record under the whole song. */
  | (SlotBase & { readonly role: 'transitions'; readonly effect: 'riser' | 'impact' | 'sweep' | 'crackle' })

export interface LeadSlot {
  readonly instruments: readonly string[]
  readonly register: readonly [low: number, high: number]
  /** 0 (long notes, much air) … 1 (busy). */
  readonly density: number
  readonly gainDb: number
  readonly pan: number
  /** Takes the solo sections rather than the theme. */
  readonly solos?: boolean
}
