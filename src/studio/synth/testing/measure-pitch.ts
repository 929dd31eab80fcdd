import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { createRealFft } from '../../../dsp/fft.js'
import { midiToHz } from '../../../dsp/units.js'

const HARMONICS = 6
const REACH_CENTS = 60

/**
 * How far a sound lies from a pitch, in cents (±60): the shift at which a comb of its first harmonics gathers most energy
 * under a Hann window. Resolution about half a cent for half a second of sound.
 */
export function pitchErrorCents(block: Float32Array, pitchMidi: number): number {
  const windowed = hannWindowed(block)
  let best = 0
  let bestEnergy = -1
  for (const step of [4, 0.5]) {
    const centre = best
    const reach = step === 4 ? REACH_CENTS : 6
    for (let cents = centre - reach; cents <= centre + reach; cents += step) {
      const hz = midiToHz(pitchMidi + cents / 100)
      let energy = 0
      for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
        if (hz * harmonic < 0.45 * SAMPLE_RATE) energy += Math.sqrt(powerAt(windowed, hz * harmonic))
      }
      if (energy > bestEnergy) {
        bestEnergy = energy
        best = cents
      }
    }
  }
  return best
}

/** Where within ±`reachCents` of `hz` a sound has most energy, in Hz, to half a cent. */
export function strongestNearHz(block: Float32Array, hz: number, reachCents: number): number {
  const windowed = hannWindowed(block)
  const steps = Array.from({ length: 4 * reachCents + 1 }, (_, i) => hz * 2 ** ((i / 2 - reachCents) / 1200))
  const powers = steps.map((candidateHz) => powerAt(windowed, candidateHz))
  return steps[powers.indexOf(Math.max(...powers))]!
}

/** Points of a transform that tells 0.2 Hz apart, zeros behind the sound. */
const FINE_FFT_SIZE = 2 ** 18
/** What lies so near a partial, as a share of its frequency, is it: a semitone. */
const SAME_PARTIAL = 0.06

/**
 * The strongest partial of a sound between two frequencies, and its share (0 … 1) of all power above the lower one.
 * @param block At most 2^18 samples.
 */
export function strongestPartial(
  block: Float32Array,
  lowestHz: number,
  highestHz: number,
): { readonly hz: number; readonly share: number } {
  const padded = new Float64Array(FINE_FFT_SIZE)
  padded.set(hannWindowed(block))
  const fft = createRealFft(FINE_FFT_SIZE)
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)]
  fft.forward(padded, re, im)
  const binHz = SAMPLE_RATE / FINE_FFT_SIZE
  const lowest = Math.ceil(lowestHz / binHz)
  const powers = re.map((x, bin) => (bin < lowest ? 0 : x * x + im[bin]! ** 2))
  let best = lowest
  for (let bin = best; bin * binHz < highestHz; bin++) if (powers[bin]! > powers[best]!) best = bin
  const near = Math.round(SAME_PARTIAL * best)
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  return { hz: best * binHz, share: sum(powers.subarray(best - near, best + near + 1)) / sum(powers) }
}

function hannWindowed(block: Float32Array): Float64Array {
  return Float64Array.from(block, (x, i) => x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / block.length)))
}

/** Goertzel. */
function powerAt(block: Float64Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < block.length; i++) {
    const s0 = block[i]! + coefficient * s1 - s2
    s2 = s1
    s1 = s0
  }
  return s1 * s1 + s2 * s2 - coefficient * s1 * s2
}
