import { createRealFft } from '../../dsp/fft.js'
import type { Random } from '../../dsp/random.js'
import { createExcitation } from './excitation.js'
import { TRANSFORM_SIZE, createFrameFilter, type VocalTract } from './vocal-tract.js'
import type { VoiceFrames } from './voice-frames.js'

/** Renders one breath group from the front. */
export interface GroupVoice {
  /** Overwrites `out` (one frame's worth of samples) with the next stretch of the group. */
  nextFrame(out: Float32Array): void
}

/**
 * Pulse-plus-noise synthesis: both excitations are cut into overlapping windows two frames long, each window goes through
 * its frame's filter in the frequency domain, and the results are added up. A pulse between two frames thus sounds
 * through a blend of their responses. `cepstrumSize` is the row length of `frames.cepstra`.
 */
export function createGroupVoice(
  frames: VoiceFrames,
  tract: VocalTract,
  cepstrumSize: number,
  hop: number,
  random: Random,
): GroupVoice {
  const excitation = createExcitation(hop, random)
  const window = Float64Array.from(
    { length: 2 * hop },
    (_, n) => 0.5 - 0.5 * Math.cos((Math.PI * (n + 0.5)) / hop),
  )
  const fft = createRealFft(TRANSFORM_SIZE)
  const filter = createFrameFilter()
  const array = (length: number): Float64Array => new Float64Array(length)
  const [pulsesBefore, pulsesNow, noiseBefore, noiseNow] = [array(hop), array(hop), array(hop), array(hop)]
  const [pulseWindow, noiseWindow, response] = [
    array(TRANSFORM_SIZE),
    array(TRANSFORM_SIZE),
    array(TRANSFORM_SIZE),
  ]
  const [pulseRe, pulseIm] = [array(fft.binCount), array(fft.binCount)]
  const [noiseRe, noiseIm] = [array(fft.binCount), array(fft.binCount)]
  const sum = array(TRANSFORM_SIZE + hop)
  let frame = 0

  return {
    nextFrame(out) {
      if (frame < frames.count) {
        const next = Math.min(frame + 1, frames.count - 1)
        excitation.next(
          { f0Hz: frames.f0Hz[frame]!, voicing: frames.voicing[frame]! },
          { f0Hz: frames.f0Hz[next]!, voicing: frames.voicing[next]! },
          pulsesNow,
          noiseNow,
        )
        addFrame()
      }
      for (let n = 0; n < hop; n++) out[n] = sum[n]!
      sum.copyWithin(0, hop)
      sum.fill(0, TRANSFORM_SIZE)
      pulsesBefore.set(pulsesNow)
      noiseBefore.set(noiseNow)
      frame++
    },
  }

  function addFrame(): void {
    const gain = frames.gain[frame]!
    if (gain === 0) return
    let isPulsed = false
    for (let n = 0; n < hop; n++) {
      const rise = window[n]!
      const fall = window[hop + n]!
      pulseWindow[n] = pulsesBefore[n]! * rise
      pulseWindow[hop + n] = pulsesNow[n]! * fall
      noiseWindow[n] = noiseBefore[n]! * rise
      noiseWindow[hop + n] = noiseNow[n]! * fall
      if (pulseWindow[n] !== 0 || pulseWindow[hop + n] !== 0) isPulsed = true
    }
    tract.shape(
      frames.cepstra,
      frame * cepstrumSize,
      gain,
      frames.friction[frame]!,
      frames.hiss[frame]!,
      frames.tiltDbPerOctave[frame]!,
      filter,
    )
    fft.forward(noiseWindow, noiseRe, noiseIm)
    if (isPulsed) fft.forward(pulseWindow, pulseRe, pulseIm)
    else {
      pulseRe.fill(0)
      pulseIm.fill(0)
    }
    const { re, im, noise, pulses } = filter
    const { endBin } = tract
    for (let k = 0; k < endBin; k++) {
      const xRe = pulses[k]! * pulseRe[k]! + noise[k]! * noiseRe[k]!
      const xIm = pulses[k]! * pulseIm[k]! + noise[k]! * noiseIm[k]!
      const hRe = re[k]!
      const hIm = im[k]!
      noiseRe[k] = xRe * hRe - xIm * hIm
      noiseIm[k] = xRe * hIm + xIm * hRe
    }
    noiseRe.fill(0, endBin)
    noiseIm.fill(0, endBin)
    fft.inverse(noiseRe, noiseIm, response)
    for (let n = 0; n < TRANSFORM_SIZE; n++) sum[n]! += response[n]!
  }
}
