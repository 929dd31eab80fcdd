import { beatToSeconds } from '../../music/tempo-map.js'
import type { Note, Score, SungPhrase, SungWord } from '../../music/score.js'

/** A sung word with its place in `Score.lyrics` and in time. */
export interface TimedLyricWord {
  readonly text: string
  /** UTF-16 offsets in `Score.lyrics`, end exclusive. */
  readonly charStart: number
  readonly charEnd: number
  /** When the word's first vowel begins and its last note ends, from the song's first sample. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** Of a word that a recording sings; see `RecordedWord`. */
  readonly confidence?: number
}

/** A line as a karaoke display shows it, its words with their own times. */
export interface TimedLyricLine {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly {
    readonly text: string
    readonly startSeconds: number
    readonly endSeconds: number
  }[]
}

/** A piece of the lyrics text with the time of the word in it. */
export interface AlignedLyricWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  /** Of a word that a recording sings: how surely it was found there, 0 … 1. */
  readonly confidence?: number
}

interface TimedPhrase {
  readonly words: TimedLyricWord[]
  readonly lead: boolean
}

/** Every word that is sung, in time order; harmonies that double the lead and calls without words are left out. */
export function timedWords(score: Score): TimedLyricWord[] {
  return timedPhrases(score)
    .flatMap((phrase) => phrase.words)
    .sort((a, b) => a.startSeconds - b.startSeconds || a.charStart - b.charStart)
}

/**
 * The lyrics cut into one piece a word, in the order of the text: each piece holds what precedes its word (section tag,
 * line break, space), and the punctuation right after it. All pieces joined give `score.lyrics` again. A word sung
 * twice (a repeated chorus) has the time of its first singing. Empty for an instrumental.
 */
export function alignedWords(score: Score): AlignedLyricWord[] {
  const first = new Map<number, TimedLyricWord>()
  for (const word of timedWords(score)) if (!first.has(word.charStart)) first.set(word.charStart, word)
  const words = [...first.values()].sort((a, b) => a.charStart - b.charStart)
  const { lyrics } = score
  let from = 0
  return words.map((word, i) => {
    const next = words[i + 1]
    const to = next
      ? word.charEnd + closing(lyrics.slice(word.charEnd, next.charStart)).length
      : lyrics.length
    const text = lyrics.slice(from, to)
    from = to
    const { startSeconds, endSeconds, confidence } = word
    return { text, startSeconds, endSeconds, ...(confidence !== undefined && { confidence }) }
  })
}

/** The lead's lines in time order, with the answers of the backing voices in parentheses at their ends. */
export function timedLines(score: Score): TimedLyricLine[] {
  const phrases = timedPhrases(score)
  const lines = phrases
    .filter((phrase) => phrase.lead)
    .sort((a, b) => a.words[0]!.startSeconds - b.words[0]!.startSeconds)
    .map((phrase) => phrase.words.map((word) => shown(word, score.lyrics)))
  for (const { words, lead } of phrases) {
    if (lead) continue
    const answer = words.map((word, i) => {
      const { text } = shown(word, score.lyrics)
      return { ...word, text: `${i === 0 ? '(' : ''}${text}${i === words.length - 1 ? ')' : ''}` }
    })
    const before = lines.findLast((line) => line[0]!.startSeconds <= answer[0]!.startSeconds)
    if (before) before.push(...answer)
    else lines.unshift(answer)
  }
  return lines.map((words) => ({
    startSeconds: words[0]!.startSeconds,
    endSeconds: Math.max(...words.map((word) => word.endSeconds)),
    words: words.map(({ text, startSeconds, endSeconds }) => ({ text, startSeconds, endSeconds })),
  }))
}

/** Phrases of all singers, without the words that only double a lead at the same time. */
function timedPhrases(score: Score): TimedPhrase[] {
  const voices = score.tracks.flatMap((track) => (track.kind === 'voice' ? [track] : []))
  const leads = voices.filter((track) => track.stem === 'vocal')
  const seen = new Set<string>()
  const phrases: TimedPhrase[] = []
  const read = (phrase: SungPhrase, lead: boolean): void => {
    const words = phrase.words.filter((word) => {
      // Sung without standing in the lyrics: calls and vowels of the backing voices.
      if (word.charEnd <= word.charStart) return false
      const key = `${word.charStart}@${firstNote(word).startBeat.toFixed(4)}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    if (words.length > 0) phrases.push({ words: words.map((word) => timed(word, score)), lead })
  }
  for (const track of leads) for (const phrase of track.phrases) read(phrase, true)
  for (const track of voices)
    if (track.stem !== 'vocal') for (const phrase of track.phrases) read(phrase, false)
  return [...phrases, ...recordedPhrases(score)]
}

/** Lines that a recording sings; confident or not, they are all that is known of it. */
function recordedPhrases({ recordedWords = [], lyrics }: Score): TimedPhrase[] {
  const phrases: TimedPhrase[] = []
  recordedWords.forEach((word, index) => {
    const before = recordedWords[index - 1]
    const goesOn = before && !lyrics.slice(before.charEnd, word.charStart).includes('\n')
    if (goesOn) phrases.at(-1)!.words.push(word)
    else phrases.push({ words: [word], lead: true })
  })
  return phrases
}

function firstNote(word: SungWord): Note {
  return word.syllables[0]!.notes[0]!
}

function timed(word: SungWord, score: Score): TimedLyricWord {
  const first = firstNote(word)
  const last = word.syllables.at(-1)!.notes.at(-1)!
  return {
    text: word.text,
    charStart: word.charStart,
    charEnd: word.charEnd,
    // Who comes in with the first beat, and early, is heard from the first sample on.
    startSeconds: Math.max(0, beatToSeconds(score.tempoMap, first.startBeat) + (first.offsetSeconds ?? 0)),
    endSeconds:
      beatToSeconds(score.tempoMap, last.startBeat + last.durationBeats) + (last.offsetSeconds ?? 0),
  }
}

/** The word as displayed: with the punctuation that follows it. */
function shown(word: TimedLyricWord, lyrics: string): TimedLyricWord {
  const after = closing(lyrics.slice(word.charEnd, word.charEnd + 8)).replace(/[()[\]*_].*$/s, '')
  return { ...word, text: word.text + after }
}

/** The signs right after a word that belong to it: everything up to a space or an opening bracket. */
function closing(gap: string): string {
  return /^[^\s([{]*/.exec(gap)![0]
}
