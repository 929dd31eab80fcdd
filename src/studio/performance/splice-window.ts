import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Splice } from '../../music/score.js'
import { QUANTUM, type StereoBlock } from './performer.js'

/** Length of the fade from one performance to the other, in seconds: too short to hear two players, too long to click. */
const FADE_SECONDS = 0.04
/** Players warm up this long before they are heard, in seconds: rooms ring and compressors have settled by then. */
const WARM_UP_SECONDS = 8
/** The warm-up starts on a multiple of this, so that control steps of performer and master fall where they always do. */
const WARM_UP_GRID_FRAMES = QUANTUM

/** Where an edited song is new, in frames, and how much of the new performance is heard at each of them. */
export interface SpliceWindow {
  /** First frame that may differ from the base. */
  readonly start: number
  /** First frame after the window that is the base's again; `frameCount` when the new part goes on to the end. */
  readonly end: number
  /** Length of the edited song. */
  readonly frameCount: number
  /** Where performing the new part begins, so that it sounds settled at `start`; at or before it. */
  readonly warmUpStart: number
  /** Share of the new performance at a frame of the song: 0 outside, 1 inside, between them within a fade's length. */
  readonly shareAt: (frame: number) => number
}

/** `baseFrames` and `newFrames`: lengths of what the splice joins. */
export function spliceWindow(splice: Splice, baseFrames: number, newFrames: number): SpliceWindow {
  const isOpen = splice.endSeconds === null
  const frameCount = isOpen ? newFrames : baseFrames
  const start = Math.min(frameCount, Math.max(0, Math.round(splice.startSeconds * SAMPLE_RATE)))
  const end = isOpen ? frameCount : Math.min(frameCount, Math.round(splice.endSeconds * SAMPLE_RATE))
  const fade = Math.max(
    1,
    Math.min(Math.round(FADE_SECONDS * SAMPLE_RATE), Math.floor((end - start) / (isOpen ? 1 : 2))),
  )
  const warmUp = Math.max(0, start - WARM_UP_SECONDS * SAMPLE_RATE)
  return {
    start,
    end,
    frameCount,
    warmUpStart: warmUp - (warmUp % WARM_UP_GRID_FRAMES),
    shareAt: (frame) => {
      if (frame < start || frame >= end) return 0
      const into = start === 0 ? 1 : rise((frame - start + 0.5) / fade)
      const outOf = isOpen ? 1 : rise((end - frame - 0.5) / fade)
      return Math.min(into, outOf)
    },
  }
}

/** Half a cosine from 0 to 1. */
function rise(position: number): number {
  return position >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * position)
}

/**
 * Lays the new performance over the base, in place: `base` holds frames of the song from `startFrame`, `part` the same
 * number of frames of the new performance.
 */
export function layOver(
  base: StereoBlock,
  part: StereoBlock,
  startFrame: number,
  { start, end, shareAt }: SpliceWindow,
): void {
  const [left, right] = base
  const from = Math.max(0, start - startFrame)
  const until = Math.min(left.length, end - startFrame)
  for (let i = from; i < until; i++) {
    const share = shareAt(startFrame + i)
    const rest = 1 - share
    left[i] = rest === 0 ? part[0][i]! : rest * left[i]! + share * part[0][i]!
    right[i] = rest === 0 ? part[1][i]! : rest * right[i]! + share * part[1][i]!
  }
}
