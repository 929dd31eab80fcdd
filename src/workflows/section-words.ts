import type { Score } from '../music/score.js'
import { beatToSeconds } from '../music/tempo-map.js'

/** A word of a text: what it says, without case and punctuation, and where it stands. */
interface Word {
  readonly plain: string
  readonly start: number
  readonly end: number
}

/**
 * The words of a window when all words of the changed song are given: what is left of `fullLyrics` when the words that
 * the song goes on to sing before and after the window are taken off its front and back. Undefined when that is nothing.
 */
export function wordsOfWindow(
  fullLyrics: string,
  score: Score,
  startSeconds: number,
  endSeconds: number,
): string | undefined {
  const { before, after } = lyricsAround(score, startSeconds, endSeconds)
  const wanted = wordsIn(fullLyrics)
  const front = commonLength(wordsIn(before), wanted)
  const rest = wanted.slice(front)
  const back = commonLength(wordsIn(after).reverse(), [...rest].reverse())
  const left = rest.slice(0, rest.length - back)
  if (left.length === 0) return undefined
  const text = fullLyrics.slice(left[0]!.start, left.at(-1)!.end)
  return withoutFinalHeading(text) || undefined
}

/** The lyrics up to the last word that begins before the window, and from the first that begins after it. */
function lyricsAround(
  { tracks, tempoMap, lyrics }: Score,
  startSeconds: number,
  endSeconds: number,
): { readonly before: string; readonly after: string } {
  let beforeEnd = 0
  let afterStart = lyrics.length
  for (const track of tracks) {
    if (track.kind !== 'voice' || track.stem !== 'vocal') continue
    for (const { syllables, charStart, charEnd } of track.phrases.flatMap(({ words }) => words)) {
      const seconds = beatToSeconds(tempoMap, syllables[0]!.notes[0]!.startBeat)
      if (seconds < startSeconds) beforeEnd = Math.max(beforeEnd, charEnd)
      if (seconds >= endSeconds) afterStart = Math.min(afterStart, charStart)
    }
  }
  return { before: lyrics.slice(0, beforeEnd), after: lyrics.slice(afterStart) }
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({
    plain: word.toLowerCase().replaceAll(/[^\p{L}\p{N}[\]]/gu, ''),
    start: index,
    end: index + word.length,
  }))
}

function commonLength(one: readonly Word[], other: readonly Word[]): number {
  let length = 0
  while (length < one.length && one[length]!.plain === other[length]?.plain) length++
  return length
}

/** The heading of the section after the window is not sung in it. */
function withoutFinalHeading(text: string): string {
  return text.replace(/(?:^|\s)\[[^\]]*\]$/u, '').trim()
}
