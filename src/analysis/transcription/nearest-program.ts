import { keyLevelDb } from './key-level.js'
import type { NoteEvent } from './note-events.js'
import { PITCH_FRAMES_PER_SECOND } from './pitch-activity.js'
import type { PitchedStem } from './stem-readings.js'

/** General MIDI programs, counted from 0. */
const PIANO = 0
const DRAWBAR_ORGAN = 16
const STEEL_GUITAR = 25
const DISTORTED_GUITAR = 30
const FINGERED_BASS = 33
const SYNTH_BASS = 38
const PIZZICATO = 45
const STRINGS = 48
const CHOIR = 52
const VOICE = 53
const BRASS_SECTION = 61
const TENOR_SAX = 66
const FLUTE = 73
const SAW_LEAD = 81
const WARM_PAD = 89
const EFFECTS = 103

/** Only notes as long as this tell how an instrument sustains, in frames: 350 ms. */
const LONG_FRAMES = 30
/** Enough of them to listen to, and too few to trust. */
const LISTENED_NOTES = 40
const LEAST_NOTES = 4
/** Frames over which a level is taken: 93 ms. */
const LEVEL_FRAMES = 8
/** What is bowed, blown or held by an organ fades by less, what is struck or plucked by more, in dB a second. */
const HELD_FADE = 4
/** Pads go on swelling after their first tenth of a second by this, in dB. */
const SWELL_DB = 4
/** The lowest note of a concert flute. */
const FLUTE_LOWEST_MIDI = 60

/**
 * The General MIDI program, 0 … 127, that sounds most like what was heard: the stem says what kind of instrument it is,
 * and how its long notes fade whether they are held or struck. What cannot be heard in that is not guessed at.
 * @param samples One channel at `PITCH_RATE`.
 */
export function nearestProgram(
  stem: PitchedStem,
  notes: readonly NoteEvent[],
  samples: Float32Array,
): number {
  const course = courseOf(notes, samples)
  const isHeld = course !== undefined && course.fadeDbPerSecond < HELD_FADE
  const isStruck = course !== undefined && !isHeld
  switch (stem) {
    case 'vocal':
      return VOICE
    case 'backingVocals':
      return CHOIR
    case 'bass':
      return isHeld ? SYNTH_BASS : FINGERED_BASS
    case 'guitar':
      return isHeld ? DISTORTED_GUITAR : STEEL_GUITAR
    case 'keyboard':
      return isHeld ? DRAWBAR_ORGAN : PIANO
    case 'strings':
      return isStruck ? PIZZICATO : STRINGS
    case 'synth':
      return isHeld && course.swellDb > SWELL_DB ? WARM_PAD : SAW_LEAD
    case 'brass':
      return BRASS_SECTION
    case 'woodwinds':
      return median(notes.map(({ pitchMidi }) => pitchMidi)) >= FLUTE_LOWEST_MIDI + 7 ? FLUTE : TENOR_SAX
    case 'fx':
      return EFFECTS
    case 'instrumental':
      return PIANO
  }
}

interface Course {
  readonly fadeDbPerSecond: number
  /** Level after a quarter of a second against that of the attack. */
  readonly swellDb: number
}

/** How the level of long notes runs, of half of them more and of half less; undefined where there are too few. */
function courseOf(notes: readonly NoteEvent[], samples: Float32Array): Course | undefined {
  const long = notes.filter(({ startFrame, endFrame }) => endFrame - startFrame >= LONG_FRAMES)
  if (long.length < LEAST_NOTES) return undefined
  const step = Math.max(1, Math.floor(long.length / LISTENED_NOTES))
  const courses = long
    .filter((_, i) => i % step === 0)
    .map(({ pitchMidi, startFrame, endFrame }): Course => {
      const level = (frame: number) => keyLevelDb(samples, pitchMidi, frame, frame + LEVEL_FRAMES)
      const attack = level(startFrame + 1)
      const early = startFrame + LEVEL_FRAMES
      const late = endFrame - LEVEL_FRAMES - 2
      const seconds = (late - early) / PITCH_FRAMES_PER_SECOND
      return {
        fadeDbPerSecond: (level(early) - level(late)) / seconds,
        swellDb: level(startFrame + 2 * LEVEL_FRAMES) - attack,
      }
    })
  return {
    fadeDbPerSecond: median(courses.map(({ fadeDbPerSecond }) => fadeDbPerSecond)),
    swellDb: median(courses.map(({ swellDb }) => swellDb)),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
