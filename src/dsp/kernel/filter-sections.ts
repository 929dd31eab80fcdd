import type { BiquadCoefficients } from '../biquad.js'
import type { Kernel, Pointer } from './kernel.js'

/** Five coefficients, one unused, eight values of state: see `kernel/filters.ts`. */
const SECTION_VALUES = 14

/** Second-order sections in a row, with 64-bit state, in a kernel's memory. */
export class FilterSections {
  private readonly sections: Pointer
  private readonly count: number

  constructor(
    private readonly kernel: Kernel,
    filters: readonly BiquadCoefficients[],
  ) {
    this.count = filters.length
    this.sections = kernel.storeDoubles(new Float64Array(SECTION_VALUES * this.count))
    this.set(filters)
  }

  /** Other coefficients for the same sections, which keep what they remember: small steps are not heard. */
  set(filters: readonly BiquadCoefficients[]): void {
    filters.forEach(({ b0, b1, b2, a1, a2 }, i) => {
      this.kernel.doubles.set([b0, b1, b2, a1, a2], this.sections / 8 + SECTION_VALUES * i)
    })
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
