import { toMono, type Audio } from '../../dsp/audio.js'
import { resample } from '../../dsp/resample.js'
import type { PlayedNote } from '../../music/played-notes.js'
import { nearestProgram } from './nearest-program.js'
import { readNotes } from './note-events.js'
import {
  atFullScale,
  listenForPitches,
  PITCH_FRAMES_PER_SECOND,
  PITCH_RATE,
  type PitchNetwork,
} from './pitch-activity.js'
import { STEM_READINGS, type PitchedStem } from './stem-readings.js'
import { singleLine, withoutFalseRepeats, withoutOvertones } from './unlikely-notes.js'
import { velocitiesOf } from './velocities.js'

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
  const reading = STEM_READINGS[stem]
  const samples = atFullScale(
    resample({ sampleRate: audio.sampleRate, channels: [toMono(audio)] }, PITCH_RATE).channels[0]!,
  )
  const activity = await listenForPitches(samples, network, onProgress)
  let notes = readNotes(activity, reading)
  if (reading.repeatRiseDb !== undefined) notes = withoutFalseRepeats(notes, samples, reading.repeatRiseDb)
  if (reading.overtoneLikelihood !== undefined) notes = withoutOvertones(notes, reading.overtoneLikelihood)
  if (reading.isSingleLine) notes = singleLine(notes)
  const velocities = velocitiesOf(notes, samples)
  return {
    notes: notes.map(({ pitchMidi, startFrame, endFrame }, i) => ({
      pitchMidi,
      startSeconds: startFrame / PITCH_FRAMES_PER_SECOND,
      endSeconds: endFrame / PITCH_FRAMES_PER_SECOND,
      velocity: velocities[i]!,
    })),
    program: nearestProgram(stem, notes, samples),
  }
}
