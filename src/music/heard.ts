import type { ChordSpan } from './score.js'
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
  readonly key: Key
  /** 0 (a guess) … 1 (sure), for tempo/beats and for key. */
  readonly beatConfidence: number
  readonly keyConfidence: number
  /** Stretches of singing or playing between breaths and pauses, ordered. */
  readonly phrases: readonly HeardPhrase[]
  /** Fundamental of the leading line where there is one, ordered, not overlapping. */
  readonly melody: readonly HeardNote[]
  /** Chords per beat where the recording has harmony; positions in beats counted from `beatTimesSeconds[0]`. */
  readonly chords: readonly ChordSpan[]
  /** BS.1770-4 integrated loudness. */
  readonly loudnessLufs: number
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
