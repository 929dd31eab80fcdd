import type { Score, SungPhrase, SungWord } from '../../../music/score.js'
import { leadPhrases, onsetOf } from './join.js'
import { sectionAt } from './source-bars.js'

/** Lines that are written out once more. */
interface Insertion {
  /** Where in the old text. */
  readonly at: number
  readonly text: string
  /** Offset within `text` of what stands at `copiedFrom` in the old one. */
  readonly linesAt: number
  readonly copiedFrom: number
}

/**
 * The same song with every refrain written out where it is sung: lyrics may say `[Chorus]` and mean the words of the one
 * before. Afterwards no two sections share words, so that one can be edited without the other.
 */
export function unfoldLyrics(score: Score): Score {
  const { lyrics } = score
  const sung = new Map<string, SungWord[]>()
  for (const track of score.tracks) {
    if (track.kind !== 'voice') continue
    for (const phrase of track.phrases) {
      const section = sectionOf(score, phrase)
      sung.set(section, [...(sung.get(section) ?? []), ...phrase.words])
    }
  }
  const insertions = new Map<string, Insertion>()
  const places = new Set<number>()
  let cursor = 0
  for (const { id, label } of score.sections) {
    const words = sung.get(id)
    if (!words) continue
    if (words.every(({ charStart }) => places.has(charStart))) {
      const insertion = copyOf(lyrics, words, cursor, label)
      if (insertion) {
        insertions.set(id, insertion)
        cursor = insertion.at
      }
    } else {
      cursor = Math.max(cursor, ...words.map(({ charEnd }) => lineEnd(lyrics, charEnd)))
    }
    for (const { charStart } of words) places.add(charStart)
  }
  if (insertions.size === 0) return score
  const inOrder = [...insertions.values()]
  const before = (offset: number, until = inOrder.length): number =>
    inOrder.slice(0, until).reduce((sum, { at, text }) => sum + (at <= offset ? text.length : 0), 0)
  const placeOf = (section: string, offset: number): number => {
    const own = insertions.get(section)
    if (!own) return offset + before(offset)
    return own.at + before(own.at, inOrder.indexOf(own)) + own.linesAt + offset - own.copiedFrom
  }
  return {
    ...score,
    lyrics: inOrder.reduceRight(
      (text, { at, text: lines }) => text.slice(0, at) + lines + text.slice(at),
      lyrics,
    ),
    tracks: score.tracks.map((track) =>
      track.kind === 'instrument'
        ? track
        : {
            ...track,
            phrases: track.phrases.map((phrase) => {
              const section = sectionOf(score, phrase)
              return {
                words: phrase.words.map((word) => {
                  const charStart = placeOf(section, word.charStart)
                  return { ...word, charStart, charEnd: charStart + word.charEnd - word.charStart }
                }),
              }
            }),
          },
    ),
  }
}

/** The section that a line belongs to: its pick-up may lie in the one before, an answer to it in the one after. */
function sectionOf(score: Score, phrase: SungPhrase): string {
  const onset = onsetOf(phrase)
  const lead = leadPhrases(score).findLast((one) => onsetOf(one) <= onset + 0.01) ?? phrase
  return sectionAt(score, lead.words[lead.words.length >> 1]!.syllables[0]!.notes[0]!.startBeat).id
}

/** The lines of some words, put under the bare heading that follows a place, or under one of their own. */
function copyOf(
  lyrics: string,
  words: readonly SungWord[],
  cursor: number,
  label: string,
): Insertion | undefined {
  const from = lyrics.lastIndexOf('\n', Math.min(...words.map(({ charStart }) => charStart))) + 1
  const until = lineEnd(lyrics, Math.max(...words.map(({ charEnd }) => charEnd)))
  const lines = lyrics.slice(from, until)
  // Words from several places of the text are no refrain.
  if (/^\s*\[/m.test(lines)) return undefined
  const bare = /^\s*\[[^\]\n]*\][^\S\n]*(?=\s*(?:\[|$))/.exec(lyrics.slice(cursor))
  const heading = bare ? '\n' : `\n\n[${label}]\n`
  return {
    at: cursor + (bare?.[0].length ?? 0),
    text: heading + lines,
    linesAt: heading.length,
    copiedFrom: from,
  }
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
