import { quantiseNotes } from '../../../analysis/quantise/quantise-notes.js'
import { writeMidiFile } from '../../../music/midi-file.js'
import { heardNotes, playedNotes } from '../../../music/played-notes.js'
import type { Note, Score, Track } from '../../../music/score.js'
import { midiSoundOf } from '../../../studio/midi-sounds.js'
import { partOfTrack } from '../../../studio/performance/part-of-score.js'
import type { NoteGroup, Notator } from '../../ports/notator.js'
import type { WantedPart } from '../../ports/separator.js'
import { writeNotesFile } from './notes-file.js'

/** Reads scores: what it writes is what is played. */
export function createScoreNotator(): Notator {
  return {
    id: 'score',
    read: (score, groups) =>
      groups.map((group) => {
        const tracks = score.tracks.flatMap((track) => inGroup(track, group) ?? [])
        return {
          name: group.name,
          notes: tracks
            .flatMap((track) => heardNotes(playedNotes(track, score.tempoMap), score))
            .toSorted((a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi),
        }
      }),
    scoreFile: (score, parts) => writeMidiFile(parts ? onlyParts(score, parts) : score, midiSoundOf),
    asWritten: (score) => ({ ...score, tracks: score.tracks.map(trackAsWritten) }),
    quantise: (groups, { beatTimesSeconds }) => {
      const notes = quantiseNotes(
        groups.map((group) => group.notes),
        beatTimesSeconds,
      )
      return groups.map((group, i) => ({ ...group, notes: notes[i]! }))
    },
    notesFile: writeNotesFile,
  }
}

function onlyParts(score: Score, parts: readonly WantedPart[]): Score {
  return { ...score, tracks: score.tracks.flatMap((track) => partOfTrack(track, parts) ?? []) }
}

function inGroup(track: Track, { parts, isRest = false }: NoteGroup): Track | undefined {
  const part = partOfTrack(track, parts)
  if (!isRest) return part
  if (!part) return track
  if (part === track || track.kind === 'voice' || part.kind === 'voice') return undefined
  const taken = new Set(part.notes)
  return { ...track, notes: track.notes.filter((note) => !taken.has(note)) }
}

function trackAsWritten(track: Track): Track {
  const written = (note: Note): Note => ({ ...note, offsetSeconds: 0 })
  if (track.kind === 'instrument') return { ...track, notes: track.notes.map(written) }
  return {
    ...track,
    phrases: track.phrases.map((phrase) => ({
      ...phrase,
      words: phrase.words.map((word) => ({
        ...word,
        syllables: word.syllables.map((syllable) => ({ ...syllable, notes: syllable.notes.map(written) })),
      })),
    })),
  }
}
