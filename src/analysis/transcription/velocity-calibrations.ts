import type { PitchedStem } from './stem-readings.js'

/**
 * By how much a note of a tenth of the velocity is softer, in dB, by stem. Players of SoundFonts follow amplitude ~
 * velocity² (SoundFont 2.04, 9.6.2): 40 dB. It is more where levels also differ for other reasons, such as notes that
 * swell or sound together: there a level says less about the velocity.
 *
 * Fitted to parts that `npm run bench:ears` plays with dynamics, songs kept for testing left out: bass, guitar, keyboard
 * (piano), strings, brass and woodwinds. The others are read as what they are most like.
 */
export const DB_A_DECADE_OF_VELOCITY: Readonly<Record<PitchedStem, number>> = {
  vocal: 45,
  backingVocals: 60,
  bass: 42,
  guitar: 46,
  keyboard: 46,
  strings: 60,
  synth: 50,
  brass: 41,
  woodwinds: 42,
  fx: 50,
  instrumental: 60,
}
