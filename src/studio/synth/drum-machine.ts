import { SAMPLE_RATE } from '../../dsp/audio.js'
import { bandPass, Biquad, highPass, lowPass, peaking } from '../../dsp/biquad.js'
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
    noise: () => random.next() * 2 - 1,
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
  readonly noise: () => number
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

/** exp(-x) in steps of 1/256 until -174 dB; in between straight lines are true to 2 in a million. */
const FALLING = Float64Array.from({ length: 20 * 256 + 2 }, (_, i) => Math.exp(-i / 256))

/** Falls by 60 dB in `seconds`. Read from a table: it is asked for each frame of every hit, several times over. */
function decay(t: number, seconds: number): number {
  const place = (256 * 6.9 * t) / seconds
  if (place >= 20 * 256) return 0
  const at = place | 0
  const low = FALLING[at]!
  return low + (place - at) * (FALLING[at + 1]! - low)
}

function renderKick({ model, ratio, velocity, noise }: DrumContext): Hit {
  const settings = {
    '808': { seconds: 1.5, hz: 48, sweepHz: 95, sweep: 0.022, click: 0.12, drive: 1.25 },
    '909': { seconds: 0.55, hz: 51, sweepHz: 230, sweep: 0.032, click: 0.45, drive: 1.9 },
    lofi: { seconds: 0.38, hz: 56, sweepHz: 130, sweep: 0.025, click: 0.22, drive: 2.4 },
  }[model]
  const left = new Float32Array(frames(settings.seconds))
  const clickFilter = new Biquad(lowPass(2200 + 3500 * velocity, 0.7, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const hz =
      ratio * (settings.hz + settings.sweepHz * (0.55 + 0.45 * velocity) * Math.exp(-t / settings.sweep))
    phase += (2 * Math.PI * hz) / SAMPLE_RATE
    const body = Math.tanh(settings.drive * Math.sin(phase)) * decay(t, settings.seconds * 0.95)
    const click = settings.click * velocity * clickFilter.next(noise() * decay(t, 0.012) + (i < 24 ? 0.8 : 0))
    left[i] = Math.min(1, i / 12) * 0.9 * body + click
  }
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
  const noiseHigh = new Biquad(highPass(settings.high, 0.7, SAMPLE_RATE))
  const noiseLow = new Biquad(lowPass(6500 + 5000 * velocity, 0.7, SAMPLE_RATE))
  const phases = [0, 0]
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const bend = ratio * (1 + (model === '808' ? 0.12 : 0.55) * Math.exp(-t / 0.012))
    let tone = 0
    for (let p = 0; p < 2; p++) {
      phases[p] = phases[p]! + (2 * Math.PI * settings.tones[p]! * bend) / SAMPLE_RATE
      tone += Math.sin(phases[p]!) * (p === 0 ? 0.6 : 0.35)
    }
    tone *= decay(t, settings.toneDecay)
    const wires = noiseLow.next(noiseHigh.next(noise())) * decay(t, settings.noiseDecay) * settings.noise
    const mixed = tone + wires * (0.45 + 0.55 * velocity)
    left[i] = Math.min(1, i / 8) * (Math.tanh(settings.drive * mixed) / settings.drive ** 0.6)
  }
  return { left }
}

function renderRim({ ratio, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.09))
  const filter = new Biquad(highPass(380, 0.8, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const tone =
      Math.sin(2 * Math.PI * 1667 * ratio * t) * decay(t, 0.035) +
      0.7 * Math.sin(2 * Math.PI * 455 * ratio * t) * decay(t, 0.045)
    left[i] = Math.min(1, i / 4) * 0.8 * filter.next(Math.tanh(1.6 * tone) + 0.25 * noise() * decay(t, 0.006))
  }
  return { left }
}

/** Three quick bursts and a tail, as a few hands that never meet exactly. */
function renderClap({ model, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.45))
  const right = new Float32Array(left.length)
  const bursts = model === '909' ? [0, 0.0115, 0.0225] : [0, 0.01, 0.0205]
  const tailDecay = model === '808' ? 0.26 : 0.32
  for (const channel of [left, right]) {
    const band = new Biquad(bandPass(model === '909' ? 1350 : 1080, 1.3, SAMPLE_RATE))
    const high = new Biquad(highPass(550, 0.7, SAMPLE_RATE))
    for (let i = 0; i < channel.length; i++) {
      const t = i / SAMPLE_RATE
      let level = 0
      for (const start of bursts) if (t >= start) level = Math.max(level, decay(t - start, 0.03))
      const last = bursts[2]! + 0.008
      if (t >= last) level = Math.max(level, 0.55 * decay(t - last, tailDecay))
      channel[i] = 2.1 * high.next(band.next(noise())) * level
    }
  }
  return { left, right }
}

function renderHat({ model, ratio, velocity, random, noise }: DrumContext, seconds: number): Hit {
  const left = new Float32Array(frames(seconds * 1.15))
  const metal = createMetal(ratio * (model === '909' ? 1.32 : 1), random)
  const band = new Biquad(bandPass(model === '808' ? 9200 : 8200, 0.9, SAMPLE_RATE))
  const high = new Biquad(highPass(model === '808' ? 6800 : 5600, 0.8, SAMPLE_RATE))
  const noiseShare = { '808': 0.12, '909': 0.5, lofi: 0.4 }[model]
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const source = (1 - noiseShare) * metal() + noiseShare * noise()
    const filtered = high.next(source + 0.8 * band.next(source))
    const accent = 1 + 0.8 * velocity * decay(t, 0.012)
    left[i] = Math.min(1, i / 6) * 0.55 * accent * filtered * decay(t, seconds)
  }
  return { left }
}

/** Six squares that no harmonic series holds together: the clang of the 808's cymbals. Band-limited by averaging. */
function createMetal(ratio: number, random: Random): () => number {
  const phases = METAL_HZ.map(() => random.next())
  const increments = METAL_HZ.map((hz) => (hz * ratio * 1.9) / SAMPLE_RATE)
  return () => {
    let sum = 0
    for (let p = 0; p < phases.length; p++) {
      const phase = phases[p]!
      const increment = increments[p]!
      // PolyBLEP: rounds the two edges of the square.
      sum += (phase < 0.5 ? 1 : -1) + polyBlep(phase, increment) - polyBlep((phase + 0.5) % 1, increment)
      phases[p] = (phase + increment) % 1
    }
    return sum / 6
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
  const noiseFilter = new Biquad(lowPass(1800, 0.7, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const hz = 128 * ratio * (1 + (model === '808' ? 0.25 : 0.6) * Math.exp(-t / 0.05))
    phase += (2 * Math.PI * hz) / SAMPLE_RATE
    const body = Math.tanh(1.3 * (Math.sin(phase) + 0.12 * Math.sin(2 * phase))) * decay(t, seconds)
    const skin = noiseFilter.next(noise()) * decay(t, 0.09) * (0.25 + 0.5 * velocity)
    left[i] = Math.min(1, i / 16) * (0.8 * body + 0.35 * skin)
  }
  return { left }
}

/** Crash and ride: `stick` 0 … 1 is how much of the hit is the stick rather than the wash. */
function renderCymbal({ model, ratio, random, noise }: DrumContext, seconds: number, stick: number): Hit {
  const left = new Float32Array(frames(seconds * 1.3))
  const right = new Float32Array(left.length)
  for (const channel of [left, right]) {
    const metal = createMetal(ratio * (stick > 0.5 ? 1.45 : 1.17), random)
    const high = new Biquad(highPass(stick > 0.5 ? 4200 : 3000, 0.7, SAMPLE_RATE))
    const bell = new Biquad(bandPass(stick > 0.5 ? 5400 : 7000, 1.2, SAMPLE_RATE))
    const noiseShare = model === '808' ? 0.35 : 0.6
    for (let i = 0; i < channel.length; i++) {
      const t = i / SAMPLE_RATE
      const source = (1 - noiseShare) * metal() + noiseShare * noise() * (1 - 0.5 * stick)
      const filtered = high.next(source)
      const wash = filtered * (decay(t, seconds) * 0.5 + 0.5 * decay(t, seconds * 0.35)) * (1 - 0.55 * stick)
      const ping = bell.next(filtered) * decay(t, 0.28) * stick * 1.6
      channel[i] = Math.min(1, i / 24) * 0.5 * (wash + ping)
    }
  }
  return { left, right }
}

function renderCowbell({ ratio }: DrumContext): Hit {
  const left = new Float32Array(frames(0.32))
  const band = new Biquad(bandPass(2640 * Math.min(1.6, ratio), 0.9, SAMPLE_RATE))
  const phases = [0, 0.3]
  const increments = [(540 * ratio) / SAMPLE_RATE, (800 * ratio) / SAMPLE_RATE]
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    let sum = 0
    for (let p = 0; p < 2; p++) {
      const phase = phases[p]!
      sum +=
        (phase < 0.5 ? 1 : -1) + polyBlep(phase, increments[p]!) - polyBlep((phase + 0.5) % 1, increments[p]!)
      phases[p] = (phase + increments[p]!) % 1
    }
    const level = 0.55 * decay(t, 0.05) + 0.45 * decay(t, 0.3)
    left[i] = Math.min(1, i / 8) * (band.next(sum) + 0.12 * sum) * level
  }
  return { left }
}

function renderTambourine({ random, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.26))
  const high = new Biquad(highPass(6200, 0.9, SAMPLE_RATE))
  const metal = createMetal(2.3, random)
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const shake = 0.6 * decay(t, 0.08) + 0.4 * decay(Math.max(0, t - 0.03), 0.24) * (t > 0.03 ? 1 : 0)
    left[i] = Math.min(1, i / 30) * 0.8 * high.next(0.5 * noise() + 0.5 * metal()) * shake
  }
  return { left }
}

function renderConga({ ratio, velocity, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.3))
  const slap = new Biquad(bandPass(2300, 1.1, SAMPLE_RATE))
  let phase = 0
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    phase += (2 * Math.PI * 210 * ratio * (1 + 0.18 * Math.exp(-t / 0.014))) / SAMPLE_RATE
    const body = Math.sin(phase) + 0.22 * Math.sin(2.31 * phase) * decay(t, 0.06)
    left[i] =
      Math.min(1, i / 10) *
      (0.75 * body * decay(t, 0.24) + 0.5 * velocity * slap.next(noise()) * decay(t, 0.03))
  }
  return { left }
}

function renderClave({ ratio }: DrumContext): Hit {
  const left = new Float32Array(frames(0.12))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    const tone = Math.sin(2 * Math.PI * 2480 * ratio * t) + 0.25 * Math.sin(2 * Math.PI * 4630 * ratio * t)
    left[i] = Math.min(1, i / 6) * 0.7 * tone * decay(t, 0.07)
  }
  return { left }
}

function renderShaker({ ratio, noise }: DrumContext): Hit {
  const left = new Float32Array(frames(0.13))
  const band = new Biquad(bandPass(6800 * ratio, 0.8, SAMPLE_RATE))
  const high = new Biquad(highPass(3800, 0.7, SAMPLE_RATE))
  for (let i = 0; i < left.length; i++) {
    const t = i / SAMPLE_RATE
    // Grains need a moment to reach the wall.
    const level = Math.min(1, t / 0.014) * decay(Math.max(0, t - 0.014), 0.1)
    left[i] = 1.1 * high.next(band.next(noise())) * level
  }
  return { left }
}

/** A cheap sampler of the late eighties: 12 bits at half the rate, a worn tape's top and a bump in the lows. */
function age(channel: Float32Array): void {
  const before = new Biquad(lowPass(9500, 0.7, SAMPLE_RATE))
  const after = new Biquad(lowPass(8000, 0.8, SAMPLE_RATE))
  const bump = new Biquad(peaking(110, 0.9, 2.5, SAMPLE_RATE))
  let held = 0
  for (let i = 0; i < channel.length; i++) {
    const x = before.next(channel[i]!)
    if (i % 2 === 0) held = Math.round(Math.tanh(1.2 * x) * 2048) / 2048
    channel[i] = bump.next(after.next(held))
  }
}

/** Hits end in silence, not in a step. */
function fadeEnd(channel: Float32Array): void {
  const length = Math.min(960, channel.length >> 2)
  for (let i = 0; i < length; i++) {
    const at = channel.length - length + i
    channel[at] = channel[at]! * (1 - (i + 1) / length)
  }
}
