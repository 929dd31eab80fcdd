import type { HeardPhrase } from '../music/heard.js'
import type { PitchTrack } from './pitch-track.js'
import { PITCH_COUNT, PITCH_FRAMES_PER_SECOND, type PitchActivity } from './transcription/pitch-activity.js'

/**
 * Of the sounding frames of a single line, at least this share has one clear pitch (five singers alone: 0.84 to 0.92; reggae
 * that is mostly bass: 0.48 and 0.51) …
 */
const LEAST_PITCHED = 0.65
/** … and at most this share has two keys that are no overtones of each other. */
const MOST_DOUBLED = 0.25
/** Keys this likely sound. */
const SOUNDING = 0.4
/** Semitones from a tone to its overtones, to the same tone an octave off, and to its neighbours in a glide. */
const NO_SECOND_VOICE = new Set([0, 1, 2, 12, 19, 24, 28, 31, 34, 36])

/** Whether somebody sings or plays one line alone. */
export function isSingleLine(
  { pitchMidi, hopSeconds }: PitchTrack,
  phrases: readonly HeardPhrase[],
  activity: PitchActivity,
): boolean {
  let sounding = 0
  let pitched = 0
  let doubled = 0
  let keyed = 0
  for (const { startSeconds, endSeconds } of phrases) {
    const end = Math.min(pitchMidi.length, Math.ceil(endSeconds / hopSeconds))
    for (let i = Math.floor(startSeconds / hopSeconds); i < end; i++) {
      sounding++
      if (!Number.isNaN(pitchMidi[i]!)) pitched++
    }
    const lastFrame = Math.min(activity.frames, Math.ceil(endSeconds * PITCH_FRAMES_PER_SECOND))
    for (let frame = Math.floor(startSeconds * PITCH_FRAMES_PER_SECOND); frame < lastFrame; frame++) {
      const keys = soundingKeys(activity, frame)
      if (keys.length > 0) keyed++
      if (keys.some((key) => !NO_SECOND_VOICE.has(key - keys[0]!))) doubled++
    }
  }
  return sounding > 0 && pitched / sounding >= LEAST_PITCHED && doubled <= MOST_DOUBLED * Math.max(1, keyed)
}

function soundingKeys({ notes }: PitchActivity, frame: number): number[] {
  const keys: number[] = []
  for (let key = 0; key < PITCH_COUNT; key++) {
    if (notes[frame * PITCH_COUNT + key]! >= SOUNDING) keys.push(key)
  }
  return keys
}
