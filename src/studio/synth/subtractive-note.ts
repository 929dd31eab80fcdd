import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom, hash32 } from '../../dsp/random.js'
import { StateVariableFilter } from '../../dsp/state-variable-filter.js'
import { midiToHz } from '../../dsp/units.js'
import { heldLevel } from './envelope.js'
import { velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import type { SubtractivePatch } from './patches.js'
import { pitchShapeOf } from './pitch-shape.js'
import { TABLE_SIZE, tableIncrement, wavetable } from './wavetables.js'

/** Pitch, filter and loudness move in straight lines over this many frames. */
const STEP_FRAMES = 32
const STEP_SECONDS = STEP_FRAMES / SAMPLE_RATE
const MASK = TABLE_SIZE - 1

/** One copy of one oscillator. */
interface OscillatorCopy {
  readonly table: Float32Array
  /** Pulses are the difference of two saws: the offset in table points, or 0 for a plain table. */
  pulseOffset: number
  readonly baseWidth: number
  readonly wander: number
  readonly ratio: number
  readonly left: number
  readonly right: number
  phase: number
  increment: number
}

/** A note of a subtractive patch. `label` seeds the phases, so that equal notes are equal. */
export function createSubtractiveNote(
  patch: SubtractivePatch,
  request: NoteRequest,
  label: string,
): NoteSound {
  const random = createRandom(hash32(`${label} ${request.pitchMidi} ${request.variant}`))
  const hz = midiToHz(request.pitchMidi)
  const partials = createPartials(patch, hz, () => random.next())
  const isStereo = partials.some(({ left, right }) => left !== right)
  const shape = pitchShapeOf(request)
  const isShort = request.articulation === 'staccato' || request.articulation === 'muted'
  const gain = velocityGain(request.velocity)
  const { filter: filterSettings, lfo, drive, scoop, amplitude, noise } = patch
  const filtersPerSide = filterSettings.poles / 2
  const filters = Array.from(
    { length: (isStereo ? 2 : 1) * filtersPerSide },
    () => new StateVariableFilter(SAMPLE_RATE),
  )
  const leftFilters = filters.slice(0, filtersPerSide)
  const rightFilters = filters.slice(filtersPerSide)
  const opening =
    filterSettings.envelopeOctaves *
    (1 - filterSettings.velocityToEnvelope + filterSettings.velocityToEnvelope * request.velocity)
  const cutoffHz =
    filterSettings.cutoffHz *
    2 ** (filterSettings.keyTracking * ((request.pitchMidi - 60) / 12)) *
    2 ** (filterSettings.velocityToEnvelope * (request.velocity - 0.8)) *
    (request.articulation === 'muted' ? 0.5 : 1)
  // Two filters in a row share the resonance.
  const q = filtersPerSide === 2 ? Math.sqrt(filterSettings.q) : filterSettings.q
  const envelope =
    request.articulation === 'legato' ? { ...amplitude, attack: amplitude.attack + 0.02 } : amplitude
  const driveGain = 1 + 5 * drive
  const driveLevel = drive > 0 ? 1 / (1 + 1.6 * drive) : 0
  const lfoPhase = random.next()
  let noiseState = hash32(label) | 1
  let step = 0
  let framesLeftInStep = 0
  let level = gain * heldLevel(envelope, 0)
  let levelSlope = 0
  let isOver = false

  const startStep = (): void => {
    const seconds = step * STEP_SECONDS
    step += 1
    framesLeftInStep = STEP_FRAMES
    const wave = Math.sin(2 * Math.PI * (lfo.rateHz * seconds + (lfo.onset > 0 ? 0 : lfoPhase)))
    const grown = lfo.onset > 0 ? Math.min(1, Math.max(0, seconds / lfo.onset - 1)) : 1
    let cents = (shape?.(seconds) ?? 0) + (isShort ? 0 : lfo.pitchCents * grown * wave)
    if (scoop && !isShort && seconds < scoop.seconds) {
      cents += scoop.cents * (1 - seconds / scoop.seconds) ** 2
    }
    const bent = tableIncrement(hz) * 2 ** (cents / 1200)
    for (const partial of partials) {
      partial.increment = bent * partial.ratio
      if (partial.baseWidth > 0) {
        partial.pulseOffset = TABLE_SIZE * (partial.baseWidth + partial.wander * wave)
      }
    }
    const open = opening * heldLevel(filterSettings.envelope, seconds) + lfo.cutoffOctaves * wave
    const corner = cutoffHz * 2 ** open
    for (const filter of filters) filter.set(corner, q)
    const next = gain * heldLevel(envelope, seconds + STEP_SECONDS)
    levelSlope = (next - level) / STEP_FRAMES
    if (seconds > envelope.attack && next < 1e-5) isOver = true
  }

  return {
    channelCount: isStereo ? 2 : 1,
    render(left, right, frames) {
      let done = 0
      while (done < frames) {
        if (framesLeftInStep === 0) startStep()
        if (isOver) return done
        const count = Math.min(frames - done, framesLeftInStep)
        for (let i = done; i < done + count; i++) {
          noiseState = (Math.imul(noiseState, 1664525) + 1013904223) | 0
          left[i] = noise * (noiseState / 2147483648)
          if (isStereo) right[i] = left[i]!
        }
        for (const partial of partials) addPartial(partial, left, right, isStereo, done, count)
        shapeSide(left, leftFilters, driveGain, driveLevel, level, levelSlope, done, count)
        if (isStereo) shapeSide(right, rightFilters, driveGain, driveLevel, level, levelSlope, done, count)
        level += levelSlope * count
        framesLeftInStep -= count
        done += count
      }
      return done
    },
  }
}

/** Filter, drive and loudness of one side. `driveLevel` 0: no drive. */
function shapeSide(
  block: Float32Array,
  filters: readonly StateVariableFilter[],
  driveGain: number,
  driveLevel: number,
  startLevel: number,
  levelSlope: number,
  start: number,
  count: number,
): void {
  for (const filter of filters) filter.processLow(block, start, count)
  let level = startLevel
  if (driveLevel === 0) {
    for (let i = start; i < start + count; i++) {
      block[i] = block[i]! * level
      level += levelSlope
    }
    return
  }
  for (let i = start; i < start + count; i++) {
    block[i] = softClip(block[i]! * driveGain) * driveLevel * level
    level += levelSlope
  }
}

function addPartial(
  partial: OscillatorCopy,
  left: Float32Array,
  right: Float32Array,
  isStereo: boolean,
  start: number,
  count: number,
): void {
  const { table, increment, pulseOffset, left: leftLevel, right: rightLevel } = partial
  let { phase } = partial
  for (let i = start; i < start + count; i++) {
    const at = phase | 0
    const fraction = phase - at
    let x = table[at]! + fraction * (table[at + 1]! - table[at]!)
    if (pulseOffset > 0) {
      const shifted = phase + pulseOffset
      const whole = shifted | 0
      const other = whole & MASK
      x -= table[other]! + (shifted - whole) * (table[other + 1]! - table[other]!)
    }
    left[i] = left[i]! + x * leftLevel
    if (isStereo) right[i] = right[i]! + x * rightLevel
    phase += increment
    if (phase >= TABLE_SIZE) phase -= TABLE_SIZE
  }
  partial.phase = phase
}

function createPartials(patch: SubtractivePatch, hz: number, random: () => number): OscillatorCopy[] {
  return patch.oscillators.flatMap((oscillator) => {
    const isPulse = oscillator.waveform === 'square'
    const fundamentalHz = hz * 2 ** (oscillator.semitones / 12)
    const level = oscillator.level / Math.sqrt(oscillator.unison)
    return Array.from({ length: oscillator.unison }, (_, i): OscillatorCopy => {
      const place = oscillator.unison === 1 ? 0 : (2 * i) / (oscillator.unison - 1) - 1
      const cents = oscillator.unison === 1 ? oscillator.detuneCents : place * oscillator.detuneCents
      // Neighbours in pitch go to opposite sides, so that both sides carry the whole width of pitches.
      const pan = oscillator.spread * place * (i % 2 === 0 ? 1 : -1)
      const angle = ((pan + 1) * Math.PI) / 4
      const left = level * (oscillator.spread > 0 ? Math.SQRT2 * Math.cos(angle) : 1)
      const right = level * (oscillator.spread > 0 ? Math.SQRT2 * Math.sin(angle) : 1)
      return {
        table: wavetable(isPulse ? 'saw' : oscillator.waveform, fundamentalHz),
        pulseOffset: 0,
        baseWidth: isPulse ? (oscillator.pulseWidth ?? 0.5) : 0,
        wander: oscillator.pulseWander ?? 0,
        ratio: 2 ** (oscillator.semitones / 12 + cents / 1200),
        left,
        right,
        // A lone oscillator starts at zero, without a click; a choir of them starts anywhere.
        phase: oscillator.unison === 1 ? 0 : random() * TABLE_SIZE,
        increment: 0,
      }
    })
  })
}

/** A smooth curve through the origin with slope 1 that never passes ±1 (rational tanh). */
function softClip(x: number): number {
  if (x > 3) return 1
  if (x < -3) return -1
  const squared = x * x
  return (x * (27 + squared)) / (27 + 9 * squared)
}
