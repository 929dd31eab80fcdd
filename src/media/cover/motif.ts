import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '../../dsp/random.js'
import type { Palette } from './palettes.js'

/** Draws one kind of picture on a square of `SIDE` units, the whole of it. */
export type Motif = (context: SKRSContext2D, palette: Palette, random: Random) => MotifResult

export interface MotifResult {
  /** Where a title does not hide what matters. */
  readonly titlePlace: 'top' | 'bottom'
  /** Height that is free for the title, edge included, in units. Default 340. */
  readonly titleSpace?: number
  /** Strength of film grain, 0 … 40 levels. Default 16. */
  readonly grain?: number
  /** Darkening of the corners, 0 … 1. Default 0.35. */
  readonly vignette?: number
}
