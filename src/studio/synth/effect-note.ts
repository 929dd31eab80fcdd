import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom, hash32, type Random } from '../../dsp/random.js'
import { StateVariableFilter } from '../../dsp/state-variable-filter.js'
import { midiToHz } from '../../dsp/units.js'
import { HitBlock } from './hit-block.js'
import { finishedNote, velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import { TABLE_SIZE, tableIncrement, wavetable } from './wavetables.js'

/** Risers, impacts and sweeps; a riser reaches its peak exactly when its key is let go. */
export function createEffectNote(
  effect: 'riser' | 'impact' | 'noise-sweep',
  request: NoteRequest,
): NoteSound {
  switch (effect) {
    case 'riser':
      return renderRiser(request)
    case 'impact':
      return renderImpact(request)
    case 'noise-sweep':
      return renderSweep(request)
  }
}

const ATTACK_SECONDS = 0.02
/** Filters, pitches and levels are decided once a step; levels move in straight lines in between. */
const STEP_FRAMES = 32

/** Two channels of noise, drawn in turns. */
function noisePair(frames: number, random: Random): [Float32Array, Float32Array] {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  for (let i = 0; i < frames; i++) {
    left[i] = random.next() * 2 - 1
    right[i] = random.next() * 2 - 1
  }
  return [left, right]
}

/** Filters a block in place; `cornerAt` gives the corner in Hz at a frame. */
function sweep(
  block: Float32Array,
  output: 'low' | 'band',
  q: number,
  cornerAt: (frame: number) => number,
): void {
  const filter = new StateVariableFilter(SAMPLE_RATE)
  for (let start = 0; start < block.length; start += STEP_FRAMES) {
    filter.set(cornerAt(start), q)
    filter.process(block, start, Math.min(STEP_FRAMES, block.length - start), output)
  }
}

/** Levels for each frame along straight lines between the values at every step. */
function levelCurve(frames: number, levelAt: (frame: number) => number): Float32Array {
  const curve = new Float32Array(frames)
  let level = levelAt(0)
  for (let start = 0; start < frames; start += STEP_FRAMES) {
    const next = levelAt(start + STEP_FRAMES)
    const count = Math.min(STEP_FRAMES, frames - start)
    for (let i = 0; i < count; i++) curve[start + i] = level + ((next - level) * i) / STEP_FRAMES
    level = next
  }
  return curve
}

function multiply(block: Float32Array, curve: Float32Array): void {
  for (let i = 0; i < block.length; i++) block[i] = block[i]! * curve[i]!
}

function renderRiser(request: NoteRequest): NoteSound {
  const seconds = Math.min(30, Math.max(0.25, request.heldSeconds))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const tail = Math.round(0.06 * SAMPLE_RATE)
  const random = createRandom(hash32(`riser ${request.pitchMidi} ${request.variant}`))
  const gain = 0.5 * velocityGain(request.velocity)
  const progressAt = (frame: number): number => Math.min(1, frame / frames)
  const levels = levelCurve(frames + tail, (frame) => {
    const progress = progressAt(frame)
    const swell = progress ** 1.7
    // The pulse quickens towards the end.
    const pulse =
      1 -
      0.35 * progress * (0.5 + 0.5 * Math.cos(2 * Math.PI * (2 * seconds * progress * (1 + 2 * progress))))
    const fade =
      frame < frames ? Math.min(1, frame / (ATTACK_SECONDS * SAMPLE_RATE)) : 1 - (frame - frames) / tail
    return gain * swell * pulse * Math.max(0, fade)
  })
  const tone = risingSaws(midiToHz(request.pitchMidi), frames + tail, progressAt)
  sweep(tone, 'low', 0.9, (frame) => 200 * 2 ** (5.5 * progressAt(frame)))
  const [left, right] = noisePair(frames + tail, random)
  for (const channel of [left, right]) {
    sweep(channel, 'band', 1.6, (frame) => 300 * 2 ** (5.2 * progressAt(frame)))
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! + 0.22 * tone[i]!
    multiply(channel, levels)
  }
  return finishedNote(left, right)
}

/** Three saws a little apart that climb two octaves, ever faster. */
function risingSaws(hz: number, frames: number, progressAt: (frame: number) => number): Float32Array {
  const saw = wavetable('saw', hz * 4)
  const block = new Float32Array(frames)
  const increments = levelCurve(frames, (frame) => tableIncrement(hz * 2 ** (2 * progressAt(frame) ** 2)))
  ;[0, TABLE_SIZE / 3, TABLE_SIZE / 2].forEach((start, i) => {
    const detune = 1 + 0.006 * (i - 1)
    let phase = start
    for (let frame = 0; frame < frames; frame++) {
      block[frame] = block[frame]! + saw[phase | 0]!
      phase += increments[frame]! * detune
      if (phase >= TABLE_SIZE) phase -= TABLE_SIZE
    }
  })
  return block
}

function renderImpact(request: NoteRequest): NoteSound {
  const frames = Math.round(3.2 * SAMPLE_RATE)
  const random = createRandom(hash32(`impact ${request.pitchMidi} ${request.variant}`))
  const gain = velocityGain(request.velocity)
  // Lows that a listener still hears as a thump: the written pitch decides only their colour.
  const lowHz = Math.min(70, Math.max(34, midiToHz(request.pitchMidi)))
  HitBlock.beginHit()
  const thump = new HitBlock(frames)
    .addSine(lowHz, { sweepHz: 90, sweepSeconds: 1 / 26 })
    .drive(1.8, 0.62)
    .fall(secondsTo60Db(2.1))
    .rise(40)
    .samples()
    .slice()
  const washes = levelCurve(frames, (frame) => 0.5 * Math.exp((-1.9 * frame) / SAMPLE_RATE))
  for (let i = 0; i < 60; i++) washes[i] = washes[i]! * (i / 60)
  const levels = levelCurve(frames, (frame) => gain * Math.min(1, Math.max(0, frames - frame) / 4800))
  const [left, right] = noisePair(frames, random)
  for (const channel of [left, right]) {
    sweep(channel, 'low', 0.7, (frame) => 250 + 6000 * Math.exp((-3.2 * frame) / SAMPLE_RATE))
    multiply(channel, washes)
    for (let i = 0; i < frames; i++) channel[i] = channel[i]! + thump[i]!
    multiply(channel, levels)
  }
  return finishedNote(left, right)
}

/** Seconds in which e^(-rate · t) falls by 60 dB. */
function secondsTo60Db(rate: number): number {
  return 6.9 / rate
}

function renderSweep(request: NoteRequest): NoteSound {
  const seconds = Math.min(20, Math.max(0.3, request.heldSeconds))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const random = createRandom(hash32(`sweep ${request.pitchMidi} ${request.variant}`))
  const gain = 0.8 * velocityGain(request.velocity)
  const levels = levelCurve(
    frames,
    (frame) => gain * Math.max(0, 1 - frame / frames) ** 1.6 * Math.min(1, frame / 240),
  )
  const [left, right] = noisePair(frames, random)
  for (const channel of [left, right]) {
    sweep(channel, 'band', 0.9, (frame) => 9000 * 2 ** ((-5 * frame) / frames))
    multiply(channel, levels)
  }
  return finishedNote(left, right)
}
