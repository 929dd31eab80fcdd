/** Frames around a moment within which its onset is looked for. */
const ONSET_REACH_FRAMES = 3

/** How strong the onset is that belongs to a moment. */
export function onsetNear(envelope: Float32Array, seconds: number, framesPerSecond: number): number {
  return peakNear(envelope, seconds * framesPerSecond, ONSET_REACH_FRAMES)
}

/** The largest value within `reachFrames` frames of a place, which may lie between frames; 0 where there is none. */
export function peakNear(values: Float32Array, at: number, reachFrames: number): number {
  const centre = Math.round(at)
  const last = Math.min(values.length - 1, centre + reachFrames)
  let peak = 0
  for (let i = Math.max(0, centre - reachFrames); i <= last; i++) peak = Math.max(peak, values[i]!)
  return peak
}
