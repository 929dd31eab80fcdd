import type { Random } from '../../../dsp/random.js'
import type { SectionKind } from '../../../music/score.js'
import type { BassPattern, ChordPattern } from '../../profiles/profile.js'
import { BASS } from '../../profiles/shared/bass-patterns.js'
import { CHORDS } from '../../profiles/shared/chord-patterns.js'
import type { SongPlan } from '../plan.js'
import { isCompound } from '../settings.js'
import { handForTake, pickForTake, type RhythmShape } from '../take-choice.js'

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

/** With fewer figures than this a player cannot keep some for the other take. */
const ENOUGH_TO_DEAL = 4
/** How far outside its energies a figure may be played rather than one of the other take's. */
const NEARLY_FITS = 0.1

/**
 * One pattern for a section kind and take, if possible none that the other take of the task plays anywhere. `random`
 * belongs to the task and the player; `prefer` narrows down those that fit the energy.
 */
function pick<T extends Fittable & { readonly stepsPerBeat: number }>(
  patterns: readonly T[],
  { energy, kind, takeIndex, random }: Pick<PatternQuery, 'energy' | 'kind' | 'takeIndex' | 'random'>,
  reach: number,
  lanesOf: (pattern: T) => readonly string[],
  prefer: (fitting: readonly T[]) => readonly T[],
): T {
  const isDealt = patterns.length >= ENOUGH_TO_DEAL
  const hand = isDealt
    ? handForTake(patterns.toSorted(fromSoftToLoud), takeIndex, random.fork('hand'), (pattern) =>
        shapeOf(lanesOf(pattern), pattern.stepsPerBeat),
      )
    : patterns
  const within = (pool: readonly T[], margin: number): T[] =>
    pool.filter(
      ({ energy: [low, high] }) => energy >= low - margin - 0.001 && energy <= high + margin + 0.001,
    )
  const own = within(hand, reach)
  const near = own.length > 0 ? own : within(hand, NEARLY_FITS)
  const isOwn = near.length > 0
  const preferred = prefer(isOwn ? near : byEnergy(patterns, energy))
  const turn = isDealt && isOwn ? Math.floor(takeIndex / 2) : takeIndex
  return pickForTake(preferred, turn, random.fork(FEELS[kind]))
}

/** Where in its first four beats a figure is struck, by how many notes. */
function shapeOf(lanes: readonly string[], stepsPerBeat: number): RhythmShape {
  const shape = new Map<string, number>()
  for (const lane of lanes) {
    ;[...lane].forEach((cell, step) => {
      const place = String((step / stepsPerBeat) % 4)
      const notes = NOTES_OF_CELL[cell] ?? 1
      if (notes > 0) shape.set(place, (shape.get(place) ?? 0) + notes)
    })
  }
  return shape
}

function asTheyAre<T>(patterns: readonly T[]): readonly T[] {
  return patterns
}

/**
 * How much of the texture a player is: `carry` alone with the harmony, and plays more; `steady` the first of those who
 * comp, whose figures are about as busy all through the song; `share` joins them, and leaves them room.
 */
export type Share = 'carry' | 'steady' | 'share'

export interface PatternQuery {
  readonly plan: Pick<SongPlan, 'meter' | 'beatsPerBar'>
  readonly energy: number
  readonly kind: SectionKind
  /** Default: whatever the energy has. */
  readonly share?: Share
  /** The bar in which a phrase turns to the next one: another figure than in the bars before, if there is one. */
  readonly isTurn?: boolean
  readonly takeIndex: number
  readonly random: Random
}

/** The accompaniment figure for a section, from the player's own ones or, in a foreign meter, from common ones. */
export function pickChordPattern(patterns: readonly ChordPattern[], query: PatternQuery): ChordPattern {
  const beatsOf = (pattern: ChordPattern): number => pattern.lanes[0]!.length / pattern.stepsPerBeat
  const own = patterns.filter((pattern) => fitsMeter(beatsOf(pattern), pattern, query.plan))
  const common = own.length < ENOUGH_TO_DEAL ? foreignMeterChords(patterns, query.plan) : []
  const pool = own.length === 0 || common !== patterns ? [...new Set([...own, ...common])] : own
  const usualBusyness = median(pool.map(notesABeat))
  const usual = pick(
    pool,
    query,
    query.share === 'steady' || query.share === 'carry' ? REACH : 0,
    ({ lanes }) => lanes,
    (fitting) => sharing(fitting, query.share, usualBusyness),
  )
  return query.isTurn ? turnFor(usual, pool, query) : usual
}

/** The figures nearest to the usual one in how busy they are: a phrase turns, and does not break off. */
function turnFor(usual: ChordPattern, pool: readonly ChordPattern[], query: PatternQuery): ChordPattern {
  const busyness = notesABeat(usual)
  const distance = (figure: ChordPattern): number => Math.abs(Math.log(notesABeat(figure) / busyness))
  const others = byEnergy(pool, query.energy)
    .filter((figure) => figure !== usual && distance(figure) < FARTHEST_TURN)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, 2)
  return others.length === 0
    ? usual
    : pickForTake(others, query.takeIndex, query.random.fork(`turn ${usual.id}`))
}

/** Logarithm of how many times as busy, or as calm, a turn may be. */
const FARTHEST_TURN = Math.log(1.6)

/** How far from their energies those who carry the harmony take their figures. */
const REACH = 0.25
/** Takes of a player who is heard much differ as long as there are two figures to choose from. */
const FEWEST_FIGURES = 2

/** Of the figures for an energy, those that suit the share a player has in the texture. */
function sharing(
  fitting: readonly ChordPattern[],
  share: Share | undefined,
  usualBusyness: number,
): readonly ChordPattern[] {
  if (share === undefined) return fitting
  const rank = (pattern: ChordPattern): number => {
    const busyness = notesABeat(pattern)
    switch (share) {
      case 'steady':
        return Math.abs(Math.log(busyness / usualBusyness))
      case 'carry':
        return -busyness
      case 'share':
        return busyness
    }
  }
  const least = share === 'share' ? 1 : FEWEST_FIGURES
  return fitting
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, Math.max(least, Math.ceil(fitting.length / 2)))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** About how many notes a figure has in a beat. */
function notesABeat({ lanes, stepsPerBeat }: ChordPattern): number {
  const notes = lanes.reduce(
    (sum, lane) =>
      sum + [...lane].reduce((count, cell) => count + (NOTES_OF_CELL[cell] ?? 1) / lane.length, 0),
    0,
  )
  return notes * stepsPerBeat
}

/** Notes of the cells that are not single ones. */
const NOTES_OF_CELL: Readonly<Record<string, number>> = {
  '.': 0,
  '-': 0,
  X: 4,
  x: 4,
  s: 4,
  g: 4,
  D: 6,
  d: 4,
  U: 4,
  u: 3,
  m: 3,
  P: 3,
  p: 2,
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
      ? [CHORDS.sixEightStrum, CHORDS.jigStrum, CHORDS.sixEightSway, CHORDS.sixEightPicked]
      : breaks
        ? [CHORDS.sixEightArp, CHORDS.sixEightPicked, CHORDS.sixEightBallad]
        : [CHORDS.sixEightBlocks, CHORDS.sixEightBallad, CHORDS.sixEightSway, CHORDS.sixEightLilt]
  }
  if (plan.beatsPerBar === 3) {
    return strums
      ? [CHORDS.waltzStrum, CHORDS.waltzPicked]
      : breaks
        ? [CHORDS.waltzFingers, CHORDS.waltzPicked, CHORDS.waltzArpeggio]
        : [CHORDS.waltzPiano, CHORDS.waltzArpeggio, CHORDS.waltzHalves, CHORDS.waltzLilt]
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
    ? [BASS.sixEight, BASS.sixEightLong, BASS.sixEightRock, BASS.sixEightPush]
    : query.plan.beatsPerBar === 3
      ? [BASS.waltz, BASS.waltzWalk, BASS.waltzDance, BASS.waltzPush]
      : patterns
  const isForeign = isCompound(query.plan.meter) || query.plan.beatsPerBar === 3
  const pool =
    own.length === 0 || (isForeign && own.length < ENOUGH_TO_DEAL) ? [...new Set([...own, ...common])] : own
  return pick(pool, query, 0, ({ cells }) => [cells.replaceAll('x', 'r')], asTheyAre)
}
