import type { HeardNote } from '../music/heard.js'
import type { PitchTrack } from './pitch-track.js'

/** A pitch must leave the note by this many semitones, for this long, to start a new one: vibrato and scoops do not. */
const NEW_NOTE_SEMITONES = 0.7
const NEW_NOTE_FRAMES = 5
const SHORTEST_NOTE_SECONDS = 0.09
/** Unpitched frames (consonants) that a note may bridge. */
const BRIDGE_FRAMES = 4

/** Cuts a pitch track into notes; `levelDb` holds one level a frame of the track and becomes velocity. */
export function segmentNotes(track: PitchTrack, levelDb: Float32Array): HeardNote[] {
  const { hopSeconds } = track
  const pitch = medianFiltered(track.pitchMidi, 2)
  const notes: HeardNote[] = []
  let peakDb = -Infinity
  for (const db of levelDb) peakDb = Math.max(peakDb, db)

  let start = -1
  let values: number[] = []
  let away = 0
  let unpitched = 0
  const close = (end: number) => {
    if (start >= 0 && (end - start) * hopSeconds >= SHORTEST_NOTE_SECONDS && values.length > 0) {
      let level = -Infinity
      for (let i = start; i < end; i++) level = Math.max(level, levelDb[i] ?? -Infinity)
      notes.push({
        startSeconds: start * hopSeconds,
        endSeconds: end * hopSeconds,
        pitchMidi: median(values),
        velocity: Math.max(0.05, Math.min(1, 1 + (level - peakDb) / 40)),
      })
    }
    start = -1
    values = []
    away = 0
    unpitched = 0
  }
  for (let i = 0; i < pitch.length; i++) {
    const value = pitch[i]!
    if (Number.isNaN(value)) {
      if (start >= 0 && ++unpitched > BRIDGE_FRAMES) close(i - unpitched + 1)
      continue
    }
    unpitched = 0
    if (start < 0) {
      start = i
      values = [value]
      continue
    }
    if (Math.abs(value - median(values.slice(-20))) > NEW_NOTE_SEMITONES) {
      if (++away >= NEW_NOTE_FRAMES) {
        const from = i - away + 1
        close(from)
        start = from
        values = [value]
      }
    } else {
      away = 0
      values.push(value)
    }
  }
  close(pitch.length)
  return notes
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Median over ±radius frames; NaN stays NaN, NaN neighbours are left out. */
function medianFiltered(values: Float32Array, radius: number): Float32Array {
  return values.map((value, i) => {
    if (Number.isNaN(value)) return NaN
    const near: number[] = []
    for (let j = Math.max(0, i - radius); j <= Math.min(values.length - 1, i + radius); j++) {
      if (!Number.isNaN(values[j]!)) near.push(values[j]!)
    }
    return median(near)
  })
}
