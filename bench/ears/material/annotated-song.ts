import type { Audio } from '../../../src/dsp/audio.js'
import type { Chord } from '../../../src/music/chord.js'
import type { PlayedNote } from '../../../src/music/played-notes.js'
import type { Key } from '../../../src/music/scale.js'
import type { MidiFile } from './midi-files.js'

/** A stretch of a recording about which something is known. Times in seconds from its first frame. */
export interface Stretch<T> {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly value: T
}

/** A recording, and what is true of it. What is not known is left out. */
export interface AnnotatedSong {
  readonly name: string
  readonly material: 'own studio' | MidiFile['collection']
  /** Nothing may be chosen by it. */
  readonly isKeptForTesting: boolean
  /** Whether its tempo was made to drift. */
  readonly isDrifting: boolean
  readonly durationSeconds: number
  /** Beats as people count them: dotted quarters in 6/8, else quarters. */
  readonly beatTimesSeconds: readonly number[]
  readonly downbeatTimesSeconds: readonly number[]
  readonly keys: readonly Stretch<Key>[]
  readonly chords?: readonly Stretch<Chord>[]
  /** Where parts of the form begin, and which are the same. */
  readonly sections?: readonly Stretch<string>[]
  /** The leading voice. */
  readonly melody?: readonly PlayedNote[]
  readonly drums: readonly PlayedNote[]
  readonly sound: () => Promise<Audio>
  /** The drums alone, where there are any. */
  readonly drumSound?: () => Promise<Audio>
}
