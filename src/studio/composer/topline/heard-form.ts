import type { SectionKind } from '../../../music/score.js'
import { secondsToBeat } from '../../../music/tempo-map.js'
import type { RecordingFrame } from '../recording-frame.js'

/** A part of the form that was heard in a recording, in bars of the score over it. */
export interface HeardPart {
  readonly firstBar: number
  readonly kind: SectionKind
}

/** The heard parts, beginning on the nearest bar lines, the first with bar 0; none where no form was heard. */
export function heardForm({ heard, grid, barCount }: RecordingFrame): HeardPart[] {
  const parts: HeardPart[] = []
  for (const { startSeconds, kind } of heard.sections ?? []) {
    const beat = secondsToBeat(grid.tempoMap, startSeconds)
    const firstBar = parts.length === 0 ? 0 : Math.round(beat / grid.beatsPerBar)
    // Of two that begin on one bar line the first has no bar of its own.
    if (parts.at(-1)?.firstBar === firstBar) parts.pop()
    if (firstBar < barCount) parts.push({ firstBar, kind })
  }
  return parts
}
