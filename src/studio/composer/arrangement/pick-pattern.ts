import type { Random } from '../../../dsp/random.js'
import type { SectionKind } from '../../../music/score.js'
import type { BassPattern, ChordPattern } from '../../profiles/profile.js'
import { BASS } from '../../profiles/shared/bass-patterns.js'
import { CHORDS } from '../../profiles/shared/chord-patterns.js'
import type { SongPlan } from '../plan.js'
import { isCompound } from '../settings.js'
import { handForTake, pickForTake } from '../take-choice.js'

interface Fittable {
  readonly energy: readonly [low: number, high: number]
  readonly compound?: boolean
}

/** Section kinds that are accompanied alike. */
const FEELS: Readonly<Record<SectionKind, string>> = {
  intro: 'verse',
  verse: 'verse',
  'pre-chorus': 'lift',
  chorus: 'chorus',
  'post-chorus': 'chorus',
  bridge: 'bridge',
  solo: 'chorus',
  interlude: 'verse',
  break: 'bridge',
  build: 'lift',
  drop: 'chorus',
  outro: 'verse',
}

/** Whether a figure of so many beats falls into the bars of a meter. */
function fitsMeter(beats: number, pattern: Fittable, plan: Pick<SongPlan, 'meter' | 'beatsPerBar'>): boolean {
  if (isCompound(plan.meter)) return pattern.compound === true
  if (pattern.compound) return false
  return plan.beatsPerBar === 3 ? beats % 3 === 0 : beats % 4 === 0
}

function byEnergy<T extends Fittable>(patterns: readonly T[], energy: number): T[] {
  const fitting = patterns.filter(
    ({ energy: [low, high] }) => energy >= low - 0.001 && energy <= high + 0.001,
  )
  if (fitting.length > 0) return fitting
  const distance = ({ energy: [low, high] }: T): number => Math.max(low - energy, energy - high)
  const least = Math.min(...patterns.map(distance))
  return patterns.filter((pattern) => distance(pattern) <= least + 0.05)
}

function fromSoftToLoud(a: Fittable, b: Fittable): number {
  return a.energy[0] + a.energy[1] - b.energy[0] - b.energy[1]
}

/**
 * One pattern for a section kind and take, if possible none that the other take of the task plays anywhere. `random`
 * belongs to the task and the player.
 */
function pick<T extends Fittable>(
  patterns: readonly T[],
  energy: number,
  kind: SectionKind,
  takeIndex: number,
  random: Random,
): T {
  const fitting = byEnergy(patterns, energy)
  const hand = handForTake(patterns.toSorted(fromSoftToLoud), takeIndex, random.fork('hand'))
  const dealt = fitting.filter((pattern) => hand.includes(pattern))
  return dealt.length > 0
    ? pickForTake(dealt, Math.floor(takeIndex / 2), random.fork(FEELS[kind]))
    : pickForTake(fitting, takeIndex, random.fork(FEELS[kind]))
}

export interface PatternQuery {
  readonly plan: Pick<SongPlan, 'meter' | 'beatsPerBar'>
  readonly energy: number
  readonly kind: SectionKind
  readonly takeIndex: number
  readonly random: Random
}

/** The accompaniment figure for a section, from the player's own ones or, in a foreign meter, from common ones. */
export function pickChordPattern(patterns: readonly ChordPattern[], query: PatternQuery): ChordPattern {
  const beatsOf = (pattern: ChordPattern): number => pattern.lanes[0]!.length / pattern.stepsPerBeat
  const own = patterns.filter((pattern) => fitsMeter(beatsOf(pattern), pattern, query.plan))
  const pool = own.length > 0 ? own : foreignMeterChords(patterns, query.plan)
  return pick(pool, query.energy, query.kind, query.takeIndex, query.random)
}

function foreignMeterChords(
  patterns: readonly ChordPattern[],
  plan: PatternQuery['plan'],
): readonly ChordPattern[] {
  const cells = patterns.flatMap(({ lanes }) => lanes).join('')
  const strums = /[DU]/.test(cells)
  const breaks = /[0-9]/.test(cells) && !strums
  if (isCompound(plan.meter)) {
    return strums
      ? [CHORDS.sixEightStrum, CHORDS.jigStrum]
      : breaks
        ? [CHORDS.sixEightArp]
        : [CHORDS.sixEightBlocks, CHORDS.sixEightBallad]
  }
  if (plan.beatsPerBar === 3) {
    return strums
      ? [CHORDS.waltzStrum]
      : breaks
        ? [CHORDS.waltzFingers]
        : [CHORDS.waltzPiano, CHORDS.waltzArpeggio]
  }
  return patterns
}

/** The bass line's pattern for a section. */
export function pickBassPattern(patterns: readonly BassPattern[], query: PatternQuery): BassPattern {
  const fits = (pattern: BassPattern): boolean =>
    pattern.style !== 'cells'
      ? !isCompound(query.plan.meter)
      : fitsMeter(pattern.cells.length / pattern.stepsPerBeat, pattern, query.plan)
  const own = patterns.filter(fits)
  const common = isCompound(query.plan.meter)
    ? [BASS.sixEight, BASS.sixEightLong]
    : query.plan.beatsPerBar === 3
      ? [BASS.waltz, BASS.waltzWalk]
      : patterns
  return pick(own.length > 0 ? own : common, query.energy, query.kind, query.takeIndex, query.random)
}
