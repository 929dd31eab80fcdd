import type { Audio } from '../../src/dsp/audio.js'
import type { PitchedStem } from '../../src/analysis/transcription/stem-readings.js'
import { createRandom, type Random } from '../../src/dsp/random.js'
import type { PlayedNote } from '../../src/music/played-notes.js'
import { renderWithFluidSynth, type PlayedPart } from './material/fluidsynth.js'
import { readHumanSongs } from './material/human-parts.js'
import { keptSound } from './material/kept-sounds.js'

/** General MIDI programs by how they are read. */
const FAMILIES: readonly {
  readonly name: string
  readonly stem: PitchedStem
  readonly plays: (program: number) => boolean
}[] = [
  { name: 'piano', stem: 'keyboard', plays: (p) => p < 8 },
  { name: 'guitar', stem: 'guitar', plays: (p) => p >= 24 && p < 32 },
  { name: 'bass', stem: 'bass', plays: (p) => p >= 32 && p < 40 },
  { name: 'strings', stem: 'strings', plays: (p) => p >= 40 && p < 52 },
  { name: 'brass', stem: 'brass', plays: (p) => p >= 56 && p < 64 },
  { name: 'woodwinds', stem: 'woodwinds', plays: (p) => p >= 64 && p < 80 },
  { name: 'lead', stem: 'synth', plays: (p) => p >= 80 && p < 88 },
  { name: 'pad', stem: 'synth', plays: (p) => p >= 88 && p < 96 },
  { name: 'organ', stem: 'keyboard', plays: (p) => p >= 16 && p < 24 },
]

/**
 * The set has few pads and bowed strings, so parts of long notes are also played by such instruments: General MIDI
 * programs, one a song in turn.
 */
const SLOW_FAMILIES: readonly {
  readonly name: string
  readonly stem: PitchedStem
  readonly programs: readonly number[]
}[] = [
  { name: 'on strings', stem: 'strings', programs: [48, 49, 50] },
  { name: 'on choir', stem: 'backingVocals', programs: [52, 53] },
  { name: 'on pads', stem: 'synth', programs: [88, 89, 91, 94] },
  // Not the drawbar organs: theirs sound an octave lower than written, and are heard so.
  { name: 'on organs', stem: 'keyboard', programs: [19, 20, 21] },
]
const LONG_SECONDS = 0.4

/** Nor has it many leads: its tunes are also played by them, one a song in turn. Not by the one that sounds a fifth above, too (86). */
const LEADS = [80, 81, 82, 83, 84, 85, 87]
/** A tune has so many notes of ten one after the other, and its middle one lies in such a range. */
const TUNE = {
  oneAtATime: 0.9,
  togetherSeconds: 0.03,
  lowestMidi: 57,
  highestMidi: 88,
  leastNotes: 25,
} as const

/** Most parts of the set are played at one strength throughout; these are played with dynamics too. */
const DYNAMIC_FAMILIES: ReadonlySet<string> = new Set([
  'piano',
  'guitar',
  'bass',
  'brass',
  'woodwinds',
  'on strings',
])
/** Strengths 0 … 1: swelling over some seconds about a mean, with accents and chance. */
const DYNAMICS = {
  mean: 0.62,
  swell: 0.16,
  swellSeconds: 7,
  accent: 0.08,
  accentSeconds: 0.5,
  chance: 0.1,
} as const
const SEED = 20_260

/** Parts with fewer notes tell little. */
const LEAST_NOTES = 12

/** An excerpt of a human song's part, or of all its parts, and its sound. */
export interface TranscriptionCase {
  readonly song: string
  readonly family: string
  readonly stem: PitchedStem
  readonly isKeptForTesting: boolean
  readonly parts: readonly PlayedPart[]
  readonly sound: () => Promise<Audio>
}

/** What to take of the collection. */
export interface CaseChoice {
  readonly fromSeconds: number
  readonly seconds: number
  /** Songs a family at most, and half as many more of those kept for testing. */
  readonly songs: number
}

/** Parts by family, and whole songs as `mix`, each played with one of two SoundFonts in turn. */
export async function transcriptionCases({
  fromSeconds,
  seconds,
  songs: count,
}: CaseChoice): Promise<TranscriptionCase[]> {
  const cases: TranscriptionCase[] = []
  const songs = await readHumanSongs(fromSeconds, seconds)
  songs.forEach(({ name: song, parts, isKeptForTesting }, i) => {
    const font = i % 2 === 0 ? 'fluid' : 'tim'
    const add = (family: string, stem: PitchedStem, played: readonly PlayedPart[]) => {
      const alike = cases.filter(
        (other) => other.family === family && other.isKeptForTesting === isKeptForTesting,
      )
      if (alike.length >= (isKeptForTesting ? Math.ceil(count / 2) : count)) return
      if (DYNAMIC_FAMILIES.has(family)) {
        add(
          `${family}, dynamics`,
          stem,
          played.map((part) => withDynamics(part, createRandom(SEED).fork(i))),
        )
      }
      cases.push({
        song,
        family,
        stem,
        isKeptForTesting,
        parts: played,
        sound: () =>
          keptSound(`transcription-${family}${programsOf(played)}-${song}-${fromSeconds}-${seconds}`, () =>
            renderWithFluidSynth(played, font),
          ),
      })
    }
    for (const { name, stem, plays } of FAMILIES) {
      const part = parts
        .filter(({ isDrums, program, notes }) => !isDrums && plays(program) && notes.length >= LEAST_NOTES)
        .toSorted((a, b) => b.notes.length - a.notes.length)[0]
      if (part) add(name, stem, [part])
    }
    const slow = parts
      .filter(({ isDrums }) => !isDrums)
      .map((part) => ({ part, longNotes: part.notes.filter(isLong).length }))
      .toSorted((a, b) => b.longNotes - a.longNotes)[0]
    if (slow && slow.longNotes >= LEAST_NOTES) {
      for (const { name, stem, programs } of SLOW_FAMILIES) {
        const program = programs[i % programs.length]!
        add(name, stem, [{ ...slow.part, program, notes: slow.part.notes.filter(isLong) }])
      }
    }
    const tune = parts.filter(isTune).toSorted((a, b) => b.notes.length - a.notes.length)[0]
    if (tune) add('on leads', 'synth', [{ ...tune, program: LEADS[i % LEADS.length]! }])
    if (parts.filter(({ isDrums }) => !isDrums).length >= 3) add('mix', 'instrumental', parts)
  })
  return cases
}

/** Sounds are kept by name: the same part on another instrument is another sound. */
function programsOf(parts: readonly PlayedPart[]): string {
  return parts.length === 1 ? `-${parts[0]!.program}` : ''
}

function isLong({ startSeconds, endSeconds }: PlayedNote): boolean {
  return endSeconds - startSeconds >= LONG_SECONDS
}

function isTune({ isDrums, notes }: PlayedPart): boolean {
  if (isDrums || notes.length < TUNE.leastNotes) return false
  const middle = notes.map(({ pitchMidi }) => pitchMidi).toSorted((a, b) => a - b)[notes.length >> 1]!
  const apart = notes.filter(
    ({ startSeconds }, k) => k === 0 || startSeconds - notes[k - 1]!.startSeconds >= TUNE.togetherSeconds,
  )
  return (
    middle >= TUNE.lowestMidi && middle <= TUNE.highestMidi && apart.length >= TUNE.oneAtATime * notes.length
  )
}

function withDynamics(part: PlayedPart, random: Random): PlayedPart {
  const { mean, swell, swellSeconds, accent, accentSeconds, chance } = DYNAMICS
  return {
    ...part,
    notes: part.notes.map((note) => {
      const wave = (period: number) => Math.cos((2 * Math.PI * note.startSeconds) / period)
      const velocity =
        mean + swell * wave(swellSeconds) + accent * wave(accentSeconds) + chance * random.gaussian()
      return { ...note, velocity: Math.min(1, Math.max(0.15, velocity)) }
    }),
  }
}
