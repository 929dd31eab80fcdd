import { singsTheseWords } from '../../../music/recorded-word.js'
import type { Score, Track } from '../../../music/score.js'
import type { SungAround } from '../../../music/song-source.js'

/**
 * The lyrics of a recording with a new window: those of the whole song where they hold the window's and the recording
 * sings the rest; else the window's alone. Places of the sung words in the text follow.
 */
export function withWordsAround(
  tracks: readonly Track[],
  lyrics: string,
  around: SungAround | undefined,
): Pick<Score, 'tracks' | 'lyrics' | 'recordedWords'> {
  const at = around?.fullLyrics.indexOf(lyrics) ?? -1
  if (!around || at < 0 || !singsTheseWords(around.words)) return { tracks, lyrics }
  return {
    tracks: tracks.map((track) => moved(track, at)),
    lyrics: around.fullLyrics,
    recordedWords: around.words,
  }
}

/** A track whose words stand so many letters later in the lyrics. */
function moved(track: Track, letters: number): Track {
  if (track.kind !== 'voice') return track
  return {
    ...track,
    phrases: track.phrases.map((phrase) => ({
      ...phrase,
      words: phrase.words.map((word) => ({
        ...word,
        charStart: word.charStart + letters,
        charEnd: word.charEnd + letters,
      })),
    })),
  }
}
