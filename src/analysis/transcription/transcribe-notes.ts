import { toMono, type Audio } from '../../dsp/audio.js'
import { resample } from '../../dsp/resample.js'
import type { PlayedNote } from '../../music/played-notes.js'
import { nearestProgram } from './nearest-program.js'
import { notesOfStem } from './notes-of-stem.js'
import {
  atFullScale,
  listenForPitches,
  PITCH_FRAMES_PER_SECOND,
  PITCH_RATE,
  type PitchNetwork,
} from './pitch-activity.js'
import { soundsSlow } from './slow-sound.js'
import { STEM_READINGS, type PitchedStem } from './stem-readings.js'
import { velocitiesOf } from './velocities.js'
import { DB_A_DECADE_OF_VELOCITY } from './velocity-calibrations.js'

/** What was heard of a stem. */
export interface TranscribedNotes {
  /** Ordered by start, times as heard, on no grid. */
  readonly notes: readonly PlayedNote[]
  /** The General MIDI program, 0 … 127, that comes nearest to its sound. */
  readonly program: number
}

/**
 * Writes down the notes of a stem of a recording, or of a whole one (`instrumental`), as they were played.
 * @param onProgress Told the share done, 0 … 1.
 */
export async function transcribeNotes(
  audio: Audio,
  stem: PitchedStem,
  network: PitchNetwork,
  onProgress?: (fraction: number) => void,
): Promise<TranscribedNotes> {
  const samples = atFullScale(
    resample({ sampleRate: audio.sampleRate, channels: [toMono(audio)] }, PITCH_RATE).channels[0]!,
  )
  const activity = await listenForPitches(samples, network, onProgress)
  const reading = STEM_READINGS[stem]
  const isSlow = soundsSlow(activity, reading, samples)
  const events = notesOfStem(activity, reading, samples, isSlow)
  const velocities = velocitiesOf(events, samples, DB_A_DECADE_OF_VELOCITY[stem])
  const notes = events.map(({ pitchMidi, startFrame, endFrame }, i): PlayedNote => ({
    pitchMidi,
    startSeconds: startFrame / PITCH_FRAMES_PER_SECOND,
    endSeconds: endFrame / PITCH_FRAMES_PER_SECOND,
    velocity: velocities[i]!,
  }))
  return { notes, program: nearestProgram(stem, notes, isSlow) }
}
