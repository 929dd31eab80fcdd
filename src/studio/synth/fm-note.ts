import { SAMPLE_RATE } from '../../dsp/audio.js'
import { midiToHz } from '../../dsp/units.js'
import { heldLevel } from './envelope.js'
import { velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import type { FmPatch } from './patches.js'
import { pitchShapeOf } from './pitch-shape.js'
import { TABLE_SIZE, tableIncrement, wavetable } from './wavetables.js'

const STEP_FRAMES = 32
const STEP_SECONDS = STEP_FRAMES / SAMPLE_RATE
const MASK = TABLE_SIZE - 1
const POINTS_PER_RADIAN = TABLE_SIZE / (2 * Math.PI)

/** Level of the detuned copy against the plain one. */
const SIDE_LEVEL = 0.45
const BLOCK_FRAMES = 256

/**
 * A note of an FM patch. A detuned copy is added on the left and taken away on the right: wide on two speakers, and on
 * one speaker nothing but the plain sound.
 */
export function createFmNote(patch: FmPatch, request: NoteRequest): NoteSound {
  const middle = new FmVoice(patch, request, 0)
  if (patch.detuneCents === 0) {
    return { channelCount: 1, render: (left, _right, frames) => middle.render(left, 0, frames) }
  }
  const side = new FmVoice(patch, request, patch.detuneCents)
  const block = new Float32Array(BLOCK_FRAMES)
  return {
    channelCount: 2,
    render(left, right, frames) {
      let done = 0
      while (done < frames) {
        const wanted = Math.min(BLOCK_FRAMES, frames - done)
        const count = middle.render(left, done, wanted)
        side.render(block, 0, count)
        for (let i = 0; i < count; i++) {
          const plain = left[done + i]!
          left[done + i] = plain + SIDE_LEVEL * block[i]!
          right[done + i] = plain - SIDE_LEVEL * block[i]!
        }
        done += count
        if (count < wanted) break
      }
      return done
    },
  }
}

class FmVoice {
  private readonly sine = wavetable('sine', 440)
  private readonly count: number
  private readonly phases: Float64Array
  private readonly increments: Float64Array
  private readonly levels: Float64Array
  private readonly slopes: Float64Array
  private readonly outputs: Float64Array
  private readonly modulation: Float64Array
  private readonly fullLevels: Float64Array
  private readonly feedback: Float64Array
  private readonly shape
  private readonly hz: number
  private readonly gain: number
  private step = 0
  private framesLeftInStep = 0
  private tremolo = 1
  private tremoloSlope = 0

  constructor(
    private readonly patch: FmPatch,
    private readonly request: NoteRequest,
    detuneCents: number,
  ) {
    const { operators } = patch
    this.count = operators.length
    const array = (): Float64Array => new Float64Array(this.count)
    this.phases = array()
    this.increments = array()
    this.levels = array()
    this.slopes = array()
    this.outputs = array()
    this.modulation = array()
    this.fullLevels = array()
    this.feedback = array()
    this.hz = midiToHz(request.pitchMidi + detuneCents / 100)
    this.gain = velocityGain(request.velocity)
    this.shape = pitchShapeOf(request)
    operators.forEach((operator, i) => {
      const octavesUp = Math.max(0, (request.pitchMidi - 60) / 12)
      const scaling = operator.keyScalingOctaves ? 2 ** (-octavesUp / operator.keyScalingOctaves) : 1
      const touch = 1 - operator.velocity + operator.velocity * request.velocity ** 1.5
      this.fullLevels[i] = operator.level * scaling * touch
      this.feedback[i] = operator.feedback ?? 0
      this.levels[i] = this.fullLevels[i] * heldLevel(operator.envelope, 0)
    })
  }

  /** Overwrites `frames` of `out` from `start`; returns how many before the note died away. */
  render(out: Float32Array, start: number, frames: number): number {
    const { sine, count, phases, increments, levels, slopes, outputs, modulation, feedback, gain } = this
    const { operators } = this.patch
    for (let frame = 0; frame < frames; frame++) {
      if (this.framesLeftInStep === 0 && !this.startStep()) return frame
      this.framesLeftInStep -= 1
      let sum = 0
      modulation.fill(0)
      for (let i = 0; i < count; i++) {
        let phase = phases[i]! + (modulation[i]! + feedback[i]! * outputs[i]!) * POINTS_PER_RADIAN
        phase -= Math.floor(phase / TABLE_SIZE) * TABLE_SIZE
        const at = phase | 0
        const low = sine[at & MASK]!
        const value = low + (phase - at) * (sine[(at & MASK) + 1]! - low)
        const scaled = value * levels[i]!
        outputs[i] = value
        levels[i] = levels[i]! + slopes[i]!
        const targets = operators[i]!.modulates
        if (targets.length === 0) sum += scaled
        else for (let t = 0; t < targets.length; t++) modulation[targets[t]!]! += scaled
        const next = phases[i]! + increments[i]!
        phases[i] = next >= TABLE_SIZE ? next - TABLE_SIZE : next
      }
      out[start + frame] = sum * gain * this.tremolo
      this.tremolo += this.tremoloSlope
    }
    return frames
  }

  /** Returns false when every carrier has died away. */
  private startStep(): boolean {
    const { patch } = this
    const seconds = this.step * STEP_SECONDS
    this.step += 1
    this.framesLeftInStep = STEP_FRAMES
    const bend = this.shape ? 2 ** (this.shape(seconds) / 1200) : 1
    let loudest = 0
    patch.operators.forEach((operator, i) => {
      const next = this.fullLevels[i]! * heldLevel(operator.envelope, seconds + STEP_SECONDS)
      this.slopes[i] = (next - this.levels[i]!) / STEP_FRAMES
      this.increments[i] = tableIncrement(Math.min(this.hz * bend * operator.ratio, 0.45 * SAMPLE_RATE))
      if (operator.modulates.length === 0 && (next > loudest || seconds < operator.envelope.attack)) {
        loudest = Math.max(next, seconds < operator.envelope.attack ? 1 : 0)
      }
    })
    const { rateHz, depth } = patch.tremolo
    const target = 1 - depth * (0.5 - 0.5 * Math.cos(2 * Math.PI * rateHz * (seconds + STEP_SECONDS)))
    this.tremoloSlope = (target - this.tremolo) / STEP_FRAMES
    return loudest > 2e-5
  }
}
