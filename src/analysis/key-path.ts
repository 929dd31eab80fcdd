import type { HeardKey } from '../music/heard.js'
import type { Key } from '../music/scale.js'
import { fitOfKeys } from './key.js'

/** One decision so often, in seconds. */
const STEP_SECONDS = 1
/** Each decision listens this far to both sides. */
const RADIUS_SECONDS = 6
/** What a change of key costs, in seconds of correlation 1: a passing chord is no modulation. */
const CHANGE_COST = 3
/** Less for keys that songs go to, in semitones: up a step, to the fourth, the fifth, the relative. */
const USUAL_CHANGE_COST = 2.2

/**
 * The keys of a recording one after the other, from its beginning to its end; the first where no key is heard is the one
 * that comes next. Never empty.
 * @param profileBetween How much each pitch class sounds from one time to another: 12 weights from C.
 * @param whole The key of the recording as a whole: it is preferred where the others are as likely.
 */
export function findKeys(
  durationSeconds: number,
  profileBetween: (startSeconds: number, endSeconds: number) => readonly number[],
  whole: Key,
): HeardKey[] {
  const steps = Math.max(1, Math.round(durationSeconds / STEP_SECONDS))
  const fits = Array.from({ length: steps }, (_, i) => {
    const centre = (i + 0.5) * STEP_SECONDS
    return fitOfKeys(
      profileBetween(
        Math.max(0, centre - RADIUS_SECONDS),
        Math.min(durationSeconds, centre + RADIUS_SECONDS),
      ),
    )
  })
  const keys = fits[0]!.map(({ key }) => key)
  const home = keys.findIndex(({ tonic, mode }) => tonic === whole.tonic && mode === whole.mode)
  let scores = keys.map((_, k) => fits[0]![k]!.fit + (k === home ? HOME_BONUS : 0))
  const origins: number[][] = []
  for (const fit of fits.slice(1)) {
    const origin = keys.map((key, k) => {
      let from = k
      let best = scores[k]!
      keys.forEach((other, o) => {
        if (o === k) return
        const value = scores[o]! - changeCost(other, key)
        if (value > best) {
          best = value
          from = o
        }
      })
      return from
    })
    origins.push(origin)
    scores = keys.map((key, k) => {
      const from = origin[k]!
      const cost = from === k ? 0 : changeCost(keys[from]!, key)
      return scores[from]! - cost + fit[k]!.fit + (k === home ? HOME_BONUS : 0)
    })
  }
  const path = [scores.indexOf(Math.max(...scores))]
  for (let i = origins.length - 1; i >= 0; i--) path.unshift(origins[i]![path[0]!]!)

  const found: HeardKey[] = []
  path.forEach((k, i) => {
    const last = found.at(-1)
    const endSeconds = i === steps - 1 ? durationSeconds : (i + 1) * STEP_SECONDS
    if (last && last.key === keys[k]) found[found.length - 1] = { ...last, endSeconds }
    else found.push({ startSeconds: i * STEP_SECONDS, endSeconds, key: keys[k]! })
  })
  return found
}

/** Correlation that the recording's own key is ahead by. */
const HOME_BONUS = 0.08

function changeCost(from: Key, to: Key): number {
  const steps = (to.tonic - from.tonic + 12) % 12
  const isUsual =
    from.mode === to.mode
      ? [1, 2, 3, 5, 7].includes(steps)
      : steps === 0 || steps === (to.mode === 'minor' ? 9 : 3)
  return isUsual ? USUAL_CHANGE_COST : CHANGE_COST
}
