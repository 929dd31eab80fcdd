import type { Score } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'

/** Takes a song apart. */
export interface Separator {
  readonly id: string
  separate(
    source: SeparationSource,
    mode: SeparationMode,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<SeparatedStem[]>
  /** Takes one thing out of a song; it may consist of several parts. What is taken out and what is left are the song. */
  extract(
    source: SeparationSource,
    parts: readonly WantedPart[],
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<Extraction>
}

/** `vocals`: voice and the rest. `stems`: the twelve of the contract. */
export type SeparationMode = 'vocals' | 'stems'

export type SeparationSource =
  /** A track of ours: the stems are performed from its score. */
  | {
      readonly kind: 'score'
      readonly score: Score
      readonly recordingFiles: Readonly<Record<string, string>>
    }
  /** A recording from outside. */
  | { readonly kind: 'file'; readonly path: string }

/** Something to be taken out: a stem, some of its instruments, or some keys of its drum kits. */
export interface WantedPart {
  readonly stem: StemName
  /** Ids of the studio's instruments; absent: all of the stem. Of a recording the whole stem is taken. */
  readonly instruments?: readonly string[]
  /** General MIDI percussion keys; absent: all. */
  readonly keys?: readonly number[]
}

export interface SeparatedPart {
  /** Undefined when it is silent in this song. */
  readonly mp3?: Uint8Array
  readonly durationSeconds: number
}

export interface SeparatedStem extends SeparatedPart {
  readonly name: StemName | 'instrumental'
}

export interface Extraction {
  readonly extract: SeparatedPart
  readonly remove: SeparatedPart
}
