import { sharedKernel } from './kernel/kernel.js'
import { PeakFinder } from './peak-finder.js'

/** Input frames that one interpolated value is made from. */
const TAPS = 16

let finder: PeakFinder | undefined

/**
 * Raises each step's entry in `peaks` to the channel's largest magnitude within that step, on the samples and at three
 * points between neighbours (four times oversampled). Steps that cannot come near `threshold` get their sample peak only.
 * `stepFrames`: a power of two, 4 … 8192.
 */
export function raiseStepPeaks(
  channel: Float32Array,
  stepFrames: number,
  threshold: number,
  peaks: Float32Array,
): void {
  finder ??= new PeakFinder(sharedKernel(), TAPS)
  finder.raise(channel, stepFrames, threshold, peaks)
}
