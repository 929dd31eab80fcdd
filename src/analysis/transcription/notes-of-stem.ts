import { readNotes, type NoteEvent, type NoteReading } from './note-events.js'
import type { PitchActivity } from './pitch-activity.js'
import { slowAttacks } from './slow-attacks.js'
import { slowReadingOf, type StemReading } from './stem-readings.js'
import { struckAttacks } from './struck-attacks.js'
import { singleLine, withoutFalseRepeats, withoutOvertones, withoutUndertones } from './unlikely-notes.js'

/** All keys of the piano. */
const ALL_KEYS = { lowestMidi: 21, highestMidi: 108 } as const

/**
 * The notes of a stem as its kind of instrument plays them, ordered by start and pitch.
 * @param samples What the activity was heard in: one channel at `PITCH_RATE`.
 * @param isSlow Whether its notes swell; minded where the kind of instrument leaves it open.
 */
export function notesOfStem(
  activity: PitchActivity,
  reading: StemReading,
  samples: Float32Array,
  isSlow: boolean,
): NoteEvent[] {
  const chosen = reading.attack === 'either' && isSlow ? slowReadingOf(reading) : reading
  const everywhere = read(activity, { ...chosen, ...ALL_KEYS }, samples)
  const inside = everywhere.filter(({ pitchMidi }) => isInside(pitchMidi, chosen))
  // What is played mostly outside its instrument's range is no such instrument: a bass synthesiser that leads, say.
  if (weightOf(inside) * 2 < weightOf(everywhere)) return everywhere
  return inside.length === everywhere.length ? everywhere : read(activity, chosen, samples)
}

function read(activity: PitchActivity, reading: StemReading, samples: Float32Array): NoteEvent[] {
  const { attack, softAttacks, repeatRiseDb, overtoneLikelihood, isSingleLine } = reading
  const attacks =
    attack === 'slow'
      ? slowAttacks(activity, reading, samples)
      : struckAttacks(activity, reading, samples, softAttacks)
  let notes = readNotes(activity, reading, attacks)
  if (repeatRiseDb !== undefined) notes = withoutFalseRepeats(notes, samples, repeatRiseDb)
  if (overtoneLikelihood !== undefined) notes = withoutOvertones(notes, overtoneLikelihood)
  notes = withoutUndertones(notes, samples)
  return isSingleLine ? singleLine(notes) : notes
}

function isInside(pitchMidi: number, { lowestMidi, highestMidi }: NoteReading): boolean {
  return pitchMidi >= lowestMidi && pitchMidi <= highestMidi
}

/** How much sounds, in frames. */
function weightOf(notes: readonly NoteEvent[]): number {
  return notes.reduce(
    (sum, { startFrame, endFrame, likelihood }) => sum + likelihood * (endFrame - startFrame),
    0,
  )
}
