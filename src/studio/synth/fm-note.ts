import { SAMPLE_RATE } from '../../dsp/audio.js'
import { midiToHz } from '../../dsp/units.js'
import { heldLevel } from './envelope.js'
import { velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import type { FmOperator, FmPatch } from './patches.js'
import { pitchShapeOf } from './pitch-shape.js'
import { SteppedNote } from './stepped-note.js'

/** Levels and pitch move in straight lines over this many frames. */
const STEP_FRAMES = 32
const STEP_SECONDS = STEP_FRAMES / SAMPLE_RATE
/** Level of the detuned copy against the plain one. */
const SIDE_LEVEL = 0.45
/** 64-bit floats of each operator, as `playOperators` of the kernel wants them. */
const OPERATOR_VALUES = 8
/** Phases count 2³² to the turn. */
const TURN = 2 ** 32
/** Carriers below this are over (-94 dB). */
const INAUDIBLE = 2e-5

/**
 * A note of an FM patch. A detuned copy is added on the left and taken away on the right: wide on two speakers, and on
 * one speaker nothing but the plain sound.
 */
export function createFmNote(patch: FmPatch, request: NoteRequest): NoteSound {
  const { operators } = patch
  const count = operators.length
  const hz = midiToHz(request.pitchMidi)
  const detune = 2 ** (patch.detuneCents / 1200)
  const isWide = patch.detuneCents !== 0
  const gain = velocityGain(request.velocity)
  const shape = pitchShapeOf(request)
  const fullLevels = operators.map((operator) => fullLevelOf(operator, request))
  const levels = operators.map(({ envelope }, i) => fullLevels[i]! * heldLevel(envelope, 0))
  let step = 0
  let tremolo = 1

  return new SteppedNote(
    isWide ? 2 : 1,
    STEP_FRAMES,
    stateOf(operators, isWide ? 2 : 1),
    (kernel, state, left, right, frames) => {
      kernel.floatsAt(left, frames).fill(0)
      kernel.floatsAt(right, frames).fill(0)
      const values = kernel.doubles
      for (let done = 0; done < frames; done += STEP_FRAMES) {
        const seconds = step * STEP_SECONDS
        step += 1
        const pitchHz = shape ? hz * 2 ** (shape(seconds) / 1200) : hz
        let isOver = true
        for (let i = 0; i < count; i++) {
          const { envelope, ratio, modulates } = operators[i]!
          const level = levels[i]!
          const next = fullLevels[i]! * heldLevel(envelope, seconds + STEP_SECONDS)
          levels[i] = next
          if (modulates.length === 0 && (next > INAUDIBLE || seconds < envelope.attack)) isOver = false
          let at = state / 8 + OPERATOR_VALUES * i
          setStep(values, at, pitchHz * ratio, level, next)
          if (!isWide) continue
          at += OPERATOR_VALUES * count
          setStep(values, at, pitchHz * detune * ratio, level, next)
        }
        if (isOver) return done
        const { rateHz, depth } = patch.tremolo
        const target = 1 - depth * (0.5 - 0.5 * Math.cos(2 * Math.PI * rateHz * (seconds + STEP_SECONDS)))
        const slope = (gain * (target - tremolo)) / STEP_FRAMES
        const outLeft = left + 4 * done
        const outRight = isWide ? right + 4 * done : 0
        kernel.run.playOperators(state, count, outLeft, outRight, STEP_FRAMES, gain * tremolo, slope, 1, 1)
        if (isWide) {
          const side = state + 8 * OPERATOR_VALUES * count
          const level = gain * tremolo
          const { run } = kernel
          run.playOperators(
            side,
            count,
            outLeft,
            outRight,
            STEP_FRAMES,
            level,
            slope,
            SIDE_LEVEL,
            -SIDE_LEVEL,
          )
        }
        tremolo = target
      }
      return frames
    },
  )
}

/** Pitch and level of one operator for the step to come. */
function setStep(values: Float64Array, at: number, hz: number, level: number, next: number): void {
  values[at + 1] = Math.round((Math.min(hz, 0.45 * SAMPLE_RATE) / SAMPLE_RATE) * TURN)
  values[at + 2] = level
  values[at + 3] = (next - level) / STEP_FRAMES
}

function stateOf(operators: readonly FmOperator[], voices: number): Float64Array {
  const state = new Float64Array(voices * operators.length * OPERATOR_VALUES)
  for (let voice = 0; voice < voices; voice++) {
    operators.forEach(({ feedback = 0, modulates }, i) => {
      const at = (voice * operators.length + i) * OPERATOR_VALUES
      state[at + 4] = feedback
      state[at + 6] = modulates.reduce((bits, target) => bits | (1 << target), 0)
    })
  }
  return state
}

/** Output level at the top of the envelope. */
function fullLevelOf(operator: FmOperator, request: NoteRequest): number {
  const octavesUp = Math.max(0, (request.pitchMidi - 60) / 12)
  const scaling = operator.keyScalingOctaves ? 2 ** (-octavesUp / operator.keyScalingOctaves) : 1
  const touch = 1 - operator.velocity + operator.velocity * request.velocity ** 1.5
  return operator.level * scaling * touch
}
