import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { TimedWordView } from '@troubadour/contract'
import type { Score, SungWord } from '../music/score.js'
import { beatToSeconds } from '../music/tempo-map.js'

/**
 * When each word of a song is sung, read from its score. The texts, joined in order, are the whole lyrics: each word
 * takes the punctuation and line break behind it along, and a section tag goes with the word it stands before.
 */
export async function sungWords(packedScore: Uint8Array): Promise<TimedWordView[]> {
  const score = JSON.parse((await promisify(gunzip)(packedScore)).toString('utf8')) as Score
  const words = wordsInTextOrder(score)
  return words.map((word, index) => {
    const from = index === 0 ? 0 : boundary(score.lyrics, words[index - 1]!, word)
    const next = words[index + 1]
    const to = next ? boundary(score.lyrics, word, next) : score.lyrics.length
    return { text: score.lyrics.slice(from, to), ...timesOf(score, word) }
  })
}

/** Words of the lead first: where a backing voice doubles it, the lead's times count. */
function wordsInTextOrder(score: Score): SungWord[] {
  const voices = score.tracks
    .filter((track) => track.kind === 'voice')
    .sort((a, b) => Number(b.stem === 'vocal') - Number(a.stem === 'vocal'))
  const byPlace = new Map<number, SungWord>()
  for (const word of voices.flatMap((voice) => voice.phrases.flatMap((phrase) => phrase.words))) {
    if (!byPlace.has(word.charStart)) byPlace.set(word.charStart, word)
  }
  return [...byPlace.values()].sort((a, b) => a.charStart - b.charStart)
}

/** Where the text of `next` begins: at a section tag between the two, else after the last space. */
function boundary(lyrics: string, word: SungWord, next: SungWord): number {
  const gap = lyrics.slice(word.charEnd, next.charStart)
  const tag = gap.indexOf('[')
  return word.charEnd + (tag >= 0 ? tag : gap.search(/\S*$/u))
}

function timesOf(score: Score, word: SungWord): Pick<TimedWordView, 'startSeconds' | 'endSeconds'> {
  const notes = word.syllables.flatMap((syllable) => syllable.notes)
  const first = notes[0]!
  const last = notes.at(-1)!
  return {
    startSeconds: Math.max(0, beatToSeconds(score.tempoMap, first.startBeat) + (first.offsetSeconds ?? 0)),
    endSeconds:
      beatToSeconds(score.tempoMap, last.startBeat + last.durationBeats) + (last.offsetSeconds ?? 0),
  }
}
