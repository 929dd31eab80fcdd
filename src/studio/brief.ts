import type { Persona } from '../music/persona.js'
import type { Key } from '../music/scale.js'
import type { Score } from '../music/score.js'
import type { SongSource } from '../music/song-source.js'

/** What a song is asked to be: the studio's whole input besides the seed. */
export interface Brief {
  /** A description; lyrics are invented from it. Absent when `lyrics` says everything. */
  readonly idea?: string
  /** Words to be sung literally, with section tags. Wins over `idea`. */
  readonly lyrics?: string
  /** Genres, moods, instruments, tempo … in free text. */
  readonly style?: string
  readonly title?: string
  /** What to leave out, in free text. */
  readonly negativeTags?: string
  readonly instrumental: boolean
  readonly vocalGender?: 'm' | 'f'
  /** Who sings, and what style they bring along. */
  readonly persona?: Persona
  /** 0 … 1, default 0.5: how sharply the style is followed. */
  readonly styleWeight?: number
  /** 0 … 1, default 0.5: temperature of harmony, rhythm and orchestration. */
  readonly weirdness?: number
  /** 0 … 1, default 0.5: how closely a recording of `source` is followed. */
  readonly audioWeight?: number
  /** Wanted length; absent: the words and the profile decide. */
  readonly durationSeconds?: number
  /** Never longer than this. */
  readonly maxDurationSeconds: number
  /** Hard wishes that win over what the style text says. */
  readonly bpm?: number
  readonly key?: Key
  /** What the song is built on; absent: words and style alone. */
  readonly source?: SongSource
}

/** A request partly honoured: what could not be done and what was done instead, in one sentence. */
export interface StudioWarning {
  readonly code: string
  readonly message: string
}

/** One take of a brief. */
export interface ComposedSong {
  readonly score: Score
  readonly warnings: readonly StudioWarning[]
  /** What each step decided, for `npm run song -- --explain`: step name → readable facts. */
  readonly explanation: Readonly<Record<string, readonly string[]>>
}
