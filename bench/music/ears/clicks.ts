import type { Audio } from '../../../src/dsp/audio.js'

/** A place where the sound jumps. */
export interface Click {
  readonly seconds: number
  readonly channel: number
  /** Height of the jump, full scale = 1. */
  readonly height: number
}

/** The jump must be this many times as large as any other step near it. */
const STANDS_OUT = 6
/** Smaller jumps are not heard: -46 dBFS. */
const LEAST_HEIGHT = 0.005
/** Neighbourhood on both sides: longer than the period of the lowest saw or square, whose own edges are no clicks. */
const NEAR_SECONDS = 0.03
/** A band-limited edge takes a few samples. */
const OWN_SAMPLES = 3

/**
 * Discontinuities: single steps between neighbouring samples far larger than all others within 30 ms on both sides.
 * Drum strokes and plucked notes begin steeply too, but go on moving; edges of waveforms come again.
 */
export function findClicks(audio: Audio): Click[] {
  return audio.channels.flatMap((samples, channel) => clicksOf(samples, channel, audio.sampleRate))
}

function clicksOf(samples: Float32Array, channel: number, sampleRate: number): Click[] {
  const near = Math.round(NEAR_SECONDS * sampleRate)
  const clicks: Click[] = []
  for (let i = 1; i < samples.length; i++) {
    const height = Math.abs(samples[i]! - samples[i - 1]!)
    if (height < LEAST_HEIGHT) continue
    if (largestStep(samples, i - near, i - OWN_SAMPLES, height / STANDS_OUT) > height / STANDS_OUT) continue
    if (largestStep(samples, i + OWN_SAMPLES, i + near, height / STANDS_OUT) > height / STANDS_OUT) continue
    clicks.push({ seconds: i / sampleRate, channel, height })
  }
  return clicks
}

/** Largest step in a range; stops at the first one above `enough`. */
function largestStep(samples: Float32Array, from: number, to: number, enough: number): number {
  let largest = 0
  for (let i = Math.min(samples.length - 1, to); i >= Math.max(1, from); i--) {
    const step = Math.abs(samples[i]! - samples[i - 1]!)
    if (step > largest) largest = step
    if (largest > enough) return largest
  }
  return largest
}
