import { SAMPLE_RATE } from '../../dsp/audio.js'
import { bandPass, Biquad, highPass, lowPass, peaking, type BiquadCoefficients } from '../../dsp/biquad.js'
import { quickFall, quickSine, quickTanh } from '../../dsp/quick-math.js'
import { createRandom, hash32, type Random } from '../../dsp/random.js'
import { dbToGain } from '../../dsp/units.js'
import { finishedNote, velocityGain, type NoteRequest, type PlayableInstrument } from './note-sound.js'

export type DrumMachineModel = '808' | '909' | 'lofi'

/** The voices that every model has; General MIDI percussion keys are mapped onto them. */
type DrumVoice =
  | 'kick'
  | 'snare'
  | 'rim'
  | 'clap'
  | 'closed-hat'
  | 'open-hat'
  | 'tom'
  | 'crash'
  | 'ride'
  | 'cowbell'
  | 'tambourine'
  | 'conga'
  | 'clave'
  | 'shaker'

interface DrumKey {
  readonly voice: DrumVoice
  /** Semitones against the voice's own pitch. */
  readonly tune: number
}

const key = (voice: DrumVoice, tune = 0): DrumKey => ({ voice, tune })

/** General MIDI percussion keys (35 … 81) to voices. Keys that no machine has get the nearest relative. */
const KEYS: Readonly<Record<number, DrumKey>> = {
  35: key('kick', -2),
  36: key('kick'),
  37: key('rim'),
  38: key('snare'),
  39: key('clap'),
  40: key('snare', 3),
  41: key('tom', -9),
  42: key('closed-hat'),
  43: key('tom', -5),
  44: key('closed-hat', -2),
  45: key('tom', -2),
  46: key('open-hat'),
  47: key('tom', 2),
  48: key('tom', 6),
  49: key('crash'),
  50: key('tom', 10),
  51: key('ride'),
  52: key('crash', -3),
  53: key('ride', 4),
  54: key('tambourine'),
  55: key('crash', 4),
  56: key('cowbell'),
  57: key('crash', -1),
  58: key('shaker', -5),
  59: key('ride', 1),
  60: key('conga', 7),
  61: key('conga', 3),
  62: key('conga', 5),
  63: key('conga', 4),
  64: key('conga', -2),
  65: key('tom', 8),
  66: key('tom', 4),
  67: key('cowbell', 6),
  68: key('cowbell', 2),
  69: key('shaker', -3),
  70: key('shaker'),
  75: key('clave'),
  76: key('clave', -4),
  77: key('clave', -8),
  80: key('cowbell', 12),
  81: key('cowbell', 12),
}

/**
 * Balance of the voices in dB, measured against an acoustic kit whose snare is 1 dB, closed hat 4 dB, open hat 3 dB and
 * ride 2 dB below its kick (400 ms loudness at velocity 0.8).
 */
const BALANCE_DB: Readonly<Record<DrumMachineModel, Partial<Record<DrumVoice, number>>>> = {
  '808': {
    snare: 3,
    rim: 3,
    clap: 6,
    'closed-hat': 13,
    'open-hat': 10,
    crash: 12,
    ride: 10,
    tambourine: 10,
    conga: 1,
  },
  '909': {
    snare: 2,
    rim: 3,
    clap: 4,
    'closed-hat': 5,
    'open-hat': 1,
    crash: 8,
    ride: 8,
    tambourine: 10,
    conga: 1,
  },
  lofi: {
    snare: 3,
    rim: 4,
    clap: 6,
    'closed-hat': 13,
    'open-hat': 10,
    crash: 14,
    ride: 12,
    tambourine: 17,
    conga: 1,
    shaker: 4,
  },
}

/** Frequencies in Hz of the six square oscillators behind the 808's cymbals, as measured on the hardware. */
const METAL_HZ = [205.3, 304.4, 369.6, 522.7, 540, 800]

/** A drum machine; notes ring out whatever their length, closed hats cut open ones off. */
export function createDrumMachine(model: DrumMachineModel): PlayableInstrument {
  return {
    cacheKey: `machine ${model}`,
    // Analogue noise never repeats; four takes of each hit are enough to hide it.
    variants: 4,
    shapedByLength: false,
    createNote: (request) => {
      const { left, right } = renderDrum(model, request)
      return finishedNote(left, right)
    },
    releaseSeconds: () => undefined,
    chokeGroup: (pitchMidi) => (pitchMidi === 42 || pitchMidi === 44 || pitchMidi === 46 ? 1 : 0),
  }
}

/** The voice behind a percussion key; outside the table, snares for low keys and shakers for high ones. */
function keyOf(pitchMidi: number): DrumKey {
  return KEYS[Math.round(pitchMidi)] ?? (pitchMidi < 35 ? key('rim') : key('shaker', 2))
}

interface Hit {
  readonly left: Float32Array
  /** Absent for a mono hit. */
  readonly right?: Float32Array
}

function renderDrum(model: DrumMachineModel, request: NoteRequest): Hit {
  const { voice, tune } = keyOf(request.pitchMidi)
  const random = createRandom(hash32(`${model} ${request.pitchMidi} ${request.variant}`))
  const context: DrumContext = {
    model,
    ratio: 2 ** (tune / 12),
    velocity: request.velocity,
    random,
    noise: (length) => noiseFrom(random, length),
  }
  const hit = VOICES[voice](context)
  const gain = velocityGain(request.velocity) * dbToGain(BALANCE_DB[model][voice] ?? 0)
  for (const channel of [hit.left, ...(hit.right ? [hit.right] : [])]) {
    if (model === 'lofi') age(channel)
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! * gain
    fadeEnd(channel)
  }
  return hit
}

interface DrumContext {
  readonly model: DrumMachineModel
  readonly ratio: number
  readonly velocity: number
  readonly random: Random
  /** That many frames of white noise, ±1. */
  readonly noise: (length: number) => Float32Array
}

const VOICES: Readonly<Record<DrumVoice, (context: DrumContext) => Hit>> = {
  kick: renderKick,
  snare: renderSnare,
  rim: renderRim,
  clap: renderClap,
  'closed-hat': (context) => renderHat(context, context.model === '909' ? 0.1 : 0.09),
  'open-hat': (context) => renderHat(context, context.model === '808' ? 0.42 : 0.5),
  tom: renderTom,
  crash: (context) => renderCymbal(context, 1.5, 0.25),
  ride: (context) => renderCymbal(context, 1.1, 0.75),
  cowbell: renderCowbell,
  tambourine: renderTambourine,
  conga: renderConga,
  clave: renderClave,
  shaker: renderShaker,
}

function frames(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE)
}

function noiseFrom(random: Random, length: number): Float32Array {
  const block = new Float32Array(length)
  for (let i = 0; i < length; i++) block[i] = random.next() * 2 - 1
  return block
}

/** Filters a hit in place. Block by block, because a call for each sample costs more than the filter. */
function filter(block: Float32Array, coefficients: BiquadCoefficients): void {
  new Biquad(coefficients).process(block, 0, block.length)
}

/** The block weakened to what `share` leaves, plus that share of another. */
function mixIn(block: Float32Array, other: Float32Array, share: number, level = 1): void {
  for (let i = 0; i < block.length; i++) block[i] = (1 - share) * block[i]! + share * level * other[i]!
}

/** A kick's click is over by then. */
const CLICK_SECONDS = 0.05

/** Falls by 60 dB in `seconds`. */
function decay(t: number, seconds: number): number {
  return quickFall((6.9 * t) / seconds)
}

function renderKick({ model, ratio, velocity, noise }: DrumContext): Hit {
  const settings = {
    '808': { seconds: 1.5, hold: 0, hz: 48, sweepHz: 95, sweep: 0.022, click: 0.12, drive: 1.25 },
    // The pitch is down before the body is: what sweeps for longer knocks at 200 Hz instead of pushing at 50.
    '909': { seconds: 0.62, hold: 0.07, hz: 51, sweepHz: 210, sweep: 0.02, click: 0.45, drive: 1.7 },
    lofi: { seconds: 0.42, hold: 0.03, hz: 56, sweepHz: 130, sweep: 0.02, click: 0.22, drive: 2.2 },
  }[model]
  const left = new Float32Array(frames(settings.seconds))
  const click = noise(frames(CLICK_SECONDS))
  for (let i = 0; i < click.length; i++) {
    click[i] = click[i]! * decay(i / SAMPLE_RATE, 0.012) + (i < 24 ? 0.8 : 0)
  }
  filter(click, lowPass(2200 + 3500 * velocity, 0.7, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const hz =
      ratio * (settings.hz + settings.sweepHz * (0.55 + 0.45 * velocity) * quickFall(t / settings.sweep))
    phase += (2 * Math.PI * hz) / SAMPLE_RATE
    const body =
      quickTanh(settings.drive * quickSine(phase)) *
      decay(Math.max(0, t - settings.hold), (settings.seconds - settings.hold) * 0.95)
    left[i] = Math.min(1, i / 12) * 0.9 * body
  }
  for (let i = 0; i < click.length; i++) left[i] = left[i]! + settings.click * velocity * click[i]!
  return { left }
}

function renderSnare({ model, ratio, velocity, noise }: DrumContext): Hit {
  const settings = {
    '808': {
      seconds: 0.34,
      tones: [180, 331],
      toneDecay: 0.2,
      noiseDecay: 0.24,
      noise: 0.5,
      high: 1400,
      drive: 1,
    },
    '909': {
      seconds: 0.36,
      tones: [188, 286],
      toneDecay: 0.13,
      noiseDecay: 0.28,
      noise: 0.75,
      high: 1100,
      drive: 1.5,
    },
    lofi: {
      seconds: 0.3,
      tones: [172, 259],
      toneDecay: 0.14,
      noiseDecay: 0.2,
      noise: 0.7,
      high: 800,
      drive: 2,
    },
  }[model]
  const left = new Float32Array(frames(settings.seconds))
  const wires = noise(left.length)
  filter(wires, highPass(settings.high, 0.7, SAMPLE_RATE))
  filter(wires, lowPass(6500 + 5000 * velocity, 0.7, SAMPLE_RATE))
  const wireLevel = settings.noise * (0.45 + 0.55 * velocity)
  const outputLevel = 1 / settings.drive ** 0.6
  const [firstHz, secondHz] = settings.tones as [number, number]
  let first = 0
  let second = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const bend = ratio * (1 + (model === '808' ? 0.12 : 0.55) * quickFall(t / 0.012))
    first += (2 * Math.PI * firstHz * bend) / SAMPLE_RATE
    second += (2 * Math.PI * secondHz * bend) / SAMPLE_RATE
    const tone = (0.6 * quickSine(first) + 0.35 * quickSine(second)) * decay(t, settings.toneDecay)
    const mixed = tone + wireLevel * wires[i]! * decay(t, settings.noiseDecay)
    left[i] = Math.min(1, i / 8) * quickTanh(settings.drive * mixed) * outputLevel
  }
  return { left }
}

function renderRim({ ratio, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.09))
  const hiss = noise(left.length)
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const tone =
      quickSine(2 * Math.PI * 1667 * ratio * t) * decay(t, 0.035) +
      0.7 * quickSine(2 * Math.PI * 455 * ratio * t) * decay(t, 0.045)
    left[i] = quickTanh(1.6 * tone) + 0.25 * hiss[i]! * decay(t, 0.006)
  }
  filter(left, highPass(380, 0.8, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) left[i] = Math.min(1, i / 4) * 0.8 * left[i]!
  return { left }
}

/** Three quick bursts and a tail, as a few hands that never meet exactly. */
function renderClap({ model, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.45))
  const right = new Float32Array(left.length)
  const bursts = model === '909' ? [0, 0.0115, 0.0225] : [0, 0.01, 0.0205]
  const tailDecay = model === '808' ? 0.26 : 0.32
  const tailStart = bursts[2]! + 0.008
  for (const channel of [left, right]) {
    channel.set(noise(channel.length))
    filter(channel, bandPass(model === '909' ? 1350 : 1080, 1.3, SAMPLE_RATE))
    filter(channel, highPass(550, 0.7, SAMPLE_RATE))
    for (let i = 0; i < channel.length; i++) {
      const t = i / SAMPLE_RATE
      let level = t < tailStart ? 0 : 0.55 * decay(t - tailStart, tailDecay)
      for (const start of bursts) if (t >= start) level = Math.max(level, decay(t - start, 0.03))
      channel[i] = 2.1 * channel[i]! * level
    }
  }
  return { left, right }
}

function renderHat({ model, ratio, velocity, random, noise }: DrumContext, seconds: number): Hit {
  const left = new Float32Array(frames(seconds * 1.15))
  const source = metal(ratio * (model === '909' ? 1.32 : 1), random, left.length)
  mixIn(source, noise(left.length), { '808': 0.12, '909': 0.5, lofi: 0.4 }[model])
  left.set(source)
  filter(left, bandPass(model === '808' ? 9200 : 8200, 0.9, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) left[i] = source[i]! + 0.8 * left[i]!
  filter(left, highPass(model === '808' ? 6800 : 5600, 0.8, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const accent = 1 + 0.8 * velocity * decay(t, 0.012)
    left[i] = Math.min(1, i / 6) * 0.55 * accent * left[i]! * decay(t, seconds)
  }
  return { left }
}

/** Six squares that no harmonic series holds together: the clang of the 808's cymbals. Band-limited by averaging. */
function metal(ratio: number, random: Random, length: number): Float32Array {
  const block = new Float32Array(length)
  const phases = METAL_HZ.map(() => random.next())
  METAL_HZ.forEach((hz, p) => {
    addSquare(block, phases[p]!, (hz * ratio * 1.9) / SAMPLE_RATE, 1 / METAL_HZ.length)
  })
  return block
}

/** Adds a square wave whose two edges are rounded (PolyBLEP). `phase` and `increment` in turns. */
function addSquare(block: Float32Array, phase: number, increment: number, level: number): void {
  for (let i = 0; i < block.length; i++) {
    const square = phase < 0.5 ? 1 : -1
    const opposite = phase < 0.5 ? phase + 0.5 : phase - 0.5
    block[i] = block[i]! + level * (square + polyBlep(phase, increment) - polyBlep(opposite, increment))
    phase += increment
    if (phase >= 1) phase -= 1
  }
}

function polyBlep(phase: number, increment: number): number {
  if (phase < increment) {
    const t = phase / increment
    return 2 * t - t * t - 1
  }
  if (phase > 1 - increment) {
    const t = (phase - 1) / increment
    return t * t + 2 * t + 1
  }
  return 0
}

function renderTom({ model, ratio, velocity, noise }: DrumContext): Hit {
  const seconds = { '808': 0.55, '909': 0.5, lofi: 0.35 }[model]
  const left = new Float32Array(frames(seconds))
  const skin = noise(left.length)
  filter(skin, lowPass(1800, 0.7, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const hz = 128 * ratio * (1 + (model === '808' ? 0.25 : 0.6) * quickFall(t / 0.05))
    phase += (2 * Math.PI * hz) / SAMPLE_RATE
    const body = quickTanh(1.3 * (quickSine(phase) + 0.12 * quickSine(2 * phase))) * decay(t, seconds)
    const slap = skin[i]! * decay(t, 0.09) * (0.25 + 0.5 * velocity)
    left[i] = Math.min(1, i / 16) * (0.8 * body + 0.35 * slap)
  }
  return { left }
}

/** Crash and ride: `stick` 0 … 1 is how much of the hit is the stick rather than the wash. */
function renderCymbal({ model, ratio, random, noise }: DrumContext, seconds: number, stick: number): Hit {
  const left = new Float32Array(frames(seconds * 1.3))
  const right = new Float32Array(left.length)
  for (const channel of [left, right]) {
    channel.set(metal(ratio * (stick > 0.5 ? 1.45 : 1.17), random, channel.length))
    const noiseShare = model === '808' ? 0.35 : 0.6
    mixIn(channel, noise(channel.length), noiseShare, 1 - 0.5 * stick)
    filter(channel, highPass(stick > 0.5 ? 4200 : 3000, 0.7, SAMPLE_RATE))
    const bell = channel.slice()
    filter(bell, bandPass(stick > 0.5 ? 5400 : 7000, 1.2, SAMPLE_RATE))
    for (let i = 0; i < channel.length; i++) {
      const t = i / SAMPLE_RATE
      const fall = decay(t, seconds) * 0.5 + 0.5 * decay(t, seconds * 0.35)
      const wash = channel[i]! * fall * (1 - 0.55 * stick)
      const ping = bell[i]! * decay(t, 0.28) * stick * 1.6
      channel[i] = Math.min(1, i / 24) * 0.5 * (wash + ping)
    }
  }
  return { left, right }
}

function renderCowbell({ ratio }: DrumContext): Hit {
  const left = new Float32Array(frames(0.32))
  const squares = new Float32Array(left.length)
  addSquare(squares, 0, (540 * ratio) / SAMPLE_RATE, 1)
  addSquare(squares, 0.3, (800 * ratio) / SAMPLE_RATE, 1)
  left.set(squares)
  filter(left, bandPass(2640 * Math.min(1.6, ratio), 0.9, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const level = 0.55 * decay(t, 0.05) + 0.45 * decay(t, 0.3)
    left[i] = Math.min(1, i / 8) * (left[i]! + 0.12 * squares[i]!) * level
  }
  return { left }
}

function renderTambourine({ random, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.26))
  left.set(metal(2.3, random, left.length))
  mixIn(left, noise(left.length), 0.5)
  filter(left, highPass(6200, 0.9, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const shake = 0.6 * decay(t, 0.08) + 0.4 * decay(Math.max(0, t - 0.03), 0.24) * (t > 0.03 ? 1 : 0)
    left[i] = Math.min(1, i / 30) * 0.8 * left[i]! * shake
  }
  return { left }
}

function renderConga({ ratio, velocity, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.3))
  const slap = noise(left.length)
  filter(slap, bandPass(2300, 1.1, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    phase += (2 * Math.PI * 210 * ratio * (1 + 0.18 * quickFall(t / 0.014))) / SAMPLE_RATE
    const body = quickSine(phase) + 0.22 * quickSine(2.31 * phase) * decay(t, 0.06)
    left[i] =
      Math.min(1, i / 10) * (0.75 * body * decay(t, 0.24) + 0.5 * velocity * slap[i]! * decay(t, 0.03))
  }
  return { left }
}

function renderClave({ ratio }: DrumContext): Hit {
  const left = new Float32Array(frames(0.12))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const tone = quickSine(2 * Math.PI * 2480 * ratio * t) + 0.25 * quickSine(2 * Math.PI * 4630 * ratio * t)
    left[i] = Math.min(1, i / 6) * 0.7 * tone * decay(t, 0.07)
  }
  return { left }
}

function renderShaker({ ratio, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.13))
  left.set(noise(left.length))
  filter(left, bandPass(6800 * ratio, 0.8, SAMPLE_RATE))
  filter(left, highPass(3800, 0.7, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    // Grains need a moment to reach the wall.
    left[i] = 1.1 * left[i]! * Math.min(1, t / 0.014) * decay(Math.max(0, t - 0.014), 0.1)
  }
  return { left }
}

/** A cheap sampler of the late eighties: 12 bits at half the rate, a worn tape's top and a bump in the lows. */
function age(channel: Float32Array): void {
  filter(channel, lowPass(9500, 0.7, SAMPLE_RATE))
  let held = 0
  for (let i = 0; i < channel.length; i++) {
    if (i % 2 === 0) held = Math.round(quickTanh(1.2 * channel[i]!) * 2048) / 2048
    channel[i] = held
  }
  filter(channel, lowPass(8000, 0.8, SAMPLE_RATE))
  filter(channel, peaking(110, 0.9, 2.5, SAMPLE_RATE))
}

/** Hits end in silence, not in a step. */
function fadeEnd(channel: Float32Array): void {
  const length = Math.min(960, channel.length >> 2)
  for (let i = 0; i < length; i++) {
    const at = channel.length - length + i
    channel[at] = channel[at]! * (1 - (i + 1) / length)
  }
}
