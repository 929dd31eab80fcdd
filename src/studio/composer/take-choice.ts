import type { Random } from '../../dsp/random.js'

/**
 * One of the options, in an order that `random` (a stream of the task, not of the take) decides: neighbouring takes
 * get different ones as long as there are at least two. Throws RangeError on an empty list.
 */
export function pickForTake<T>(options: readonly T[], takeIndex: number, random: Random): T {
  if (options.length === 0) throw new RangeError('pickForTake() needs at least one option')
  return random.shuffle(options)[takeIndex % options.length]!
}

/** How the strokes of a figure or groove are shared out, by place in the bar (and by who strikes); need not sum to 1. */
export type RhythmShape = ReadonlyMap<string, number>

/**
 * Half of the options, in their order; neighbouring takes have none in common, and a stream of the task decides who
 * begins. Of each two that lie side by side one goes to either take, so those should be alike, for instance in energy:
 * then each take gets some for every occasion. With `shapeOf`, who gets which of the two is decided so that each take's
 * options move alike and the takes' unlike.
 */
export function handForTake<T>(
  options: readonly T[],
  takeIndex: number,
  random: Random,
  shapeOf?: (option: T) => RhythmShape,
): T[] {
  const hands = [new Set<T>(), new Set<T>()] as const
  const shapes = [new Map<string, number>(), new Map<string, number>()] as const
  for (let i = 0; i < options.length; i += 2) {
    const pair = options.slice(i, i + 2)
    const own = shapeOf ? pair.map(shapeOf) : []
    const isTurned =
      own.length === 2 &&
      distanceOf(sumOf(shapes[0], own[1]!), sumOf(shapes[1], own[0]!)) >
        distanceOf(sumOf(shapes[0], own[0]!), sumOf(shapes[1], own[1]!))
    pair.forEach((option, place) => {
      const hand = isTurned ? 1 - place : place
      hands[hand]!.add(option)
      if (own[place]) addTo(shapes[hand]!, own[place])
    })
  }
  const hand = hands[(takeIndex + random.int(2)) % 2]!
  return options.filter((option) => hand.has(option))
}

function addTo(sum: Map<string, number>, shape: RhythmShape): void {
  let total = 0
  for (const share of shape.values()) total += share
  for (const [place, share] of shape) sum.set(place, (sum.get(place) ?? 0) + share / (total || 1))
}

function sumOf(shape: RhythmShape, other: RhythmShape): RhythmShape {
  const sum = new Map(shape)
  addTo(sum, other)
  return sum
}

function distanceOf(a: RhythmShape, b: RhythmShape): number {
  let difference = 0
  for (const place of new Set([...a.keys(), ...b.keys()]))
    difference += Math.abs((a.get(place) ?? 0) - (b.get(place) ?? 0))
  return difference
}
