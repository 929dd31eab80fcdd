import type { Chord } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { isMinorish, type Key } from '../../../music/scale.js'
import { barLikeness, type BarChords } from '../recording-frame-chords.js'

/** The chord loops of a recording: what its next sections may be made of. */
export interface HeardLoops {
  /** What was played last. */
  readonly current: readonly BarChords[]
  /** Another loop that came back in the recording, where there is one. */
  readonly other?: readonly BarChords[]
}

/** Bars of one loop. */
const LOOP_BARS = 4
/** Loops that share more than this of their roots are one loop, played a little differently. */
const SAME = 0.7

/**
 * The loop that the recording was playing before `endBar`, and the most frequent different one. Loops are four bars
 * counted back from `endBar`; the later half of the recording counts more.
 */
export function heardLoops(bars: readonly BarChords[], endBar: number, key: Key): HeardLoops {
  const usable = bars.slice(0, Math.max(0, endBar))
  if (usable.length < LOOP_BARS) {
    const own = usable.length > 0 ? usable : [[tonicOf(key)]]
    return { current: Array.from({ length: LOOP_BARS }, (_, i) => own[i % own.length]!) }
  }
  const units: BarChords[][] = []
  for (let end = usable.length; end - LOOP_BARS >= 0; end -= LOOP_BARS)
    units.push(usable.slice(end - LOOP_BARS, end))
  const families: { bars: BarChords[]; weight: number }[] = []
  units.forEach((unit, back) => {
    const weight = 1 - (0.5 * back) / units.length
    const known = families.find((family) => loopLikeness(family.bars, unit) >= SAME)
    if (known) known.weight += weight
    else families.push({ bars: unit, weight })
  })
  const ranked = families.toSorted((a, b) => b.weight - a.weight)
  // A single odd unit at the end (an ending, a fill) is not what the recording is about.
  const last = families[0]!
  const current = last.weight > 1.2 || units.length < 3 ? last : ranked[0]!
  const other = ranked.find((family) => family !== current && family.weight > 1)
  return { current: current.bars, ...(other ? { other: other.bars } : {}) }
}

/** Share of the length in which two loops have the same roots. */
function loopLikeness(a: readonly BarChords[], b: readonly BarChords[]): number {
  return a.reduce((sum, bar, i) => sum + barLikeness(bar, b[i]!), 0) / a.length
}

/** The chord a key comes home to. */
export function tonicOf(key: Key): Chord {
  return { root: pitchClassOf(key.tonic), quality: isMinorish(key) ? 'min' : 'maj' }
}
