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
    outputGain: 0.5,
  },
  plate: {
    decaySeconds: 1.7,
    preDelaySeconds: 0.011,
    delaysMs: [17.21, 20.47, 23.33, 27.59, 31.13, 34.69, 38.27, 42.91],
    dampingHz: 7800,
    lowCutHz: 200,
    wanderFrames: 7,
    diffusersMs: [3.11, 4.87, 7.73, 11.27],
    outputGain: 0.3,
  },
  hall: {
    decaySeconds: 2.7,
    preDelaySeconds: 0.026,
    delaysMs: [37.31, 43.69, 48.91, 56.23, 63.41, 69.73, 77.29, 84.61],
    dampingHz: 4300,
    lowCutHz: 160,
    wanderFrames: 10,
    diffusersMs: [5.17, 8.39, 12.61, 17.43],
    outputGain: 0.3,
  },
}

const LINES = 8
const WANDER_HZ = 0.7
const DIFFUSION = 0.62

/**
 * A stereo room: diffusers into a feedback delay network of eight lines mixed by a Hadamard matrix (after Jot). Linear:
 * what two sounds give together is the sum of what each gives alone, which is how stems keep their own share of it.
 */
export class Reverb {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly settings: RoomSettings
  private readonly preDelay: readonly [DelayLine, DelayLine]
  private readonly diffusers: readonly [readonly Diffuser[], readonly Diffuser[]]
  private readonly lines: readonly Float32Array[]
  private readonly masks: Int32Array
  private readonly lengths: Float64Array
  private readonly feedback: Float64Array
  private readonly damped = new Float64Array(LINES)
  private readonly taps = new Float64Array(LINES)
  private readonly damping: number
  private readonly lowCut: number
  private lowLeft = 0
  private lowRight = 0
  private write = 0

  constructor(name: RoomName) {
    const settings = ROOMS[name]
    const frames = (ms: number): number => (ms * SAMPLE_RATE) / 1000
    this.settings = settings
    this.tailFrames = Math.round(1.7 * settings.decaySeconds * SAMPLE_RATE)
    this.preDelay = [
      new DelayLine(Math.round(settings.preDelaySeconds * SAMPLE_RATE)),
      new DelayLine(Math.round(settings.preDelaySeconds * SAMPLE_RATE)),
    ]
    // The right side's diffusers are a little longer: the two sides part company early.
    this.diffusers = [
      settings.diffusersMs.map((ms) => new Diffuser(Math.round(frames(ms)))),
      settings.diffusersMs.map((ms) => new Diffuser(Math.round(frames(ms * 1.137)))),
    ]
    this.lengths = Float64Array.from(settings.delaysMs, frames)
    this.lines = settings.delaysMs.map(
      (ms) => new Float32Array(2 ** Math.ceil(Math.log2(frames(ms) + settings.wanderFrames + 4))),
    )
    this.masks = Int32Array.from(this.lines, (line) => line.length - 1)
    this.feedback = Float64Array.from(
      settings.delaysMs,
      (ms) => 10 ** ((-3 * ms) / 1000 / settings.decaySeconds),
    )
    this.damping = 1 - Math.exp((-2 * Math.PI * settings.dampingHz) / SAMPLE_RATE)
    this.lowCut = 1 - Math.exp((-2 * Math.PI * settings.lowCutHz) / SAMPLE_RATE)
  }

  /**
   * Adds the room's answer to `outLeft` and `outRight`. `startFrame` is the song's: the wander of the lines follows the
   * song's time, so that several rooms that wake at different moments still behave as one.
   */
  add(
    startFrame: number,
    inLeft: Float32Array,
    inRight: Float32Array,
    outLeft: Float32Array,
    outRight: Float32Array,
    frames: number,
  ): void {
    const { lines, masks, lengths, feedback, damped, taps, damping, lowCut } = this
    const { wanderFrames, outputGain } = this.settings
    const [leftDiffusers, rightDiffusers] = this.diffusers
    const mixGain = 1 / Math.sqrt(LINES)
    let wander = (startFrame * WANDER_HZ) / SAMPLE_RATE
    wander -= Math.floor(wander)
    for (let i = 0; i < frames; i++) {
      let left = this.preDelay[0].next(inLeft[i]!)
      let right = this.preDelay[1].next(inRight[i]!)
      this.lowLeft += lowCut * (left - this.lowLeft)
      this.lowRight += lowCut * (right - this.lowRight)
      left -= this.lowLeft
      right -= this.lowRight
      for (let d = 0; d < leftDiffusers.length; d++) {
        left = leftDiffusers[d]!.next(left)
        right = rightDiffusers[d]!.next(right)
      }
      const { write } = this
      wander += WANDER_HZ / SAMPLE_RATE
      if (wander >= 1) wander -= 1
      for (let line = 0; line < LINES; line++) {
        // A parabola stands in for the sine of the wander: nobody hears its shape.
        const phase = (wander + line / LINES) % 1
        const arc = phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase)
        const position = write - lengths[line]! - wanderFrames * arc
        const at = Math.floor(position)
        const t = position - at
        const buffer = lines[line]!
        const mask = masks[line]!
        const low = buffer[at & mask]!
        const value = low + t * (buffer[(at + 1) & mask]! - low)
        const dull = damped[line]! + damping * (value - damped[line]!)
        damped[line] = dull
        taps[line] = dull * feedback[line]!
      }
      outLeft[i] =
        outLeft[i]! + outputGain * (taps[0]! - taps[2]! + taps[4]! - taps[6]! + 0.3 * (taps[1]! - taps[5]!))
      outRight[i] =
        outRight[i]! + outputGain * (taps[1]! - taps[3]! + taps[5]! - taps[7]! + 0.3 * (taps[2]! - taps[4]!))
      hadamard(taps)
      for (let line = 0; line < LINES; line++) {
        const input = line % 2 === 0 ? left : right
        lines[line]![write & masks[line]!] = mixGain * taps[line]! + (line & 2 ? -input : input)
      }
      this.write = (write + 1) | 0
    }
  }

  /** Empties the room. */
  reset(): void {
    for (const line of this.lines) line.fill(0)
    this.damped.fill(0)
    this.lowLeft = 0
    this.lowRight = 0
    for (const line of this.preDelay) line.reset()
    for (const side of this.diffusers) for (const diffuser of side) diffuser.reset()
  }
}

/** Unscaled fast Walsh-Hadamard transform of eight values, in place. */
function hadamard(v: Float64Array): void {
  for (let size = 1; size < LINES; size *= 2) {
    for (let start = 0; start < LINES; start += 2 * size) {
      for (let i = start; i < start + size; i++) {
        const a = v[i]!
        const b = v[i + size]!
        v[i] = a + b
        v[i + size] = a - b
      }
    }
  }
}

class DelayLine {
  private readonly line: Float32Array
  private at = 0

  constructor(frames: number) {
    this.line = new Float32Array(Math.max(1, frames))
  }

  next(x: number): number {
    const y = this.line[this.at]!
    this.line[this.at] = x
    this.at = this.at + 1 === this.line.length ? 0 : this.at + 1
    return y
  }

  reset(): void {
    this.line.fill(0)
  }
}

/** Schroeder all-pass: smears a click into a burst without colouring it. */
class Diffuser {
  private readonly line: Float32Array
  private at = 0

  constructor(frames: number) {
    this.line = new Float32Array(Math.max(1, frames))
  }

  next(x: number): number {
    const delayed = this.line[this.at]!
    const inner = x - DIFFUSION * delayed
    this.line[this.at] = inner
    this.at = this.at + 1 === this.line.length ? 0 : this.at + 1
    return delayed + DIFFUSION * inner
  }

  reset(): void {
    this.line.fill(0)
  }
}
