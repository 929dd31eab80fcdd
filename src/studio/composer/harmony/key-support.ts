import { CHORD_QUALITIES, type ChordQuality } from '../../../music/chord.js'
import { isMinorish, MODES, type Mode } from '../../../music/scale.js'
import { isMinorQuality } from './modal-colour.js'
import type { RelativeChord } from './numerals.js'

/** Roots of the relative key's tonic and dominant: vi and III in major, bIII and bVII in minor. */
const RELATIVE = { major: { tonic: 9, dominant: 4 }, minor: { tonic: 3, dominant: 10 } } as const
const DOMINANT_STEPS = 7

/**
 * How plainly a progression says what key it is in, about -1 … 2: the time it spends on the tonic chord and, half as much,
 * on dominants with a leading note, less the time on tonic and dominant of the relative key, which has the same notes and is
 * what listeners take such music for, and on chords that are foreign to the mode; what stands first is taken for the tonic, too.
 */
export function keySupport(bars: readonly (readonly RelativeChord[])[], mode: Mode): number {
  let support = 0
  for (const bar of bars) {
    for (const chord of bar) support += weightOf(chord, mode) / (bar.length * bars.length)
  }
  return support + (bars[0]?.[0]?.rootSteps === 0 ? 0.25 : 0)
}

function weightOf(chord: RelativeChord, mode: Mode): number {
  const { rootSteps, quality } = chord
  const isMinor = isMinorish({ tonic: 0, mode })
  const relative = RELATIVE[isMinor ? 'minor' : 'major']
  if (rootSteps === 0) return isMinorQuality(quality) === isMinor ? 1 : 0
  if (rootSteps === DOMINANT_STEPS && isDominant(quality)) return 0.5
  if (rootSteps === relative.tonic) return -0.75
  if (rootSteps === relative.dominant && isDominant(quality)) return -0.25
  return isForeign(chord, mode) ? -0.5 : 0
}

/** Whether the triad has notes from outside the mode. */
function isForeign({ rootSteps, quality }: RelativeChord, mode: Mode): boolean {
  const scale: readonly number[] = MODES[mode]
  return CHORD_QUALITIES[quality].slice(0, 3).some((step) => !scale.includes((rootSteps + step) % 12))
}

/** With the leading note for its third, and no major seventh. */
function isDominant(quality: ChordQuality): boolean {
  const steps: readonly number[] = CHORD_QUALITIES[quality]
  return steps.includes(4) && !steps.includes(11)
}

/** The half of the progressions, at least two, that say most plainly what key they are in; in their order. */
export function plainest<T>(options: readonly T[], supportOf: (option: T) => number): T[] {
  const supports = new Map(options.map((option) => [option, supportOf(option)]))
  const count = Math.max(2, Math.ceil(options.length / 2))
  const kept = new Set([...options].sort((a, b) => supports.get(b)! - supports.get(a)!).slice(0, count))
  return options.filter((option) => kept.has(option))
}
