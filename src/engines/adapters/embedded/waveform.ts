import { frameCount, type Audio } from '../../../dsp/audio.js'

/** RMS level of `points` equal slices, the loudest being 1, rounded to three digits. */
export function waveformOf(audio: Audio, points: number): number[] {
  const frames = frameCount(audio)
  const levels = Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * frames) / points)
    const to = Math.floor(((point + 1) * frames) / points)
    let energy = 0
    for (const channel of audio.channels) for (let i = from; i < to; i++) energy += channel[i]! * channel[i]!
    return Math.sqrt(energy / Math.max(1, to - from))
  })
  const loudest = Math.max(1e-9, ...levels)
  return levels.map((level) => Math.round((level / loudest) * 1000) / 1000)
}
