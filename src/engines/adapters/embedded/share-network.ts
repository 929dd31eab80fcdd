import { BANDS } from '../../../analysis/separation/bands.js'
import { CUES } from '../../../analysis/separation/cues.js'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import { STEMS } from '../../../music/stems.js'
import { shareNetworkPath } from './asset-paths.js'

/** Our own separation network; its model card lies beside it. One thread of computing: the render threads are the parallelism. */
export async function loadShareNetwork(): Promise<ShareNetwork> {
  // Loaded here: its library takes memory in every thread that has it.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(shareNetworkPath(), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Blocks differ in length: memory planned for one would be kept for all.
    enableMemPattern: false,
    enableCpuMemArena: false,
  })
  return async (cues, frames) => {
    const input = new Tensor('float32', cues, [1, CUES.length, frames, BANDS])
    const { shares } = await session.run({ cues: input })
    const values = shares?.data
    if (!(values instanceof Float32Array) || values.length !== STEMS.length * frames * BANDS) {
      throw new TypeError(
        `the separation network gave ${String(values?.length)} numbers as "shares"; ${STEMS.length * frames * BANDS} were expected`,
      )
    }
    return values
  }
}
