import type { Random } from '../../dsp/random.js'
import { isMinorish, MODES, type Key, type Mode } from '../../music/scale.js'
import type { EndingKind, GenreProfile } from '../profiles/profile.js'
import type { StyleReading } from '../style/style-reading.js'
import { claveOf, turnClave } from './clave.js'
import { feelAt, profileAtFeel } from './feel.js'
import { pickForTake } from './take-choice.js'

/** The figures a take is written to. */
export interface SongSettings {
  /** The genre as this take plays it: at the feel of its tempo, on one side of the clave. */
  readonly profile: GenreProfile
  /** Quarter notes a minute. */
  readonly bpm: number
  /** Whether the tempo may be moved a little to meet a length. */
  readonly bpmIsFree: boolean
  readonly meter: { readonly numerator: number; readonly denominator: number }
  /** Quarter notes a bar. */
  readonly beatsPerBar: number
  readonly swing: number
  readonly key: Key
  readonly ending: EndingKind
  readonly temperature: number
}

/** Whether a meter is felt in dotted quarters. */
export function isCompound({ numerator, denominator }: SongSettings['meter']): boolean {
  return denominator === 8 && numerator % 3 === 0 && numerator > 3
}

/** Chooses tempo, meter, key, swing and ending for a take. `random` belongs to the task, not to the take. */
export function chooseSettings(
  profile: GenreProfile,
  reading: StyleReading,
  takeIndex: number,
  random: Random,
): SongSettings {
  const meter = reading.meter ?? random.fork('meter').weighted(profile.meters, ({ weight }) => weight)
  const felt = reading.bpm ?? chooseTempo(profile, reading, takeIndex, random.fork('tempo'))
  const played = profileForTake(profile, felt, meter, takeIndex, random)
  const [lowSwing, highSwing] = played.swing
  return {
    profile: played,
    bpm: isCompound(meter) ? felt * 1.5 : felt,
    bpmIsFree: reading.bpm === undefined,
    meter: { numerator: meter.numerator, denominator: meter.denominator },
    beatsPerBar: (meter.numerator * 4) / meter.denominator,
    swing: reading.swing ?? random.fork(`swing ${takeIndex}`).range(lowSwing, highSwing),
    key: chooseKey(profile, reading, takeIndex, random),
    ending:
      reading.form.ending ??
      random.fork(`ending ${takeIndex}`).weighted(profile.endings, ({ weight }) => weight).kind,
    temperature: reading.temperature,
  }
}

/** A profile's figures at the feel of a tempo, all on the side of the clave that the take has. */
export function profileForTake(
  profile: GenreProfile,
  feltBpm: number,
  meter: SongSettings['meter'],
  takeIndex: number,
  random: Random,
): GenreProfile {
  const clave = claveOf(profile)
  const wanted = clave && pickForTake(['2-3', '3-2'], takeIndex, random.fork('clave'))
  return profileAtFeel(wanted === clave ? profile : turnClave(profile), feelAt(profile, feltBpm, meter))
}

/** The same at a tempo in quarter notes, for songs whose beat was there before them. */
export function profileOnGrid(
  profile: GenreProfile,
  grid: { readonly bpm: number; readonly meter: SongSettings['meter'] },
  takeIndex: number,
  random: Random,
): GenreProfile {
  const felt = isCompound(grid.meter) ? grid.bpm / 1.5 : grid.bpm
  return profileForTake(profile, felt, grid.meter, takeIndex, random)
}

/** Tempos that a word suggests are the middle of what it stands for: a share of them that is one standard deviation. */
const SUGGESTED_SPREAD = 0.02

function chooseTempo(
  profile: GenreProfile,
  reading: StyleReading,
  takeIndex: number,
  random: Random,
): number {
  const { lowBpm, typicalBpm, highBpm } = profile.tempo
  const whim = random.gaussian()
  const usual =
    reading.suggestedBpm === undefined
      ? Math.min(highBpm, Math.max(lowBpm, typicalBpm + (whim * 0.6 * (highBpm - lowBpm)) / 5))
      : reading.suggestedBpm * (1 + SUGGESTED_SPREAD * Math.min(1.5, Math.max(-1.5, whim)))
  const centre = usual * reading.tempoFactor
  // Takes lie a few percent apart, to alternate sides of what was drawn.
  const apart =
    1 + (takeIndex % 2 === 0 ? -1 : 1) * random.range(0.012, 0.035) * Math.ceil((takeIndex + 1) / 2)
  return Math.round(Math.min(220, Math.max(44, centre * apart)))
}

const BRIGHT: Readonly<Record<Mode, number>> = {
  lydian: 1,
  major: 1,
  mixolydian: 0.5,
  dorian: -0.2,
  minor: -0.8,
  'harmonic minor': -1,
  'phrygian dominant': -0.7,
  phrygian: -1,
  locrian: -1,
}

function chooseKey(profile: GenreProfile, reading: StyleReading, takeIndex: number, random: Random): Key {
  const wanted = reading.brightness
  const modes = profile.modes.map(({ mode, weight }) => ({
    mode,
    // A clear mood outweighs the genre's habit: e^2.5 is about twelve to one.
    weight: weight * Math.exp(2.5 * wanted * BRIGHT[mode]),
  }))
  const sided = Math.abs(wanted) > 0.45 && !modes.some(({ mode }) => BRIGHT[mode] * wanted > 0)
  if (sided) modes.push({ mode: wanted > 0 ? 'major' : 'minor', weight: 100 })
  const mode = reading.mode ?? random.fork('mode').weighted(modes, ({ weight }) => weight).mode
  const tonics = profile.tonics ?? Array.from({ length: 12 }, (_, pitchClass) => pitchClass)
  const tonic = reading.tonic ?? pickForTake(tonics, takeIndex, random.fork('tonic'))
  return { tonic, mode }
}

/** Scale steps of a key that are its five safest: major or minor pentatonic. */
export function pentatonicOf(key: Key): number[] {
  const steps = isMinorish(key) ? [0, 3, 5, 7, 10] : [0, 2, 4, 7, 9]
  const inMode = new Set<number>(MODES[key.mode])
  return steps.filter((step) => inMode.has(step)).map((step) => (key.tonic + step) % 12)
}
