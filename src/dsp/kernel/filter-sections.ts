import type { BiquadCoefficients } from '../biquad.js'
import type { Kernel, Pointer } from './kernel.js'

/** Second-order sections in a row, with 64-bit state, in a kernel's memory. */
export class FilterSections {
  private readonly sections: Pointer
  private readonly count: number

  constructor(
    private readonly kernel: Kernel,
    filters: readonly BiquadCoefficients[],
  ) {
    this.count = filters.length
    // Five coefficients, one unused, eight values of state: see `kernel/filters.ts`.
    this.sections = kernel.storeDoubles(
      filters.flatMap(({ b0, b1, b2, a1, a2 }) => [b0, b1, b2, a1, a2, 0, ...new Array<number>(8).fill(0)]),
    )
  }

  /** Filters two channels in place. */
  processStereo(left: Pointer, right: Pointer, frames: number): void {
    if (this.count > 0) this.kernel.run.filterStereo(this.sections, this.count, left, right, frames)
  }

  /** Filters one channel in place. */
  processMono(block: Pointer, frames: number): void {
    if (this.count > 0) this.kernel.run.filterMono(this.sections, this.count, block, frames)
  }
}
