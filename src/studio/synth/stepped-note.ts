import { sharedKernel, type Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import type { NoteSound } from './note-sound.js'

/** Frames rendered at a time at most. */
export const MAXIMUM_BLOCK_FRAMES = 1024
/** 64-bit floats of memory that a note may ask for. */
const MAXIMUM_STATE = 20_000

/** The shared kernel with room for one note at a time. */
interface Workbench {
  readonly kernel: Kernel
  readonly left: Pointer
  readonly right: Pointer
  readonly state: Pointer
}

let workbench: Workbench | undefined

function theWorkbench(): Workbench {
  if (!workbench) {
    const kernel = sharedKernel()
    workbench = {
      kernel,
      left: kernel.allocateFloats(MAXIMUM_BLOCK_FRAMES),
      right: kernel.allocateFloats(MAXIMUM_BLOCK_FRAMES),
      state: kernel.allocateFloats(2 * MAXIMUM_STATE),
    }
  }
  return workbench
}

/**
 * Overwrites `frames` (whole steps) of `left` and `right`; `state` is where the note's memory lies for the time of the call.
 * Returns how many frames it wrote: whole steps, fewer once the note is over.
 */
export type RenderSteps = (
  kernel: Kernel,
  state: Pointer,
  left: Pointer,
  right: Pointer,
  frames: number,
) => number

/**
 * A note that a kernel renders in steps of a fixed size, whatever block sizes are asked for. All notes share one kernel; what
 * each has to remember (`state`, 64-bit floats) is put there for the time of a call and taken away again.
 */
export class SteppedNote implements NoteSound {
  /** Rendered and not yet given out. */
  private readonly rest: readonly [Float32Array, Float32Array]
  private restStart: number
  private restEnd: number

  constructor(
    readonly channelCount: 1 | 2,
    private readonly stepFrames: number,
    private readonly state: Float64Array,
    private readonly renderSteps: RenderSteps,
  ) {
    if (state.length > MAXIMUM_STATE) {
      throw new RangeError(`a note's memory has ${state.length} values; at most ${MAXIMUM_STATE} are allowed`)
    }
    this.rest = [new Float32Array(stepFrames), new Float32Array(stepFrames)]
    this.restStart = this.restEnd = 0
  }

  render(left: Float32Array, right: Float32Array, frames: number): number {
    let done = this.giveRest(left, right, 0, frames)
    while (done < frames) {
      const steps = Math.min(MAXIMUM_BLOCK_FRAMES, frames - done) / this.stepFrames
      const wanted = Math.max(1, Math.floor(steps)) * this.stepFrames
      const { kernel, left: from, right: fromRight, state } = theWorkbench()
      kernel.doubles.set(this.state, state / 8)
      const written = this.renderSteps(kernel, state, from, fromRight, wanted)
      this.state.set(kernel.doubles.subarray(state / 8, state / 8 + this.state.length))
      if (wanted <= frames - done) {
        left.set(kernel.floatsAt(from, written), done)
        if (this.channelCount === 2) right.set(kernel.floatsAt(fromRight, written), done)
        done += written
      } else {
        this.rest[0].set(kernel.floatsAt(from, written))
        this.rest[1].set(kernel.floatsAt(fromRight, written))
        this.restStart = 0
        this.restEnd = written
        done = this.giveRest(left, right, done, frames)
      }
      if (written < wanted) break
    }
    return done
  }

  /** Gives out what was kept, from frame `done` on; returns how far that got. */
  private giveRest(left: Float32Array, right: Float32Array, done: number, frames: number): number {
    const count = Math.min(frames - done, this.restEnd - this.restStart)
    if (count <= 0) return done
    const end = this.restStart + count
    left.set(this.rest[0].subarray(this.restStart, end), done)
    if (this.channelCount === 2) right.set(this.rest[1].subarray(this.restStart, end), done)
    this.restStart = end
    return done + count
  }
}
