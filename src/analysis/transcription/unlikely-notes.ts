import { keyLevelDb, oddPartialsDb } from './key-level.js'
import type { NoteEvent } from './note-events.js'

/** Semitones from a tone up to its overtones 2 to 8. */
const OVERTONE_SEMITONES = new Set([12, 19, 24, 28, 31, 34, 36])
/** Frames that an overtone may seem to begin before its tone. */
const EARLY_FRAMES = 5
/** A note of a single line may lie over another for this share of its length. */
const ALLOWED_OVERLAP = 0.4
/** Up to this length a note's weight in the choice of a single line grows with it, in frames: 150 ms. */
const FULL_WEIGHT_FRAMES = 13

/** Frames before and after an attack whose levels are compared: 70 ms. */
const COMPARED_FRAMES = 6

/**
 * With notes joined that seemed struck again but did not get louder: what began there was another note.
 * @param notes Ordered by start.
 * @param samples One channel at `PITCH_RATE`.
 * @param riseDb How much louder a key gets at least when it is struck again, in dB.
 */
export function withoutFalseRepeats(
  notes: readonly NoteEvent[],
  samples: Float32Array,
  riseDb: number,
): NoteEvent[] {
  const joined: NoteEvent[] = []
  const lastOfKey = new Map<number, number>()
  for (const note of notes) {
    const { pitchMidi, startFrame } = note
    const index = lastOfKey.get(pitchMidi)
    const last = index === undefined ? undefined : joined[index]!
    if (last && last.endFrame >= startFrame) {
      const before = keyLevelDb(samples, pitchMidi, startFrame - 1 - COMPARED_FRAMES, startFrame - 1)
      const after = keyLevelDb(samples, pitchMidi, startFrame + 1, startFrame + 1 + COMPARED_FRAMES)
      if (after < before + riseDb) {
        joined[index!] = { ...last, endFrame: Math.max(last.endFrame, note.endFrame) }
        continue
      }
    }
    lastOfKey.set(pitchMidi, joined.length)
    joined.push(note)
  }
  return joined
}

/** Without notes that lie where overtones of a likelier, overlapping one are. */
export function withoutOvertones(notes: readonly NoteEvent[], maxRelativeLikelihood: number): NoteEvent[] {
  const kept: NoteEvent[] = []
  for (const note of notes.toSorted((a, b) => a.pitchMidi - b.pitchMidi)) {
    const isOvertone = kept.some(
      (lower) =>
        OVERTONE_SEMITONES.has(note.pitchMidi - lower.pitchMidi) &&
        note.startFrame > lower.startFrame - EARLY_FRAMES &&
        note.startFrame < lower.endFrame &&
        note.likelihood < maxRelativeLikelihood * lower.likelihood,
    )
    if (!isOvertone) kept.push(note)
  }
  return kept.toSorted((a, b) => a.startFrame - b.startFrame || a.pitchMidi - b.pitchMidi)
}

/** Only so much of a note is listened to for its partials, in frames: 280 ms. */
const HEARD_FRAMES = 24
/** A tone whose odd partials are softer than the even ones by more is the octave above, in dB. */
const WEAKEST_ODD_DB = -15

/**
 * Without notes an octave below another that sounds at the same time and explains them: their own partials are missing.
 * @param samples One channel at `PITCH_RATE`.
 */
export function withoutUndertones(notes: readonly NoteEvent[], samples: Float32Array): NoteEvent[] {
  return notes.filter(({ pitchMidi, startFrame, endFrame }) => {
    const hasOctave = notes.some(
      (other) =>
        other.pitchMidi === pitchMidi + 12 && other.startFrame < endFrame && other.endFrame > startFrame,
    )
    const heardTo = Math.min(endFrame, startFrame + HEARD_FRAMES)
    return !hasOctave || oddPartialsDb(samples, pitchMidi, startFrame, heardTo) > WEAKEST_ODD_DB
  })
}

/** One line: of notes that lie over each other the likelier ones. */
export function singleLine(notes: readonly NoteEvent[]): NoteEvent[] {
  const weight = ({ likelihood, startFrame, endFrame }: NoteEvent) =>
    likelihood * Math.min(1, (endFrame - startFrame) / FULL_WEIGHT_FRAMES)
  const kept: NoteEvent[] = []
  for (const note of notes.toSorted((a, b) => weight(b) - weight(a))) {
    const allowed = ALLOWED_OVERLAP * (note.endFrame - note.startFrame)
    const overlaps = (other: NoteEvent) =>
      Math.min(note.endFrame, other.endFrame) - Math.max(note.startFrame, other.startFrame) >= allowed
    if (!kept.some(overlaps)) kept.push(note)
  }
  return kept.toSorted((a, b) => a.startFrame - b.startFrame)
}
