import type { Note, Score, Track } from '../../../src/music/score.js'
import { notesOfTrack } from '../symbolic/score-notes.js'

/** Ids that the studio gives to who carries the tune. */
const MELODY_TRACKS: ReadonlySet<string> = new Set(['lead', 'solo', 'lead-vocal'])

/** Tracks with the tune. */
export function melodyTracks(score: Score): Track[] {
  return score.tracks.filter(({ id }) => MELODY_TRACKS.has(id))
}

/** The lowest sounding line: the bass stem, else the lowest pitched track. */
export function bassNotes(score: Score): readonly Note[] {
  const pitched = score.tracks.filter(
    ({ id, stem }) => stem !== 'drums' && stem !== 'percussion' && stem !== 'fx' && !MELODY_TRACKS.has(id),
  )
  const bass = pitched.find(({ stem }) => stem === 'bass')
  if (bass) return notesOfTrack(bass)
  const lowest = pitched
    .map((track) => ({ notes: notesOfTrack(track) }))
    .toSorted((a, b) => meanPitch(a.notes) - meanPitch(b.notes))[0]
  return lowest ? lowestOfEach(lowest.notes) : []
}

function meanPitch(notes: readonly Note[]): number {
  return notes.reduce((sum, { pitchMidi }) => sum + pitchMidi, 0) / Math.max(1, notes.length)
}

/** Of notes that start together the lowest. */
function lowestOfEach(notes: readonly Note[]): Note[] {
  const line: Note[] = []
  for (const note of notes) {
    const last = line.at(-1)
    if (last && note.startBeat - last.startBeat < 0.05) {
      if (note.pitchMidi < last.pitchMidi) line[line.length - 1] = note
    } else line.push(note)
  }
  return line
}
