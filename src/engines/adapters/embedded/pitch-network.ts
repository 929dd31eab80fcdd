import type { Tensor } from 'onnxruntime-node'
import { PITCH_COUNT, type PitchNetwork } from '../../../analysis/transcription/pitch-activity.js'
import { pitchNetworkPath } from './asset-paths.js'

/** Spotify's basic-pitch; its notice lies beside it. One thread of computing: the render threads are the parallelism. */
export async function loadPitchNetwork(): Promise<PitchNetwork> {
  // Loaded here: its library takes memory in every thread that has it.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(pitchNetworkPath(), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  return async (windows, count) => {
    const audio = new Tensor('float32', windows, [count, windows.length / count])
    // Asked for some of its outputs only, this release gives them under wrong names.
    const { note, onset } = await session.run({ audio })
    return { notes: valuesOf('note', note), onsets: valuesOf('onset', onset) }
  }
}

function valuesOf(name: string, tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array) || tensor.dims.at(-1) !== PITCH_COUNT) {
    throw new TypeError(`the pitch network gave no rows of ${PITCH_COUNT} numbers as "${name}"`)
  }
  return tensor.data
}
