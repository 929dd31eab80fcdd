import { SAMPLE_RATE } from '../../dsp/audio.js'

const FEEDBACK = 0.36
const LOW_CUT_HZ = 260
const HIGH_CUT_HZ = 4200

/** Echoes in time with the song that bounce from side to side, thinner and duller each time. Linear. */
export class TempoDelay {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly left: Float32Array
  private readonly right: Float32Array
  private at = 0
  private lowLeft = 0
  private lowRight = 0
  private dullLeft = 0
  private dullRight = 0
  private readonly lowCut = 1 - Math.exp((-2 * Math.PI * LOW_CUT_HZ) / SAMPLE_RATE)
  private readonly highCut = 1 - Math.exp((-2 * Math.PI * HIGH_CUT_HZ) / SAMPLE_RATE)

  constructor(delaySeconds: number) {
    const frames = Math.max(64, Math.round(delaySeconds * SAMPLE_RATE))
    this.left = new Float32Array(frames)
    this.right = new Float32Array(frames)
    // Echoes until -100 dB, two lines a round trip.
    this.tailFrames = frames * Math.ceil(100 / (-20 * Math.log10(FEEDBACK)) + 2)
  }

  /** Adds the echoes to `outLeft` and `outRight`. */
  add(
    inLeft: Float32Array,
    inRight: Float32Array,
    outLeft: Float32Array,
    outRight: Float32Array,
    frames: number,
  ): void {
    const { left, right, lowCut, highCut } = this
    for (let i = 0; i < frames; i++) {
      const { at } = this
      const echoLeft = left[at]!
      const echoRight = right[at]!
      outLeft[i] = outLeft[i]! + echoLeft
      outRight[i] = outRight[i]! + echoRight
      // Everything enters on the left and crosses over on each round.
      const enterLeft = 0.5 * (inLeft[i]! + inRight[i]!) + FEEDBACK * echoRight
      const enterRight = echoLeft * 0.82
      this.lowLeft += lowCut * (enterLeft - this.lowLeft)
      this.lowRight += lowCut * (enterRight - this.lowRight)
      this.dullLeft += highCut * (enterLeft - this.lowLeft - this.dullLeft)
      this.dullRight += highCut * (enterRight - this.lowRight - this.dullRight)
      left[at] = this.dullLeft
      right[at] = this.dullRight
      this.at = at + 1 === left.length ? 0 : at + 1
    }
  }

  reset(): void {
    this.left.fill(0)
    this.right.fill(0)
    this.lowLeft = this.lowRight = this.dullLeft = this.dullRight = 0
  }
}

/** A dotted eighth, halved or doubled until it lies between 0.19 and 0.6 s. */
export function delaySecondsFor(bpm: number): number {
  let seconds = (0.75 * 60) / bpm
  while (seconds > 0.6) seconds /= 2
  while (seconds < 0.19) seconds *= 2
  return seconds
}
