import type { RelativeChord } from './numerals.js'

/** The chord of the relative key's tonic: vi in major, bIII in minor. */
const RELATIVE_STEPS = { major: 9, minor: 3 } as const
const DOMINANT_STEPS = 7

/**
 * How plainly a progression says what key it is in, about -1 … 2: the time it spends on the tonic chord and, half as much,
 * on dominants with a leading note, less the time on the tonic of the relative key, which has the same notes and is what
 * listeners take such music for; what stands first is taken for the tonic, too.
 */
export function keySupport(bars: readonly (readonly RelativeChord[])[], mode: 'major' | 'minor'): number {
  let support = 0
  for (const bar of bars) {
    for (const chord of bar) support += weightOf(chord, mode) / (bar.length * bars.length)
  }
  return support + (bars[0]?.[0]?.rootSteps === 0 ? 0.25 : 0)
}

function weightOf({ rootSteps, quality }: RelativeChord, mode: 'major' | 'minor'): number {
  if (rootSteps === 0) return 1
  if (rootSteps === DOMINANT_STEPS) return /^(maj|7)/.test(quality) && quality !== 'maj7' ? 0.5 : 0
  if (rootSteps === RELATIVE_STEPS[mode]) return -0.75
  return 0
}

/** The half of the progressions, at least two, that say most plainly what key they are in; in their order. */
export function plainest<T>(options: readonly T[], supportOf: (option: T) => number): T[] {
  const supports = new Map(options.map((option) => [option, supportOf(option)]))
  const count = Math.max(2, Math.ceil(options.length / 2))
  const kept = new Set([...options].sort((a, b) => supports.get(b)! - supports.get(a)!).slice(0, count))
  return options.filter((option) => kept.has(option))
}
