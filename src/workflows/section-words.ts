import type { Score } from '../music/score.js'
import { beatToSeconds } from '../music/tempo-map.js'

/**
 * The words of a window when all words of the changed song are given: the lines that differ from the song as it is, or,
 * when none do, those that it sings there now. Undefined when nothing is sung there.
 */
export function wordsOfWindow(
  fullLyrics: string,
  score: Score,
  startSeconds: number,
  endSeconds: number,
): string | undefined {
  return changedLines(score.lyrics, fullLyrics) ?? wordsBetween(score, startSeconds, endSeconds)
}

/** The lines of `after` between what both texts have in common at the front and at the back. */
function changedLines(before: string, after: string): string | undefined {
  const old = linesOf(before)
  const wanted = linesOf(after)
  const longest = Math.min(old.length, wanted.length)
  let front = 0
  while (front < longest && old[front] === wanted[front]) front++
  let back = 0
  while (back < longest - front && old[old.length - 1 - back] === wanted[wanted.length - 1 - back]) back++
  const changed = wanted.slice(front, wanted.length - back)
  return changed.length === 0 ? undefined : changed.join('\n')
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The lyrics from the first to the last word of the leading voice that begins in the window. */
function wordsBetween(score: Score, startSeconds: number, endSeconds: number): string | undefined {
  const sung = score.tracks
    .filter((track) => track.kind === 'voice' && track.stem === 'vocal')
    .flatMap((track) => (track.kind === 'voice' ? track.phrases : []))
    .flatMap((phrase) => phrase.words)
    .filter((word) => {
      const begin = beatToSeconds(score.tempoMap, word.syllables[0]!.notes[0]!.startBeat)
      return begin >= startSeconds && begin < endSeconds
    })
  if (sung.length === 0) return undefined
  const from = Math.min(...sung.map((word) => word.charStart))
  const to = Math.max(...sung.map((word) => word.charEnd))
  return score.lyrics.slice(from, to)
}
