import type { Random } from '../../dsp/random.js'

/**
 * One of the options, in an order that `random` (a stream of the task, not of the take) decides: neighbouring takes
 * get different ones as long as there are at least two. Throws RangeError on an empty list.
 */
export function pickForTake<T>(options: readonly T[], takeIndex: number, random: Random): T {
  if (options.length === 0) throw new RangeError('pickForTake() needs at least one option')
  return random.shuffle(options)[takeIndex % options.length]!
}

/**
 * Every other option, in their order; a stream of the task decides who begins. Neighbouring takes have none in common.
 * What lies side by side should be alike, for instance in energy, so that each take gets some for every occasion.
 */
export function handForTake<T>(options: readonly T[], takeIndex: number, random: Random): T[] {
  const first = (takeIndex + random.int(2)) % 2
  return options.filter((_, index) => index % 2 === first)
}
