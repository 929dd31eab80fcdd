import { type Audio, frameCount } from './audio.js'

/** Blocks quieter than this never count (BS.1770-4, absolute gate), in LUFS. */
const ABSOLUTE_GATE_LUFS = -70
/** Blocks this far below the mean of the rest do not count either (relative gate), in LU. */
const RELATIVE_GATE_LU = -10
/** Blocks of 400 ms start every 100 ms. */
const STEPS_A_SECOND = 10
const STEPS_A_BLOCK = 4

/**
 * Programme loudness of mono or stereo in LUFS: ITU-R BS.1770-4, both gates. Each channel counts with weight 1, so one
 * mono channel is 3 LU quieter than the same signal on two. Silence, and audio shorter than 0.4 s that holds nothing
 * above the absolute gate, gives `-Infinity`; other audio shorter than 0.4 s is measured as one block.
 */
export function integratedLufs(audio: Audio): number {
  const frames = frameCount(audio)
  const stepFrames = Math.round(audio.sampleRate / STEPS_A_SECOND)
  const stepCount = Math.max(1, Math.floor(frames / stepFrames))
  const stepEnergy = new Float64Array(stepCount)
  for (const channel of audio.channels) addWeightedEnergy(channel, audio.sampleRate, stepFrames, stepEnergy)

  const blockSteps = Math.min(STEPS_A_BLOCK, stepCount)
  const blockFrames = Math.min(frames, blockSteps * stepFrames)
  const blockPower: number[] = []
  for (let step = 0; step + blockSteps <= stepCount; step++) {
    let energy = 0
    for (let i = 0; i < blockSteps; i++) energy += stepEnergy[step + i]!
    blockPower.push(energy / blockFrames)
  }
  const audible = blockPower.filter((power) => powerToLufs(power) > ABSOLUTE_GATE_LUFS)
  if (audible.length === 0) return -Infinity
  const relativeGateLufs = powerToLufs(mean(audible)) + RELATIVE_GATE_LU
  return powerToLufs(mean(audible.filter((power) => powerToLufs(power) > relativeGateLufs)))
}

function powerToLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * Adds the K-weighted energy of one channel to each step. The last step takes no rest: frames beyond the last whole step
 * are left out, as the standard leaves out an incomplete block.
 */
function addWeightedEnergy(
  channel: Float32Array,
  sampleRate: number,
  stepFrames: number,
  stepEnergy: Float64Array,
): void {
  const shelf = highShelf(sampleRate)
  const highPass = lowCut(sampleRate)
  let s1 = 0
  let s2 = 0
  let h1 = 0
  let h2 = 0
  for (let step = 0; step < stepEnergy.length; step++) {
    const end = Math.min(channel.length, (step + 1) * stepFrames)
    let energy = 0
    for (let i = step * stepFrames; i < end; i++) {
      const x = channel[i]!
      const y = shelf.b0 * x + s1
      s1 = shelf.b1 * x - shelf.a1 * y + s2
      s2 = shelf.b2 * x - shelf.a2 * y
      const z = highPass.b0 * y + h1
      h1 = highPass.b1 * y - highPass.a1 * z + h2
      h2 = highPass.b2 * y - highPass.a2 * z
      energy += z * z
    }
    stepEnergy[step]! += energy
    // After digital silence the states would sink into subnormal numbers, which are many times slower.
    if (energy < 1e-60) s1 = s2 = h1 = h2 = 0
  }
}

interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

/**
 * First stage of the K weighting. BS.1770 prints coefficients for 48 kHz only; these are the analogue corner, gain and Q
 * that give back its table at 48 kHz and the same curve at other rates.
 */
function highShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const gain = 10 ** (3.999843853973347 / 20)
  const middle = gain ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (gain + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

/** Second stage of the K weighting; its numerator is 1, -2, 1 in the standard, not scaled to unity gain. */
function lowCut(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

const OVERSAMPLING = 4
/** Input frames that make one interpolated value. */
const TAPS = 24
const INTERPOLATORS = interpolators()
/** No interpolated value exceeds this multiple of the largest sample it is made from. */
const WORST_OVERSHOOT = Math.max(
  ...INTERPOLATORS.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)),
)
/** Frames looked at together when deciding whether a higher peak can hide there. */
const GLANCE_FRAMES = 32

/**
 * Highest peak between and on the samples of any channel in dBTP, four times oversampled (BS.1770-4, annex 2). Reads up
 * to 0.2 dB low for content just below half the sample rate. Silence gives `-Infinity`.
 */
export function truePeakDbtp(audio: Audio): number {
  let peak = 0
  for (const channel of audio.channels) {
    for (const sample of channel) peak = Math.max(peak, Math.abs(sample))
  }
  for (const channel of audio.channels) peak = peakBetweenSamples(channel, peak)
  return 20 * Math.log10(peak)
}

/** The larger of `startPeak` and the highest interpolated value. Skips stretches that cannot beat it. */
function peakBetweenSamples(channel: Float32Array, startPeak: number): number {
  let peak = startPeak
  const before = TAPS / 2 - 1
  const padded = new Float32Array(GLANCE_FRAMES + TAPS)
  for (let start = -before; start < channel.length; start += GLANCE_FRAMES) {
    const from = start - before
    const window =
      from >= 0 && from + padded.length <= channel.length
        ? channel.subarray(from, from + padded.length)
        : padded.map((_, i) => channel[from + i] ?? 0)
    let loudest = 0
    for (let i = 0; i < window.length; i++) {
      const level = Math.abs(window[i]!)
      if (level > loudest) loudest = level
    }
    if (loudest * WORST_OVERSHOOT > peak) peak = Math.max(peak, interpolatedPeak(window))
  }
  return peak
}

function interpolatedPeak(window: Float32Array): number {
  let peak = 0
  for (const taps of INTERPOLATORS) {
    for (let i = 0; i < GLANCE_FRAMES; i++) {
      // Two sums, because one would make each addition wait for the one before it.
      let even = 0
      let odd = 0
      for (let tap = 0; tap < TAPS; tap += 2) {
        even += window[i + tap]! * taps[tap]!
        odd += window[i + tap + 1]! * taps[tap + 1]!
      }
      const level = Math.abs(even + odd)
      if (level > peak) peak = level
    }
  }
  return peak
}

/** Windowed-sinc values at 1/4, 2/4 and 3/4 between two samples, each normalised to unity gain at DC. */
function interpolators(): Float64Array[] {
  return Array.from({ length: OVERSAMPLING - 1 }, (_, index) => {
    const offset = (index + 1) / OVERSAMPLING
    const taps = Float64Array.from({ length: TAPS }, (_, tap) => {
      const distance = tap - (TAPS / 2 - 1) - offset
      const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance)
      // Cosine-squared window, wide enough to be flat where the ear and most masters still have content.
      return sinc * Math.cos((Math.PI * distance) / (TAPS + 1)) ** 2
    })
    const sum = taps.reduce((total, tap) => total + tap, 0)
    return taps.map((tap) => tap / sum)
  })
}
