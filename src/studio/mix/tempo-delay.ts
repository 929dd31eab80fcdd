import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'

const FEEDBACK = 0.36
const LOW_CUT_HZ = 260
const HIGH_CUT_HZ = 4200

/** Echoes in time with the song that bounce from side to side, thinner and duller each time. Linear. */
export class TempoDelay {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly lineFrames: number
  private readonly lines: Pointer
  private readonly state: Pointer
  private at = 0
  private readonly lowCut = 1 - Math.exp((-2 * Math.PI * LOW_CUT_HZ) / SAMPLE_RATE)
  private readonly highCut = 1 - Math.exp((-2 * Math.PI * HIGH_CUT_HZ) / SAMPLE_RATE)

  constructor(
    delaySeconds: number,
    private readonly kernel: Kernel,
  ) {
    this.lineFrames = Math.max(64, Math.round(delaySeconds * SAMPLE_RATE))
    this.lines = kernel.allocateFloats(2 * this.lineFrames)
    this.state = kernel.allocateFloats(4)
    // Echoes until -100 dB, two lines a round trip.
    this.tailFrames = this.lineFrames * Math.ceil(100 / (-20 * Math.log10(FEEDBACK)) + 2)
  }

  /** Adds the echoes to `outLeft` and `outRight`. */
  add(inLeft: Pointer, inRight: Pointer, outLeft: Pointer, outRight: Pointer, frames: number): void {
    const { kernel, state, lines, lineFrames, at, lowCut, highCut } = this
    this.at = kernel.run.addEchoes(
      state,
      lines,
      lineFrames,
      at,
      inLeft,
      inRight,
      outLeft,
      outRight,
      frames,
      FEEDBACK,
      lowCut,
      highCut,
    )
  }

  reset(): void {
    this.kernel.floatsAt(this.lines, 2 * this.lineFrames).fill(0)
    this.kernel.floatsAt(this.state, 4).fill(0)
  }
}

/** A dotted eighth, halved or doubled until it lies between 0.19 and 0.6 s. */
export function delaySecondsFor(bpm: number): number {
  let seconds = (0.75 * 60) / bpm
  while (seconds > 0.6) seconds /= 2
  while (seconds < 0.19) seconds *= 2
  return seconds
}
