/**
 * Makes `assets/alignment/en-us-phones.bin`, the phone model that words are aligned with, from the acoustic model of
 * Debian's package pocketsphinx-en-us: its Gaussians, and the mixture weights of the phones without context.
 *
 *   apt-get install pocketsphinx-en-us
 *   node --conditions=source --import tsx scripts/acoustic-model.ts [FOLDER]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packPhoneModel, type PhoneModelData } from '../src/analysis/alignment/phone-model-file.js'
import { projectPath } from '../src/paths.js'

const folder = process.argv[2] ?? '/usr/share/pocketsphinx/model/en-us/en-us'
const STATES = 3
/** Weights are stored as powers of this number to the -1024th (pocketsphinx: logarithms to base 1.0001, shifted by ten bits). */
const WEIGHT_STEP = 1024 * Math.log(1.0001)

interface Gaussians {
  readonly codebooks: number
  readonly densities: number
  readonly dimensions: readonly number[]
  /** Codebook by codebook, stream by stream, density by density. */
  readonly values: Float32Array
}

/** Sphinx's "s3" parameter files: a text header, a byte-order mark, counts, then 32-bit floats. */
async function readGaussians(name: string): Promise<Gaussians> {
  const bytes = await readFile(join(folder, name))
  const start = bytes.indexOf('endhdr\n') + 'endhdr\n'.length
  const int = (index: number) => bytes.readInt32LE(start + 4 * index)
  if (int(0) !== 0x11223344) throw new Error(`${name}: not a little-endian Sphinx file`)
  const [codebooks, streams, densities] = [int(1), int(2), int(3)]
  const dimensions = Array.from({ length: streams }, (_, i) => int(4 + i))
  const count = int(4 + streams)
  const first = start + 4 * (5 + streams)
  const values = Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(first + 4 * i))
  return { codebooks, densities, dimensions, values }
}

/** Names of the phones without context, in the order of their codebooks. */
async function readPhones(): Promise<string[]> {
  const bytes = await readFile(join(folder, 'mdef'))
  const descriptionLength = bytes.readInt32LE(8)
  let at = 12 + descriptionLength
  const count = bytes.readInt32LE(at)
  // Ten 32-bit counts precede the names; the last is a table's length.
  at += 4 * 10
  const names: string[] = []
  while (names.length < count) {
    const end = bytes.indexOf(0, at)
    names.push(bytes.toString('latin1', at, end))
    at = end + 1
  }
  return names
}

/** Logarithms of the mixture weights: state by state, stream by stream, density by density. */
async function readWeights(phones: number, streams: number, densities: number): Promise<Float32Array> {
  const bytes = await readFile(join(folder, 'sendump'))
  let at = 0
  for (;;) {
    const length = bytes.readInt32LE(at)
    at += 4
    if (length === 0) break
    at += length
  }
  const rows = bytes.readInt32LE(at)
  const columns = bytes.readInt32LE(at + 4)
  at += 8
  if (rows !== densities) throw new Error(`sendump: ${rows} densities; the means have ${densities}`)
  const weights = new Float32Array(phones * STATES * streams * densities)
  for (let stream = 0; stream < streams; stream++) {
    for (let density = 0; density < densities; density++) {
      for (let state = 0; state < phones * STATES; state++) {
        const quantised = bytes[at + (stream * densities + density) * columns + state]!
        weights[(state * streams + stream) * densities + density] = -WEIGHT_STEP * quantised
      }
    }
  }
  return weights
}

const means = await readGaussians('means')
const variances = await readGaussians('variances')
const phones = await readPhones()
const model: PhoneModelData = {
  phones,
  states: STATES,
  densities: means.densities,
  dimensions: means.dimensions,
  means: means.values,
  variances: variances.values,
  logWeights: await readWeights(phones.length, means.dimensions.length, means.densities),
}
const packed = packPhoneModel(model)
await writeFile(projectPath('assets/alignment/en-us-phones.bin'), packed)
console.log(`${phones.length} phones: ${phones.join(' ')}; ${packed.length} bytes`)
