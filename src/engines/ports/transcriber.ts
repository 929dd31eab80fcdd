import type { HeardRecording } from '../../music/heard.js'

/** Listens to a recording from outside. */
export interface Transcriber {
  readonly id: string
  /** Throws `UnusableAudioError` when the file holds nothing that can be heard. */
  hear(filePath: string, limits: ListeningLimits, signal: AbortSignal): Promise<HeardRecording>
}

export interface ListeningLimits {
  readonly minDurationSeconds: number
  readonly maxDurationSeconds: number
}
