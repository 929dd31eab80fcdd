import type { Random } from '../../../dsp/random.js'
import { isMinorQuality } from './modal-colour.js'
import type { RelativeChord } from './numerals.js'

/** A change a player might make to one chord, or undefined where it does not apply. */
type Substitution = (
  chord: RelativeChord,
  next: RelativeChord,
  minorKey: boolean,
) => RelativeChord[] | undefined

const isDominant = (chord: RelativeChord): boolean => chord.rootSteps === 7

const SUBSTITUTIONS: readonly { readonly weight: number; readonly change: Substitution }[] = [
  // The second half of the bar becomes the dominant of what follows.
  {
    weight: 3,
    change: (chord, next) => {
      const root = (next.rootSteps + 7) % 12
      if (next.rootSteps === 0 || root === chord.rootSteps || next.rootSteps === chord.rootSteps)
        return undefined
      return [chord, { rootSteps: root, quality: '7' }]
    },
  },
  // Subdominant borrowed from the minor key.
  {
    weight: 2,
    change: (chord, next, minorKey) =>
      !minorKey && chord.rootSteps === 5 && !isMinorQuality(chord.quality) && next.rootSteps === 0
        ? [chord, { rootSteps: 5, quality: 'min' }]
        : undefined,
  },
  // Relative minor and major stand in for each other.
  {
    weight: 2,
    change: (chord) => {
      if (chord.quality === 'maj' && chord.rootSteps === 5) return [{ rootSteps: 2, quality: 'm7' }]
      if (chord.quality === 'min' && chord.rootSteps === 5) return [{ rootSteps: 8, quality: 'maj' }]
      return undefined
    },
  },
  // A suspension before the dominant settles.
  {
    weight: 2,
    change: (chord) =>
      isDominant(chord) && chord.quality === 'maj'
        ? [
            { rootSteps: 7, quality: 'sus4' },
            { rootSteps: 7, quality: 'maj' },
          ]
        : undefined,
  },
  // The flat-side neighbours: bVII for V, bVI for vi.
  {
    weight: 1.5,
    change: (chord, next, minorKey) => {
      if (minorKey) return chord.rootSteps === 2 ? [{ rootSteps: 1, quality: 'maj' }] : undefined
      if (isDominant(chord) && next.rootSteps !== 0) return [{ rootSteps: 10, quality: 'maj' }]
      return chord.rootSteps === 9 && next.rootSteps === 5 ? [{ rootSteps: 8, quality: 'maj' }] : undefined
    },
  },
  // Tritone substitute of a dominant seventh that resolves.
  {
    weight: 1,
    change: (chord, next) =>
      (chord.quality === '7' || chord.quality === '13') && (chord.rootSteps + 5) % 12 === next.rootSteps
        ? [{ rootSteps: (chord.rootSteps + 6) % 12, quality: '9' }]
        : undefined,
  },
]

/**
 * Varies a loop: each bar may be replaced with a chance that grows with the square of `temperature` (0 … 1, at 0.5
 * about one bar in ten). The first bar stays, so that the loop keeps its home.
 */
export function reharmonise(
  bars: readonly (readonly RelativeChord[])[],
  temperature: number,
  minorKey: boolean,
  random: Random,
): RelativeChord[][] {
  const chance = 0.45 * temperature * temperature
  return bars.map((bar, index) => {
    const [chord] = bar
    if (index === 0 || bar.length !== 1 || !chord || !random.chance(chance)) return [...bar]
    const next = bars[(index + 1) % bars.length]![0]!
    const options = SUBSTITUTIONS.flatMap(({ weight, change }) => {
      const chords = change(chord, next, minorKey)
      return chords ? [{ weight, chords }] : []
    })
    return options.length === 0 ? [...bar] : random.weighted(options, (option) => option.weight).chords
  })
}
