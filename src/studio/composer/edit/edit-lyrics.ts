import type { SungWord, Track } from '../../../music/score.js'
import { moveWords } from './cut-tracks.js'

/** Lyrics after an edit, and where their words have gone. */
export interface EditedLyrics {
  readonly text: string
  /** The offset in `text` of an offset in the lyrics before the edit; only for words that were kept. */
  readonly placeOfOld: (offset: number) => number
  /** The offset in `text` of an offset in the text of the new part. */
  readonly placeOfNew: (offset: number) => number
}

/** Words of tracks in the order of the text, each place once. */
export function wordsOf(tracks: readonly Track[]): SungWord[] {
  const byPlace = new Map<number, SungWord>()
  for (const track of tracks) {
    if (track.kind !== 'voice') continue
    for (const { words } of track.phrases) for (const word of words) byPlace.set(word.charStart, word)
  }
  return [...byPlace.values()].sort((a, b) => a.charStart - b.charStart)
}

/** The same tracks with their words at other places of the lyrics. */
export function placeWords(tracks: readonly Track[], place: (offset: number) => number): Track[] {
  return tracks.map((track) =>
    moveWords(track, ({ charStart, charEnd }) => {
      const moved = place(charStart)
      return { charStart: moved, charEnd: moved + charEnd - charStart }
    }),
  )
}

/** A heading that only says that the song ends. */
const FINAL_HEADING = /\s*\[(?:outro|end|ending|fade[\s-]*out|coda)[^\]]*\]\s*$/i

/** The lyrics up to the last word that is kept, and the new ones after them. */
export function appendLyrics(
  old: string,
  kept: readonly SungWord[],
  all: readonly SungWord[],
  added: string,
): EditedLyrics {
  const last = kept.at(-1)
  const isWhole = last !== undefined && kept.length === all.length
  const before = isWhole
    ? old.replace(FINAL_HEADING, '')
    : last === undefined
      ? ''
      : old.slice(0, wordEnd(old, last.charEnd))
  const head = before.trimEnd()
  const gap = head === '' || added === '' ? '' : '\n\n'
  return {
    text: head + gap + added,
    placeOfOld: (offset) => offset,
    placeOfNew: (offset) => offset + head.length + gap.length,
  }
}

/** Where new words are put into lyrics. */
export interface LyricsGap {
  /** Words of the song outside the window, in the order of the text. */
  readonly kept: readonly SungWord[]
  /** Words of the window that are sung no more, in the order of the text. */
  readonly removed: readonly SungWord[]
  /** The last word that is sung before the window; undefined where none is. */
  readonly before?: SungWord
}

/** A heading at the end of a text, with the space around it. */
const HEADING_AT_END = /\s*\[[^\]\n]*\]\s*$/

/**
 * Lyrics with the words of a window replaced: in their place where nobody else sings them (a refrain may be written
 * once and sung often), else after the words that are sung before them. A heading of the new text takes the place of the
 * one before it. `heading` comes before what follows, where that has none.
 */
export function replaceLyrics(
  old: string,
  { kept, removed, before }: LyricsGap,
  added: string,
  heading: string | undefined,
): EditedLyrics {
  if (added === '' && removed.length === 0)
    return { text: old, placeOfOld: (offset) => offset, placeOfNew: (offset) => offset }
  const first = removed[0]
  const last = removed.at(-1)
  const isFree =
    first !== undefined &&
    !kept.some(({ charStart }) => charStart >= first.charStart && charStart <= last!.charStart)
  const from = isFree ? wordStart(old, first.charStart) : before ? lineEnd(old, before.charEnd) : 0
  const until = isFree ? wordEnd(old, last!.charEnd) : from
  const bringsHeading = added.startsWith('[')
  const sung = old.slice(0, from)
  const head = (bringsHeading && isFree ? sung.replace(HEADING_AT_END, '') : sung).replace(/[^\S\n]+$/, '')
  const tail = old.slice(until).trimStart()
  const start = head + (added === '' ? '' : breakBetween(head, added))
  const bridged = heading === undefined || tail === '' || tail.startsWith('[') ? tail : `${heading}\n${tail}`
  const middle = start + added
  const text = middle + (middle === '' ? '' : breakBetween(middle, bridged)) + bridged
  const shift = text.length - old.length
  return {
    text,
    placeOfOld: (offset) => (offset < from ? offset : offset + shift),
    placeOfNew: (offset) => offset + start.length,
  }
}

/** The line break that is missing between two texts: an empty line before a heading. */
function breakBetween(before: string, after: string): string {
  if (after === '' || before === '') return ''
  const wanted = after.startsWith('[') ? 2 : 1
  return '\n'.repeat(Math.max(0, wanted - /\n*$/.exec(before)![0].length))
}

/** The end of a word with the punctuation that belongs to it. */
function wordEnd(text: string, charEnd: number): number {
  return charEnd + /^[^\s([{]*/.exec(text.slice(charEnd))![0].length
}

/** The start of a word with the brackets and quotes before it. */
function wordStart(text: string, charStart: number): number {
  return charStart - /[^\s\])}]*$/.exec(text.slice(0, charStart))![0].length
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
