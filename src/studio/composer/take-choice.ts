import type { Random } from '../../dsp/random.js'

/**
 * One of the options, in an order that `random` (a stream of the task, not of the take) decides: neighbouring takes
 * get different ones as long as there are at least two. Throws RangeError on an empty list.
 */
export function pickForTake<T>(options: readonly T[], takeIndex: number, random: Random): T {
  if (options.length === 0) throw new RangeError('pickForTake() needs at least one option')
  return random.shuffle(options)[takeIndex % options.length]!
}
