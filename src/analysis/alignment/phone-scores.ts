import type { PhoneModelData } from './phone-model-file.js'
import type { SpeechFeatures } from './speech-features.js'

/** How well each state of each phone explains each look at a recording. */
export interface PhoneScores {
  readonly hopSeconds: number
  readonly looks: number
  /** Columns a look: phone x states + state. */
  readonly width: number
  /** Logarithms of likelihoods, with any offset a look. */
  readonly values: Float32Array
}

/** Densities of a stream that count in one look: the rest are too far away. */
const NEAREST = 4

/** A phone model made ready for scoring. */
export interface PhoneScorer {
  readonly phones: readonly string[]
  readonly states: number
  /** Looks at every `step`-th frame; looks that are not wanted score 0 throughout. */
  score(features: SpeechFeatures, step: number, isWanted?: (look: number) => boolean): PhoneScores
}

export function createPhoneScorer(model: PhoneModelData): PhoneScorer {
  const { phones, states, densities, dimensions, means, variances, logWeights } = model
  const streams = dimensions.length
  const precisions = variances.map((variance) => 0.5 / variance)
  const constants = constantsOf(model)
  const firstFeature = dimensions.map((_, i) =>
    dimensions.slice(0, i).reduce((sum, length) => sum + length, 0),
  )
  const blockOf = (phone: number, stream: number): number =>
    phone * densities * (firstFeature[streams - 1]! + dimensions[streams - 1]!) +
    densities * firstFeature[stream]!

  /** Logarithm of each density of one phone and stream at the features from `from` on. */
  const distances = (
    values: Float32Array,
    from: number,
    length: number,
    block: number,
    constantAt: number,
    logs: Float64Array,
  ): void => {
    let at = block
    const until = from + length
    for (let density = 0; density < densities; density++) {
      let log = constants[constantAt + density]!
      for (let feature = from; feature < until; feature++, at++) {
        const away = values[feature]! - means[at]!
        log -= away * away * precisions[at]!
      }
      logs[density] = log
    }
  }

  return {
    phones,
    states,
    score: ({ values, width, frames, hopSeconds }, step, isWanted = () => true) => {
      const looks = Math.floor((frames + step - 1) / step)
      const columns = phones.length * states
      const scores = new Float32Array(looks * columns)
      const logs = new Float64Array(densities)
      const nearest = new Int32Array(NEAREST)
      for (let look = 0; look < looks; look++) {
        if (!isWanted(look)) continue
        const frameAt = look * step * width
        for (let phone = 0; phone < phones.length; phone++) {
          for (let stream = 0; stream < streams; stream++) {
            const constantAt = (phone * streams + stream) * densities
            const from = frameAt + firstFeature[stream]!
            distances(values, from, dimensions[stream]!, blockOf(phone, stream), constantAt, logs)
            findNearest(logs, nearest)
            const best = logs[nearest[0]!]!
            for (let state = 0; state < states; state++) {
              const weightsAt = ((phone * states + state) * streams + stream) * densities
              let sum = 0
              for (let i = 0; i < NEAREST; i++) {
                sum += Math.exp(logs[nearest[i]!]! - best + logWeights[weightsAt + nearest[i]!]!)
              }
              scores[look * columns + phone * states + state]! += best + Math.log(sum + 1e-30)
            }
          }
        }
      }
      return { hopSeconds: step * hopSeconds, looks, width: columns, values: scores }
    },
  }
}

/** Indices of the largest logarithms, the largest first. */
function findNearest(logs: Float64Array, nearest: Int32Array): void {
  nearest.fill(0)
  let worst = -Infinity
  let known = 0
  for (let density = 0; density < logs.length; density++) {
    const log = logs[density]!
    if (known === NEAREST && log <= worst) continue
    let place = known < NEAREST ? known++ : NEAREST - 1
    while (place > 0 && logs[nearest[place - 1]!]! < log) {
      nearest[place] = nearest[place - 1]!
      place--
    }
    nearest[place] = density
    if (known === NEAREST) worst = logs[nearest[NEAREST - 1]!]!
  }
}

/** Logarithm of each density at its middle. */
function constantsOf({ phones, densities, dimensions, variances }: PhoneModelData): Float64Array {
  const constants = new Float64Array(phones.length * dimensions.length * densities)
  let at = 0
  for (let i = 0; i < constants.length; i++) {
    const length = dimensions[Math.floor(i / densities) % dimensions.length]!
    let sum = 0
    for (let d = 0; d < length; d++) sum += Math.log(2 * Math.PI * variances[at++]!)
    constants[i] = -0.5 * sum
  }
  return constants
}
