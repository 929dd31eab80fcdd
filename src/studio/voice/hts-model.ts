import { parseDecisionTrees, type DecisionTree } from './decision-tree.js'

/**
 * A statistical voice: hidden semi-Markov models of phones in context, five states each, whose densities are found by
 * decision trees (Zen, Tokuda, Black: "Statistical parametric speech synthesis", Speech Communication 51, 2009).
 */
export interface VoiceModel {
  /** Rate of the speech the model was trained on, in hertz. */
  readonly sampleRate: number
  /** Step of the parameters. */
  readonly frameSeconds: number
  /** States of a phone. */
  readonly stateCount: number
  /** Mel-cepstral coefficients of a frame, c0 included. */
  readonly cepstrumSize: number
  /** All-pass constant of the mel-cepstrum's frequency warping. */
  readonly warping: number
  /** Three-point windows that make static, slope and curvature features of a parameter track. */
  readonly windows: readonly (readonly [number, number, number])[]
  /** How many densities the model holds, by what they describe. */
  readonly counts: { readonly duration: number; readonly spectrum: number; readonly pitch: number }
  /** Mean duration of each state of a labelled phone, in frames. */
  stateFrames(label: string): Float32Array
  /** Spectrum of one state (0 … stateCount - 1). */
  spectrum(label: string, state: number): Gaussian
  /** Probability that one state is voiced, 0 … 1. */
  voicing(label: string, state: number): number
  /** Variance over an utterance that each mel-cepstral coefficient has in natural speech (its "global variance"). */
  globalVariance(label: string): Float32Array
}

/** A normal distribution of independent features: static parts first, then slopes, then curvatures. */
export interface Gaussian {
  readonly mean: Float32Array
  readonly variance: Float32Array
}

/** Trees and densities count states from 2: 1 is the model's entry. */
const FIRST_STATE = 2

/** Reads an `.htsvoice` file with the streams MCP and LF0. Throws Error naming what is missing or malformed. */
export function loadVoiceModel(bytes: Uint8Array): VoiceModel {
  const latin1 = new TextDecoder('latin1')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const top = latin1.decode(bytes.subarray(0, 8192))
  const dataMark = '[DATA]\n'
  const headEnd = top.indexOf(dataMark)
  if (!top.startsWith('[GLOBAL]') || headEnd < 0) {
    throw new Error('not an .htsvoice file: expected a [GLOBAL] header that ends in [DATA]')
  }
  const header = new Map(
    top
      .slice(0, headEnd)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const),
  )
  const dataStart = headEnd + dataMark.length

  const field = (name: string): string => {
    const value = header.get(name)
    if (value === undefined) throw new Error(`voice model: header field ${name} is missing`)
    return value
  }
  const number = (name: string): number => {
    const value = Number(field(name))
    if (!(value > 0)) throw new Error(`voice model: ${name} must be a positive number, got "${field(name)}"`)
    return value
  }
  const range = (name: string, position: string): readonly [number, number] => {
    const match = /^(\d+)-(\d+)$/.exec(position)
    const [start, end] = [dataStart + Number(match?.[1]), dataStart + Number(match?.[2]) + 1]
    if (!(end <= bytes.length && start < end)) {
      throw new Error(`voice model: ${name} must be a byte range inside the file, got "${position}"`)
    }
    return [start, end]
  }
  const text = (name: string, position = field(name)): string =>
    latin1.decode(bytes.subarray(...range(name, position)))

  const stateCount = number('NUM_STATES')
  const cepstrumSize = number('VECTOR_LENGTH[MCP]')
  const sampleRate = number('SAMPLING_FREQUENCY')
  const option = /ALPHA=([\d.]+)/.exec(field('OPTION[MCP]'))
  if (!option) throw new Error('voice model: OPTION[MCP] names no ALPHA')
  const windows = field('STREAM_WIN[MCP]')
    .split(',')
    .map((position) => readWindow(text('STREAM_WIN[MCP]', position)))

  /** Densities of each tree: first the number of densities a tree, then all their numbers. */
  const densities = (name: string, treeCount: number, width: number): Float32Array[][] => {
    const [start, end] = range(name, field(name))
    const lengths = Array.from({ length: treeCount }, (_, i) => view.getUint32(start + 4 * i, true))
    const total = lengths.reduce((sum, length) => sum + length, 0)
    if (start + 4 * (treeCount + total * width) !== end) {
      throw new Error(`voice model: ${name} holds ${end - start} bytes, which ${total} densities do not fill`)
    }
    let at = start + 4 * treeCount
    return lengths.map((length) =>
      Array.from({ length }, () => {
        const values = new Float32Array(width)
        for (let i = 0; i < width; i++, at += 4) values[i] = view.getFloat32(at, true)
        return values
      }),
    )
  }
  const trees = (name: string, treeCount: number): DecisionTree[] => {
    const parsed = parseDecisionTrees(text(name), name)
    return Array.from({ length: treeCount }, (_, i) => {
      const tree = parsed.get(FIRST_STATE + i)
      if (!tree) throw new Error(`voice model: ${name} has no tree for state ${FIRST_STATE + i}`)
      return tree
    })
  }

  const featureCount = cepstrumSize * windows.length
  const split = (values: Float32Array): Gaussian => ({
    mean: values.subarray(0, featureCount),
    variance: values.subarray(featureCount),
  })
  const durations = densities('DURATION_PDF', 1, 2 * stateCount)[0]!
  const durationTree = trees('DURATION_TREE', 1)[0]!
  const spectra = densities('STREAM_PDF[MCP]', stateCount, 2 * featureCount).map((state) => state.map(split))
  const spectrumTrees = trees('STREAM_TREE[MCP]', stateCount)
  // Mean and variance of three features, then the probability of being voiced at all.
  const pitches = densities('STREAM_PDF[LF0]', stateCount, 2 * windows.length + 1)
  const pitchTrees = trees('STREAM_TREE[LF0]', stateCount)
  const variances = densities('GV_PDF[MCP]', 1, 2 * cepstrumSize)[0]!
  const varianceTree = trees('GV_TREE[MCP]', 1)[0]!

  const count = (lists: readonly (readonly unknown[])[]): number => lists.flat().length
  return {
    sampleRate,
    frameSeconds: number('FRAME_PERIOD') / sampleRate,
    stateCount,
    cepstrumSize,
    warping: Number(option[1]),
    windows,
    counts: { duration: durations.length, spectrum: count(spectra), pitch: count(pitches) },
    stateFrames: (label) => durations[durationTree.find(label)]!.subarray(0, stateCount),
    spectrum: (label, state) => spectra[state]![spectrumTrees[state]!.find(label)]!,
    voicing: (label, state) => pitches[state]![pitchTrees[state]!.find(label)]![2 * windows.length]!,
    globalVariance: (label) => variances[varianceTree.find(label)]!.subarray(0, cepstrumSize),
  }
}

/** `1 1.0` or `3 -0.5 0.0 0.5`, widened to three points. */
function readWindow(text: string): readonly [number, number, number] {
  const [length, ...weights] = text.trim().split(/\s+/).map(Number)
  if (length === 1 && weights.length === 1) return [0, weights[0]!, 0]
  if (length === 3 && weights.length === 3) return [weights[0]!, weights[1]!, weights[2]!]
  throw new Error(`voice model: a window of STREAM_WIN[MCP] must have 1 or 3 weights, got "${text.trim()}"`)
}
