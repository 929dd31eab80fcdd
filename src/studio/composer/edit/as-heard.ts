import type { Score } from '../../../music/score.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import { moveTrack, spansBefore, spansFrom, tracksBefore, tracksFrom } from './cut-tracks.js'
import { moveSpan } from './play-part.js'
import { keyAt, meterAt, SAME_BEAT } from './source-bars.js'

/**
 * A score of which only a part is heard (a loop), as if it had been written so: beat 0 and second 0 are where that part
 * begins, and it ends where it is cut. Other scores stay as they are.
 */
export function asHeard(score: Score): Score {
  const { excerpt, ...whole } = score
  if (!excerpt) return score
  const { startSeconds, endSeconds } = excerpt
  const start = secondsToBeat(score.tempoMap, startSeconds)
  const end = secondsToBeat(score.tempoMap, endSeconds)
  const cut = <T extends { readonly startBeat: number; readonly endBeat: number }>(
    spans: readonly T[],
  ): T[] => spansBefore(spansFrom(spans, start), end).map((span) => moveSpan(span, -start))
  const changes = <T extends { readonly beat: number }>(all: readonly T[], first: T): T[] => [
    { ...first, beat: 0 },
    ...all
      .filter(({ beat }) => beat > start + SAME_BEAT && beat < end)
      .map((change) => ({ ...change, beat: change.beat - start })),
  ]
  const anchors = [
    start,
    ...score.tempoMap.anchors
      .map(({ beat }) => beat)
      .filter((beat) => beat > start + 0.01 && beat < end - 0.01),
    end,
  ].map((beat) => ({
    beat: beat - start,
    seconds: beatToSeconds(score.tempoMap, beat) - startSeconds,
  }))
  return {
    ...whole,
    tempoMap: { anchors },
    meters: changes(score.meters, meterAt(score, start)),
    keys: changes(score.keys, { beat: 0, ...keyAt(score, start) }),
    sections: cut(score.sections),
    chords: cut(score.chords),
    tracks: tracksBefore(tracksFrom(score.tracks, start), end).map((track) => moveTrack(track, -start)),
    recordings: score.recordings.map((recording) => ({
      ...recording,
      startSeconds: recording.startSeconds - startSeconds,
    })),
    endBeat: end - start,
    tailSeconds: 0,
  }
}
