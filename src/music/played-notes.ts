import type { Note, Score, Track } from './score.js'
import { beatToSeconds, type TempoMap } from './tempo-map.js'

/** A note in clock time. */
export interface PlayedNote {
  /** 0 … 127; of drums the General MIDI percussion key. */
  readonly pitchMidi: number
  readonly startSeconds: number
  readonly endSeconds: number
  /** 0 … 1. */
  readonly velocity: number
}

/** Every note of a track as it is played, the player's own timing included, ordered by start. */
export function playedNotes(track: Track, tempoMap: TempoMap): PlayedNote[] {
  return notesOf(track)
    .map((note): PlayedNote => {
      const written = beatToSeconds(tempoMap, note.startBeat)
      const startSeconds = Math.max(0, written + (note.offsetSeconds ?? 0))
      const length = beatToSeconds(tempoMap, note.startBeat + note.durationBeats) - written
      return {
        pitchMidi: Math.round(note.pitchMidi),
        startSeconds,
        endSeconds: startSeconds + length,
        velocity: Math.min(1, Math.max(0, note.velocity)),
      }
    })
    .toSorted((a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi)
}

/** Notes of a track in their order, sung ones out of their syllables. */
function notesOf(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  return track.phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)),
  )
}

/** Only the part of a song that is heard of a loop, counted from its start. */
export function heardNotes(notes: readonly PlayedNote[], { excerpt }: Pick<Score, 'excerpt'>): PlayedNote[] {
  if (!excerpt) return [...notes]
  const { startSeconds: from, endSeconds: to } = excerpt
  return notes
    .filter(({ startSeconds }) => startSeconds >= from && startSeconds < to)
    .map((note) => ({
      ...note,
      startSeconds: note.startSeconds - from,
      endSeconds: Math.min(note.endSeconds, to) - from,
    }))
}
