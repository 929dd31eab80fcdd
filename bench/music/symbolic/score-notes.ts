import { writeMidiFile } from '../../../src/music/midi-file.js'
import type { Note, Score, Track } from '../../../src/music/score.js'
import { midiSoundOf } from '../../../src/studio/midi-sounds.js'
import type { NoteList } from './note-list.js'
import { readMidi } from './read-midi.js'

/** A song of ours as its MIDI file has it: read back by the reader that reads people's files, so that both are measured alike. */
export function noteListOf(score: Score): NoteList {
  const musical = { ...score, tracks: score.tracks.filter(({ stem }) => stem !== 'fx') }
  return readMidi(writeMidiFile(musical, midiSoundOf), score.title)
}

/** Notes of a track of a score in their order, sung ones out of their syllables. */
export function notesOfTrack(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  return track.phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)),
  )
}
