import type { Audio } from '../../../src/dsp/audio.js'
import { stepEnergies } from '../../../src/dsp/loudness.js'

/** Blocks of 400 ms, as loudness meters have them. */
const BLOCK_SECONDS = 0.4
/** A stem whose loudest block stays below this is silent, in dBFS. */
const SILENT_DBFS = -70
/** A stem that is heard has a block this loud, in dBFS. */
const HEARD_DBFS = -45

/** What of a song counts for its loudness range lies this far below its loudness at most, in LU. */
const RANGE_GATE_LU = -20
/** -70 LUFS as mean square (BS.1770-4). */
const ABSOLUTE_GATE_POWER = 10 ** ((-70 + 0.691) / 10)
/** Steps of 100 ms in the windows of 3 s whose loudness is compared. */
const RANGE_STEPS = 30

/**
 * Loudness range in LU (EBU Tech 3342): from the softest to the loudest 3 s, but for the softest tenth and the loudest
 * twentieth. 0 for silence and songs of less than 3 s.
 */
export function loudnessRangeLu(audio: Audio): number {
  const energies = stepEnergies(audio)
  const powers: number[] = []
  for (let end = RANGE_STEPS; end <= energies.length; end++) {
    const energy = energies.subarray(end - RANGE_STEPS, end).reduce((sum, value) => sum + value, 0)
    powers.push(energy / (0.1 * RANGE_STEPS * audio.sampleRate))
  }
  const audible = powers.filter((power) => power > ABSOLUTE_GATE_POWER)
  const gate = (audible.reduce((sum, power) => sum + power, 0) / audible.length) * 10 ** (RANGE_GATE_LU / 10)
  const counted = audible.filter((power) => power > gate).toSorted((a, b) => a - b)
  if (counted.length === 0) return 0
  const at = (share: number): number => counted[Math.round(share * (counted.length - 1))]!
  return 10 * Math.log10(at(0.95) / at(0.1))
}

/** Mean of the samples of the channel that is farthest from 0, in dBFS. */
export function dcDbfs({ channels }: Audio): number {
  const offsets = channels.map((samples) => {
    let sum = 0
    for (const sample of samples) sum += sample
    return Math.abs(sum / Math.max(1, samples.length))
  })
  return decibelsOfGain(Math.max(0, ...offsets))
}

/** Meters the loudest 400 ms of a signal that comes in pieces. */
export class LoudestBlock {
  private energy = 0
  private frames = 0
  private loudest = 0
  private readonly blockFrames: number

  constructor(sampleRate: number) {
    this.blockFrames = Math.round(BLOCK_SECONDS * sampleRate)
  }

  add(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      this.energy += (left[i]! ** 2 + right[i]! ** 2) / 2
      if (++this.frames < this.blockFrames) continue
      this.loudest = Math.max(this.loudest, this.energy / this.blockFrames)
      this.energy = 0
      this.frames = 0
    }
  }

  /** Level of the loudest whole block, in dBFS. */
  get dbfs(): number {
    return decibelsOfGain(Math.sqrt(this.loudest))
  }
}

export function isSilent(loudestBlockDbfs: number): boolean {
  return loudestBlockDbfs < SILENT_DBFS
}

export function isHeard(loudestBlockDbfs: number): boolean {
  return loudestBlockDbfs > HEARD_DBFS
}

/** When the last sound is heard, in seconds: the last sample above -60 dBFS. */
export function lastSoundSeconds({ channels, sampleRate }: Audio): number {
  let last = 0
  for (const samples of channels) {
    let i = samples.length - 1
    while (i > last && Math.abs(samples[i]!) < 0.001) i--
    last = Math.max(last, i)
  }
  return last / sampleRate
}

function decibelsOfGain(gain: number): number {
  return 20 * Math.log10(Math.max(1e-10, gain))
}
