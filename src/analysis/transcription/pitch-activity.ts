/** The network's own sample rate, in hertz. */
export const PITCH_RATE = 22_050
/** Samples from one frame to the next. */
export const PITCH_HOP = 256
/** Frames a second: about 86. */
export const PITCH_FRAMES_PER_SECOND = PITCH_RATE / PITCH_HOP
/** Piano keys, from `LOWEST_PITCH_MIDI` up. */
export const PITCH_COUNT = 88
/** MIDI number of the first piano key. */
export const LOWEST_PITCH_MIDI = 21

/** Samples the network hears at once: two seconds. */
const WINDOW_SAMPLES = 43_844
/** Frames of activity it gives back for them. */
const WINDOW_FRAMES = 172
/** Frames at each end of a window that lack their surroundings and are dropped. */
const MARGIN_FRAMES = 15
/** A whole number of frames, so that frames of all windows lie on one grid. */
const STEP_FRAMES = Math.floor(WINDOW_SAMPLES / PITCH_HOP) - 2 * MARGIN_FRAMES
const WINDOWS_A_BATCH = 4

/**
 * What a network makes of windows of sound: rows of `PITCH_COUNT` probabilities, `WINDOW_FRAMES` rows a window, one window
 * after the other.
 * @param windows `count` windows of 43,844 samples at `PITCH_RATE`, one after the other.
 */
export type PitchNetwork = (
  windows: Float32Array,
  count: number,
) => Promise<{ readonly notes: Float32Array; readonly onsets: Float32Array }>

/** How likely each key sounds, and begins, at each moment: `frames` rows of `PITCH_COUNT` values from 0 to 1. */
export interface PitchActivity {
  readonly frames: number
  readonly notes: Float32Array
  readonly onsets: Float32Array
}

/**
 * Which keys sound when. Frame f is centred at `f / PITCH_FRAMES_PER_SECOND` seconds.
 * @param samples One channel at `PITCH_RATE`.
 * @param onProgress Told the share done, 0 … 1, between the network's batches.
 */
export async function listenForPitches(
  samples: Float32Array,
  network: PitchNetwork,
  onProgress: (fraction: number) => void = () => {},
): Promise<PitchActivity> {
  const frames = Math.ceil(samples.length / PITCH_HOP)
  const notes = new Float32Array(frames * PITCH_COUNT)
  const onsets = new Float32Array(frames * PITCH_COUNT)
  const windowCount = Math.ceil(frames / STEP_FRAMES)
  for (let first = 0; first < windowCount; first += WINDOWS_A_BATCH) {
    const count = Math.min(WINDOWS_A_BATCH, windowCount - first)
    const windows = new Float32Array(count * WINDOW_SAMPLES)
    for (let w = 0; w < count; w++) {
      const start = ((first + w) * STEP_FRAMES - MARGIN_FRAMES) * PITCH_HOP
      const from = Math.max(0, start)
      windows.set(samples.subarray(from, start + WINDOW_SAMPLES), w * WINDOW_SAMPLES + from - start)
    }
    const heard = await network(windows, count)
    for (let w = 0; w < count; w++) {
      const frame = (first + w) * STEP_FRAMES
      const kept = Math.min(STEP_FRAMES, frames - frame)
      const from = (w * WINDOW_FRAMES + MARGIN_FRAMES) * PITCH_COUNT
      notes.set(heard.notes.subarray(from, from + kept * PITCH_COUNT), frame * PITCH_COUNT)
      onsets.set(heard.onsets.subarray(from, from + kept * PITCH_COUNT), frame * PITCH_COUNT)
    }
    onProgress((first + count) / windowCount)
  }
  return { frames, notes, onsets }
}

/** Below this peak there is nothing to listen to. */
const SILENCE_PEAK = 1e-4

/** At full scale: the network measures levels against the loudest of each window, so only true silence must stay silent. */
export function atFullScale(samples: Float32Array): Float32Array {
  let peak = 0
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]!))
  const scaled = new Float32Array(samples.length)
  if (peak < SILENCE_PEAK) return scaled
  for (let i = 0; i < samples.length; i++) scaled[i] = samples[i]! / peak
  return scaled
}
