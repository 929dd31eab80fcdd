import { tuningCents } from './calibration.js'
import { kitTuning } from './drum-tuning.js'
import type { NoteRequest, NoteSound, PlayableInstrument } from './note-sound.js'
import { pitchShapeOf, type PitchShape, type VibratoHabit } from './pitch-shape.js'
import { createSampledNote, type SampledNoteOptions } from './sampled-note.js'
import type { SoundLibrary } from './sound-library.js'
import { touchOf, type TouchHabit } from './touch.js'

/** Solo players warm long notes by themselves; sections and keyboards do not. By General MIDI program. */
const VIBRATO_HABITS: ReadonlyMap<number, VibratoHabit> = new Map([
  ...[40, 41, 42, 110].map(
    (program) => [program, { rateHz: 5.6, depthCents: 16, onsetSeconds: 0.28 }] as const,
  ),
  ...[56, 57, 59, 60].map((program) => [program, { rateHz: 5.1, depthCents: 9, onsetSeconds: 0.4 }] as const),
  ...[64, 65, 66, 67].map(
    (program) => [program, { rateHz: 5.2, depthCents: 14, onsetSeconds: 0.32 }] as const,
  ),
  ...[68, 70, 72, 73, 74, 75, 78].map(
    (program) => [program, { rateHz: 5.3, depthCents: 11, onsetSeconds: 0.35 }] as const,
  ),
  [22, { rateHz: 5.4, depthCents: 14, onsetSeconds: 0.3 }],
  [35, { rateHz: 4.8, depthCents: 14, onsetSeconds: 0.35 }],
])

const BOWED: TouchHabit = { intonationCents: 5, wanderCents: 5, scoopCents: 14, swellDb: 0.8 }
const BLOWN: TouchHabit = { intonationCents: 4, wanderCents: 4, scoopCents: 14, swellDb: 0.8 }
const FRETTED: TouchHabit = { intonationCents: 4, wanderCents: 0, scoopCents: 0, swellDb: 0 }
/** A dozen players are off in a dozen ways: what is left of it falls with the root of their number. */
const ENSEMBLE: TouchHabit = { intonationCents: 1.5, wanderCents: 1.5, scoopCents: 4, swellDb: 0.35 }
/** Never twice on the same spot of a drum's head. */
const STRUCK: TouchHabit = { intonationCents: 14, wanderCents: 0, scoopCents: 0, swellDb: 0 }

/** How players keep a note alive, by General MIDI program; keys and bars are what they are. */
const TOUCH_HABITS: ReadonlyMap<number, TouchHabit> = new Map([
  ...[40, 41, 42, 43, 110].map((program) => [program, BOWED] as const),
  ...[22, 56, 57, 58, 59, 60, 64, 65, 66, 67, 68, 70, 71, 72, 73, 74, 75, 78, 109].map(
    (program) => [program, BLOWN] as const,
  ),
  ...[26, 32, 33, 34, 35, 36, 104, 105, 107].map((program) => [program, FRETTED] as const),
  ...[44, 48, 49, 52, 53, 61].map((program) => [program, ENSEMBLE] as const),
])

/** Renderings of a note that a player takes turns with: enough not to sound stamped, few enough to be kept. Many players blur theirs. */
const TOUCHES = 2

/** A General MIDI program of the sound library. */
export function createSampledInstrument(sounds: SoundLibrary, program: number): PlayableInstrument {
  const habit = TOUCH_HABITS.get(program)
  const longestRelease = remember((pitchMidi, velocity) =>
    sounds
      .settings('melodic', program, pitchMidi, velocity)
      .reduce((longest, { releaseSeconds }) => Math.max(longest, releaseSeconds), 0.03),
  )
  return {
    cacheKey: `program ${program}`,
    variants: habit && habit !== ENSEMBLE ? TOUCHES : 1,
    shapedByLength: false,
    createNote: (request) => sampledNote(sounds, 'melodic', program, request, habit),
    releaseSeconds: (request) => {
      if (request.articulation === 'muted') return 0.06
      const longest = longestRelease(request.pitchMidi, request.velocity)
      return Math.min(request.articulation === 'staccato' ? 0.18 : 4, longest)
    },
    chokeGroup: () => 0,
  }
}

/** A drum kit of the sound library, tuned to a tonic when one is given: notes ring out whatever their length. */
export function createKit(sounds: SoundLibrary, program: number, tunedTo?: number): PlayableInstrument {
  const groupOf = remember(
    (pitchMidi) =>
      sounds.settings('kit', program, pitchMidi, 0.8).find(({ exclusiveClass }) => exclusiveClass > 0)
        ?.exclusiveClass ?? 0,
  )
  return {
    cacheKey: `kit ${program} on ${tunedTo ?? 'its own'}`,
    variants: TOUCHES,
    shapedByLength: false,
    createNote: (request) => {
      const semitones = tunedTo === undefined ? 0 : kitTuning(program, request.pitchMidi, tunedTo)
      return sampledNote(sounds, 'kit', program, request, STRUCK, 100 * semitones)
    },
    releaseSeconds: () => undefined,
    chokeGroup: (pitchMidi) => groupOf(pitchMidi, 0),
  }
}

/** Reads each key and velocity of a preset once: a song strikes the same few thousands of times. */
function remember(
  read: (pitchMidi: number, velocity: number) => number,
): (pitchMidi: number, velocity: number) => number {
  const known = new Map<string, number>()
  return (pitchMidi, velocity) => {
    const key = `${pitchMidi} ${velocity}`
    let value = known.get(key)
    if (value === undefined) {
      value = read(pitchMidi, velocity)
      known.set(key, value)
    }
    return value
  }
}

function sampledNote(
  sounds: SoundLibrary,
  bank: 'melodic' | 'kit',
  program: number,
  request: NoteRequest,
  habit?: TouchHabit,
  drumCents = 0,
): NoteSound {
  const ownVibrato = bank === 'kit' ? undefined : VIBRATO_HABITS.get(program)
  const { pitchMidi, velocity, articulation, variant } = request
  const touch = habit && touchOf(habit, `${bank} ${program} ${pitchMidi} ${variant}`, ownVibrato)
  const bend = pitchShapeOf(request, touch ? touch.vibrato : ownVibrato)
  const pitchShape: PitchShape | undefined =
    touch && (bend || drumCents !== 0)
      ? (seconds) => (bend?.(seconds) ?? 0) + touch.pitch(seconds) + drumCents
      : (touch?.pitch ?? bend)
  const options: SampledNoteOptions = {
    ...(pitchShape && { pitchShape }),
    ...(habit && touch && habit.swellDb > 0 && { levelShape: touch.level }),
    ...(articulation === 'legato' && bank === 'melodic' ? { softAttackSeconds: 0.035 } : {}),
    ...(articulation === 'muted' ? { maximumCutoffHz: 1400, decaySeconds: 0.22 } : {}),
  }
  const tuning = bank === 'kit' ? 0 : tuningCents(program, Math.round(pitchMidi))
  return createSampledNote(sounds.voices(bank, program, pitchMidi + tuning / 100, velocity), options)
}
