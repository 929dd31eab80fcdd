import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'

export type RoomName = 'room' | 'plate' | 'hall'

interface RoomSettings {
  /** Seconds in which the middle frequencies fall by 60 dB. */
  readonly decaySeconds: number
  readonly preDelaySeconds: number
  /**
   * Lengths of the eight lines, in milliseconds; without common divisors, so that echoes never line up. Their sum is the
   * number of resonances a hertz: shorter ones ring like a tube. The shortest says when the room answers first.
   */
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
    preDelaySeconds: 0.002,
    delaysMs: [13.31, 19.97, 27.33, 35.11, 43.73, 52.13, 61.89, 71.29],
    dampingHz: 6500,
    lowCutHz: 140,
    wanderFrames: 8,
    diffusersMs: [1.87, 2.93, 4.61, 7.13],
    outputGain: 1.187,
  },
  plate: {
    decaySeconds: 1.7,
    preDelaySeconds: 0.006,
    delaysMs: [19.07, 30.89, 43.71, 56.27, 69.93, 83.69, 97.13, 111.31],
    dampingHz: 7800,
    lowCutHz: 200,
    wanderFrames: 16,
    diffusersMs: [3.11, 4.87, 7.73, 11.27],
    outputGain: 0.845,
  },
  hall: {
    decaySeconds: 2.7,
    preDelaySeconds: 0.014,
    delaysMs: [31.87, 46.93, 62.29, 78.87, 95.11, 113.27, 132.71, 151.13],
    dampingHz: 4300,
    lowCutHz: 160,
    wanderFrames: 20,
    diffusersMs: [5.17, 8.39, 12.61, 17.43],
    outputGain: 0.984,
  },
}

const WANDER_HZ = 0.7
const DIFFUSION = 0.62
/** The right side's diffusers are a little longer: the two sides part company early. */
const RIGHT_STRETCH = 1.137

/**
 * A stereo room: diffusers into a feedback delay network of eight lines mixed by a Hadamard matrix (after Jot). Linear:
 * what two sounds give together is the sum of what each gives alone, which is how stems keep their own share of it.
 */
export class Reverb {
  /** After this long without input nothing audible is left, in frames. */
  readonly tailFrames: number
  private readonly room: Pointer

  constructor(
    name: RoomName,
    private readonly kernel: Kernel,
  ) {
    const settings = ROOMS[name]
    const frames = (ms: number): number => (ms * SAMPLE_RATE) / 1000
    const onePole = (cornerHz: number): number => 1 - Math.exp((-2 * Math.PI * cornerHz) / SAMPLE_RATE)
    this.tailFrames = Math.round(1.7 * settings.decaySeconds * SAMPLE_RATE)
    const { run } = kernel
    this.room = run.createRoom(
      Math.round(settings.preDelaySeconds * SAMPLE_RATE),
      onePole(settings.lowCutHz),
      DIFFUSION,
      onePole(settings.dampingHz),
      settings.wanderFrames,
      (2 * Math.PI * WANDER_HZ) / SAMPLE_RATE,
      settings.outputGain,
    )
    settings.diffusersMs.forEach((ms, i) => {
      run.setDiffuser(this.room, i, Math.round(frames(ms)), Math.round(RIGHT_STRETCH * frames(ms)))
    })
    settings.delaysMs.forEach((ms, i) => {
      const memoryFrames = 2 ** Math.ceil(Math.log2(frames(ms) + settings.wanderFrames + 4))
      run.setLine(this.room, i, memoryFrames, frames(ms), 10 ** ((-3 * ms) / 1000 / settings.decaySeconds))
    })
  }

  /**
   * Adds the room's answer to `outLeft` and `outRight`; a multiple of 256 frames. `startFrame` is the song's: the wander of
   * the lines follows the song's time, so that several rooms that wake at different moments
   * still behave as one.
   */
  add(
    startFrame: number,
    inLeft: Pointer,
    inRight: Pointer,
    outLeft: Pointer,
    outRight: Pointer,
    frames: number,
  ): void {
    this.kernel.run.addRoom(this.room, startFrame, inLeft, inRight, outLeft, outRight, frames)
  }

  /** Empties the room. */
  reset(): void {
    this.kernel.run.emptyRoom(this.room)
  }
}
