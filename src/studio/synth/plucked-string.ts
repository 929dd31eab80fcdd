import { SAMPLE_RATE } from '../../dsp/audio.js'
import { highPass, peaking, type BiquadCoefficients } from '../../dsp/biquad.js'
import { createRandom, hash32, type Random } from '../../dsp/random.js'
import { midiToHz } from '../../dsp/units.js'
import { velocityGain, type NoteRequest, type NoteSound, type PlayableInstrument } from './note-sound.js'
import { pitchShapeOf } from './pitch-shape.js'
import { SteppedNote } from './stepped-note.js'

export type StringBody = 'steel' | 'nylon' | 'electric'

/** How one kind of guitar sounds. */
interface BodySettings {
  /** Seconds in which the fundamental of the low E falls by 60 dB; higher notes die sooner. */
  readonly decaySeconds: number
  /** The same where the palm damps the bridge, at any pitch. */
  readonly mutedSeconds: number
  /** Inharmonicity of the low E: partial n sounds √(1 + stiffness·n²) too high (Fletcher and Rossing, 1998, section 2.18). */
  readonly stiffness: number
  /** How much too high a hard pluck begins, in cents: it stretches the string. */
  readonly stretchCents: number
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
    mutedSeconds: 0.24,
    stiffness: 8e-5,
    stretchCents: 5,
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
    mutedSeconds: 0.24,
    stiffness: 3e-5,
    stretchCents: 3,
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
    mutedSeconds: 0.55,
    stiffness: 1e-4,
    stretchCents: 9,
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
    createNote: (request) => createPluckedNote(BODIES[body], body, request),
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

/** A bent string changes its length once a step. */
const STEP_FRAMES = 64
const HIGHEST_SHIFT_CENTS = 1300
/** Above this a loop is too short for its own interpolation and dispersion. */
const HIGHEST_HZ = 0.06 * SAMPLE_RATE
/** A string is over when it has stayed below this for an eighth of a second. */
const INAUDIBLE = 2e-5
const QUIET_FRAMES = SAMPLE_RATE / 8
/** Seconds in which what a pluck stretched is back to a third, and after which it is back altogether. */
const STRETCH_SECONDS = 0.08
const STRETCHED_SECONDS = 0.6
/** No two frets and no two pressures of a finger are the same: how far off a note is at most, in cents. */
const INTONATION_CENTS = 4

/** 64-bit floats that `playStrings` of the kernel wants for each loop, and frames that its line has more than it says. */
const LOOP_VALUES = 16
const LINE_GUARD_FRAMES = 8

/**
 * A string as a loop of delay, loss, dispersion and fractional-delay filter (extended Karplus-Strong; Jaffe and Smith 1983),
 * plucked by a shaped burst. Two such loops a hair apart stand for the two directions a string swings in, and its stiffness
 * draws the partials apart: that is the life in a ringing note, and what an amplifier makes its growl of.
 */
function createPluckedNote(settings: BodySettings, label: string, request: NoteRequest): NoteSound {
  const random = createRandom(hash32(`${label} pluck ${request.pitchMidi} ${request.variant}`))
  const intonationCents = INTONATION_CENTS * (random.next() + random.next() - 1)
  const hz = Math.min(midiToHz(request.pitchMidi + intonationCents / 100), HIGHEST_HZ)
  const isMuted = request.articulation === 'muted'
  const octavesUp = (request.pitchMidi - 40) / 12
  const decaySeconds = isMuted ? settings.mutedSeconds : settings.decaySeconds * 2 ** (-0.55 * octavesUp)
  const loss = isMuted ? Math.min(0.45, settings.loss + 0.28) : settings.loss
  // Strings get thinner upwards, but each is also shortened by its frets.
  const dispersion = dispersionOf(hz, settings.stiffness * 2 ** (0.3 * octavesUp))
  const bend = pitchShapeOf(request)
  const stretchCents = request.articulation === 'legato' ? 0 : settings.stretchCents * request.velocity ** 2
  const gain = velocityGain(request.velocity)
  const burst = pluck(settings, request, hz, random)
  const loops = [
    new StringLoop(hz, decaySeconds, loss, dispersion, 0.62),
    new StringLoop(hz * 1.00035, decaySeconds * 0.55, loss * 1.15, dispersion, 0.38),
  ]
  let frame = 0
  let quietFrames = 0

  return new SteppedNote(1, STEP_FRAMES, stateOf(loops), (kernel, state, left, scratch, frames) => {
    const isSetInMotion = frame < burst.length
    if (isSetInMotion) {
      const input = kernel.floatsAt(scratch, frames)
      const part = burst.subarray(frame, frame + frames)
      input.set(part)
      input.fill(0, part.length)
    }
    const isMoving = bend !== undefined || (stretchCents > 0 && frame < STRETCHED_SECONDS * SAMPLE_RATE)
    const span = isMoving ? STEP_FRAMES : frames
    let peak = 0
    for (let done = 0; done < frames; done += span) {
      if (isMoving) {
        const seconds = (frame + done) / SAMPLE_RATE
        const stretched =
          seconds < STRETCHED_SECONDS ? stretchCents * Math.exp(-seconds / STRETCH_SECONDS) : 0
        const ratio = 2 ** (((bend?.(seconds) ?? 0) + stretched) / 1200)
        loops.forEach((loop, i) => kernel.doubles.set(loop.delayAt(ratio), state / 8 + LOOP_VALUES * i + 6))
      }
      const input = isSetInMotion ? scratch + 4 * done : 0
      const { run } = kernel
      peak = Math.max(peak, run.playStrings(state, loops.length, input, left + 4 * done, span, gain))
    }
    frame += frames
    quietFrames = peak < INAUDIBLE && frame > burst.length ? quietFrames + frames : 0
    return quietFrames > QUIET_FRAMES ? 0 : frames
  })
}

function stateOf(loops: readonly StringLoop[]): Float64Array {
  const lines = loops.reduce((sum, { lineFrames }) => sum + lineFrames + LINE_GUARD_FRAMES, 0)
  const state = new Float64Array(LOOP_VALUES * loops.length + lines / 2)
  loops.forEach((loop, i) => {
    const { lineFrames, level, loss, feedback, dispersion } = loop
    state.set([lineFrames, 0, 0, level, loss, feedback, ...loop.delayAt(1), dispersion], LOOP_VALUES * i)
  })
  return state
}

/** All-pass sections of the kernel's loops, and frames that they add by hearing each other late. */
const SECTIONS = 4
const SECTIONS_LATE_FRAMES = 3
/** Where a string's partials are to lie as its stiffness has them: in between the curve is nearly right. */
const TRUE_PARTIAL_HZ = 1500

/**
 * Coefficient of the all-pass sections with which partials lie as high as stiffness puts them (after Van Duyne and Smith, "A
 * simplified approach to modeling dispersion caused by stiffness in strings and plates", ICMC 1994).
 */
function dispersionOf(hz: number, stiffness: number): number {
  const partial = Math.max(3, Math.round(TRUE_PARTIAL_HZ / hz))
  const ratio = partial * Math.sqrt((1 + stiffness * partial ** 2) / (1 + stiffness))
  // A partial sounds where the loop's delay is a whole number of its periods: higher ones want a shorter loop.
  const wanted = (SAMPLE_RATE / hz) * (1 - partial / ratio)
  const given = (coefficient: number): number =>
    sectionsDelay(coefficient, hz) - sectionsDelay(coefficient, Math.min(0.4 * SAMPLE_RATE, ratio * hz))
  let low = 0
  let high = -0.92
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2
    const isTooLong = sectionsDelay(middle, hz) > (0.4 * SAMPLE_RATE) / hz
    if (given(middle) > wanted || isTooLong) high = middle
    else low = middle
  }
  return low
}

/** Frames by which the sections (c + z⁻¹) / (1 + c·z⁻¹) delay a partial. */
function sectionsDelay(coefficient: number, hz: number): number {
  const w = (2 * Math.PI * hz) / SAMPLE_RATE
  return SECTIONS * (1 - (2 * Math.atan2(coefficient * Math.sin(w), 1 + coefficient * Math.cos(w))) / w)
}

/** One direction of swing. */
class StringLoop {
  /** Length of the delay's memory: the longest that a fall asks for. */
  readonly lineFrames: number
  readonly feedback: number
  private readonly lossDelay: number

  constructor(
    private readonly hz: number,
    decaySeconds: number,
    readonly loss: number,
    readonly dispersion: number,
    readonly level: number,
  ) {
    const longest = (SAMPLE_RATE / hz) * 2 ** (HIGHEST_SHIFT_CENTS / 1200) + 8
    this.lineFrames = 2 ** Math.ceil(Math.log2(longest))
    // The loss filter (1 - loss) + loss·z⁻¹ delays the fundamental by its phase, and dims it; both are made up for.
    const w = (2 * Math.PI * hz) / SAMPLE_RATE
    const re = 1 - loss + loss * Math.cos(w)
    const im = -loss * Math.sin(w)
    this.lossDelay = -Math.atan2(im, re) / w
    const perPeriod = 10 ** (-3 / (decaySeconds * hz))
    this.feedback = Math.min(0.99995, perPeriod / Math.hypot(re, im))
  }

  /** Whole frames of delay and the weights of the four values around its end, for a shift by a frequency ratio. */
  delayAt(ratio: number): [number, number, number, number, number] {
    const hz = this.hz * ratio
    const delay =
      SAMPLE_RATE / hz - this.lossDelay - sectionsDelay(this.dispersion, hz) - SECTIONS_LATE_FRAMES
    // Lagrange interpolation of third order is truest when the fraction lies between its middle taps.
    const whole = Math.floor(delay) - 1
    const d = delay - whole
    return [
      whole,
      (-(d - 1) * (d - 2) * (d - 3)) / 6,
      (d * (d - 2) * (d - 3)) / 2,
      (-d * (d - 1) * (d - 3)) / 2,
      (d * (d - 1) * (d - 2)) / 6,
    ]
  }
}

/**
 * The burst that sets a string in motion: noise and a clean displacement, dulled by a soft touch, combed by where the
 * string is plucked and where the pickup listens (both are zeros in the spectrum and may sit before the loop).
 */
function pluck(settings: BodySettings, request: NoteRequest, hz: number, random: Random): Float32Array {
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
