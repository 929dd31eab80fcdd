/** Input frames that one interpolated value is made from. */
const TAPS = 16
const PHASES = 3
/** No interpolated value is larger than this multiple of the samples around it. */
const WORST_OVERSHOOT = 2.2

const KERNELS = Array.from({ length: PHASES }, (_, index) => {
  const offset = (index + 1) / (PHASES + 1)
  const taps = Float64Array.from({ length: TAPS }, (_, tap) => {
    const distance = tap - (TAPS / 2 - 1) - offset
    return (
      (Math.sin(Math.PI * distance) / (Math.PI * distance)) * Math.cos((Math.PI * distance) / (TAPS + 1)) ** 2
    )
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
})

/**
 * Raises each step's entry in `peaks` to the channel's largest magnitude within that step, on the samples and at three
 * points between neighbours (four times oversampled). Steps that cannot come near `threshold` get their sample peak only.
 */
export function raiseStepPeaks(
  channel: Float32Array,
  stepFrames: number,
  threshold: number,
  peaks: Float32Array,
): void {
  const reach = TAPS / 2
  for (let step = 0; step < peaks.length; step++) {
    const start = step * stepFrames
    const end = Math.min(channel.length, start + stepFrames)
    let peak = 0
    for (let i = start; i < end; i++) {
      const size = Math.abs(channel[i]!)
      if (size > peak) peak = size
    }
    let around = peak
    for (let i = Math.max(0, start - reach); i < start; i++) around = Math.max(around, Math.abs(channel[i]!))
    for (let i = end; i < Math.min(channel.length, end + reach); i++) {
      around = Math.max(around, Math.abs(channel[i]!))
    }
    if (around * WORST_OVERSHOOT > threshold) peak = Math.max(peak, peakBetween(channel, start, end))
    if (peak > peaks[step]!) peaks[step] = peak
  }
}

function peakBetween(channel: Float32Array, start: number, end: number): number {
  const before = TAPS / 2 - 1
  let peak = 0
  for (let i = start; i < end; i++) {
    const from = i - before
    const isInside = from >= 0 && from + TAPS <= channel.length
    for (let phase = 0; phase < PHASES; phase++) {
      const taps = KERNELS[phase]!
      let even = 0
      let odd = 0
      if (isInside) {
        // Two sums, so that additions need not wait for each other.
        for (let tap = 0; tap < TAPS; tap += 2) {
          even += channel[from + tap]! * taps[tap]!
          odd += channel[from + tap + 1]! * taps[tap + 1]!
        }
      } else {
        for (let tap = 0; tap < TAPS; tap++) even += (channel[from + tap] ?? 0) * taps[tap]!
      }
      const size = Math.abs(even + odd)
      if (size > peak) peak = size
    }
  }
  return peak
}
