/** Planar PCM: one Float32Array a channel, all of one length, nominal full scale ±1. */
export interface Audio {
  /** Frames a second, in hertz. */
  readonly sampleRate: number
  readonly channels: readonly Float32Array[]
}

/** The rate at which everything of ours is performed, in hertz. Uploads are resampled to it. */
export const SAMPLE_RATE = 48_000

/** Length in frames (one instant on all channels). */
export function frameCount(audio: Audio): number {
  return audio.channels[0]?.length ?? 0
}

export function durationSeconds(audio: Audio): number {
  return frameCount(audio) / audio.sampleRate
}

/** Silence of the given shape. */
export function createAudio(channelCount: number, frames: number, sampleRate = SAMPLE_RATE): Audio {
  return { sampleRate, channels: Array.from({ length: channelCount }, () => new Float32Array(frames)) }
}

/** Mean of all channels as one new array. */
export function toMono(audio: Audio): Float32Array {
  const frames = frameCount(audio)
  const mono = new Float32Array(frames)
  const scale = 1 / audio.channels.length
  for (const channel of audio.channels) {
    for (let i = 0; i < frames; i++) mono[i]! += channel[i]! * scale
  }
  return mono
}
