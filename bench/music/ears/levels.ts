import type { Audio } from '../../../src/dsp/audio.js'

/** Blocks of 400 ms, as loudness meters have them. */
const BLOCK_SECONDS = 0.4
/** A stem whose loudest block stays below this is silent, in dBFS. */
const SILENT_DBFS = -70
/** A stem that is heard has a block this loud, in dBFS. */
const HEARD_DBFS = -45

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
