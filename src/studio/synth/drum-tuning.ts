import { KIT_PITCHES } from './kit-pitches.js'

/** General MIDI percussion keys of bass drums. */
const BASS_DRUMS = new Set([35, 36])
/**
 * Notes that suit whatever is played, in semitones above the tonic: bass drums sound on every chord and get its root or fifth,
 * other drums also the second and fourth, which major and minor share.
 */
const BASS_DRUM_DEGREES = [0, 7]
const OTHER_DEGREES = [0, 2, 5, 7]
/** Bass drums are tightened rather than slackened: what sinks below 36 Hz is gone on most loudspeakers. */
const BASS_DRUM_REACH = { down: -2.5, up: 4.5 }
const OTHER_REACH = { down: -2.5, up: 2.5 }

/**
 * By how many semitones a drum that rings at `pitchMidi` is tightened for a song on `tonic` (pitch class, 0 C … 11 B): drums a
 * semitone beside the song's notes are the surest way to blur its key. At most 4.5, the nearest note that suits it.
 */
export function drumTuning(key: number, pitchMidi: number, tonic: number): number {
  const isBassDrum = BASS_DRUMS.has(key)
  const { down, up } = isBassDrum ? BASS_DRUM_REACH : OTHER_REACH
  let nearest = Infinity
  for (const degree of isBassDrum ? BASS_DRUM_DEGREES : OTHER_DEGREES) {
    const shift = down + ((((tonic + degree - pitchMidi - down) % 12) + 12) % 12)
    if (shift <= up && Math.abs(shift) < Math.abs(nearest)) nearest = shift
  }
  return nearest
}

/** The same for a sampled drum; 0 where it has no pitch that could be told. */
export function kitTuning(program: number, key: number, tonic: number): number {
  const pitchMidi = KIT_PITCHES[program]?.[key]
  return pitchMidi === undefined ? 0 : drumTuning(key, pitchMidi, tonic)
}
