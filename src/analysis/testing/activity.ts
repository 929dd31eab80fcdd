import {
  LOWEST_PITCH_MIDI,
  PITCH_COUNT,
  PITCH_FRAMES_PER_SECOND,
  type PitchActivity,
  type PitchNetwork,
} from '../transcription/pitch-activity.js'
import type { TestNote } from './signals.js'

/** What a perfect network would make of these notes. */
export function activityOf(notes: readonly TestNote[], durationSeconds: number): PitchActivity {
  const frames = Math.ceil(durationSeconds * PITCH_FRAMES_PER_SECOND)
  const sounding = new Float32Array(frames * PITCH_COUNT)
  const onsets = new Float32Array(frames * PITCH_COUNT)
  for (const { startSeconds, durationSeconds: length, pitchMidi } of notes) {
    const key = Math.round(pitchMidi) - LOWEST_PITCH_MIDI
    const from = Math.round(startSeconds * PITCH_FRAMES_PER_SECOND)
    const to = Math.min(frames, Math.round((startSeconds + length) * PITCH_FRAMES_PER_SECOND))
    for (let frame = from; frame < to; frame++) sounding[frame * PITCH_COUNT + key] = 0.8
    if (from < frames) onsets[from * PITCH_COUNT + key] = 0.9
  }
  return { frames, notes: sounding, onsets }
}

/** A network that hears nothing. */
export const DEAF_NETWORK: PitchNetwork = async (_windows, count) => ({
  notes: new Float32Array(count * 172 * PITCH_COUNT),
  onsets: new Float32Array(count * 172 * PITCH_COUNT),
})
