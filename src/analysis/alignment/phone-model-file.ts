/**
 * A phone model as a file: eight bytes of name, the length of a JSON head, the head, then 16-bit integers (means and
 * logarithms of variances, each in units of its dimension) and bytes (logarithms of weights). Little-endian.
 */

/** Gaussian mixtures of phones of three states each; every phone has densities of its own, its states weigh them. */
export interface PhoneModelData {
  /** Names as in the model, upper-case ARPAbet; fillers such as `SIL` among them. */
  readonly phones: readonly string[]
  /** States a phone, from its beginning to its end. */
  readonly states: number
  /** Densities of each phone in each stream. */
  readonly densities: number
  /** Length of each stream of features. */
  readonly dimensions: readonly number[]
  /** Phone by phone, stream by stream, density by density. */
  readonly means: Float32Array
  readonly variances: Float32Array
  /** State by state (phone x states + state), stream by stream, density by density. */
  readonly logWeights: Float32Array
}

const NAME = 'PHONES01'
/** A byte of weight is so much of a logarithm. */
const WEIGHT_STEP = 0.1
/** No dimension varies less. */
const LEAST_VARIANCE = 1e-4

interface Head extends Pick<PhoneModelData, 'phones' | 'states' | 'densities' | 'dimensions'> {
  readonly meanUnits: readonly number[]
  readonly logVarianceUnits: readonly number[]
}

export function packPhoneModel(model: PhoneModelData): Uint8Array {
  const { phones, states, densities, dimensions, means, logWeights } = model
  const logVariances = model.variances.map((variance) => Math.log(Math.max(LEAST_VARIANCE, variance)))
  const meanUnits = unitsOf(means, model)
  const logVarianceUnits = unitsOf(logVariances, model)
  const head: Head = { phones, states, densities, dimensions, meanUnits, logVarianceUnits }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const start = NAME.length + 4 + text.length
  const packed = new Uint8Array(start + 4 * means.length + logWeights.length)
  const view = new DataView(packed.buffer)
  packed.set(new TextEncoder().encode(NAME))
  view.setUint32(NAME.length, text.length, true)
  packed.set(text, NAME.length + 4)
  forEachValue(model, (index, dimension) => {
    view.setInt16(start + 2 * index, Math.round(means[index]! / meanUnits[dimension]!), true)
    const at = start + 2 * (means.length + index)
    view.setInt16(at, Math.round(logVariances[index]! / logVarianceUnits[dimension]!), true)
  })
  const weightsAt = start + 4 * means.length
  logWeights.forEach((weight, i) => {
    packed[weightsAt + i] = Math.min(255, Math.round(-weight / WEIGHT_STEP))
  })
  return packed
}

/** Throws TypeError for bytes that are no phone model. */
export function unpackPhoneModel(bytes: Uint8Array): PhoneModelData {
  if (new TextDecoder().decode(bytes.subarray(0, NAME.length)) !== NAME) {
    throw new TypeError(`a phone model begins with "${NAME}"; these ${bytes.length} bytes do not`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headLength = view.getUint32(NAME.length, true)
  const start = NAME.length + 4 + headLength
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(NAME.length + 4, start))) as Head
  const { meanUnits, logVarianceUnits, ...shape } = head
  const { phones, states, densities, dimensions } = shape
  const width = dimensions.reduce((sum, length) => sum + length, 0)
  const means = new Float32Array(phones.length * densities * width)
  const variances = new Float32Array(means.length)
  const logWeights = new Float32Array(phones.length * states * dimensions.length * densities)
  const expected = start + 4 * means.length + logWeights.length
  if (bytes.length !== expected) {
    throw new TypeError(`this phone model should have ${expected} bytes and has ${bytes.length}`)
  }
  forEachValue(shape, (index, dimension) => {
    means[index] = view.getInt16(start + 2 * index, true) * meanUnits[dimension]!
    const at = start + 2 * (means.length + index)
    variances[index] = Math.exp(view.getInt16(at, true) * logVarianceUnits[dimension]!)
  })
  const weightsAt = start + 4 * means.length
  for (let i = 0; i < logWeights.length; i++) logWeights[i] = -WEIGHT_STEP * bytes[weightsAt + i]!
  return { ...shape, means, variances, logWeights }
}

type Shape = Pick<PhoneModelData, 'phones' | 'densities' | 'dimensions'>

/** Calls with the index of each value and the feature, counted over all streams, that it belongs to. */
function forEachValue(
  { phones, densities, dimensions }: Shape,
  visit: (index: number, dimension: number) => void,
): void {
  let index = 0
  for (let phone = 0; phone < phones.length; phone++) {
    let first = 0
    for (const length of dimensions) {
      for (let density = 0; density < densities; density++)
        for (let d = 0; d < length; d++) visit(index++, first + d)
      first += length
    }
  }
}

/** The largest value of each dimension is 32767 units. */
function unitsOf(values: Float32Array, shape: Shape): number[] {
  const largest = new Array<number>(shape.dimensions.reduce((sum, length) => sum + length, 0)).fill(1e-9)
  forEachValue(shape, (index, dimension) => {
    largest[dimension] = Math.max(largest[dimension]!, Math.abs(values[index]!))
  })
  return largest.map((value) => value / 32_767)
}
