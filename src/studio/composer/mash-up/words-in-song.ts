import { singsTheseWords, type RecordedWord } from '../../../music/recorded-word.js'
import type { RecordingTreatment } from '../../../music/score.js'

/**
 * Words of a recording where they are heard in a song that plays it from `startSeconds` on, stretched; those of stretches
 * that are not used are left out. Undefined where the recording sings other words.
 */
export function wordsInSong(
  found: readonly RecordedWord[] | undefined,
  { warp }: Pick<RecordingTreatment, 'warp'>,
  startSeconds: number,
): readonly RecordedWord[] | undefined {
  if (!found || !singsTheseWords(found)) return undefined
  const [first, last] = [warp[0]!.recordingSeconds, warp.at(-1)!.recordingSeconds]
  const inSong = (seconds: number): number => {
    const clamped = Math.min(last, Math.max(first, seconds))
    const next = Math.max(
      1,
      warp.findIndex(({ recordingSeconds }) => recordingSeconds >= clamped),
    )
    const [from, to] = [warp[next - 1]!, warp[next]!]
    const share = (clamped - from.recordingSeconds) / (to.recordingSeconds - from.recordingSeconds)
    return startSeconds + from.treatedSeconds + share * (to.treatedSeconds - from.treatedSeconds)
  }
  return found
    .filter((word) => word.startSeconds >= first && word.startSeconds < last)
    .map((word) => ({
      ...word,
      startSeconds: inSong(word.startSeconds),
      endSeconds: inSong(word.endSeconds),
    }))
}
