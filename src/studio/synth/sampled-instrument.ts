import { tuningCents } from './calibration.js'
import type { NoteRequest, NoteSound, PlayableInstrument } from './note-sound.js'
import { pitchShapeOf, type VibratoHabit } from './pitch-shape.js'
import { createSampledNote, type SampledNoteOptions } from './sampled-note.js'
import type { SoundLibrary } from './sound-library.js'

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

/** A General MIDI program of the sound library. */
export function createSampledInstrument(sounds: SoundLibrary, program: number): PlayableInstrument {
  const habit = VIBRATO_HABITS.get(program)
  const longestRelease = remember((pitchMidi, velocity) =>
    sounds
      .settings('melodic', program, pitchMidi, velocity)
      .reduce((longest, { releaseSeconds }) => Math.max(longest, releaseSeconds), 0.03),
  )
  return {
    cacheKey: `program ${program}`,
    variants: 1,
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

/** A drum kit of the sound library: notes ring out whatever their length. */
export function createKit(sounds: SoundLibrary, program: number): PlayableInstrument {
  const groupOf = remember(
    (pitchMidi) =>
      sounds.settings('kit', program, pitchMidi, 0.8).find(({ exclusiveClass }) => exclusiveClass > 0)
        ?.exclusiveClass ?? 0,
  )
  return {
    cacheKey: `kit ${program}`,
    variants: 1,
    shapedByLength: false,
    createNote: (request) => sampledNote(sounds, 'kit', program, request),
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
  habit?: VibratoHabit,
): NoteSound {
  const pitchShape = pitchShapeOf(request, bank === 'kit' ? undefined : habit)
  const options: SampledNoteOptions = {
    ...(pitchShape ? { pitchShape } : {}),
    ...(request.articulation === 'legato' && bank === 'melodic' ? { softAttackSeconds: 0.035 } : {}),
    ...(request.articulation === 'muted' ? { maximumCutoffHz: 1400, decaySeconds: 0.22 } : {}),
  }
  const tuning = bank === 'kit' ? 0 : tuningCents(program, Math.round(request.pitchMidi))
  const pitchMidi = request.pitchMidi + tuning / 100
  return createSampledNote(sounds.voices(bank, program, pitchMidi, request.velocity), options)
}
