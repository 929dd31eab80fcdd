/** The largest value within `reachFrames` frames of a place, which may lie between frames; 0 where there is none. */
export function peakNear(values: Float32Array, at: number, reachFrames: number): number {
  const centre = Math.round(at)
  const last = Math.min(values.length - 1, centre + reachFrames)
  let peak = 0
  for (let i = Math.max(0, centre - reachFrames); i <= last; i++) peak = Math.max(peak, values[i]!)
  return peak
}
