import type { RecordingTrack } from '../../../music/score.js'

/** Cuts lie this long before their bar lines: the first stroke after them is heard whole. In seconds. */
const CUT_LEAD_SECONDS = 0.02
/** What is left is heard this long into what follows, while both are softened at their edges. In seconds. */
const OVERLAP_SECONDS = 0.005

/**
 * The pieces of a treated recording that make these bars of it heard one after the other from the song's beginning on; bars
 * that follow each other in the recording stay in one piece.
 * @param bars Which bar of the recording each bar of the song is.
 * @param firstBar The bar that the treated recording begins with.
 */
export function playBars(
  bars: readonly number[],
  firstBar: number,
  barSeconds: number,
): Required<Pick<RecordingTrack, 'startSeconds' | 'durationSeconds' | 'offsetSeconds'>>[] {
  const cuts = bars.flatMap((bar, i) => (i > 0 && bar === bars[i - 1]! + 1 ? [] : [i]))
  const leadAt = (at: number): number =>
    at === 0 ? 0 : Math.min(CUT_LEAD_SECONDS, (bars[at]! - firstBar) * barSeconds)
  return cuts.map((at, i) => {
    const next = cuts[i + 1]
    const startSeconds = at * barSeconds - leadAt(at)
    const endSeconds =
      next === undefined ? bars.length * barSeconds : next * barSeconds - leadAt(next) + OVERLAP_SECONDS
    return {
      startSeconds,
      durationSeconds: endSeconds - startSeconds,
      offsetSeconds: (bars[at]! - firstBar) * barSeconds - leadAt(at),
    }
  })
}
