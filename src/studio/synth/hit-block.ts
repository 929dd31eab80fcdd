import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { BiquadCoefficients } from '../../dsp/biquad.js'
import { sharedKernel, type Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import type { Random } from '../../dsp/random.js'

/** Frames that the blocks of one hit may have together. */
const BENCH_FRAMES = 640_000
/** Loops of the kernel work on whole strides of this many frames. */
const STRIDE_FRAMES = 64
/** e⁻⁶·⁹ is -60 dB. */
const FALL_BY_60_DB = 6.9

interface Bench {
  readonly kernel: Kernel
  readonly start: Pointer
  /** A filter as `filterMono` of the kernel wants it: five coefficients, one unused, eight values of state. */
  readonly section: Pointer
  used: number
}

let bench: Bench | undefined

function theBench(): Bench {
  if (!bench) {
    const kernel = sharedKernel()
    const start = kernel.allocateFloats(BENCH_FRAMES)
    bench = { kernel, start, section: kernel.storeDoubles(new Array<number>(14).fill(0)), used: 0 }
  }
  return bench
}

/**
 * A stretch of sound that a drum hit is put together from, in the shared kernel's memory. Each method works on the whole of
 * it, in place, and returns it. All blocks are gone when the next hit begins: see `beginHit`.
 */
export class HitBlock {
  private readonly bench = theBench()
  private readonly pointer: Pointer

  /** Silence of that many frames. Throws RangeError when a hit's blocks outgrow their memory. */
  constructor(readonly frames: number) {
    const { bench } = this
    const padded = STRIDE_FRAMES * (Math.ceil(frames / STRIDE_FRAMES) + 1)
    if (bench.used + padded > BENCH_FRAMES) {
      throw new RangeError(
        `a hit's blocks have ${bench.used + padded} frames; at most ${BENCH_FRAMES} are allowed`,
      )
    }
    this.pointer = bench.start + 4 * bench.used
    bench.used += padded
    bench.kernel.floatsAt(this.pointer, padded).fill(0)
  }

  /** Takes back the blocks of the hit before. */
  static beginHit(): void {
    theBench().used = 0
  }

  /** Adds white noise, ±1. */
  addNoise(random: Random): this {
    const samples = this.samples()
    for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! + random.next() * 2 - 1
    return this
  }

  /** Adds a square wave with rounded edges that begins at `phase` (0 … 1). */
  addSquare(hz: number, phase: number, level: number): this {
    const turn = 2 ** 32
    this.bench.kernel.run.addSquare(
      this.pointer,
      this.strides(),
      Math.floor(phase * turn),
      Math.round((hz / SAMPLE_RATE) * turn),
      level,
    )
    return this
  }

  /**
   * Adds a sine at `multiple` times a pitch that comes down to `hz` from `sweepHz` above it, within 1/e after `sweepSeconds`.
   */
  addSine(
    hz: number,
    { level = 1, multiple = 1, sweepHz = 0, sweepSeconds = 1 }: Partial<Record<SineOption, number>> = {},
  ): this {
    const factor = Math.exp(-1 / (sweepSeconds * SAMPLE_RATE))
    this.bench.kernel.run.addSweptSine(
      this.pointer,
      this.strides(),
      hz / SAMPLE_RATE,
      sweepHz / SAMPLE_RATE,
      factor,
      multiple,
      level,
    )
    return this
  }

  filter({ b0, b1, b2, a1, a2 }: BiquadCoefficients): this {
    const { kernel, section } = this.bench
    kernel.doubles.set([b0, b1, b2, a1, a2, 0, 0, 0, 0, 0, 0, 0, 0, 0], section / 8)
    kernel.run.filterMono(section, 1, this.pointer, this.frames)
    return this
  }

  /** Bends it by `level` · tanh(`drive` · x). */
  drive(drive: number, level = 1): this {
    this.bench.kernel.run.driveHard(this.pointer, this.strides(), drive, level)
    return this
  }

  /** Lets it fall by 60 dB in `seconds`, from `fromSeconds` on. */
  fall(seconds: number, fromSeconds = 0): this {
    const from = Math.min(this.frames, Math.round(fromSeconds * SAMPLE_RATE))
    const strides = STRIDE_FRAMES * Math.ceil((this.frames - from) / STRIDE_FRAMES)
    this.bench.kernel.run.multiplyFalls(this.pointer + 4 * from, strides, 1, factorOf(seconds), 0, 1)
    return this
  }

  /** Weakens it to `level` falling by 60 dB in `seconds` plus `other` falling in `otherSeconds`; Infinity: not at all. */
  fallTwice(level: number, seconds: number, other: number, otherSeconds: number): this {
    this.bench.kernel.run.multiplyFalls(
      this.pointer,
      this.strides(),
      level,
      factorOf(seconds),
      other,
      factorOf(otherSeconds),
    )
    return this
  }

  add(other: HitBlock, gain = 1): this {
    const frames = Math.min(this.frames, other.frames)
    this.bench.kernel.run.addScaled(this.pointer, other.pointer, frames, gain)
    return this
  }

  gain(gain: number): this {
    return this.add(this, gain - 1)
  }

  /** Multiplies frame by frame. */
  along(levels: Float32Array): this {
    const samples = this.samples()
    for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! * levels[i]!
    return this
  }

  /** Rises from nothing in a straight line over its first frames. */
  rise(frames: number): this {
    const samples = this.samples()
    for (let i = 0; i < Math.min(frames, samples.length); i++) samples[i] = samples[i]! * (i / frames)
    return this
  }

  copy(): HitBlock {
    return new HitBlock(this.frames).add(this)
  }

  /** Its samples where they lie, to be read or changed before another block is made. */
  samples(): Float32Array {
    return this.bench.kernel.floatsAt(this.pointer, this.frames)
  }

  private strides(): number {
    return STRIDE_FRAMES * Math.ceil(this.frames / STRIDE_FRAMES)
  }
}

type SineOption = 'level' | 'multiple' | 'sweepHz' | 'sweepSeconds'

function factorOf(seconds: number): number {
  return Math.exp(-FALL_BY_60_DB / (seconds * SAMPLE_RATE))
}
