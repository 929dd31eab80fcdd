import type { HeardRecording } from '../../music/heard.js'
import type { PlayedNote } from '../../music/played-notes.js'
import type { StemName } from '../../music/stems.js'

/** Listens to a recording from outside. */
export interface Transcriber {
  readonly id: string
  /** Throws `UnusableAudioError` when the file holds nothing that can be heard. */
  hear(filePath: string, limits: ListeningLimits, signal: AbortSignal): Promise<HeardRecording>
  /** Listens to the stems of one recording as they sound together. Throws as `hear` does. */
  hearTogether(filePaths: readonly string[], signal: AbortSignal): Promise<HeardRecording>
  /** Writes down one stem of a recording. */
  transcribe(filePath: string, stem: TranscribedStem, signal: AbortSignal): Promise<Transcription>
}

export interface Transcription {
  /** None where nothing is heard. */
  readonly notes: readonly PlayedNote[]
  /** The General MIDI program, 0 … 127, that comes nearest to what was heard; of drums 0. */
  readonly program: number
}

/** `instrumental`: everything but the voice. */
export type TranscribedStem = StemName | 'instrumental'

export interface ListeningLimits {
  readonly minDurationSeconds: number
  readonly maxDurationSeconds: number
}
