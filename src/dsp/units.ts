/** Decibels to a linear amplitude factor; 0 dB is 1. */
export function dbToGain(db: number): number {
  return 10 ** (db / 20)
}

/** Linear amplitude to decibels; 0 gives -Infinity. */
export function gainToDb(gain: number): number {
  return 20 * Math.log10(gain)
}

/** MIDI note number (69 = A4 = 440 Hz, fractions allowed) to hertz. */
export function midiToHz(pitchMidi: number): number {
  return 440 * 2 ** ((pitchMidi - 69) / 12)
}

/** Hertz to MIDI note number, fractional. */
export function hzToMidi(hz: number): number {
  return 69 + 12 * Math.log2(hz / 440)
}
