import { SAMPLE_RATE } from '../../dsp/audio.js'
import { bandPass, highPass, lowPass, peaking } from '../../dsp/biquad.js'
import { createRandom, hash32, type Random } from '../../dsp/random.js'
import { dbToGain, hzToMidi } from '../../dsp/units.js'
import { drumTuning } from './drum-tuning.js'
import { HitBlock } from './hit-block.js'
import {
  finishedNote,
  velocityGain,
  type NoteRequest,
  type NoteSound,
  type PlayableInstrument,
} from './note-sound.js'

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

/** Where the pitch of kicks comes down to, in Hz. */
const KICK_HZ = { '808': 48, '909': 51, lofi: 56 } as const
/** The two tones of snares, in Hz. */
const SNARE_HZ = { '808': [180, 331], '909': [188, 286], lofi: [172, 259] } as const
const TOM_HZ = 128
const CONGA_HZ = 210

/** Pitch in Hz on which the skins ring; metal, wood and hands have none. */
const RINGS_AT_HZ: Readonly<Record<DrumMachineModel, Partial<Record<DrumVoice, number>>>> = {
  '808': { kick: KICK_HZ['808'], snare: SNARE_HZ['808'][0], tom: TOM_HZ, conga: CONGA_HZ },
  // A snare of noise above all.
  '909': { kick: KICK_HZ['909'], tom: TOM_HZ, conga: CONGA_HZ },
  lofi: { kick: KICK_HZ.lofi, snare: SNARE_HZ.lofi[0], tom: TOM_HZ, conga: CONGA_HZ },
}

/** Frequencies in Hz of the six square oscillators behind the 808's cymbals, as measured on the hardware. */
const METAL_HZ = [205.3, 304.4, 369.6, 522.7, 540, 800]

/** A drum machine, tuned to a tonic when one is given; notes ring out whatever their length, closed hats cut open ones off. */
export function createDrumMachine(model: DrumMachineModel, tunedTo?: number): PlayableInstrument {
  return {
    cacheKey: `machine ${model} on ${tunedTo ?? 'its own'}`,
    // Analogue noise never repeats; four takes of each hit are enough to hide it.
    variants: 4,
    shapedByLength: false,
    createNote: (request) => renderDrum(model, request, tunedTo),
    releaseSeconds: () => undefined,
    chokeGroup: (pitchMidi) => (pitchMidi === 42 || pitchMidi === 44 || pitchMidi === 46 ? 1 : 0),
  }
}

/** The voice behind a percussion key; outside the table, snares for low keys and shakers for high ones. */
function keyOf(pitchMidi: number): DrumKey {
  return KEYS[Math.round(pitchMidi)] ?? (pitchMidi < 35 ? key('rim') : key('shaker', 2))
}

interface Hit {
  readonly left: HitBlock
  /** Absent for a mono hit. */
  readonly right?: HitBlock
}

function renderDrum(model: DrumMachineModel, request: NoteRequest, tunedTo: number | undefined): NoteSound {
  const { voice, tune } = keyOf(request.pitchMidi)
  const hz = RINGS_AT_HZ[model][voice]
  const tightened =
    hz === undefined || tunedTo === undefined
      ? 0
      : drumTuning(request.pitchMidi, hzToMidi(hz) + tune, tunedTo)
  const random = createRandom(hash32(`${model} ${request.pitchMidi} ${request.variant}`))
  const context: DrumContext = {
    model,
    ratio: 2 ** ((tune + tightened) / 12),
    velocity: request.velocity,
    random,
  }
  HitBlock.beginHit()
  const hit = VOICES[voice](context)
  const gain = velocityGain(request.velocity) * dbToGain(BALANCE_DB[model][voice] ?? 0)
  const [left, right] = [hit.left, hit.right].map((block) => {
    if (!block) return undefined
    if (model === 'lofi') age(block)
    const samples = block.gain(gain).samples().slice()
    fadeEnd(samples)
    return samples
  })
  return finishedNote(left!, right)
}

interface DrumContext {
  readonly model: DrumMachineModel
  readonly ratio: number
  readonly velocity: number
  readonly random: Random
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

/** Falls by 60 dB in `seconds`. */
function decay(t: number, seconds: number): number {
  return Math.exp((-6.9 * t) / seconds)
}

function renderKick({ model, ratio, velocity, random }: DrumContext): Hit {
  const settings = {
    '808': { seconds: 1.5, hold: 0, sweepHz: 95, sweep: 0.022, click: 0.12, drive: 1.25 },
    // The pitch is down before the body is: what sweeps for longer knocks at 200 Hz instead of pushing at 50.
    '909': { seconds: 0.62, hold: 0.07, sweepHz: 210, sweep: 0.02, click: 0.45, drive: 1.7 },
    lofi: { seconds: 0.42, hold: 0.03, sweepHz: 130, sweep: 0.02, click: 0.22, drive: 2.2 },
  }[model]
  const click = new HitBlock(frames(0.05)).addNoise(random).fall(0.012)
  const samples = click.samples()
  for (let i = 0; i < 24; i++) samples[i] = samples[i]! + 0.8
  click.filter(lowPass(2200 + 3500 * velocity, 0.7, SAMPLE_RATE))
  const left = new HitBlock(frames(settings.seconds))
    .addSine(ratio * KICK_HZ[model], {
      sweepHz: ratio * settings.sweepHz * (0.55 + 0.45 * velocity),
      sweepSeconds: settings.sweep,
    })
    .drive(settings.drive, 0.9)
    .fall((settings.seconds - settings.hold) * 0.95, settings.hold)
    .rise(12)
    .add(click, settings.click * velocity)
  return { left }
}

function renderSnare({ model, ratio, velocity, random }: DrumContext): Hit {
  const settings = {
    '808': {
      seconds: 0.34,
      toneDecay: 0.2,
      noiseDecay: 0.24,
      noise: 0.5,
      high: 1400,
      drive: 1,
    },
    '909': {
      seconds: 0.36,
      toneDecay: 0.13,
      noiseDecay: 0.28,
      noise: 0.75,
      high: 1100,
      drive: 1.5,
    },
    lofi: {
      seconds: 0.3,
      toneDecay: 0.14,
      noiseDecay: 0.2,
      noise: 0.7,
      high: 800,
      drive: 2,
    },
  }[model]
  const length = frames(settings.seconds)
  const sweepSeconds = 0.012
  const wires = new HitBlock(length)
    .addNoise(random)
    .filter(highPass(settings.high, 0.7, SAMPLE_RATE))
    .filter(lowPass(6500 + 5000 * velocity, 0.7, SAMPLE_RATE))
    .fall(settings.noiseDecay)
  const left = new HitBlock(length)
  SNARE_HZ[model].forEach((hz, i) => {
    const sweepHz = ratio * hz * (model === '808' ? 0.12 : 0.55)
    left.addSine(ratio * hz, { level: i === 0 ? 0.6 : 0.35, sweepHz, sweepSeconds })
  })
  left
    .fall(settings.toneDecay)
    .add(wires, settings.noise * (0.45 + 0.55 * velocity))
    .drive(settings.drive, 1 / settings.drive ** 0.6)
    .rise(8)
  return { left }
}

function renderRim({ ratio, random }: DrumContext): Hit {
  const length = frames(0.09)
  const low = new HitBlock(length).addSine(455 * ratio, { level: 0.7 }).fall(0.045)
  const hiss = new HitBlock(length).addNoise(random).fall(0.006)
  const left = new HitBlock(length)
    .addSine(1667 * ratio)
    .fall(0.035)
    .add(low)
    .drive(1.6)
    .add(hiss, 0.25)
    .filter(highPass(380, 0.8, SAMPLE_RATE))
    .gain(0.8)
    .rise(4)
  return { left }
}

const CLAP_LEVELS = new Map<DrumMachineModel, Float32Array>()

/** Three quick bursts and a tail, as a few hands that never meet exactly. */
function clapLevels(model: DrumMachineModel): Float32Array {
  let levels = CLAP_LEVELS.get(model)
  if (!levels) {
    const bursts = model === '909' ? [0, 0.0115, 0.0225] : [0, 0.01, 0.0205]
    const tailDecay = model === '808' ? 0.26 : 0.32
    const tailStart = bursts[2]! + 0.008
    levels = Float32Array.from({ length: frames(0.45) }, (_, i) => {
      const t = i / SAMPLE_RATE
      const tail = t < tailStart ? 0 : 0.55 * decay(t - tailStart, tailDecay)
      return bursts.reduce(
        (level, start) => (t < start ? level : Math.max(level, decay(t - start, 0.03))),
        tail,
      )
    })
    CLAP_LEVELS.set(model, levels)
  }
  return levels
}

function renderClap({ model, random }: DrumContext): Hit {
  const levels = clapLevels(model)
  const side = (): HitBlock =>
    new HitBlock(levels.length)
      .addNoise(random)
      .filter(bandPass(model === '909' ? 1350 : 1080, 1.3, SAMPLE_RATE))
      .filter(highPass(550, 0.7, SAMPLE_RATE))
      .gain(2.1)
      .along(levels)
  return { left: side(), right: side() }
}

function renderHat({ model, ratio, velocity, random }: DrumContext, seconds: number): Hit {
  const noiseShare = { '808': 0.12, '909': 0.5, lofi: 0.4 }[model]
  const source = metal(frames(seconds * 1.15), ratio * (model === '909' ? 1.32 : 1), random, 1 - noiseShare)
  source.add(new HitBlock(source.frames).addNoise(random), noiseShare)
  const ring = source.copy().filter(bandPass(model === '808' ? 9200 : 8200, 0.9, SAMPLE_RATE))
  const left = source
    .add(ring, 0.8)
    .filter(highPass(model === '808' ? 6800 : 5600, 0.8, SAMPLE_RATE))
    .fallTwice(1, Infinity, 0.8 * velocity, 0.012)
    .gain(0.55)
    .fall(seconds)
    .rise(6)
  return { left }
}

/** Six squares that no harmonic series holds together: the clang of the 808's cymbals. Band-limited by averaging. */
function metal(length: number, ratio: number, random: Random, level: number): HitBlock {
  const block = new HitBlock(length)
  const phases = METAL_HZ.map(() => random.next())
  METAL_HZ.forEach((hz, i) => block.addSquare(hz * ratio * 1.9, phases[i]!, level / METAL_HZ.length))
  return block
}

function renderTom({ model, ratio, velocity, random }: DrumContext): Hit {
  const seconds = { '808': 0.55, '909': 0.5, lofi: 0.35 }[model]
  const length = frames(seconds)
  const skin = new HitBlock(length)
    .addNoise(random)
    .filter(lowPass(1800, 0.7, SAMPLE_RATE))
    .fall(0.09)
  const hz = TOM_HZ * ratio
  const sweep = { sweepHz: hz * (model === '808' ? 0.25 : 0.6), sweepSeconds: 0.05 }
  const left = new HitBlock(length)
    .addSine(hz, sweep)
    .addSine(hz, { ...sweep, multiple: 2, level: 0.12 })
    .drive(1.3, 0.8)
    .fall(seconds)
    .add(skin, 0.35 * (0.25 + 0.5 * velocity))
    .rise(16)
  return { left }
}

/** Crash and ride: `stick` 0 … 1 is how much of the hit is the stick rather than the wash. */
function renderCymbal({ model, ratio, random }: DrumContext, seconds: number, stick: number): Hit {
  const noiseShare = model === '808' ? 0.35 : 0.6
  const side = (): HitBlock => {
    const wash = metal(frames(seconds * 1.3), ratio * (stick > 0.5 ? 1.45 : 1.17), random, 1 - noiseShare)
    wash
      .add(new HitBlock(wash.frames).addNoise(random), noiseShare * (1 - 0.5 * stick))
      .filter(highPass(stick > 0.5 ? 4200 : 3000, 0.7, SAMPLE_RATE))
    const bell = wash.copy().filter(bandPass(stick > 0.5 ? 5400 : 7000, 1.2, SAMPLE_RATE))
    const washLevel = 0.25 * (1 - 0.55 * stick)
    return wash
      .fallTwice(washLevel, seconds, washLevel, seconds * 0.35)
      .add(bell.fall(0.28), 0.8 * stick)
      .rise(24)
  }
  return { left: side(), right: side() }
}

function renderCowbell({ ratio }: DrumContext): Hit {
  const squares = new HitBlock(frames(0.32)).addSquare(540 * ratio, 0, 1).addSquare(800 * ratio, 0.3, 1)
  const left = squares
    .copy()
    .filter(bandPass(2640 * Math.min(1.6, ratio), 0.9, SAMPLE_RATE))
    .add(squares, 0.12)
    .fallTwice(0.55, 0.05, 0.45, 0.3)
    .rise(8)
  return { left }
}

function renderTambourine({ random }: DrumContext): Hit {
  const source = metal(frames(0.26), 2.3, random, 0.5)
  source.add(new HitBlock(source.frames).addNoise(random), 0.5).filter(highPass(6200, 0.9, SAMPLE_RATE))
  // One shake and, a moment later, its answer.
  const answer = source.copy().fall(0.24, 0.03)
  answer.samples().fill(0, 0, frames(0.03))
  return { left: source.fall(0.08).gain(0.48).add(answer, 0.32).rise(30) }
}

function renderConga({ ratio, velocity, random }: DrumContext): Hit {
  const length = frames(0.3)
  const slap = new HitBlock(length)
    .addNoise(random)
    .filter(bandPass(2300, 1.1, SAMPLE_RATE))
    .fall(0.03)
  const sweep = { sweepHz: CONGA_HZ * ratio * 0.18, sweepSeconds: 0.014 }
  const overtone = new HitBlock(length).addSine(CONGA_HZ * ratio, { ...sweep, multiple: 2.31 }).fall(0.06)
  const left = new HitBlock(length)
    .addSine(CONGA_HZ * ratio, sweep)
    .add(overtone, 0.22)
    .fall(0.24)
    .gain(0.75)
    .add(slap, 0.5 * velocity)
    .rise(10)
  return { left }
}

function renderClave({ ratio }: DrumContext): Hit {
  const left = new HitBlock(frames(0.12))
    .addSine(2480 * ratio)
    .addSine(4630 * ratio, { level: 0.25 })
    .gain(0.7)
    .fall(0.07)
    .rise(6)
  return { left }
}

function renderShaker({ ratio, random }: DrumContext): Hit {
  const left = new HitBlock(frames(0.13))
    .addNoise(random)
    .filter(bandPass(6800 * ratio, 0.8, SAMPLE_RATE))
    .filter(highPass(3800, 0.7, SAMPLE_RATE))
    .gain(1.1)
    // Grains need a moment to reach the wall.
    .rise(frames(0.014))
    .fall(0.1, 0.014)
  return { left }
}

/** A cheap sampler of the late eighties: 12 bits at half the rate, a worn tape's top and a bump in the lows. */
function age(block: HitBlock): void {
  block.filter(lowPass(9500, 0.7, SAMPLE_RATE)).drive(1.2)
  const samples = block.samples()
  for (let i = 0; i < samples.length; i++) {
    samples[i] = i % 2 === 0 ? Math.round(samples[i]! * 2048) / 2048 : samples[i - 1]!
  }
  block.filter(lowPass(8000, 0.8, SAMPLE_RATE)).filter(peaking(110, 0.9, 2.5, SAMPLE_RATE))
}

/** Hits end in silence, not in a step. */
function fadeEnd(channel: Float32Array): void {
  const length = Math.min(960, channel.length >> 2)
  for (let i = 0; i < length; i++) {
    const at = channel.length - length + i
    channel[at] = channel[at]! * (1 - (i + 1) / length)
  }
}
