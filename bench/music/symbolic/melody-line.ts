import type { ListedNote, NoteList, Part } from './note-list.js'

/** Notes shorter ago than this, in beats, started together. */
const TOGETHER_BEATS = 0.05
/** Notes a beat, while it sounds, above which a line is hardly a tune. */
const MOST_SUNG_PER_BEAT = 2
/** The General MIDI programs of basses. */
const isBass = (program: number): boolean => program >= 32 && program <= 39

/**
 * The part that most likely has the tune, as one line: of all parts but drums and basses the one that is nearest to one
 * note at a time, high, varied in pitch and rhythm, and there for much of the piece; arpeggios are even and have more
 * notes than anyone could sing. Where it plays chords the highest note counts. Names help with nothing: files name their
 * tracks as they like. Empty when nothing can be a tune.
 */
export function melodyLine(piece: NoteList): ListedNote[] {
  const length = piece.barBeats.at(-1)! - piece.barBeats[0]!
  const ranked = piece.parts
    .filter(({ isDrums, program, notes }) => !isDrums && !isBass(program) && notes.length >= 8)
    .map((part) => {
      const line = highestNotes(part)
      return { line, mark: markOf(part, line, length) }
    })
    .toSorted((a, b) => b.mark - a.mark)
  return ranked[0]?.line ?? []
}

function markOf({ notes }: Part, line: readonly ListedNote[], pieceBeats: number): number {
  const oneAtATime = line.length / notes.length
  const sounding = line.reduce((sum, { durationBeats }) => sum + durationBeats, 0) / pieceBeats
  const meanPitch = line.reduce((sum, { pitchMidi }) => sum + pitchMidi, 0) / line.length
  const height = Math.min(1, Math.max(0, (meanPitch - 48) / 30))
  const pitches = new Set(line.map(({ pitchMidi }) => pitchMidi)).size
  const moves = line.slice(1).filter((note, i) => note.pitchMidi !== line[i]!.pitchMidi).length / line.length
  const perBeat = line.length / Math.max(1e-9, sounding * pieceBeats)
  return (
    oneAtATime ** 2 *
    (0.2 + rhythmicVariety(line)) *
    Math.min(1, MOST_SUNG_PER_BEAT / perBeat) ** 2 *
    Math.min(1, sounding * 1.5) ** 0.5 *
    (0.3 + height) *
    Math.min(1, pitches / 8) *
    (0.4 + 0.6 * moves)
  )
}

/** Share of distances between onsets, in sixteenths, that are not the most frequent one. */
function rhythmicVariety(line: readonly ListedNote[]): number {
  const counts = new Map<number, number>()
  line.slice(1).forEach((note, i) => {
    const distance = Math.round((note.startBeat - line[i]!.startBeat) * 4)
    counts.set(distance, (counts.get(distance) ?? 0) + 1)
  })
  return 1 - Math.max(0, ...counts.values()) / Math.max(1, line.length - 1)
}

/** The highest of notes that start together, each ending where the next begins. */
function highestNotes({ notes }: Part): ListedNote[] {
  const line: ListedNote[] = []
  for (const note of notes) {
    const last = line.at(-1)
    if (last && note.startBeat - last.startBeat < TOGETHER_BEATS) {
      if (note.pitchMidi > last.pitchMidi) line[line.length - 1] = note
    } else line.push(note)
  }
  return line.map((note, i) => {
    const next = line[i + 1]
    const room = next ? next.startBeat - note.startBeat : note.durationBeats
    return { ...note, durationBeats: Math.min(note.durationBeats, room) }
  })
}
