/** Decibels to a linear amplitude factor; 0 dB is 1. */
export function dbToGain(db: number): number {
  return 10 ** (db / 20)
}

/** Linear amplitude to decibels; 0 gives -Infinity. */
export function gainToDb(gain: number): number {
  return 20 * Math.log10(gain)
}

/** Left and right gain of a mono source of `gain` at a place from -1 (left) to 1 (right): equal power, `gain` on both sides in the middle. */
export function panGains(gain: number, pan: number): readonly [left: number, right: number] {
  const angle = ((Math.min(1, Math.max(-1, pan)) + 1) * Math.PI) / 4
  return [gain * Math.SQRT2 * Math.cos(angle), gain * Math.SQRT2 * Math.sin(angle)]
}

/** MIDI note number (69 = A4 = 440 Hz, fractions allowed) to hertz. */
export function midiToHz(pitchMidi: number): number {
  return 440 * 2 ** ((pitchMidi - 69) / 12)
}

/** Hertz to MIDI note number, fractional. */
export function hzToMidi(hz: number): number {
  return 69 + 12 * Math.log2(hz / 440)
}
