import type { ScoreOrigin } from '../../music/score.js'
import type { Brief } from '../brief.js'

/** What a score written from a brief keeps of it. */
export function originOf(brief: Brief, seed: number, takeIndex: number): ScoreOrigin {
  const { idea, style, negativeTags, instrumental, styleWeight, weirdness, bpm, key } = brief
  return {
    seed,
    takeIndex,
    wishes: {
      ...(idea === undefined ? {} : { idea }),
      ...(style === undefined ? {} : { style }),
      ...(negativeTags === undefined ? {} : { negativeTags }),
      instrumental,
      ...(styleWeight === undefined ? {} : { styleWeight }),
      ...(weirdness === undefined ? {} : { weirdness }),
      ...(bpm === undefined ? {} : { bpm }),
      ...(key === undefined ? {} : { key }),
    },
  }
}
