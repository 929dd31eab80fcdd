import { createComplexFft, createRealFft } from '../../dsp/fft.js'
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
 * through a blend of their responses. `cepstrumSize` is the row length of `frames.cepstra`, `roughness` 0 … 1 the
 * irregularity of the vocal folds.
 */
export function createGroupVoice(
  frames: VoiceFrames,
  tract: VocalTract,
  cepstrumSize: number,
  hop: number,
  roughness: number,
  random: Random,
): GroupVoice {
  const excitation = createExcitation(hop, roughness, random)
  const window = Float64Array.from(
    { length: 2 * hop },
    (_, n) => 0.5 - 0.5 * Math.cos((Math.PI * (n + 0.5)) / hop),
  )
  const analysis = createComplexFft(TRANSFORM_SIZE)
  const synthesis = createRealFft(TRANSFORM_SIZE)
  const filter = createFrameFilter()
  const array = (length: number): Float64Array => new Float64Array(length)
  const [pulsesBefore, pulsesNow, noiseBefore, noiseNow] = [array(hop), array(hop), array(hop), array(hop)]
  // Pulses as real, noise as imaginary part: one transform takes both apart.
  const [bothRe, bothIm] = [array(TRANSFORM_SIZE), array(TRANSFORM_SIZE)]
  const [spectrumRe, spectrumIm] = [array(synthesis.binCount), array(synthesis.binCount)]
  const response = array(TRANSFORM_SIZE)
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
    for (let n = 0; n < hop; n++) {
      const rise = window[n]!
      const fall = window[hop + n]!
      bothRe[n] = pulsesBefore[n]! * rise
      bothRe[hop + n] = pulsesNow[n]! * fall
      bothIm[n] = noiseBefore[n]! * rise
      bothIm[hop + n] = noiseNow[n]! * fall
    }
    bothRe.fill(0, 2 * hop)
    bothIm.fill(0, 2 * hop)
    analysis.forward(bothRe, bothIm)
    tract.shape(
      frames.cepstra,
      frame * cepstrumSize,
      gain,
      frames.friction[frame]!,
      frames.hiss[frame]!,
      frames.tiltDbPerOctave[frame]!,
      filter,
    )
    const { re, im, noise, pulses } = filter
    const { endBin } = tract
    spectrumRe[0] = 0
    spectrumIm[0] = 0
    for (let k = 1; k < endBin; k++) {
      const mirrored = TRANSFORM_SIZE - k
      const aRe = bothRe[k]!
      const aIm = bothIm[k]!
      const bRe = bothRe[mirrored]!
      const bIm = bothIm[mirrored]!
      const pulseShare = 0.5 * pulses[k]!
      const noiseShare = 0.5 * noise[k]!
      const xRe = pulseShare * (aRe + bRe) + noiseShare * (aIm + bIm)
      const xIm = pulseShare * (aIm - bIm) + noiseShare * (bRe - aRe)
      const hRe = re[k]!
      const hIm = im[k]!
      spectrumRe[k] = xRe * hRe - xIm * hIm
      spectrumIm[k] = xRe * hIm + xIm * hRe
    }
    synthesis.inverse(spectrumRe, spectrumIm, response)
    for (let n = 0; n < TRANSFORM_SIZE; n++) sum[n]! += response[n]!
  }
}
