import { SAMPLE_RATE } from '../../../dsp/audio.js'
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
