import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRealFft } from '../../dsp/fft.js'
import { createRandom, type Random } from '../../dsp/random.js'

/** Length of one pulse's picture in samples. */
const PULSE_LENGTH = 128
/** From a pulse's instant to the middle of its picture, in samples. */
const PULSE_DELAY = 24
/** Pulses begin between samples; their pictures are kept at this many positions a sample. */
const POSITIONS = 32
/** Pulses alike below 3 kHz and different above, so that no two periods of a held note are copies. */
const VARIANTS = 6

/** What drives the vocal tract: pulses of the vocal folds and the noise of breath, both of power 1 a sample. */
export interface Excitation {
  /**
   * Continues by one block. `f0Hz` and `voicing` run in straight lines over it; `pulses` and `noise` are overwritten.
   * Voicing (0 … 1) scales the pulses and how strongly the noise follows their rhythm.
   */
  next(from: ExcitationPoint, to: ExcitationPoint, pulses: Float64Array, noise: Float64Array): void
}

export interface ExcitationPoint {
  readonly f0Hz: number
  readonly voicing: number
}

/** Deviation of one period from its neighbours (jitter) and of their strength (shimmer): healthy adult voices. */
const JITTER = 0.003
const SHIMMER = 0.03
/** How far the breath noise swells and fades within each period. */
const NOISE_RHYTHM = 0.6

let pictures: Float32Array | undefined

/** `roughness`: 0 (clean) … 1 (torn). */
export function createExcitation(blockLength: number, roughness: number, random: Random): Excitation {
  const jitter = JITTER * (1 + 4 * roughness)
  const shimmer = SHIMMER * (1 + 3 * roughness)
  // Every second pulse is weaker in rough voices: the subharmonics of a growl.
  const alternation = 0.3 * roughness
  let isSecond = false
  const table = (pictures ??= drawPulses())
  // Pulses reach into the blocks after their own.
  const pending = new Float64Array(blockLength + PULSE_LENGTH + 1)
  let phase = 0
  let stretch = 1
  const uniformScale = Math.sqrt(12)

  return {
    next(from, to, pulses, noise) {
      const f0Step = (to.f0Hz - from.f0Hz) / blockLength
      const voicingStep = (to.voicing - from.voicing) / blockLength
      for (let n = 0; n < blockLength; n++) {
        const f0 = (from.f0Hz + f0Step * n) * stretch
        const voicing = from.voicing + voicingStep * n
        const step = f0 / SAMPLE_RATE
        phase += step
        if (phase >= 1) {
          phase -= 1
          stretch = 1 + jitter * random.gaussian()
          isSecond = !isSecond
          const strength = 1 + shimmer * random.gaussian() + (isSecond ? -alternation : alternation)
          const variant = random.int(VARIANTS)
          if (voicing > 0.02) {
            // The period ended `phase / step` samples before now.
            const late = 1 - Math.min(0.999, phase / step)
            const position = Math.floor(late * POSITIONS)
            const picture = (variant * POSITIONS + position) * PULSE_LENGTH
            const amplitude = voicing * strength * Math.sqrt(SAMPLE_RATE / f0)
            for (let i = 0; i < PULSE_LENGTH; i++) pending[n + i]! += amplitude * table[picture + i]!
          }
        }
        const rhythm = NOISE_RHYTHM * voicing
        const swell = 1 - 0.5 * rhythm + 0.9 * rhythm * periodCosine(phase - 0.05)
        noise[n] = (random.next() - 0.5) * uniformScale * swell
      }
      for (let n = 0; n < blockLength; n++) pulses[n] = pending[n]!
      pending.copyWithin(0, blockLength)
      pending.fill(0, PULSE_LENGTH + 1)
    },
  }
}

/** cos(2πx) by a parabola a half period; within 0.06, which is plenty for a swell. */
function periodCosine(x: number): number {
  const u = x - Math.floor(x)
  const v = Math.abs(u - 0.5) * 4 - 1
  return v * (2 - Math.abs(v))
}

/**
 * Pictures of a unit pulse for each variant and position between samples: all-pass, so that only phases differ. A common
 * smooth phase spreads the pulse over about a millisecond, which takes the buzz out of low voices; above 3 kHz each
 * variant has phases of its own.
 */
function drawPulses(): Float32Array {
  const size = 256
  const fft = createRealFft(size)
  const re = new Float64Array(fft.binCount)
  const im = new Float64Array(fft.binCount)
  const wave = new Float64Array(size)
  const random = createRandom(0x9a15e)
  const smoothPhase = (): Float64Array => {
    const phases = Float64Array.from({ length: fft.binCount }, () => random.gaussian())
    for (let round = 0; round < 6; round++) {
      for (let k = 1; k < fft.binCount - 1; k++) {
        phases[k] = (phases[k - 1]! + 2 * phases[k]! + phases[k + 1]!) / 4
      }
    }
    return phases
  }
  const ramp = (hz: number, from: number, to: number): number =>
    Math.min(1, Math.max(0, (hz - from) / (to - from)))

  const common = smoothPhase()
  const result = new Float32Array(VARIANTS * POSITIONS * PULSE_LENGTH)
  for (let variant = 0; variant < VARIANTS; variant++) {
    const own = smoothPhase()
    for (let position = 0; position < POSITIONS; position++) {
      const delay = PULSE_DELAY + (position + 0.5) / POSITIONS
      for (let k = 0; k < fft.binCount; k++) {
        const hz = (k * SAMPLE_RATE) / size
        const spread = 1.6 * ramp(hz, 800, 3000) * common[k]! + 3 * ramp(hz, 3000, 8000) * own[k]!
        const angle = (-2 * Math.PI * k * delay) / size + spread
        // A soft end before half the sample rate keeps the picture short.
        const level = 1 - ramp(hz, 18_000, 23_500)
        re[k] = level * Math.cos(angle)
        im[k] = level * Math.sin(angle)
      }
      fft.inverse(re, im, wave)
      result.set(wave.subarray(0, PULSE_LENGTH), (variant * POSITIONS + position) * PULSE_LENGTH)
    }
  }
  return result
}
