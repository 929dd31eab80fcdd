import { UnusableAudioError } from '../engines/ports/errors.js'
import type { WordSearch } from '../engines/ports/aligner.js'
import type { RecordedWord } from '../music/recorded-word.js'
import type { TaskRun } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import type { FetchedRecording } from './recordings.js'

/** Finds words in a recording that was listened to; none where it is too short for them. */
export async function wordsOfRecording(
  { engines: { aligner } }: WorkflowDeps,
  { signal }: TaskRun,
  { heard, file }: FetchedRecording,
  request: Pick<WordSearch, 'lyrics' | 'window'>,
): Promise<RecordedWord[]> {
  const search = { ...request, filePath: file, isVoiceAlone: heard.texture === 'single-line' }
  return aligner.find(search, signal).catch((error: unknown) => {
    if (error instanceof UnusableAudioError) return []
    throw error
  })
}
