import type { ChordSpan, SectionKind } from './score.js'
import type { Key } from './scale.js'

/** What listening to a recording from outside found out: a partial score. Times in seconds from its first frame. */
export interface HeardRecording {
  readonly durationSeconds: number
  /** Median tempo in beats a minute. */
  readonly tempoBpm: number
  /** One time a beat over the whole recording, strictly rising, extrapolated over silence. At least two. */
  readonly beatTimesSeconds: readonly number[]
  /** Index into `beatTimesSeconds` of the first bar's first beat. */
  readonly firstDownbeatIndex: number
  /** Beats a bar: 3 or 4. */
  readonly beatsPerBar: number
  /** The key of the recording as a whole; `keys` says where it changes. */
  readonly key: Key
  /** 0 (a guess) … 1 (sure), for tempo/beats and for key. */
  readonly beatConfidence: number
  readonly keyConfidence: number
  /** Stretches of singing or playing between breaths and pauses, ordered. */
  readonly phrases: readonly HeardPhrase[]
  /**
   * The leading line, ordered, not overlapping: of a single voice its fundamental, of a band the voice or instrument that
   * is heard above the others.
   */
  readonly melody: readonly HeardNote[]
  /** Chords per beat where the recording has harmony; positions in beats counted from `beatTimesSeconds[0]`. */
  readonly chords: readonly ChordSpan[]
  /** BS.1770-4 integrated loudness. */
  readonly loudnessLufs: number
  /** A single line (somebody singing alone), or music of several voices. Absent where older ears have listened. */
  readonly texture?: 'single-line' | 'band'
  /** The keys one after the other, from the first frame to the last. Absent where older ears have listened. */
  readonly keys?: readonly HeardKey[]
  /** The form, from the first frame to the last. Absent where older ears have listened. */
  readonly sections?: readonly HeardSection[]
  /** How far the recording is tuned above (below if negative) A = 440 Hz, in cents, -50 … 50. Absent: not heard. */
  readonly tuningCents?: number
  /** Into how many parts its beats are divided: 3 for shuffles and compound metres (6/8), else 2. Absent: not heard. */
  readonly beatDivision?: 2 | 3
}

/** A stretch in one key. */
export interface HeardKey {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly key: Key
}

/** A part of the form; begins on a bar line, the first with the recording. */
export interface HeardSection {
  readonly startSeconds: number
  readonly endSeconds: number
  /** `A` for the first kind of part and all that repeat it, `B` for the next … */
  readonly label: string
  /** What such a part is most often called; a guess from repetition, place and loudness. */
  readonly kind: SectionKind
  /** How loud it is beside the loudest part, in dB, 0 or less. */
  readonly levelDb: number
}

export interface HeardPhrase {
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface HeardNote {
  readonly startSeconds: number
  readonly endSeconds: number
  /** Fractional MIDI pitch. */
  readonly pitchMidi: number
  /** 0 … 1. */
  readonly velocity: number
}
