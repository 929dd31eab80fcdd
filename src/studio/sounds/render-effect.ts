import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom, hash32, type Random } from '../../dsp/random.js'
import { StateVariableFilter } from '../../dsp/state-variable-filter.js'
import { dbToGain } from '../../dsp/units.js'
import { finishedNote, velocityGain, type NoteRequest, type NoteSound } from '../synth/note-sound.js'
import { TABLE_SIZE, tableIncrement, wavetable } from '../synth/wavetables.js'
import type { Curve, EffectLayer, EffectRecipe } from './effect-recipe.js'

/** Written pitch at which a recipe without one of its own sounds as written. */
export const PLAIN_MIDI = 60
/** Filters and curves move every so many frames. */
const CONTROL_FRAMES = 32
const LONGEST_SECONDS = 60
const SHORTEST_SECONDS = 0.05
const ATTACK_SECONDS = 0.003
const RELEASE_SECONDS = 0.02
/** Both edges of an ambience, so that two that overlap by as much are even. */
export const AMBIENCE_FADE_SECONDS = 0.5

interface Field {
  readonly left: Float32Array
  readonly right: Float32Array
}

/**
 * Renders an effect whole. The written pitch moves it up and down against its own, the held time is its length. Equal
 * requests give equal samples; another velocity or pitch throws its dice anew.
 */
export function renderEffect(recipe: EffectRecipe, request: NoteRequest): NoteSound {
  const seconds = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, request.heldSeconds || recipe.seconds))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const field: Field = { left: new Float32Array(frames), right: new Float32Array(frames) }
  const { pitchMidi, velocity, variant } = request
  const random = createRandom(hash32(`${recipe.id} ${pitchMidi} ${velocity} ${variant}`))
  const ratio = 2 ** ((pitchMidi - (recipe.tunedMidi ?? PLAIN_MIDI)) / 12)
  // Of a pulse a note is one turn: what repeats it is the score.
  const turn = recipe.kind === 'pulse' ? seconds / turnSeconds(recipe) : undefined
  recipe.layers.forEach((layer, index) => renderLayer(layer, field, seconds, ratio, turn, random.fork(index)))
  const gain = velocityGain(velocity)
  const fade = recipe.kind === 'ambience' ? Math.min(AMBIENCE_FADE_SECONDS, seconds / 3) : 0.004
  for (const channel of [field.left, field.right]) finish(channel, gain, fade, recipe.kind === 'ambience')
  return finishedNote(field.left, field.right)
}

/** Length of one turn of a recipe that repeats, in seconds; its whole length where it does not. */
export function turnSeconds(recipe: EffectRecipe): number {
  return recipe.layers.find(({ events }) => events?.every !== undefined)?.events?.every ?? recipe.seconds
}

/** Takes out what nobody hears below 20 Hz; level and edges. Equal-power fades: what overlaps is noise. */
function finish(channel: Float32Array, gain: number, fadeSeconds: number, both: boolean): void {
  const fade = Math.max(1, Math.round(fadeSeconds * SAMPLE_RATE))
  let [before, blocked] = [0, 0]
  for (let i = 0; i < channel.length; i++) {
    const x = channel[i]!
    blocked = x - before + 0.9974 * blocked
    before = x
    const out = Math.min(1, (channel.length - i) / fade)
    const into = both ? Math.min(1, i / fade) : 1
    channel[i] = blocked * gain * Math.sin((Math.PI / 2) * Math.min(out, into))
  }
}

function renderLayer(
  layer: EffectLayer,
  field: Field,
  seconds: number,
  ratio: number,
  turn: number | undefined,
  random: Random,
): void {
  const { events, width = 0.5 } = layer
  if (!events) {
    renderEvent(layer, field, 0, seconds, dbToGain(layer.gainDb), ratio, 0, random)
    return
  }
  for (const at of eventTimes(events, seconds, turn, random.fork('times'))) {
    const own = random.fork(at)
    const gain = dbToGain(layer.gainDb + (events.db ?? 0) * own.range(-1, 1))
    const pitch = ratio * 2 ** (((events.semitones ?? 0) * own.range(-1, 1)) / 12)
    const pan = width * own.range(-1, 1)
    renderEvent(layer, field, at, Math.min(events.seconds, seconds - at), gain, pitch, pan, own)
  }
}

/** When the events of a layer begin; `turn` stretches those of a single turn of a pulse. */
function eventTimes(
  events: NonNullable<EffectLayer['events']>,
  seconds: number,
  turn: number | undefined,
  random: Random,
): number[] {
  const { every, perSecond, jitter = 0, at = [0] } = events
  const times: number[] = []
  if (turn !== undefined && perSecond === undefined) return at.map((time) => time * turn)
  if (perSecond !== undefined) {
    for (let time = -Math.log(1 - random.next()) / perSecond; time < seconds;) {
      times.push(time)
      time += -Math.log(1 - random.next()) / perSecond
    }
    return times
  }
  const step = every ?? Infinity
  for (let start = 0; start < seconds; start += step) {
    for (const offset of at) {
      const time = start + offset + (every === undefined ? 0 : jitter * every * random.range(-0.5, 0.5))
      if (time < seconds) times.push(Math.max(0, time))
    }
    if (step === Infinity) break
  }
  return times
}

function renderEvent(
  layer: EffectLayer,
  field: Field,
  startSeconds: number,
  seconds: number,
  gain: number,
  ratio: number,
  pan: number,
  random: Random,
): void {
  const start = Math.round(startSeconds * SAMPLE_RATE)
  const frames = Math.min(Math.round(seconds * SAMPLE_RATE), field.left.length - start)
  if (frames <= 0) return
  const isWide = layer.source.kind === 'noise' && layer.events === undefined && (layer.width ?? 0.5) > 0
  const angle = ((pan + 1) * Math.PI) / 4
  const sides: readonly (readonly [Float32Array, number])[] = [
    [field.left, gain * Math.SQRT2 * Math.cos(angle)],
    [field.right, gain * Math.SQRT2 * Math.sin(angle)],
  ]
  const envelope = envelopeOf(layer, frames, random.fork('swell'))
  if (isWide) {
    const width = layer.width ?? 0.5
    const middle = strand(layer, frames, ratio, random.fork('middle'))
    const [common, own] = [Math.sqrt(1 - width), Math.sqrt(width)]
    sides.forEach(([channel, level], side) => {
      const apart = strand(layer, frames, ratio, random.fork(`side ${side}`))
      for (let i = 0; i < frames; i++)
        channel[start + i] =
          channel[start + i]! + level * envelope[i]! * (common * middle[i]! + own * apart[i]!)
    })
    return
  }
  const samples = strand(layer, frames, ratio, random.fork('middle'))
  for (const [channel, level] of sides)
    for (let i = 0; i < frames; i++)
      channel[start + i] = channel[start + i]! + level * envelope[i]! * samples[i]!
}

/** The source through its filter, before the envelope. */
function strand(layer: EffectLayer, frames: number, ratio: number, random: Random): Float32Array {
  const samples = sourceOf(layer, frames, ratio, random)
  const { filter, drive } = layer
  if (filter) {
    const unit = new StateVariableFilter(SAMPLE_RATE)
    // A filter over noise has its pitch from the filter.
    const follow = layer.source.kind === 'noise' ? ratio : 1
    for (let i = 0; i < frames; i++) {
      if (i % CONTROL_FRAMES === 0)
        unit.set(Math.max(20, valueOf(filter.hz, i / frames, true) * follow), filter.q)
      unit.next(samples[i]!)
      samples[i] = filter.type === 'low' ? unit.low : filter.type === 'band' ? unit.band : unit.high
    }
  }
  if (drive) {
    const push = 1 + 8 * drive
    const level = 1 / Math.tanh(push)
    for (let i = 0; i < frames; i++) samples[i] = level * Math.tanh(push * samples[i]!)
  }
  return samples
}

function sourceOf({ source }: EffectLayer, frames: number, ratio: number, random: Random): Float32Array {
  const samples = new Float32Array(frames)
  switch (source.kind) {
    case 'noise':
      fillNoise(samples, source.colour, random)
      break
    case 'wave': {
      const sine = wavetable('sine', 20)
      const mean = valueOf(source.hz, 0.5, true) * ratio
      const highest = Math.max(...pointsOf(source.hz).map(([, hz]) => hz)) * ratio
      const table = wavetable(source.wave, source.fm ? mean : highest)
      let phase = 0
      let modulator = 0
      let hz = mean
      let index = 0
      for (let i = 0; i < frames; i++) {
        if (i % CONTROL_FRAMES === 0) {
          const place = i / frames
          hz = valueOf(source.hz, place, true) * ratio
          if (source.vibrato) {
            const swing = Math.sin((2 * Math.PI * source.vibrato.hz * i) / SAMPLE_RATE)
            hz *= 2 ** ((source.vibrato.semitones * swing) / 12)
          }
          if (source.fm) index = (valueOf(source.fm.index, place, false) * TABLE_SIZE) / (2 * Math.PI)
        }
        let at = phase
        if (source.fm) {
          modulator = (modulator + tableIncrement(hz * source.fm.ratio)) % TABLE_SIZE
          at += index * sine[modulator | 0]!
          at -= Math.floor(at / TABLE_SIZE) * TABLE_SIZE
        }
        samples[i] = table[at | 0]!
        phase = (phase + tableIncrement(Math.min(18_000, hz))) % TABLE_SIZE
      }
      break
    }
    case 'modes':
      for (const [mode, gainDb, seconds] of source.modes) {
        const hz = source.hz * mode * ratio
        if (hz > 18_000) continue
        const gain = dbToGain(gainDb)
        const fall = 10 ** (-3 / (seconds * SAMPLE_RATE))
        // A rotation a sample: no sine to be computed.
        const [cos, sin] = [
          Math.cos((2 * Math.PI * hz) / SAMPLE_RATE),
          Math.sin((2 * Math.PI * hz) / SAMPLE_RATE),
        ]
        const begin = random.range(0, 0.3)
        let [x, y] = [gain * Math.sin(begin), gain * Math.cos(begin)]
        for (let i = 0; i < frames; i++) {
          samples[i] = samples[i]! + x
          const turned = fall * (cos * x + sin * y)
          y = fall * (cos * y - sin * x)
          x = turned
        }
      }
      break
  }
  return samples
}

/** White, pink (−3 dB an octave, three leaky integrators after Kellet) or brown noise of about equal strength. */
function fillNoise(samples: Float32Array, colour: 'white' | 'pink' | 'brown', random: Random): void {
  let [a, b, c, brown] = [0, 0, 0, 0]
  for (let i = 0; i < samples.length; i++) {
    const white = random.next() * 2 - 1
    if (colour === 'white') samples[i] = white
    else if (colour === 'pink') {
      a = 0.99765 * a + white * 0.099046
      b = 0.963 * b + white * 0.2965164
      c = 0.57 * c + white * 1.0526913
      samples[i] = 0.28 * (a + b + c + white * 0.1848)
    } else {
      brown = 0.996 * brown + 0.09 * white
      samples[i] = brown
    }
  }
}

function envelopeOf(layer: EffectLayer, frames: number, random: Random): Float32Array {
  const { attack = ATTACK_SECONDS, decay, release = RELEASE_SECONDS, tremolo, swell } = layer
  const envelope = new Float32Array(frames)
  const rise = Math.max(1, attack * SAMPLE_RATE)
  const fall = decay === undefined ? 1 : 10 ** (-3 / (decay * SAMPLE_RATE))
  const out = Math.max(1, Math.min(frames / 2, release * SAMPLE_RATE))
  let level = 1
  let swellFrom = 0
  let swellTo = random.range(-1, 1)
  const swellFrames = swell ? SAMPLE_RATE / swell.hz : Infinity
  let swollen = 1
  for (let i = 0; i < frames; i++) {
    if (i > rise) level *= fall
    let value = i < rise ? i / rise : level
    value *= Math.min(1, (frames - i) / out)
    if (tremolo) {
      const cycle = Math.cos((2 * Math.PI * tremolo.hz * i) / SAMPLE_RATE)
      value *= 1 - tremolo.depth * (tremolo.square ? (cycle < 0 ? 1 : 0) : 0.5 - 0.5 * cycle)
    }
    if (swell) {
      const within = i % Math.round(swellFrames)
      if (i > 0 && within === 0) [swellFrom, swellTo] = [swellTo, random.range(-1, 1)]
      if (i % CONTROL_FRAMES === 0) {
        const turn = 0.5 - 0.5 * Math.cos((Math.PI * within) / swellFrames)
        swollen = dbToGain(swell.db * (swellFrom + (swellTo - swellFrom) * turn))
      }
      value *= swollen
    }
    envelope[i] = value
  }
  return envelope
}

function pointsOf(curve: Curve): readonly (readonly [number, number])[] {
  return typeof curve === 'number' ? [[0, curve]] : curve
}

function valueOf(curve: Curve, place: number, byOctaves: boolean): number {
  if (typeof curve === 'number') return curve
  const next = curve.findIndex(([at]) => at > place)
  if (next === 0) return curve[0]![1]
  if (next < 0) return curve.at(-1)![1]
  const [[fromAt, from], [toAt, to]] = [curve[next - 1]!, curve[next]!]
  const share = (place - fromAt) / (toAt - fromAt)
  return byOctaves ? from * (to / from) ** share : from + (to - from) * share
}
