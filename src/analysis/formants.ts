/** Formants lie in here; above, and below the first, other things peak. */
const LOWEST_HZ = 250
const HIGHEST_HZ = 4600
/** The predictor is looked at a little inside the unit circle, where neighbouring formants stand apart. */
const RADIUS = 0.97
const GRID = 256
const COSINES = Float64Array.from({ length: 2 * GRID }, (_, i) => Math.cos((Math.PI * i) / GRID))
const SINES = Float64Array.from({ length: 2 * GRID }, (_, i) => Math.sin((Math.PI * i) / GRID))

/**
 * Frequencies of the peaks of a vowel's spectrum in Hz, rising: linear prediction by autocorrelation (Markel & Gray,
 * Linear Prediction of Speech, 1976). `frame` is windowed here; about 30 ms at 10 kHz with order 12 suit speech.
 */
export function formantPeaks(frame: Float32Array, sampleRate: number, order: number): number[] {
  const coefficients = predictor(frame, order)
  if (!coefficients) return []
  const level = new Float64Array(GRID)
  for (let k = 1; k <= order; k++) coefficients[k]! *= RADIUS ** -k
  for (let g = 0; g < GRID; g++) {
    let re = 1
    let im = 0
    for (let k = 1; k <= order; k++) {
      const turn = (g * k) % (2 * GRID)
      re += coefficients[k]! * COSINES[turn]!
      im -= coefficients[k]! * SINES[turn]!
    }
    level[g] = -Math.log(re * re + im * im + 1e-12)
  }
  const peaks: number[] = []
  for (let g = 1; g < GRID - 1; g++) {
    const [before, at, after] = [level[g - 1]!, level[g]!, level[g + 1]!]
    if (at <= before || at < after) continue
    const shift = (0.5 * (before - after)) / (before - 2 * at + after)
    const hz = ((g + shift) * sampleRate) / 2 / GRID
    if (hz >= LOWEST_HZ && hz <= HIGHEST_HZ) peaks.push(hz)
  }
  return peaks
}

/** 1, a1 … a_order of the predictor polynomial by the Levinson-Durbin recursion; undefined for silence. */
function predictor(frame: Float32Array, order: number): Float64Array | undefined {
  const length = frame.length
  const windowed = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    // Pre-emphasis takes the fall of the voice source away.
    const sample = frame[i]! - (i > 0 ? 0.97 * frame[i - 1]! : 0)
    windowed[i] = sample * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (length - 1)))
  }
  const correlation = new Float64Array(order + 1)
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0
    for (let i = lag; i < length; i++) sum += windowed[i]! * windowed[i - lag]!
    correlation[lag] = sum
  }
  let error = correlation[0]! * 1.0001
  if (error < 1e-9) return undefined
  const a = new Float64Array(order + 1)
  a[0] = 1
  const previous = new Float64Array(order + 1)
  for (let i = 1; i <= order; i++) {
    let sum = correlation[i]!
    for (let j = 1; j < i; j++) sum += a[j]! * correlation[i - j]!
    const reflection = -sum / error
    previous.set(a)
    for (let j = 1; j < i; j++) a[j] = previous[j]! + reflection * previous[i - j]!
    a[i] = reflection
    error *= 1 - reflection * reflection
  }
  return a
}
