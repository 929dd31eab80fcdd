import { chordPitchClasses } from '../../music/chord.js'
import type { HeardRecording } from '../../music/heard.js'
import type { PlayedNote } from '../../music/played-notes.js'

/** Chord tones are written from here up: middle C. */
const CHORD_BASE_MIDI = 60
/** How sure a chord is of its strength: it is heard as a colour, not as strokes. */
const CHORD_VELOCITY = 0.5

/**
 * What was heard of a recording as notes: its tune where there is one, else its chords as held notes. Where several
 * instruments play at once, single notes are not told apart.
 */
export function notesOfHeard(heard: HeardRecording): PlayedNote[] {
  if (heard.melody.length > 0) {
    return heard.melody.map((note) => ({ ...note, pitchMidi: Math.round(note.pitchMidi) }))
  }
  const timeOf = (beat: number): number => {
    const times = heard.beatTimesSeconds
    const index = Math.min(times.length - 2, Math.max(0, Math.floor(beat)))
    return times[index]! + (beat - index) * (times[index + 1]! - times[index]!)
  }
  return heard.chords.flatMap((chord) => {
    const startSeconds = Math.max(0, timeOf(chord.startBeat))
    const endSeconds = Math.min(heard.durationSeconds, timeOf(chord.endBeat))
    if (endSeconds <= startSeconds) return []
    let pitchMidi = CHORD_BASE_MIDI - 1
    return chordPitchClasses(chord).map((pitchClass): PlayedNote => {
      // Each tone is the next of its class above the one before: a chord in close position.
      pitchMidi += 1 + ((((pitchClass - pitchMidi - 1) % 12) + 12) % 12)
      return { pitchMidi, startSeconds, endSeconds, velocity: CHORD_VELOCITY }
    })
  })
}
