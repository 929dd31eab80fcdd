import { SAMPLE_RATE } from '../../dsp/audio.js'
import { highPass, lowPass } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'

/** A tape between two heads: no lows, and what it loses at the top. */
const LOW_CUT_HZ = 180
const HIGH_CUT_HZ = 5000
/** How long the filters ring after the last of the echo, in frames. */
const RING_FRAMES = 2400

/**
 * One echo, soon after and in the middle: the sound of a second tape head (Sun Records, 1954). It comes once and is not
 * repeated, so that it thickens a voice without covering the next word. Linear.
 */
export class SlapEcho {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly lineFrames: number
  private readonly line: Pointer
  private readonly block: Pointer
  private readonly filters: FilterSections
  private at = 0

  /** `blockFrames`: the most frames that are added at once; the echo is never shorter. */
  constructor(
    echoSeconds: number,
    blockFrames: number,
    private readonly kernel: Kernel,
  ) {
    this.lineFrames = Math.max(blockFrames, Math.round(echoSeconds * SAMPLE_RATE))
    this.line = kernel.allocateFloats(this.lineFrames)
    this.block = kernel.allocateFloats(blockFrames)
    this.filters = new FilterSections(kernel, [
      highPass(LOW_CUT_HZ, Math.SQRT1_2, SAMPLE_RATE),
      lowPass(HIGH_CUT_HZ, Math.SQRT1_2, SAMPLE_RATE),
    ])
    this.tailFrames = this.lineFrames + RING_FRAMES
  }

  /** Adds the echo to `outLeft` and `outRight`; a multiple of 16 frames. */
  add(inLeft: Pointer, inRight: Pointer, outLeft: Pointer, outRight: Pointer, frames: number): void {
    const { kernel, block, line, lineFrames } = this
    kernel.run.middleOf(inLeft, inRight, block, frames)
    this.filters.processMono(block, frames)
    const input = kernel.floatsAt(block, frames)
    for (let done = 0; done < frames;) {
      const count = Math.min(frames - done, lineFrames - this.at)
      const place = line + 4 * this.at
      kernel.run.addMono(outLeft + 4 * done, outRight + 4 * done, place, count, 1, 1)
      kernel.floatsAt(place, count).set(input.subarray(done, done + count))
      done += count
      this.at = (this.at + count) % lineFrames
    }
  }

  reset(): void {
    this.kernel.floatsAt(this.line, this.lineFrames).fill(0)
  }
}

/** What of a beat may lie between a word and its echo: from half a triplet sixteenth to a triplet eighth. */
const SHARES_OF_A_BEAT = [1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3]
/** Where a slap sounds like one: sooner it blurs, later it is an echo of its own. */
const TYPICAL_SECONDS = 0.11

/** The share of a beat that lies nearest to a typical slap: 0.08 … 0.15 s at every usual tempo. */
export function slapSecondsFor(bpm: number): number {
  const distance = (seconds: number): number => Math.abs(Math.log(seconds / TYPICAL_SECONDS))
  return SHARES_OF_A_BEAT.map((share) => (share * 60) / bpm).reduce((best, seconds) =>
    distance(seconds) < distance(best) ? seconds : best,
  )
}
