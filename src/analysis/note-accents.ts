import type { NoteEvent } from './transcription/note-events.js'
import { PITCH_FRAMES_PER_SECOND } from './transcription/pitch-activity.js'

/** Notes longer than this count no more, in seconds. */
const LONG_SECONDS = 0.8
/** Low notes carry the beat: those below this count double. */
const BASS_MIDI = 50

/**
 * Where notes begin, the longer and lower ones weighing more: long notes begin on beats. Frames of one value, ≥ 0; each
 * note is spread over three of them.
 */
export function noteAccents(
  notes: readonly NoteEvent[],
  frames: number,
  framesPerSecond: number,
): Float32Array {
  const accents = new Float32Array(frames)
  for (const { startFrame, endFrame, pitchMidi, likelihood } of notes) {
    const seconds = (endFrame - startFrame) / PITCH_FRAMES_PER_SECOND
    const weight = likelihood * Math.min(LONG_SECONDS, seconds) * (pitchMidi < BASS_MIDI ? 2 : 1)
    const at = Math.round((startFrame / PITCH_FRAMES_PER_SECOND) * framesPerSecond)
    for (let i = Math.max(0, at - 1); i <= Math.min(frames - 1, at + 1); i++) {
      accents[i]! += i === at ? weight : weight / 2
    }
  }
  return accents
}
