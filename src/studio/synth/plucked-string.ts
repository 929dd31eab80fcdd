import { SAMPLE_RATE } from '../../dsp/audio.js'
import { highPass, peaking, type BiquadCoefficients } from '../../dsp/biquad.js'
import { createRandom, hash32 } from '../../dsp/random.js'
import { midiToHz } from '../../dsp/units.js'
import { velocityGain, type NoteRequest, type NoteSound, type PlayableInstrument } from './note-sound.js'
import { pitchShapeOf, type PitchShape } from './pitch-shape.js'

export type StringBody = 'steel' | 'nylon' | 'electric'

/** How one kind of guitar sounds. */
interface BodySettings {
  /** Seconds in which the fundamental of the low E falls by 60 dB; higher notes die sooner. */
  readonly decaySeconds: number
  /** Loss at the top of the string: 0 bright … 0.5 dull. */
  readonly loss: number
  /** Where the string is plucked, as a share of its length. */
  readonly pluckPosition: number
  /** Brightness of the pluck, as a corner in Hz at velocity 0 and 1. */
  readonly pluckHz: readonly [number, number]
  /** Share of noise in the pluck against a clean displacement. */
  readonly pluckNoise: number
  /** Where a magnetic pickup listens, as a share of the length; 0: the body radiates. */
  readonly pickupPosition: number
  /** Resonances of the wood (frequency, q, dB). */
  readonly resonances: readonly (readonly [number, number, number])[]
}

const BODIES: Readonly<Record<StringBody, BodySettings>> = {
  steel: {
    decaySeconds: 7,
    loss: 0.05,
    pluckPosition: 0.17,
    pluckHz: [2200, 9500],
    pluckNoise: 0.55,
    pickupPosition: 0,
    resonances: [
      [102, 4, 6],
      [198, 5, 4.5],
      [390, 3, -2],
      [2800, 1.2, 2.5],
    ],
  },
  nylon: {
    decaySeconds: 4.2,
    loss: 0.24,
    pluckPosition: 0.24,
    pluckHz: [1100, 4800],
    pluckNoise: 0.35,
    pickupPosition: 0,
    resonances: [
      [96, 4, 7],
      [188, 5, 5],
      [300, 3, 1.5],
      [1600, 1.4, -2],
    ],
  },
  electric: {
    decaySeconds: 9,
    loss: 0.1,
    pluckPosition: 0.14,
    pluckHz: [2600, 8500],
    pluckNoise: 0.5,
    pickupPosition: 0.21,
    resonances: [[3400, 1.6, 4]],
  },
}

/** Plucked strings without an amplifier. */
export function createPluckedInstrument(body: StringBody): PlayableInstrument {
  return {
    cacheKey: `plucked ${body}`,
    // No two plucks are alike; two takes of each note keep strums from sounding stamped.
    variants: 2,
    shapedByLength: false,
    createNote: (request) => new PluckedNote(BODIES[body], body, request),
    releaseSeconds: (request) =>
      request.articulation === 'muted' ? 0.05 : request.articulation === 'staccato' ? 0.09 : 0.22,
    chokeGroup: () => 0,
  }
}

/** What the wood (or the pickup) does to all strings together: linear, so it is laid over a whole track at once. */
export function bodyFilters(body: StringBody): BiquadCoefficients[] {
  return [
    ...BODIES[body].resonances.map(([resonanceHz, q, db]) => peaking(resonanceHz, q, db, SAMPLE_RATE)),
    highPass(55, 0.7, SAMPLE_RATE),
  ]
}

const STEP_FRAMES = 64
const HIGHEST_SHIFT_CENTS = 1300

/**
 * A string as a loop of delay, loss and fractional-delay filter (extended Karplus-Strong; Jaffe and Smith 1983), plucked
 * by a shaped burst. Two such loops a hair apart stand for the two directions a string swings in: that is the life in a
 * ringing note.
 */
class PluckedNote implements NoteSound {
  readonly channelCount = 1
  private readonly strings: readonly StringLoop[]
  private readonly excitation: Float32Array
  private readonly scratch = new Float32Array(STEP_FRAMES)
  private readonly shape: PitchShape | undefined
  private readonly gain: number
  private frame = 0
  private quietFrames = 0
  private framesLeftInStep = 0

  constructor(settings: BodySettings, label: string, request: NoteRequest) {
    const hz = Math.min(midiToHz(request.pitchMidi), 0.2 * SAMPLE_RATE)
    const isMuted = request.articulation === 'muted'
    const octavesUp = (request.pitchMidi - 40) / 12
    const decaySeconds = isMuted ? 0.24 : settings.decaySeconds * 2 ** (-0.55 * octavesUp)
    const loss = isMuted ? Math.min(0.45, settings.loss + 0.28) : settings.loss
    this.shape = pitchShapeOf(request)
    this.gain = velocityGain(request.velocity)
    this.excitation = pluck(settings, label, request, hz)
    this.strings = [
      new StringLoop(hz, decaySeconds, loss, 0.62),
      new StringLoop(hz * 1.00035, decaySeconds * 0.55, loss * 1.15, 0.38),
    ]
  }

  render(left: Float32Array, _right: Float32Array, frames: number): number {
    let done = 0
    while (done < frames) {
      if (this.framesLeftInStep === 0) {
        this.framesLeftInStep = STEP_FRAMES
        if (this.shape) {
          const ratio = 2 ** (this.shape(this.frame / SAMPLE_RATE) / 1200)
          for (const string of this.strings) string.bend(ratio)
        }
      }
      const count = Math.min(frames - done, this.framesLeftInStep)
      const { scratch, excitation } = this
      for (let i = 0; i < count; i++) scratch[i] = excitation[this.frame + i] ?? 0
      left.fill(0, done, done + count)
      for (const string of this.strings) string.add(scratch, left, done, count)
      this.framesLeftInStep -= count
      this.frame += count
      done += count
    }
    let loudest = 0
    for (let i = 0; i < frames; i++) {
      const size = Math.abs(left[i]!)
      if (size > loudest) loudest = size
      left[i] = left[i]! * this.gain
    }
    this.quietFrames = loudest < 2e-5 && this.frame > this.excitation.length ? this.quietFrames + frames : 0
    return this.quietFrames > SAMPLE_RATE / 8 ? 0 : frames
  }
}

/** One direction of swing. */
class StringLoop {
  private readonly line: Float64Array
  private readonly mask: number
  private write = 0
  private delay: number
  private whole = 0
  private c0 = 0
  private c1 = 0
  private c2 = 0
  private c3 = 0
  private previous = 0
  private readonly lossDelay: number
  private readonly feedback: number

  constructor(
    private readonly hz: number,
    decaySeconds: number,
    private readonly loss: number,
    private readonly level: number,
  ) {
    const longest = (SAMPLE_RATE / hz) * 2 ** (HIGHEST_SHIFT_CENTS / 1200) + 8
    this.line = new Float64Array(2 ** Math.ceil(Math.log2(longest)))
    this.mask = this.line.length - 1
    // The loss filter (1 - loss) + loss·z⁻¹ delays the fundamental by its phase, and dims it; both are made up for.
    const w = (2 * Math.PI * hz) / SAMPLE_RATE
    const re = 1 - loss + loss * Math.cos(w)
    const im = -loss * Math.sin(w)
    this.lossDelay = -Math.atan2(im, re) / w
    const perPeriod = 10 ** (-3 / (decaySeconds * hz))
    this.feedback = Math.min(0.99995, perPeriod / Math.hypot(re, im))
    this.delay = 0
    this.bend(1)
  }

  /** Shifts the pitch by a frequency ratio. */
  bend(ratio: number): void {
    this.delay = SAMPLE_RATE / (this.hz * ratio) - this.lossDelay
    // Lagrange interpolation of third order is truest when the fraction lies between its middle taps.
    const whole = Math.floor(this.delay) - 1
    const d = this.delay - whole
    this.whole = whole
    this.c0 = (-(d - 1) * (d - 2) * (d - 3)) / 6
    this.c1 = (d * (d - 2) * (d - 3)) / 2
    this.c2 = (-d * (d - 1) * (d - 3)) / 2
    this.c3 = (d * (d - 1) * (d - 2)) / 6
  }

  /** Plays `count` frames driven by `input`, added to `out` from `start`. */
  add(input: Float32Array, out: Float32Array, start: number, count: number): void {
    const { line, mask, c0, c1, c2, c3, loss, feedback, level } = this
    let { previous, write } = this
    let at = write - this.whole
    for (let i = 0; i < count; i++) {
      const read =
        c0 * line[at & mask]! +
        c1 * line[(at - 1) & mask]! +
        c2 * line[(at - 2) & mask]! +
        c3 * line[(at - 3) & mask]!
      const value = input[i]! * level + feedback * (read + loss * (previous - read))
      previous = read
      line[write] = value
      out[start + i] = out[start + i]! + value
      write = (write + 1) & mask
      at += 1
    }
    this.previous = previous
    this.write = write
  }
}

/**
 * The burst that sets a string in motion: noise and a clean displacement, dulled by a soft touch, combed by where the
 * string is plucked and where the pickup listens (both are zeros in the spectrum and may sit before the loop).
 */
function pluck(settings: BodySettings, label: string, request: NoteRequest, hz: number): Float32Array {
  const random = createRandom(hash32(`${label} pluck ${request.pitchMidi} ${request.variant}`))
  const period = SAMPLE_RATE / hz
  const burstFrames = Math.ceil(period)
  const frames = Math.ceil(2.2 * period) + 96
  const burst = new Float32Array(frames)
  const softness = request.articulation === 'legato' ? 0.45 : request.articulation === 'muted' ? 0.6 : 1
  const [softHz, hardHz] = settings.pluckHz
  const cornerHz = Math.max(1.5 * hz, softness * softHz * (hardHz / softHz) ** request.velocity)
  const smoothing = Math.exp((-2 * Math.PI * Math.min(cornerHz, 0.4 * SAMPLE_RATE)) / SAMPLE_RATE)
  let first = 0
  let second = 0
  for (let i = 0; i < frames; i++) {
    const inside = i < burstFrames
    const place = i / burstFrames
    const window = inside ? Math.sin(Math.PI * place) ** 0.5 : 0
    // A plucked string is released from a triangle: its slope is one short pulse.
    const displacement = inside ? Math.exp(-place * 9) * 2.2 : 0
    const raw =
      settings.pluckNoise * (random.next() * 2 - 1) * window + (1 - settings.pluckNoise) * displacement
    first += (1 - smoothing) * (raw - first)
    second += (1 - smoothing) * (first - second)
    burst[i] = second
  }
  removeMean(burst)
  comb(burst, settings.pluckPosition * period, 0.92)
  if (settings.pickupPosition > 0) comb(burst, settings.pickupPosition * period, 0.85)
  normaliseEnergy(burst, period)
  return burst
}

function removeMean(block: Float32Array): void {
  let sum = 0
  for (const x of block) sum += x
  const mean = sum / block.length
  for (let i = 0; i < block.length; i++)
    block[i] = block[i]! - mean * Math.sin((Math.PI * (i + 0.5)) / block.length) * (Math.PI / 2)
}

/** Subtracts the block from itself `delayFrames` earlier, in place. */
function comb(block: Float32Array, delayFrames: number, depth: number): void {
  const whole = Math.floor(delayFrames)
  const fraction = delayFrames - whole
  for (let i = block.length - 1; i > whole; i--) {
    const delayed = (1 - fraction) * block[i - whole]! + fraction * block[i - whole - 1]!
    block[i] = block[i]! - depth * delayed
  }
}

/** Every pluck puts in the same energy a period, so that loudness is velocity's business alone. */
function normaliseEnergy(block: Float32Array, period: number): void {
  let energy = 0
  for (const x of block) energy += x * x
  const scale = 0.25 / Math.sqrt(energy / period + 1e-12)
  for (let i = 0; i < block.length; i++) block[i] = block[i]! * scale
}
