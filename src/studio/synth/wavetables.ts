import { SAMPLE_RATE } from '../../dsp/audio.js'
import { sharedKernel, type Pointer } from '../../dsp/kernel/kernel.js'

export type Waveform = 'sine' | 'triangle' | 'saw' | 'square'

/** Points of one cycle; tables carry one more, equal to the first, so that interpolation needs no wrap. */
export const TABLE_SIZE = 4096

/** Tables stand half an octave apart; each holds only the harmonics that stay below this at its highest pitch. */
const HIGHEST_PARTIAL_HZ = 20_000
const LOWEST_HZ = 16
const TABLES_PER_OCTAVE = 2

const SINE = (() => {
  const table = new Float64Array(TABLE_SIZE)
  for (let i = 0; i < TABLE_SIZE; i++) table[i] = Math.sin((2 * Math.PI * i) / TABLE_SIZE)
  return table
})()

const tables = new Map<string, Float32Array>()

/**
 * One cycle of a band-limited wave, peak about ±1, fit for fundamentals up to half an octave above the given one. All
 * start at a rising zero (the saw in the middle of its rise).
 */
export function wavetable(waveform: Waveform, fundamentalHz: number): Float32Array {
  const band =
    waveform === 'sine'
      ? 0
      : Math.max(0, Math.ceil(TABLES_PER_OCTAVE * Math.log2(Math.max(LOWEST_HZ, fundamentalHz) / LOWEST_HZ)))
  const key = `${waveform} ${band}`
  let table = tables.get(key)
  if (!table) {
    table = build(waveform, HIGHEST_PARTIAL_HZ / (LOWEST_HZ * 2 ** (band / TABLES_PER_OCTAVE)))
    tables.set(key, table)
  }
  return table
}

const pointers = new Map<Float32Array, Pointer>()

/** Where a table of `wavetable` lies in the shared kernel. */
export function wavetableInKernel(waveform: Waveform, fundamentalHz: number): Pointer {
  const table = wavetable(waveform, fundamentalHz)
  let pointer = pointers.get(table)
  if (pointer === undefined) {
    pointer = sharedKernel().storeFloats(table)
    pointers.set(table, pointer)
  }
  return pointer
}

function build(waveform: Waveform, highestHarmonic: number): Float32Array {
  const sum = new Float64Array(TABLE_SIZE)
  const harmonics =
    waveform === 'sine' ? 1 : Math.max(1, Math.min(Math.floor(highestHarmonic), TABLE_SIZE / 4))
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    const amplitude = harmonicAmplitude(waveform, harmonic)
    if (amplitude === 0) continue
    // Lanczos factor: takes the overshoot off the steps where a table is cut short.
    const x = (Math.PI * harmonic) / (harmonics + 1)
    const scaled = amplitude * (harmonics > 1 ? Math.sin(x) / x : 1)
    for (let i = 0, phase = 0; i < TABLE_SIZE; i++, phase = (phase + harmonic) & (TABLE_SIZE - 1)) {
      sum[i] = sum[i]! + scaled * SINE[phase]!
    }
  }
  const table = new Float32Array(TABLE_SIZE + 1)
  for (let i = 0; i <= TABLE_SIZE; i++) table[i] = sum[i & (TABLE_SIZE - 1)]!
  return table
}

/** Fourier series of the ideal waves. */
function harmonicAmplitude(waveform: Waveform, harmonic: number): number {
  const isOdd = harmonic % 2 === 1
  switch (waveform) {
    case 'sine':
      return harmonic === 1 ? 1 : 0
    case 'saw':
      return ((isOdd ? 1 : -1) * 2) / (Math.PI * harmonic)
    case 'square':
      return isOdd ? 4 / (Math.PI * harmonic) : 0
    case 'triangle':
      return isOdd ? ((harmonic % 4 === 1 ? 1 : -1) * 8) / (Math.PI * harmonic) ** 2 : 0
  }
}

/** Increment a frame, in table points, of a pitch in hertz. */
export function tableIncrement(hz: number): number {
  return (hz * TABLE_SIZE) / SAMPLE_RATE
}
