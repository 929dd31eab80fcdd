import type { RecordedWord } from '../music/recorded-word.js'
import type { SungAround } from '../music/song-source.js'
import type { TaskRun } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import type { FetchedRecording } from './recordings.js'
import { wordsOfRecording } from './words-of-recording.js'

export interface WindowRequest {
  /** All words of the changed song. */
  readonly fullLyrics: string
  /** Those of the window, where they were given apart. */
  readonly lyrics: string | undefined
  readonly startSeconds: number
  readonly endSeconds: number
}

/**
 * What a recording sings around a window: the words before and after the window's own, each looked for on its side. Where
 * the window's are not given, or not part of all words, all are looked for everywhere, and those found in the window are
 * the window's.
 */
export async function sungAround(
  deps: WorkflowDeps,
  run: TaskRun,
  recording: FetchedRecording,
  { fullLyrics, lyrics, startSeconds, endSeconds }: WindowRequest,
): Promise<{ readonly around: SungAround; readonly lyrics: string | undefined }> {
  const own = lyrics?.trim()
  const at = own ? fullLyrics.indexOf(own) : -1
  if (own && at >= 0) {
    const end = at + own.length
    const { durationSeconds } = recording.heard
    const [before, after] = await Promise.all([
      wordsOfRecording(deps, run, recording, {
        lyrics: fullLyrics.slice(0, at),
        window: { startSeconds: 0, endSeconds: startSeconds },
      }),
      wordsOfRecording(deps, run, recording, {
        lyrics: fullLyrics.slice(end),
        window: { startSeconds: endSeconds, endSeconds: durationSeconds },
      }),
    ])
    return {
      around: { fullLyrics, words: [...before, ...after.map((word) => movedBy(word, end))] },
      lyrics: own,
    }
  }
  const all = await wordsOfRecording(deps, run, recording, { lyrics: fullLyrics })
  const inside = all.filter((word) => word.startSeconds >= startSeconds && word.startSeconds < endSeconds)
  const window =
    inside.length > 0 ? fullLyrics.slice(inside[0]!.charStart, inside.at(-1)!.charEnd) : undefined
  const words = all.filter((word) => !inside.includes(word))
  return { around: { fullLyrics, words }, lyrics: lyrics ?? window }
}

function movedBy(word: RecordedWord, letters: number): RecordedWord {
  return { ...word, charStart: word.charStart + letters, charEnd: word.charEnd + letters }
}
