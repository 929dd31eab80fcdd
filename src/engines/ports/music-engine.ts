import type { Persona } from '../../music/persona.js'
import type { Key } from '../../music/scale.js'
import type { RecordingTreatment, Score } from '../../music/score.js'
import type { SongSource } from '../../music/song-source.js'
import type { EngineWarning } from './warning.js'

/** Composes and performs songs. */
export interface MusicEngine {
  /** Engine name and version, stored with each track, e.g. `studio/0.1.0`. */
  readonly id: string
  /** Writes the takes of a task. Same commission and seed: same takes. */
  compose(commission: Commission, signal: AbortSignal): Promise<Take[]>
  /** Writes loops, single sounds and effects from a description. Same commission and seed: same takes. */
  composeSound(commission: SoundCommission, signal: AbortSignal): Promise<Take[]>
  /** Makes a take audible. Calls `onEncoded` with consecutive pieces of a playable MP3 while it is performed. */
  perform(take: Performable, listener: PerformanceListener, signal: AbortSignal): Promise<PerformedTrack>
  /** Performs the take again and writes it as a 16-bit WAV file. */
  renderWav(
    take: Performable,
    outputPath: string,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void>
  /**
   * Fits a recording to a song once and for all and writes it as a file that plays in its place. Throws
   * `UnusableAudioError` when it cannot be read.
   */
  treat(
    recordingPath: string,
    treatment: RecordingTreatment,
    outputPath: string,
    signal: AbortSignal,
  ): Promise<void>
}

export interface Commission {
  readonly seed: number
  readonly takeCount: number
  /** Index of the first take that is wanted; default 0. A take is the same whichever are written with it. */
  readonly firstTake?: number
  readonly idea?: string
  readonly lyrics?: string
  readonly style?: string
  readonly title?: string
  readonly negativeTags?: string
  readonly instrumental: boolean
  readonly vocalGender?: 'm' | 'f'
  /** Who sings, and what style they bring along. */
  readonly persona?: Persona
  /** The three weights, 0 … 1. */
  readonly styleWeight?: number
  readonly weirdness?: number
  readonly audioWeight?: number
  readonly durationSeconds?: number
  readonly maxDurationSeconds: number
  readonly bpm?: number
  readonly key?: Key
  readonly source?: SongSource
}

/** A sound to be made instead of a song. */
export interface SoundCommission {
  readonly seed: number
  readonly takeCount: number
  /** Index of the first take that is wanted; default 0. A take is the same whichever are written with it. */
  readonly firstTake?: number
  /** What it is: "808 drum loop", "dreamy pad in A minor", "door knock". */
  readonly prompt: string
  /** Its end leads back to its beginning. */
  readonly loop: boolean
  /** Quarter notes a minute; absent: the description's or a usual one. */
  readonly bpm?: number
  readonly key?: Key
  readonly maxDurationSeconds: number
}

export interface Take {
  readonly title: string
  /** Final lyrics, `''` for an instrumental. */
  readonly lyrics: string
  /** Comma-separated style as understood. */
  readonly tags: string
  readonly score: Score
  readonly warnings: readonly EngineWarning[]
  /** What each step of composing decided, in readable facts; for people who want to know why. */
  readonly explanation: Readonly<Record<string, readonly string[]>>
}

export interface Performable {
  readonly score: Score
  /** Files of `score.recordings`, by their id. */
  readonly recordingFiles: Readonly<Record<string, string>>
}

export interface PerformanceListener {
  /** 0 … 1. */
  onProgress(fraction: number): void
  /** The next piece of the live stream, in order. */
  onEncoded(mp3: Uint8Array): void
  /**
   * Resolves when somebody listens to the stream. Until then the stream may wait for the finished song; from then on it
   * comes while the song is performed. Absent: nobody will.
   */
  readonly heard?: Promise<void>
}

export interface PerformedTrack {
  /** The finished file, without an ID3 tag: what is said about a song need not be known while it is performed. */
  readonly mp3: Uint8Array
  readonly durationSeconds: number
  /** Loudness over the song for drawing it: `WAVEFORM_POINTS` values, each 0 … 1. */
  readonly waveform: readonly number[]
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
}

/** Points of a track's waveform. */
export const WAVEFORM_POINTS = 400
