import { peakNear } from './peak-near.js'

/** Parts of a beat that onsets are counted in. */
const PARTS = 12
/** Off-beats must be accented this much more to be taken for beats: beats were chosen for their onsets already. */
const MUST_WIN_BY = 1.15
/** Frames around a moment within which its accent is looked for. */
export const REACH_FRAMES = 3
/** So that nothing is told by the harmony where there is none. */
const LEAST_NEWNESS = 0.5
/** Share of the onsets on the supposed beats that must come shortly after them to make those pickups … */
const LEAST_AFTER = 0.2
/** … and share of these that may lie where they would be if the supposed beats were right. */
const MOST_BEFORE = 0.3

/**
 * Beats moved to where people would tap. In shuffles and dotted rhythms the short note before the beat often rises more
 * than the beat, since it follows a gap: of two onsets close together the later, after which the longer gap comes, is the
 * beat. Half a beat off it is the low and long notes that tell, and the harmony: new notes come on beats.
 * @param onsets Where anything begins, one value a frame, ≥ 0.
 * @param accents Where low and long notes begin, likewise.
 * @param newness How much sounds within so many seconds after a moment that did not sound before it.
 */
export function settleBeats(
  beats: readonly number[],
  onsets: Float32Array,
  accents: Float32Array,
  framesPerSecond: number,
  newness: (seconds: number, span: number) => number,
): number[] {
  const counts = onsetsByPart(beats, onsets, framesPerSecond)
  const around = (part: number) => counts[part]! + 0.5 * (counts[part - 1]! + counts[part + 1]!)
  for (const pickup of [PARTS / 3, PARTS / 4]) {
    const after = around(pickup)
    const before = around(PARTS - pickup)
    if (
      after > LEAST_AFTER * counts[0]! &&
      before < MOST_BEFORE * after &&
      counts[PARTS / 2]! < 0.5 * after
    ) {
      return moved(beats, pickup / PARTS)
    }
  }
  const halfBeat = (beats.at(-1)! - beats[0]!) / (beats.length - 1) / 2
  const weightOf = (times: readonly number[]) =>
    times.reduce((sum, time) => sum + peakNear(accents, time * framesPerSecond, REACH_FRAMES), 0) *
    times.reduce((sum, time) => sum + newness(time, halfBeat), LEAST_NEWNESS)
  const offBeats = moved(beats, 1 / 2)
  return weightOf(offBeats) > MUST_WIN_BY * weightOf(beats) ? offBeats : [...beats]
}

/** Onset strength in each part of all beats together; part 0 lies around the beat. */
function onsetsByPart(beats: readonly number[], onsets: Float32Array, framesPerSecond: number): number[] {
  const counts = new Array<number>(PARTS).fill(0)
  for (let i = 0; i + 1 < beats.length; i++) {
    const length = beats[i + 1]! - beats[i]!
    const from = Math.max(0, Math.round((beats[i]! - length / PARTS / 2) * framesPerSecond))
    const to = Math.min(onsets.length, Math.round((beats[i + 1]! - length / PARTS / 2) * framesPerSecond))
    for (let frame = from; frame < to; frame++) {
      const part = Math.round(((frame / framesPerSecond - beats[i]!) / length) * PARTS)
      counts[Math.max(0, part) % PARTS]! += onsets[frame]!
    }
  }
  return counts
}

/** Whether beats fall into halves or into thirds, by where onsets lie between them. */
export function divisionOf(beats: readonly number[], onsets: Float32Array, framesPerSecond: number): 2 | 3 {
  const counts = onsetsByPart(beats, onsets, framesPerSecond)
  const halves =
    counts[PARTS / 2]! + 0.5 * (counts[PARTS / 2 - 1]! + counts[PARTS / 2 + 1]!) + counts[PARTS / 4]!
  const lastThird = (2 * PARTS) / 3
  const thirds =
    counts[PARTS / 3]! + counts[lastThird]! + 0.5 * (counts[lastThird - 1]! + counts[PARTS / 3 + 1]!)
  return thirds > 1.3 * halves && thirds > 0.1 * counts[0]! ? 3 : 2
}

function moved(beats: readonly number[], share: number): number[] {
  return beats.map((time, i) => {
    const next = beats[i + 1] ?? time + (time - (beats[i - 1] ?? time))
    return time + share * (next - time)
  })
}
