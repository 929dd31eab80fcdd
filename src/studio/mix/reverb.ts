import { SAMPLE_RATE } from '../../dsp/audio.js'

export type RoomName = 'room' | 'plate' | 'hall'

interface RoomSettings {
  /** Seconds in which the middle frequencies fall by 60 dB. */
  readonly decaySeconds: number
  readonly preDelaySeconds: number
  /** Lengths of the eight lines, in milliseconds; without common divisors, so that echoes never line up. */
  readonly delaysMs: readonly number[]
  /** Above this corner sound dies sooner, in Hz. */
  readonly dampingHz: number
  /** Below this corner nothing enters, in Hz. */
  readonly lowCutHz: number
  /** Slow wander of the lines, in frames: blurs resonances. */
  readonly wanderFrames: number
  /** Lengths of the diffusers before the lines, in milliseconds. */
  readonly diffusersMs: readonly number[]
  /** Measured so that a send of 0 dB comes back as loud as it went in. */
  readonly outputGain: number
}

const ROOMS: Readonly<Record<RoomName, RoomSettings>> = {
  room: {
    decaySeconds: 0.55,
    preDelaySeconds: 0.004,
    delaysMs: [9.73, 11.27, 13.41, 15.19, 17.87, 19.93, 22.61, 25.13],
    dampingHz: 6500,
    lowCutHz: 140,
    wanderFrames: 3,
    diffusersMs: [2.13, 3.47, 5.31],
    outputGain: 0.736,
  },
  plate: {
    decaySeconds: 1.7,
    preDelaySeconds: 0.011,
    delaysMs: [17.21, 20.47, 23.33, 27.59, 31.13, 34.69, 38.27, 42.91],
    dampingHz: 7800,
    lowCutHz: 200,
    wanderFrames: 7,
    diffusersMs: [3.11, 4.87, 7.73, 11.27],
    outputGain: 0.554,
  },
  hall: {
    decaySeconds: 2.7,
    preDelaySeconds: 0.026,
    delaysMs: [37.31, 43.69, 48.91, 56.23, 63.41, 69.73, 77.29, 84.61],
    dampingHz: 4300,
    lowCutHz: 160,
    wanderFrames: 10,
    diffusersMs: [5.17, 8.39, 12.61, 17.43],
    outputGain: 0.8,
  },
}

const LINES = 8
const WANDER_HZ = 0.7
const DIFFUSION = 0.62

/** The largest block that `add` takes: within it no line hears what the same block writes. */
export const MAXIMUM_BLOCK_FRAMES = 256

/**
 * A stereo room: diffusers into a feedback delay network of eight lines mixed by a Hadamard matrix (after Jot). Linear:
 * what two sounds give together is the sum of what each gives alone, which is how stems keep their own share of it.
 */
export class Reverb {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly settings: RoomSettings
  private readonly left: EntrySide
  private readonly right: EntrySide
  private readonly lines: readonly Float32Array[]
  private readonly lengths: Float64Array
  private readonly feedback: Float64Array
  private readonly damped = new Float64Array(LINES)
  private readonly taps = Array.from({ length: LINES }, () => new Float32Array(MAXIMUM_BLOCK_FRAMES))
  private readonly damping: number
  private write = 0

  constructor(name: RoomName) {
    const settings = ROOMS[name]
    const frames = (ms: number): number => (ms * SAMPLE_RATE) / 1000
    this.settings = settings
    this.tailFrames = Math.round(1.7 * settings.decaySeconds * SAMPLE_RATE)
    this.left = new EntrySide(settings, 1)
    // The right side's diffusers are a little longer: the two sides part company early.
    this.right = new EntrySide(settings, 1.137)
    this.lengths = Float64Array.from(settings.delaysMs, frames)
    this.lines = settings.delaysMs.map(
      (ms) => new Float32Array(2 ** Math.ceil(Math.log2(frames(ms) + settings.wanderFrames + 4))),
    )
    this.feedback = Float64Array.from(
      settings.delaysMs,
      (ms) => 10 ** ((-3 * ms) / 1000 / settings.decaySeconds),
    )
    this.damping = 1 - Math.exp((-2 * Math.PI * settings.dampingHz) / SAMPLE_RATE)
  }

  /**
   * Adds the room's answer to `outLeft` and `outRight`; at most `MAXIMUM_BLOCK_FRAMES` frames. `startFrame` is the song's:
   * the wander of the lines follows the song's time, so that several rooms that wake at different moments still behave as
   * one.
   */
  add(
    startFrame: number,
    inLeft: Float32Array,
    inRight: Float32Array,
    outLeft: Float32Array,
    outRight: Float32Array,
    frames: number,
  ): void {
    const left = this.left.enter(inLeft, frames)
    const right = this.right.enter(inRight, frames)
    for (let line = 0; line < LINES; line++) this.readLine(line, startFrame, frames)
    this.leave(outLeft, outRight, frames)
    this.mixTaps(frames)
    for (let line = 0; line < LINES; line++) {
      this.writeLine(line, line % 2 === 0 ? left : right, line & 2 ? -1 : 1, frames)
    }
    this.write = (this.write + frames) | 0
  }

  /** Empties the room. */
  reset(): void {
    for (const line of this.lines) line.fill(0)
    this.damped.fill(0)
    this.left.reset()
    this.right.reset()
  }

  private readLine(line: number, startFrame: number, frames: number): void {
    const buffer = this.lines[line]!
    const mask = buffer.length - 1
    const taps = this.taps[line]!
    const { damping } = this
    const feedback = this.feedback[line]!
    const wanderFrames = this.settings.wanderFrames
    const wanderAt = (frame: number): number =>
      wanderFrames * Math.sin(2 * Math.PI * ((frame * WANDER_HZ) / SAMPLE_RATE + line / LINES))
    const from = wanderAt(startFrame)
    const slope = (wanderAt(startFrame + frames) - from) / frames
    // Kept positive, so that truncation is floor.
    let position = (this.write & mask) + buffer.length - this.lengths[line]! - from
    const step = 1 - slope
    let dull = this.damped[line]!
    for (let i = 0; i < frames; i++) {
      const at = position | 0
      const low = buffer[at & mask]!
      dull += damping * (low + (position - at) * (buffer[(at + 1) & mask]! - low) - dull)
      taps[i] = dull * feedback
      position += step
    }
    this.damped[line] = dull
  }

  private leave(outLeft: Float32Array, outRight: Float32Array, frames: number): void {
    const { outputGain } = this.settings
    const [t0, t1, t2, t3, t4, t5, t6, t7] = this.taps as unknown as EightBlocks
    for (let i = 0; i < frames; i++) {
      outLeft[i] = outLeft[i]! + outputGain * (t0[i]! - t2[i]! + t4[i]! - t6[i]! + 0.3 * (t1[i]! - t5[i]!))
      outRight[i] = outRight[i]! + outputGain * (t1[i]! - t3[i]! + t5[i]! - t7[i]! + 0.3 * (t2[i]! - t4[i]!))
    }
  }

  /** Hadamard matrix, scaled to keep energy: every line hears every other. */
  private mixTaps(frames: number): void {
    const [t0, t1, t2, t3, t4, t5, t6, t7] = this.taps as unknown as EightBlocks
    const scale = 1 / Math.sqrt(LINES)
    for (let i = 0; i < frames; i++) {
      const a0 = t0[i]! + t1[i]!
      const a1 = t0[i]! - t1[i]!
      const a2 = t2[i]! + t3[i]!
      const a3 = t2[i]! - t3[i]!
      const a4 = t4[i]! + t5[i]!
      const a5 = t4[i]! - t5[i]!
      const a6 = t6[i]! + t7[i]!
      const a7 = t6[i]! - t7[i]!
      const b0 = a0 + a2
      const b1 = a1 + a3
      const b2 = a0 - a2
      const b3 = a1 - a3
      const b4 = a4 + a6
      const b5 = a5 + a7
      const b6 = a4 - a6
      const b7 = a5 - a7
      t0[i] = scale * (b0 + b4)
      t1[i] = scale * (b1 + b5)
      t2[i] = scale * (b2 + b6)
      t3[i] = scale * (b3 + b7)
      t4[i] = scale * (b0 - b4)
      t5[i] = scale * (b1 - b5)
      t6[i] = scale * (b2 - b6)
      t7[i] = scale * (b3 - b7)
    }
  }

  private writeLine(line: number, input: Float32Array, sign: number, frames: number): void {
    const buffer = this.lines[line]!
    const mask = buffer.length - 1
    const taps = this.taps[line]!
    const { write } = this
    for (let i = 0; i < frames; i++) buffer[(write + i) & mask] = taps[i]! + sign * input[i]!
  }
}

type EightBlocks = readonly [
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
  Float32Array,
]

/** One side's way in: pre-delay, low cut, diffusers. */
class EntrySide {
  private readonly block = new Float32Array(MAXIMUM_BLOCK_FRAMES)
  private readonly preDelay: Float32Array
  private preDelayAt = 0
  private readonly lowCut: number
  private low = 0
  private readonly diffusers: readonly Diffuser[]

  constructor(settings: RoomSettings, stretch: number) {
    this.preDelay = new Float32Array(Math.round(settings.preDelaySeconds * SAMPLE_RATE))
    this.lowCut = 1 - Math.exp((-2 * Math.PI * settings.lowCutHz) / SAMPLE_RATE)
    this.diffusers = settings.diffusersMs.map(
      (ms) => new Diffuser(Math.round((stretch * ms * SAMPLE_RATE) / 1000)),
    )
  }

  /** Returns a block that is valid until the next call. */
  enter(input: Float32Array, frames: number): Float32Array {
    const { block, preDelay, lowCut } = this
    let { preDelayAt: at, low } = this
    for (let i = 0; i < frames; i++) {
      const x = preDelay[at]!
      preDelay[at] = input[i]!
      if (++at === preDelay.length) at = 0
      low += lowCut * (x - low)
      block[i] = x - low
    }
    this.preDelayAt = at
    this.low = low
    for (const diffuser of this.diffusers) diffuser.process(block, frames)
    return block
  }

  reset(): void {
    this.preDelay.fill(0)
    this.low = 0
    for (const diffuser of this.diffusers) diffuser.reset()
  }
}

/** Schroeder all-pass: smears a click into a burst without colouring it. */
class Diffuser {
  private readonly line: Float32Array
  private at = 0

  constructor(frames: number) {
    this.line = new Float32Array(Math.max(1, frames))
  }

  process(block: Float32Array, frames: number): void {
    const { line } = this
    const { length } = line
    let { at } = this
    for (let i = 0; i < frames; i++) {
      const delayed = line[at]!
      const inner = block[i]! - DIFFUSION * delayed
      line[at] = inner
      if (++at === length) at = 0
      block[i] = delayed + DIFFUSION * inner
    }
    this.at = at
  }

  reset(): void {
    this.line.fill(0)
  }
}
