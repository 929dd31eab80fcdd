import type { HeardRecording } from '../../music/heard.js'
import type { PlayedNote } from '../../music/played-notes.js'
import type { StemName } from '../../music/stems.js'

/** Listens to a recording from outside. */
export interface Transcriber {
  readonly id: string
  /** Throws `UnusableAudioError` when the file holds nothing that can be heard. */
  hear(filePath: string, limits: ListeningLimits, signal: AbortSignal): Promise<HeardRecording>
  /** The notes of one stem of a recording; none where nothing is heard. */
  transcribe(filePath: string, stem: TranscribedStem, signal: AbortSignal): Promise<PlayedNote[]>
}

/** `instrumental`: everything but the voice. */
export type TranscribedStem = StemName | 'instrumental'

export interface ListeningLimits {
  readonly minDurationSeconds: number
  readonly maxDurationSeconds: number
}
