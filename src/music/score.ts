import type { Chord } from './chord.js'
import type { Key } from './scale.js'
import type { RecordedWord } from './recorded-word.js'
import type { StemName } from './stems.js'
import type { TempoMap } from './tempo-map.js'
import type { VoiceProfile } from './voice-profile.js'

/**
 * The score is the truth: audio, stems, MIDI, timed lyrics and video are views of it. Plain JSON, so that it can be
 * stored with a track and performed again. All positions are in beats (quarter notes from 0) unless the name says
 * otherwise; `tempoMap` turns them into seconds, where second 0 is the first sample of the song.
 */
export interface Score {
  readonly format: 1
  /** Engine name and version that wrote it, e.g. `studio/0.1.0`. */
  readonly engine: string
  readonly seed: number
  readonly title: string
  /** Style as reported to clients: comma-separated words. */
  readonly tags: string
  /** Id of the leading genre profile. */
  readonly genre: string
  readonly tempoMap: TempoMap
  readonly meters: readonly MeterChange[]
  readonly keys: readonly KeyChange[]
  readonly sections: readonly Section[]
  /** Without gaps or overlaps from beat 0 to `endBeat`. */
  readonly chords: readonly ChordSpan[]
  readonly tracks: readonly Track[]
  /** Recordings from outside that are part of the song (the upload of add-instrumental). */
  readonly recordings: readonly RecordingTrack[]
  /** Words of `lyrics` that a recording sings, in time order; those that singers of ours sing are in `tracks`. */
  readonly recordedWords?: readonly RecordedWord[]
  /** The final lyrics with section tags, exactly as reported to clients; `''` for an instrumental. */
  readonly lyrics: string
  readonly mix: MixSettings
  /** Where the music ends; sound may ring for `tailSeconds` after it. */
  readonly endBeat: number
  readonly tailSeconds: number
  /** What players, patterns and progressions were drawn from, so that parts written later are of a piece with it. */
  readonly origin?: ScoreOrigin
  /** Set when only a window of the song is new: outside it the sound of `base` is heard, sample for sample. */
  readonly splice?: Splice
  /** Set when only a part of the performance is heard, cut to the sample: loops. */
  readonly excerpt?: { readonly startSeconds: number; readonly endSeconds: number }
}

/** The request and the seed that a score was written from. */
export interface ScoreOrigin {
  readonly seed: number
  readonly takeIndex: number
  /** What was asked for, as far as it decides the style; see `Brief`. */
  readonly wishes: {
    readonly idea?: string
    readonly style?: string
    readonly negativeTags?: string
    readonly instrumental: boolean
    readonly styleWeight?: number
    readonly weirdness?: number
    readonly bpm?: number
    readonly key?: Key
  }
}

/**
 * The new window of an edited song. The score around it is complete (it repeats the notes of the base outside), so that
 * MIDI, words and sections need not look at the base; performing does.
 */
export interface Splice {
  /** A song of ours, mastered as it was, or a recording by its id, untouched. */
  readonly base:
    | { readonly kind: 'score'; readonly score: Score }
    | { readonly kind: 'recording'; readonly recordingId: string }
  /** The window; a fade from one to the other lies inside it. */
  readonly startSeconds: number
  /** Null: to the end of the new score. */
  readonly endSeconds: number | null
}

export interface MeterChange {
  readonly beat: number
  /** Beats a bar as written, e.g. 6 in 6/8. */
  readonly numerator: number
  /** Note value of one written beat: 2, 4, 8 or 16. A bar lasts `numerator * 4 / denominator` quarter notes. */
  readonly denominator: number
}

export interface KeyChange extends Key {
  readonly beat: number
}

export const SECTION_KINDS = [
  'intro',
  'verse',
  'pre-chorus',
  'chorus',
  'post-chorus',
  'bridge',
  'solo',
  'interlude',
  'break',
  'build',
  'drop',
  'outro',
] as const
export type SectionKind = (typeof SECTION_KINDS)[number]

export interface Section {
  readonly id: string
  readonly kind: SectionKind
  /** As shown to people: `'Verse 2'`. */
  readonly label: string
  readonly startBeat: number
  readonly endBeat: number
  /** 0 (barely there) … 1 (everything plays). */
  readonly energy: number
  /** What a hand on all faders adds while it lasts, in dB; absent: 0, the players' own dynamics. */
  readonly faderDb?: number
}

export interface ChordSpan extends Chord {
  readonly startBeat: number
  readonly endBeat: number
}

export type Track = InstrumentTrack | VoiceTrack

interface TrackBase {
  /** Unique within the score, e.g. `rhythm-guitar`. */
  readonly id: string
  readonly stem: StemName
  /** Level against the other tracks of its stem, in dB. */
  readonly gainDb: number
  /** -1 (left) … 1 (right). */
  readonly pan: number
}

export interface InstrumentTrack extends TrackBase {
  readonly kind: 'instrument'
  /** Id in `studio/instruments.ts`. */
  readonly instrument: string
  /** Played twice for the record, as rock guitars are: the second take, never quite the same, stands at the other side (-`pan`). */
  readonly doubled?: boolean
  /** Drums that ring on a pitch are tightened to suit this tonic (pitch class, 0 C … 11 B). Absent: they are what they are. */
  readonly drumsTunedTo?: number
  /** Ordered by `startBeat`. */
  readonly notes: readonly Note[]
}

export interface VoiceTrack extends TrackBase {
  readonly kind: 'voice'
  /** Id in `studio/voice/singers.ts`. */
  readonly singer: string
  /** Bends the singer to a recorded voice. */
  readonly voice?: VoiceProfile
  /** How the singer goes about it; default `pop`. */
  readonly manner?: SingingManner
  /** Ordered in time, not overlapping. */
  readonly phrases: readonly SungPhrase[]
}

/** Ways of singing. What each changes: `studio/voice/manners.ts`. `spoken` and `rap` keep the rhythm and leave the pitches. */
export const SINGING_MANNERS = ['pop', 'ballad', 'rock', 'choir', 'whisper', 'spoken', 'rap'] as const
export type SingingManner = (typeof SINGING_MANNERS)[number]

/** How a note is played. `sustain` is the plain way. Instruments that lack one of these play the nearest. */
export type Articulation =
  'sustain' | 'staccato' | 'legato' | 'accent' | 'ghost' | 'muted' | 'slide' | 'fall' | 'vibrato'

export interface Note {
  readonly startBeat: number
  readonly durationBeats: number
  /** 0 … 127; for kits the General MIDI percussion key. */
  readonly pitchMidi: number
  /** 0 … 1. */
  readonly velocity: number
  /** The player's timing against the grid, in seconds (humanising, strums); default 0. */
  readonly offsetSeconds?: number
  /** Default `sustain`. */
  readonly articulation?: Articulation
}

/** One breath of singing: usually one line of the lyrics. */
export interface SungPhrase {
  readonly words: readonly SungWord[]
}

export interface SungWord {
  /** As written, without punctuation around it. */
  readonly text: string
  /** Where it stands in `Score.lyrics`: UTF-16 offsets, end exclusive; equal for a word that is sung but not written. */
  readonly charStart: number
  readonly charEnd: number
  readonly syllables: readonly SungSyllable[]
}

export interface SungSyllable {
  /** Lower-case ARPAbet without stress digits, `ax` for the reduced vowel (the phone set of the voice model). */
  readonly phones: readonly string[]
  /** Index of the vowel in `phones`. */
  readonly nucleus: number
  /** 1 for primary or secondary stress, else 0. */
  readonly stress: 0 | 1
  /** One, or several for a melisma; the vowel starts with the first. Monophonic, ordered. Never empty. */
  readonly notes: readonly Note[]
  /** Its vowel flows out of the one before it, and both share one note of the tune: first of a word after another. */
  readonly joined?: true
}

export interface RecordingTrack {
  readonly id: string
  readonly stem: StemName
  /** Where its first frame that is heard lies in the song. */
  readonly startSeconds: number
  readonly durationSeconds: number
  /** Where in the recording, as it is after its treatment, it is played from, in seconds; 0 where absent. */
  readonly offsetSeconds?: number
  readonly gainDb: number
  /** What is done to it before it is played; absent: nothing. The same on all tracks of one recording. */
  readonly treatment?: RecordingTreatment
}

/** How a recording is fitted to a song. */
export interface RecordingTreatment {
  /** `voice` and `band`: what separation finds of it. Both are brought to -20 LUFS. */
  readonly part: 'whole' | 'voice' | 'band'
  readonly transposeSemitones: number
  /**
   * Stretched so that these moments of the recording fall on these of the treated sound, which begins at the first and
   * ends at the last; rising in both, at least two.
   */
  readonly warp: readonly WarpPoint[]
}

export interface WarpPoint {
  readonly recordingSeconds: number
  readonly treatedSeconds: number
}

/** One stem's channel strip. Every field has a neutral default in `studio/mix`. */
export interface StemMix {
  /** Fader, in dB. */
  readonly gainDb: number
  /** Stereo width: 0 mono, 1 as performed, up to 1.5. */
  readonly width?: number
  /** High-pass corner in Hz; 0 is off. */
  readonly lowCutHz?: number
  readonly eq?: readonly EqBand[]
  /** 0 (off) … 1 (hard). */
  readonly compression?: number
  /** 0 (clean) … 1 (driven). */
  readonly saturation?: number
  /** Send levels in dB; absent is off. */
  readonly sends?: {
    readonly room?: number
    readonly plate?: number
    readonly hall?: number
    /** Echoes from side to side, a dotted eighth apart. */
    readonly delay?: number
    /** One echo in the middle, about a tenth of a second later. */
    readonly slap?: number
  }
  /** Side-chain: how many dB this stem steps back while the other sounds. */
  readonly duck?: { readonly by: StemName; readonly depthDb: number }
}

export interface EqBand {
  readonly type: 'low-shelf' | 'peak' | 'high-shelf'
  readonly frequencyHz: number
  readonly gainDb: number
  readonly q?: number
}

/** Reference curves for whole mixes, by the kind of record; levels in `studio/mix/reference-spectrum.ts`. */
export type SpectrumName =
  | 'club'
  | 'heavy'
  | 'record'
  | 'radio'
  | 'guitars'
  | 'metal'
  | 'street'
  | 'vintage'
  | 'tape'
  | 'acoustic'
  | 'screen'
  | 'concert'
  | 'solo'

export interface MixSettings {
  readonly stems: Readonly<Partial<Record<StemName, StemMix>>>
  /** Bus compressor: 0 (off) … 1. */
  readonly glue: number
  /** How much softer than one of energy 1 a section of energy 0 should be, in dB; absent: as the players have it. */
  readonly dynamicsDb?: number
  /** Where a low-pass over chords and tunes stands as a build begins, in Hz; it opens till the build is over. Absent: no filter. */
  readonly buildSweepHz?: number
  /** How much the pitch of everything wavers, as on a worn tape machine: 0 (absent: not at all) … 1. */
  readonly tapeWear?: number
  /** Tone of the master, applied to every stem alike. */
  readonly tone: readonly EqBand[]
  /** The long-term spectrum that the master leans towards before `tone`; absent: it leaves the balance as it is. */
  readonly spectrum?: SpectrumName
  /** Integrated loudness (ITU-R BS.1770-4) of the master; default goal -14 LUFS. */
  readonly targetLufs: number
}
