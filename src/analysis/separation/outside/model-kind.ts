/** What a network says about one of its inputs or outputs. Sizes that may vary are given by name or as -1. */
export interface PortShape {
  readonly name: string
  readonly shape: readonly (number | string)[]
}

/** What networks separate into. `instrumental`: everything but the voices; `other`: what is neither voice nor drums nor bass. */
export type SourceName = 'drums' | 'bass' | 'other' | 'vocals' | 'instrumental'

interface Common {
  /** In the order of the network's outputs. */
  readonly sources: readonly SourceName[]
}

/** Networks that people already have, told apart by the names and shapes of what goes in and comes out. */
export type ModelKind =
  /** Stereo samples in, stereo samples of each source out (HTDemucs with everything inside, and others). */
  | (Common & {
      readonly kind: 'waveform'
      readonly input: string
      readonly output: string
      readonly samples: number
    })
  /** HTDemucs cut open: samples and their spectrogram in (parts of complex numbers as channels), both branches out. */
  | (Common & {
      readonly kind: 'demucs'
      readonly waveform: string
      readonly spectrogram: string
      readonly waveformOut: string
      readonly spectrogramOut: string
      readonly samples: number
    })
  /** The same with real and imaginary parts apart; a branch of samples may be missing. */
  | (Common & {
      readonly kind: 'demucs-pairs'
      readonly waveform: string | undefined
      readonly re: string
      readonly im: string
      readonly waveformOut: string | undefined
      readonly reOut: string
      readonly imOut: string
      readonly samples: number
    })
  /** MDX-Net: spectra of one source out of spectra of the mix; 4 channels (left and right, real and imaginary) or 2 (one side). */
  | (Common & {
      readonly kind: 'mdx'
      readonly input: string
      readonly output: string
      readonly channels: 2 | 4
      readonly bins: number
      readonly frames: number
      readonly fftSize: number
    })
  /** RoFormer with its transforms outside: spectra in (bins × channels), complex masks of each source out. */
  | (Common & {
      readonly kind: 'roformer'
      readonly input: string
      readonly output: string
      readonly fftSize: number
      readonly frames: number
    })

/** HTDemucs is trained on 7.8 s at 44.1 kHz. */
const DEMUCS_SAMPLES = 343_980
const DEMUCS_FRAMES = 336
/** RoFormers are mostly trained on 8 s at 44.1 kHz, with a hop of 10 ms. */
const ROFORMER_FRAMES = 801
const FREE_WAVEFORM_SAMPLES = 352_800
/** Window of published MDX-Nets by the bins they look at; of others four thirds as wide as it could be seen whole. */
const MDX_WINDOWS: ReadonlyMap<number, number> = new Map([
  [2048, 6144],
  [2560, 5120],
  [3072, 6144],
])
const FOUR: readonly SourceName[] = ['drums', 'bass', 'other', 'vocals']

/** A network whose inputs and outputs are of no kind that is known. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError'
}

/** What kind a network is. `fileName` decides what shapes leave open. Throws UnknownModelError. */
export function kindOfModel(
  inputs: readonly PortShape[],
  outputs: readonly PortShape[],
  fileName: string,
): ModelKind {
  const rank = (n: number) => (port: PortShape) => port.shape.length === n
  const waves = inputs.filter((port) => rank(3)(port) && sizeAt(port, 1) === 2)
  const spectra = inputs.filter(rank(4))
  const waveOut = outputs.find((port) => rank(4)(port) && sizeAt(port, 2) === 2 && !isSpectrum(port))
  const spectraOut = outputs.filter(rank(5))

  if (inputs.length === 1 && waves.length === 1) {
    const [input, output] = [waves[0]!, waveOut ?? outputs.find(rank(3))]
    if (output) {
      const count = output.shape.length === 4 ? sizeAt(output, 1) : 1
      const samples = sizeAt(input, 2) ?? FREE_WAVEFORM_SAMPLES
      return {
        kind: 'waveform',
        input: input.name,
        output: output.name,
        samples,
        sources: sourcesOf(count, fileName),
      }
    }
  }
  if (spectra.length === 1 && waves.length === 1 && waveOut && spectraOut.length === 1) {
    return {
      kind: 'demucs',
      waveform: waves[0]!.name,
      spectrogram: spectra[0]!.name,
      waveformOut: waveOut.name,
      spectrogramOut: spectraOut[0]!.name,
      samples: sizeAt(waves[0]!, 2) ?? DEMUCS_SAMPLES,
      sources: sourcesOf(sizeAt(waveOut, 1), fileName),
    }
  }
  if (spectra.length === 2 && spectraOut.length === 2) {
    const [re, im] = realFirst(spectra)
    const [reOut, imOut] = realFirst(spectraOut)
    return {
      kind: 'demucs-pairs',
      waveform: waves[0]?.name,
      re: re.name,
      im: im.name,
      waveformOut: waveOut?.name,
      reOut: reOut.name,
      imOut: imOut.name,
      samples: (waves[0] && sizeAt(waves[0], 2)) ?? demucsSamples(sizeAt(re, 3)),
      sources: sourcesOf(sizeAt(reOut, 1), fileName),
    }
  }
  if (inputs.length === 1 && spectra.length === 1 && outputs.length === 1) {
    const [input, output] = [spectra[0]!, outputs[0]!]
    const [channels, bins] = [sizeAt(input, 1), sizeAt(input, 2)]
    if (sizeAt(input, 3) === 2 && channels !== undefined && channels > 4 && output.shape.length === 5) {
      return {
        kind: 'roformer',
        input: input.name,
        output: output.name,
        fftSize: channels - 2,
        frames: bins ?? ROFORMER_FRAMES,
        sources: sourcesOf(sizeAt(output, 1), fileName),
      }
    }
    if ((channels === 2 || channels === 4) && bins !== undefined && output.shape.length === 4) {
      return {
        kind: 'mdx',
        input: input.name,
        output: output.name,
        channels,
        bins,
        frames: sizeAt(input, 3) ?? 256,
        fftSize: mdxWindow(bins, fileName),
        sources: sourcesOf(1, fileName),
      }
    }
  }
  const describe = (ports: readonly PortShape[]) =>
    ports.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')
  throw new UnknownModelError(
    `The network "${fileName}" takes ${describe(inputs)} and gives ${describe(outputs)}; known are HTDemucs, MDX-Net and RoFormer exports (docs/separation.md).`,
  )
}

function sizeAt({ shape }: PortShape, axis: number): number | undefined {
  const size = shape[axis]
  return typeof size === 'number' && size > 0 ? size : undefined
}

/** Samples that so many frames of 1024 stand for: the published 336 for not quite that many. */
function demucsSamples(frames: number | undefined): number {
  return frames === undefined || frames === DEMUCS_FRAMES ? DEMUCS_SAMPLES : 1024 * frames
}

/** Samples have a last axis far longer than any number of frames. */
function isSpectrum(port: PortShape): boolean {
  const last = sizeAt(port, 3)
  return last !== undefined && last < 20_000
}

function realFirst(pair: readonly PortShape[]): [PortShape, PortShape] {
  const [a, b] = [pair[0]!, pair[1]!]
  return /im/i.test(a.name) && !/im/i.test(b.name) ? [b, a] : [a, b]
}

function sourcesOf(count: number | undefined, fileName: string): readonly SourceName[] {
  if (count === 4 || count === undefined) return FOUR
  if (count === 1) {
    const named = (['drums', 'bass', 'other'] as const).find((name) => new RegExp(name, 'i').test(fileName))
    return [named ?? (/inst|accomp/i.test(fileName) ? 'instrumental' : 'vocals')]
  }
  if (count === 2) return ['vocals', 'instrumental']
  throw new UnknownModelError(
    `The network "${fileName}" gives ${count} sources; 1 (voice or accompaniment), 2 (voice, rest) and 4 (drums, bass, other, vocals) are known.`,
  )
}

function mdxWindow(bins: number, fileName: string): number {
  const named = /n_?fft[_-]?(\d+)/i.exec(fileName)
  if (named) return Number(named[1])
  if (/kim/i.test(fileName) && bins === 3072) return 7680
  return MDX_WINDOWS.get(bins) ?? 2 * bins
}
