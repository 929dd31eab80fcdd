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

/**
 * Lyrics with the words of a window replaced: in their place where nobody else sings them (a refrain may be written
 * once and sung often), else after the words that are sung before them. `addedStartsLine`: the new text is a line of its
 * own; `heading` comes before what follows when the new text belongs to another section.
 */
export function replaceLyrics(
  old: string,
  gap: LyricsGap,
  added: string,
  heading: string | undefined,
): EditedLyrics {
  const first = gap.removed[0]
  const last = gap.removed.at(-1)
  const isFree =
    first !== undefined &&
    !gap.kept.some(({ charStart }) => charStart >= first.charStart && charStart <= last!.charStart)
  const from = isFree ? wordStart(old, first.charStart) : gap.before ? lineEnd(old, gap.before.charEnd) : 0
  const until = isFree ? wordEnd(old, last!.charEnd) : from
  const head = old.slice(0, from).replace(/[^\S\n]+$/, '')
  const tail = old.slice(until).replace(/^[^\S\n]+/, '')
  const isInLine = (text: string): boolean => text !== '' && !/\n\s*$/.test(text)
  const opening = added === '' || !isInLine(head) ? '' : added.startsWith('[') ? '\n\n' : '\n'
  const tailBody = tail.replace(/^\s+/, '')
  const tailGap = tailBody === '' ? '' : tailBody.startsWith('[') || heading !== undefined ? '\n\n' : '\n'
  const bridge =
    tailBody === ''
      ? ''
      : `${tailGap}${heading !== undefined && !tailBody.startsWith('[') ? `${heading}\n` : ''}`
  const start = head + opening
  const text = start + added + bridge + tailBody
  const shift = text.length - tailBody.length - (old.length - tailBody.length)
  return {
    text,
    placeOfOld: (offset) => (offset < from ? offset : offset + shift),
    placeOfNew: (offset) => offset + start.length,
  }
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
