import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom, hash32 } from '../../dsp/random.js'
import { midiToHz } from '../../dsp/units.js'
import { heldLevel } from './envelope.js'
import { velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import type { SubtractivePatch } from './patches.js'
import { pitchShapeOf } from './pitch-shape.js'
import { SteppedNote } from './stepped-note.js'
import { tableIncrement, wavetableInKernel } from './wavetables.js'

/** Pitch, filter and loudness move in straight lines over this many frames. */
const STEP_FRAMES = 32
const STEP_SECONDS = STEP_FRAMES / SAMPLE_RATE
/** Phases count 2³² to the turn. */
const TURN = 2 ** 32
/** 64-bit floats of a note's memory before its oscillators: noise, then two filters of two pairs. */
const FILTER_STATE = 1
const COPIES_STATE = 10
const COPY_VALUES = 8

/** One copy of one oscillator, as `playVoice` of the kernel wants it. */
interface OscillatorCopy {
  readonly table: number
  readonly phase: number
  readonly ratio: number
  /** Width of a pulse and how far it wanders; 0 for a plain table. */
  readonly width: number
  readonly wander: number
  readonly left: number
  readonly right: number
}

/** A note of a subtractive patch. `label` seeds the phases, so that equal notes are equal. */
export function createSubtractiveNote(
  patch: SubtractivePatch,
  request: NoteRequest,
  label: string,
): NoteSound {
  const random = createRandom(hash32(`${label} ${request.pitchMidi} ${request.variant}`))
  const hz = midiToHz(request.pitchMidi)
  const copies = createCopies(patch, hz, () => random.next())
  const isStereo = copies.some(({ left, right }) => left !== right)
  const lfoPhase = random.next()
  const shape = pitchShapeOf(request)
  const isShort = request.articulation === 'staccato' || request.articulation === 'muted'
  const gain = velocityGain(request.velocity)
  const { filter, lfo, drive, scoop, amplitude, noise } = patch
  const filterCount = filter.poles / 2
  const opening =
    filter.envelopeOctaves * (1 - filter.velocityToEnvelope + filter.velocityToEnvelope * request.velocity)
  const cutoffHz =
    filter.cutoffHz *
    2 ** (filter.keyTracking * ((request.pitchMidi - 60) / 12)) *
    2 ** (filter.velocityToEnvelope * (request.velocity - 0.8)) *
    (request.articulation === 'muted' ? 0.5 : 1)
  // Two filters in a row share the resonance.
  const q = filterCount === 2 ? Math.sqrt(filter.q) : filter.q
  const envelope =
    request.articulation === 'legato' ? { ...amplitude, attack: amplitude.attack + 0.02 } : amplitude
  const driveGain = 1 + 5 * drive
  const driveLevel = drive > 0 ? 1 / (1 + 1.6 * drive) : 0
  const increment = tableIncrement(hz)
  let step = 0
  let level = gain * heldLevel(envelope, 0)

  return new SteppedNote(
    isStereo ? 2 : 1,
    STEP_FRAMES,
    stateOf(copies, hash32(label) | 1),
    (kernel, state, left, right, frames) => {
      for (let done = 0; done < frames; done += STEP_FRAMES) {
        const seconds = step * STEP_SECONDS
        step += 1
        const wave = Math.sin(2 * Math.PI * (lfo.rateHz * seconds + (lfo.onset > 0 ? 0 : lfoPhase)))
        const grown = lfo.onset > 0 ? Math.min(1, Math.max(0, seconds / lfo.onset - 1)) : 1
        let cents = (shape?.(seconds) ?? 0) + (isShort ? 0 : lfo.pitchCents * grown * wave)
        if (scoop && !isShort && seconds < scoop.seconds) {
          cents += scoop.cents * (1 - seconds / scoop.seconds) ** 2
        }
        const open = opening * heldLevel(filter.envelope, seconds) + lfo.cutoffOctaves * wave
        const corner = Math.min(Math.max(cutoffHz * 2 ** open, 10), 0.45 * SAMPLE_RATE)
        const next = gain * heldLevel(envelope, seconds + STEP_SECONDS)
        if (seconds > envelope.attack && next < 1e-5) return done
        kernel.run.playVoice(
          state + 8 * COPIES_STATE,
          copies.length,
          left + 4 * done,
          isStereo ? right + 4 * done : 0,
          STEP_FRAMES,
          cents === 0 ? increment : increment * 2 ** (cents / 1200),
          wave,
          noise,
          state,
          state + 8 * FILTER_STATE,
          filterCount,
          Math.tan((Math.PI * corner) / SAMPLE_RATE),
          1 / q,
          driveGain,
          driveLevel,
          level,
          (next - level) / STEP_FRAMES,
        )
        level = next
      }
      return frames
    },
  )
}

function stateOf(copies: readonly OscillatorCopy[], noiseSeed: number): Float64Array {
  const state = new Float64Array(COPIES_STATE + COPY_VALUES * copies.length)
  new Int32Array(state.buffer)[0] = noiseSeed
  copies.forEach(({ table, phase, ratio, width, wander, left, right }, i) => {
    state.set([table, phase, ratio, width, wander, left, right], COPIES_STATE + COPY_VALUES * i)
  })
  return state
}

function createCopies(patch: SubtractivePatch, hz: number, random: () => number): OscillatorCopy[] {
  return patch.oscillators.flatMap((oscillator) => {
    const isPulse = oscillator.waveform === 'square'
    const level = oscillator.level / Math.sqrt(oscillator.unison)
    const table = wavetableInKernel(
      isPulse ? 'saw' : oscillator.waveform,
      hz * 2 ** (oscillator.semitones / 12),
    )
    return Array.from({ length: oscillator.unison }, (_, i): OscillatorCopy => {
      const place = oscillator.unison === 1 ? 0 : (2 * i) / (oscillator.unison - 1) - 1
      const cents = oscillator.unison === 1 ? oscillator.detuneCents : place * oscillator.detuneCents
      // Neighbours in pitch go to opposite sides, so that both sides carry the whole width of pitches.
      const pan = oscillator.spread * place * (i % 2 === 0 ? 1 : -1)
      const angle = ((pan + 1) * Math.PI) / 4
      return {
        table,
        // A lone oscillator starts at zero, without a click; a choir of them starts anywhere.
        phase: oscillator.unison === 1 ? 0 : Math.floor(random() * TURN),
        ratio: 2 ** (oscillator.semitones / 12 + cents / 1200),
        width: isPulse ? (oscillator.pulseWidth ?? 0.5) : 0,
        wander: isPulse ? (oscillator.pulseWander ?? 0) : 0,
        left: level * (oscillator.spread > 0 ? Math.SQRT2 * Math.cos(angle) : 1),
        right: level * (oscillator.spread > 0 ? Math.SQRT2 * Math.sin(angle) : 1),
      }
    })
  })
}
