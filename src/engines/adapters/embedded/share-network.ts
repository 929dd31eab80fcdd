import type { StretchNetwork } from '../../../analysis/separation/in-stretches.js'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import {
  PLAYER_BANDS,
  PLAYER_PLANES,
  PLAYERS,
  tellPlayers,
} from '../../../analysis/separation/tell-players.js'
import { tellVoices, VOICE_BANDS, VOICE_PLANES } from '../../../analysis/separation/tell-voices.js'
import {
  FIRST_PLANES,
  SECOND_PLANES,
  weighCues,
  type Perceptron,
} from '../../../analysis/separation/weigh-cues.js'
import { STEMS } from '../../../music/stems.js'
import { separationNetworkPath } from './asset-paths.js'

/** Our own separation network, of which `loadVoiceNetwork` is the first part; its model card lies beside it. */
export async function loadShareNetwork(voicesTold: ShareNetwork): Promise<ShareNetwork> {
  return tellPlayers(voicesTold, await loadPlayers())
}

/** All but its last part: tells voices well, players badly. */
export async function loadVoiceNetwork(): Promise<ShareNetwork> {
  return tellVoices(await loadPerceptrons(), await loadVoices())
}

/** The first two of its parts, which judge cell by cell. */
export async function loadPerceptrons(): Promise<ShareNetwork> {
  return weighCues(
    await loadPerceptron('shares-first', FIRST_PLANES),
    await loadPerceptron('shares-second', SECOND_PLANES),
  )
}

async function loadPerceptron(part: 'shares-first' | 'shares-second', count: number): Promise<Perceptron> {
  const run = await loadPart(part)
  return (planes, cells) => run(planes, [count, cells], STEMS.length * cells)
}

async function loadVoices(): Promise<StretchNetwork> {
  const run = await loadPart('voices')
  return (planes, frames) => run(planes, [1, VOICE_PLANES, frames, VOICE_BANDS], frames * VOICE_BANDS)
}

async function loadPlayers(): Promise<StretchNetwork> {
  const run = await loadPart('players')
  return (planes, frames) =>
    run(planes, [1, PLAYER_PLANES, frames, PLAYER_BANDS], PLAYERS.length * frames * PLAYER_BANDS)
}

type Run = (planes: Float32Array, shape: readonly number[], expected: number) => Promise<Float32Array>

/** One thread of computing: the render threads are the parallelism. */
async function loadPart(part: Parameters<typeof separationNetworkPath>[0]): Promise<Run> {
  // Loaded here: its library takes memory in every thread that has it.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(separationNetworkPath(part), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Chunks differ in length: memory planned for one would be kept for all.
    enableMemPattern: false,
    enableCpuMemArena: false,
  })
  return async (planes, shape, expected) => {
    const { shares } = await session.run({ planes: new Tensor('float32', planes, shape) })
    const values = shares?.data
    if (!(values instanceof Float32Array) || values.length !== expected) {
      throw new TypeError(
        `${part}.onnx, a part of the separation network, gave ${String(values?.length)} numbers as "shares"; ${expected} were expected`,
      )
    }
    return values
  }
}
