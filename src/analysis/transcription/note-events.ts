import { LOWEST_PITCH_MIDI, PITCH_COUNT, type PitchActivity } from './pitch-activity.js'

/** How activity is read as notes. */
export interface NoteReading {
  /** A note begins where the likelihood of an onset peaks at least this high, 0 … 1. */
  readonly onsetThreshold: number
  /** It sounds while its key's likelihood stays above this, 0 … 1. */
  readonly soundingThreshold: number
  /**
   * Notes whose beginning was not heard (bows, breath, pads) are taken from stretches where the key is at least this likely;
   * undefined: every note has an attack.
   */
  readonly swellThreshold?: number
  readonly lowestMidi: number
  readonly highestMidi: number
}

/** A note on the grid of frames; `endFrame` is the first frame after it. */
export interface NoteEvent {
  readonly pitchMidi: number
  readonly startFrame: number
  readonly endFrame: number
  /** Mean likelihood that its key sounds, 0 … 1. */
  readonly likelihood: number
}

/** Frames a key may fall silent within one note: 128 ms. */
const PATIENCE_FRAMES = 11
/** Shorter ones are no notes: 58 ms. */
const SHORTEST_FRAMES = 5
/** A note without an attack has begun where its key has become so likely: about half of the way to being sure. */
const SWELL_BEGINS = 0.27
/** A note without an attack must last this long: 174 ms. */
const SHORTEST_SWELL_FRAMES = 15

/** Where a note of a key begins. Keys are counted from the lowest of the piano. */
export interface Attack {
  readonly key: number
  readonly frame: number
}

/**
 * Notes, ordered by start and pitch. Notes with an attack take their stretch of activity first, the latest before the
 * others, and with it what leaks from it into the neighbouring keys.
 * @param attacks Ordered by time.
 */
export function readNotes(
  activity: PitchActivity,
  reading: NoteReading,
  attacks: readonly Attack[] = sharpAttacks(activity, reading),
): NoteEvent[] {
  const free = activity.notes.slice()
  const notes: NoteEvent[] = []
  const take = (key: number, startFrame: number, shortest: number): void => {
    const endFrame = endOf(free, key, startFrame, activity.frames, reading.soundingThreshold)
    if (endFrame - startFrame < shortest) return
    notes.push({
      pitchMidi: key + LOWEST_PITCH_MIDI,
      startFrame,
      endFrame,
      likelihood: meanOf(free, key, startFrame, endFrame),
    })
    for (const taken of [key - 1, key, key + 1]) {
      if (taken < 0 || taken >= PITCH_COUNT) continue
      for (let frame = startFrame; frame < endFrame; frame++) free[frame * PITCH_COUNT + taken] = 0
    }
  }
  // From the end on: a note then stops where the next of its key has begun.
  for (const { key, frame } of attacks.toReversed()) take(key, frame, SHORTEST_FRAMES)
  if (reading.swellThreshold !== undefined) {
    for (const { key, frame } of swellsOf(free, activity.frames, reading, reading.swellThreshold)) {
      if (free[frame * PITCH_COUNT + key]! > 0) take(key, frame, SHORTEST_SWELL_FRAMES)
    }
  }
  return notes.toSorted((a, b) => a.startFrame - b.startFrame || a.pitchMidi - b.pitchMidi)
}

/** Peaks in time of the onsets' likelihood, ordered by time: what is struck or plucked begins there. */
export function sharpAttacks({ onsets, frames }: PitchActivity, reading: NoteReading): Attack[] {
  const places: Attack[] = []
  for (let frame = 1; frame < frames - 1; frame++) {
    for (let key = 0; key < PITCH_COUNT; key++) {
      if (!isInRange(key, reading)) continue
      const at = frame * PITCH_COUNT + key
      const value = onsets[at]!
      if (value < reading.onsetThreshold) continue
      if (value > onsets[at - PITCH_COUNT]! && value >= onsets[at + PITCH_COUNT]!) places.push({ key, frame })
    }
  }
  return places
}

/** Where keys become likely without an onset, the likeliest stretches first. */
function swellsOf(free: Float32Array, frames: number, reading: NoteReading, threshold: number): Attack[] {
  const places: (Attack & { readonly sum: number })[] = []
  for (let key = 0; key < PITCH_COUNT; key++) {
    if (!isInRange(key, reading)) continue
    let frame = 0
    while (frame < frames) {
      if (free[frame * PITCH_COUNT + key]! < threshold) {
        frame++
        continue
      }
      let start = frame
      const begins = Math.min(SWELL_BEGINS, reading.soundingThreshold)
      while (start > 0 && free[(start - 1) * PITCH_COUNT + key]! >= begins) start--
      const end = endOf(free, key, frame, frames, reading.soundingThreshold)
      places.push({ key, frame: start, sum: meanOf(free, key, start, end) * (end - start) })
      frame = Math.max(end, frame + 1)
    }
  }
  return places.toSorted((a, b) => b.sum - a.sum)
}

function isInRange(key: number, { lowestMidi, highestMidi }: NoteReading): boolean {
  const pitchMidi = key + LOWEST_PITCH_MIDI
  return pitchMidi >= lowestMidi && pitchMidi <= highestMidi
}

/** The first frame after the note, pauses within the patience bridged. */
function endOf(
  free: Float32Array,
  key: number,
  startFrame: number,
  frames: number,
  threshold: number,
): number {
  let lastSounding = startFrame
  for (let frame = startFrame + 1; frame < frames && frame - lastSounding <= PATIENCE_FRAMES; frame++) {
    if (free[frame * PITCH_COUNT + key]! >= threshold) lastSounding = frame
  }
  return lastSounding + 1
}

function meanOf(free: Float32Array, key: number, startFrame: number, endFrame: number): number {
  let sum = 0
  for (let frame = startFrame; frame < endFrame; frame++) sum += free[frame * PITCH_COUNT + key]!
  return sum / Math.max(1, endFrame - startFrame)
}
