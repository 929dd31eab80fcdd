import type { Note, SungPhrase, SungSyllable, SungWord, Track } from '../../../music/score.js'
import { SAME_BEAT } from './source-bars.js'

/** What is played and sung before a beat; what still sounds then ends there. Tracks may be left without notes. */
export function tracksBefore(tracks: readonly Track[], beat: number): Track[] {
  return tracks.map((track) =>
    track.kind === 'instrument'
      ? { ...track, notes: notesBefore(track.notes, beat) }
      : { ...track, phrases: withWords(track.phrases, (word) => wordBefore(word, beat)) },
  )
}

/** What begins at a beat or later. Tracks may be left without notes. */
export function tracksFrom(tracks: readonly Track[], beat: number): Track[] {
  return tracks.map((track) =>
    track.kind === 'instrument'
      ? { ...track, notes: track.notes.filter(({ startBeat }) => startBeat >= beat - SAME_BEAT) }
      : {
          ...track,
          phrases: withWords(track.phrases, (word) => (beginsBefore(word, beat) ? undefined : word)),
        },
  )
}

/** The same, later (or, with negative `beats`, earlier). */
export function moveTrack(track: Track, beats: number): Track {
  if (beats === 0) return track
  const move = (note: Note): Note => ({ ...note, startBeat: note.startBeat + beats })
  if (track.kind === 'instrument') return { ...track, notes: track.notes.map(move) }
  return {
    ...track,
    phrases: withWords(track.phrases, (word) => withNotes(word, (notes) => notes.map(move))),
  }
}

/** The same with the words put elsewhere in the lyrics. */
export function moveWords(
  track: Track,
  place: (word: SungWord) => Pick<SungWord, 'charStart' | 'charEnd'>,
): Track {
  if (track.kind === 'instrument') return track
  return { ...track, phrases: withWords(track.phrases, (word) => ({ ...word, ...place(word) })) }
}

/** Spans before a beat, the last one cut there. */
export function spansBefore<T extends { readonly startBeat: number; readonly endBeat: number }>(
  spans: readonly T[],
  beat: number,
): T[] {
  return spans
    .filter(({ startBeat }) => startBeat < beat - SAME_BEAT)
    .map((span) => (span.endBeat > beat ? { ...span, endBeat: beat } : span))
}

/** Spans after a beat, the first one cut there. */
export function spansFrom<T extends { readonly startBeat: number; readonly endBeat: number }>(
  spans: readonly T[],
  beat: number,
): T[] {
  return spans
    .filter(({ endBeat }) => endBeat > beat + SAME_BEAT)
    .map((span) => (span.startBeat < beat ? { ...span, startBeat: beat } : span))
}

/**
 * Several parts of a song as one: tracks of the same player are joined, in order of time; another player on a track of
 * the same name gets a name of his own. Players who never play are left out.
 */
export function joinTracks(...parts: readonly (readonly Track[])[]): Track[] {
  const joined: Track[] = []
  for (const track of parts.flat()) {
    const known = joined.findIndex((other) => isSamePlayer(other, track))
    if (known >= 0) {
      joined[known] = together(joined[known]!, track)
    } else {
      const names = new Set(joined.map(({ id }) => id))
      let { id } = track
      for (let number = 2; names.has(id); number++) id = `${track.id}-${number}`
      joined.push({ ...track, id })
    }
  }
  return joined.filter((track) => (track.kind === 'voice' ? track.phrases : track.notes).length > 0)
}

function isSamePlayer(a: Track, b: Track): boolean {
  if (a.stem !== b.stem) return false
  if (a.kind === 'voice' || b.kind === 'voice')
    return (
      a.kind === b.kind &&
      a.kind === 'voice' &&
      b.kind === 'voice' &&
      a.singer === b.singer &&
      JSON.stringify(a.voice) === JSON.stringify(b.voice)
    )
  return a.id === b.id && a.instrument === b.instrument
}

function together(a: Track, b: Track): Track {
  if (a.kind === 'voice' && b.kind === 'voice') return { ...a, phrases: [...a.phrases, ...b.phrases] }
  if (a.kind === 'instrument' && b.kind === 'instrument') return { ...a, notes: [...a.notes, ...b.notes] }
  throw new TypeError(`tracks "${a.id}" and "${b.id}" are of two kinds`)
}

function notesBefore(notes: readonly Note[], beat: number): Note[] {
  return notes
    .filter(({ startBeat }) => startBeat < beat - SAME_BEAT)
    .map((note) =>
      note.startBeat + note.durationBeats > beat ? { ...note, durationBeats: beat - note.startBeat } : note,
    )
}

function beginsBefore({ syllables }: SungWord, beat: number): boolean {
  return syllables[0]!.notes[0]!.startBeat < beat - SAME_BEAT
}

/** A word that begins before a beat, cut there. */
function wordBefore(word: SungWord, beat: number): SungWord | undefined {
  if (!beginsBefore(word, beat)) return undefined
  const syllables = word.syllables.flatMap((syllable): SungSyllable[] => {
    const notes = notesBefore(syllable.notes, beat)
    return notes.length > 0 ? [{ ...syllable, notes }] : []
  })
  return { ...word, syllables }
}

function withWords(
  phrases: readonly SungPhrase[],
  change: (word: SungWord) => SungWord | undefined,
): SungPhrase[] {
  return phrases.flatMap(({ words }): SungPhrase[] => {
    const changed = words.flatMap((word) => change(word) ?? [])
    return changed.length > 0 ? [{ words: changed }] : []
  })
}

function withNotes(word: SungWord, change: (notes: readonly Note[]) => Note[]): SungWord {
  return {
    ...word,
    syllables: word.syllables.map((syllable) => ({ ...syllable, notes: change(syllable.notes) })),
  }
}
