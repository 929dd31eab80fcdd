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

export interface SeparatedStem {
  readonly name: StemName | 'instrumental'
  /** Undefined when the stem is silent in this song. */
  readonly mp3?: Uint8Array
  readonly durationSeconds: number
}
