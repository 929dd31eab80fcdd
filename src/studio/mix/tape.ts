import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'

/** A power of two, in frames: 5 ms of tape between the heads. */
const LINE_FRAMES = 256
/** Frames over which the tape's speed is taken as even. */
const STEP_FRAMES = 128
/** What the tape runs behind on average, in seconds. */
const MEAN_DELAY_SECONDS = 0.0022

/** A wheel that is not quite round: how often it turns, and how far it bends the pitch at most, in cents. */
interface Wheel {
  readonly rateHz: number
  readonly cents: number
}

/**
 * What makes a worn machine sing out of tune: the reels, the capstan and the motor. Below 4 Hz it is heard as wow, above
 * as flutter (IEC 60386). Rates without a common measure, so that no bend comes back at a beat.
 */
const WHEELS: readonly Wheel[] = [
  { rateHz: 0.53, cents: 7 },
  { rateHz: 1.37, cents: 2.5 },
  { rateHz: 7.1, cents: 1.2 },
]

/** Natural logarithm of a cent. */
const CENT = Math.log(2) / 1200

/**
 * A tape machine whose speed wavers, in place over two sides in a kernel's memory. Its place on the wheels comes from the
 * song's frames alone, and it is linear: stems that pass through machines of their own still add up to the mix.
 */
export class TapeMachine {
  private readonly lines: readonly [Pointer, Pointer]
  private position = 0

  /** `wear`: 0 (a new machine) … 1 (one that ought to be seen to). */
  constructor(
    private readonly wear: number,
    private readonly kernel: Kernel,
  ) {
    this.lines = [kernel.allocateFloats(LINE_FRAMES), kernel.allocateFloats(LINE_FRAMES)]
  }

  /** A block that begins at `startFrame` of the song; a multiple of 128 frames. */
  process(left: Pointer, right: Pointer, startFrame: number, frames: number): void {
    const { run } = this.kernel
    for (let done = 0; done < frames; done += STEP_FRAMES) {
      const from = this.delayAt(startFrame + done)
      const to = this.delayAt(startFrame + done + STEP_FRAMES)
      const { position } = this
      const [leftLine, rightLine] = this.lines
      run.runTape(leftLine, LINE_FRAMES - 1, position, left + 4 * done, STEP_FRAMES, from, to)
      run.runTape(rightLine, LINE_FRAMES - 1, position, right + 4 * done, STEP_FRAMES, from, to)
      this.position = (position + STEP_FRAMES) % LINE_FRAMES
    }
  }

  /** Forgets what has passed. */
  reset(): void {
    for (const line of this.lines) this.kernel.floatsAt(line, LINE_FRAMES).fill(0)
  }

  /** In frames. A delay that swings by a sine of amplitude a bends the pitch by at most 2π · rate · a. */
  private delayAt(frame: number): number {
    const seconds = frame / SAMPLE_RATE
    let delay = MEAN_DELAY_SECONDS
    for (const { rateHz, cents } of WHEELS) {
      const turn = 2 * Math.PI * rateHz
      delay += ((this.wear * cents * CENT) / turn) * Math.sin(turn * seconds)
    }
    return delay * SAMPLE_RATE
  }
}
