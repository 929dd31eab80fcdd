import { constantTempo } from '../../../src/music/tempo-map.js'
import type { ListedNote, NoteList } from './note-list.js'

/** A quarter note for tests. */
export function note(startBeat: number, pitchMidi: number, durationBeats = 1): ListedNote {
  return { startBeat, durationBeats, pitchMidi, velocity: 0.8 }
}

/** A piece of one part in bars of four beats, at 120 quarter notes a minute: a bar lasts two seconds. */
export function pieceOf(notes: readonly ListedNote[], bars: number, isDrums = false): NoteList {
  return {
    name: 'test',
    parts: [{ name: 'part', isDrums, program: 0, notes }],
    barBeats: Array.from({ length: bars + 1 }, (_, bar) => bar * 4),
    tempoMap: constantTempo(120),
  }
}
