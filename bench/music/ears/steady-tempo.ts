/** Tempi that are considered, in beats a minute. */
const SLOWEST_BPM = 50
const FASTEST_BPM = 200
/** People tap to most music near this tempo; half and double are half as likely at ±1 octave. */
const PREFERRED_BPM = 105
const PREFERENCE_WIDTH_OCTAVES = 0.85

export interface TempoEstimate {
  readonly bpm: number
  /** 0 … 1: how much of the onset envelope repeats with the beat. */
  readonly strength: number
}

/**
 * The most likely steady tempo of an onset envelope: autocorrelation, each lag supported by its multiples and weighted by
 * a log-normal preference (after Ellis, "Beat tracking by dynamic programming", 2007), refined between lags by the
 * envelope's own Fourier component.
 */
export function estimateTempo(onsets: Float32Array, framesPerSecond: number): TempoEstimate {
  const longestLag = Math.min(Math.ceil((60 / SLOWEST_BPM) * framesPerSecond * 4), onsets.length - 1)
  const correlation = autocorrelate(onsets, longestLag)
  const at = (lag: number) => {
    const i = Math.floor(lag)
    if (i + 1 > longestLag) return 0
    return correlation[i]! + (correlation[i + 1]! - correlation[i]!) * (lag - i)
  }

  let bestBpm = PREFERRED_BPM
  let bestScore = -Infinity
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= 1.004) {
    const lag = (60 / bpm) * framesPerSecond
    const support = at(lag) + 0.6 * at(2 * lag) + 0.3 * at(3 * lag) + 0.5 * at(4 * lag) + 0.3 * at(lag / 2)
    const octaves = Math.log2(bpm / PREFERRED_BPM) / PREFERENCE_WIDTH_OCTAVES
    const score = support * Math.exp(-0.5 * octaves * octaves)
    if (score > bestScore) {
      bestScore = score
      bestBpm = bpm
    }
  }

  const refined = refineByPhase(onsets, framesPerSecond, bestBpm)
  const zero = correlation[0]! || 1
  return { bpm: refined, strength: Math.max(0, Math.min(1, at((60 / refined) * framesPerSecond) / zero)) }
}

/** Mean-free autocorrelation, lags 0 … `longestLag`, each divided by its overlap. */
export function autocorrelate(values: Float32Array, longestLag: number): Float32Array {
  let mean = 0
  for (const value of values) mean += value
  mean /= values.length || 1
  const result = new Float32Array(longestLag + 1)
  for (let lag = 0; lag <= longestLag; lag++) {
    let sum = 0
    for (let i = lag; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean)
    result[lag] = sum / Math.max(1, values.length - lag)
  }
  return result
}

/** Within ±3 %, the tempo at which the envelope's beat and half-beat components are strongest over the whole recording. */
function refineByPhase(onsets: Float32Array, framesPerSecond: number, bpm: number): number {
  let best = bpm
  let bestPower = -1
  for (let factor = 0.97; factor <= 1.03; factor += 0.0005) {
    const candidate = bpm * factor
    const power =
      component(onsets, framesPerSecond, candidate) + 0.5 * component(onsets, framesPerSecond, candidate * 2)
    if (power > bestPower) {
      bestPower = power
      best = candidate
    }
  }
  return best
}

function component(onsets: Float32Array, framesPerSecond: number, bpm: number): number {
  const step = (2 * Math.PI * bpm) / 60 / framesPerSecond
  let re = 0
  let im = 0
  for (let i = 0; i < onsets.length; i++) {
    const value = onsets[i]!
    if (value === 0) continue
    re += value * Math.cos(step * i)
    im += value * Math.sin(step * i)
  }
  return Math.hypot(re, im)
}
