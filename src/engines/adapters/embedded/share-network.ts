import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import {
  FIRST_PLANES,
  SECOND_PLANES,
  weighCues,
  type Perceptron,
} from '../../../analysis/separation/weigh-cues.js'
import { STEMS } from '../../../music/stems.js'
import { sharePerceptronPath } from './asset-paths.js'

/** Our own separation network; its model card lies beside it. */
export async function loadShareNetwork(): Promise<ShareNetwork> {
  return weighCues(await loadPerceptron('first', FIRST_PLANES), await loadPerceptron('second', SECOND_PLANES))
}

/** One thread of computing: the render threads are the parallelism. */
async function loadPerceptron(name: 'first' | 'second', count: number): Promise<Perceptron> {
  // Loaded here: its library takes memory in every thread that has it.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(sharePerceptronPath(name), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Chunks differ in length: memory planned for one would be kept for all.
    enableMemPattern: false,
    enableCpuMemArena: false,
  })
  return async (planes, cells) => {
    const input = new Tensor('float32', planes, [count, cells])
    const { shares } = await session.run({ planes: input })
    const values = shares?.data
    if (!(values instanceof Float32Array) || values.length !== STEMS.length * cells) {
      throw new TypeError(
        `the ${name} separation perceptron gave ${String(values?.length)} numbers as "shares"; ${STEMS.length * cells} were expected`,
      )
    }
    return values
  }
}
