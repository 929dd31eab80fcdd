import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'

/** Frames between two looks at the key, as in `kernel/dynamics.ts`. */
const STEP_FRAMES = 32
const ATTACK_SECONDS = 0.006
const RELEASE_SECONDS = 0.17
/** The key's loudest moments fade from memory with this time constant. */
const MEMORY_SECONDS = 6

/** Side-chain: steps back while another stem (the key) sounds, whatever that stem's absolute level. In place. */
export class Ducker {
  private readonly state: Pointer

  /** `depthDb` ≥ 0: how far it steps back when the key is at its loudest. */
  constructor(
    depthDb: number,
    private readonly kernel: Kernel,
  ) {
    const keep = (seconds: number): number => Math.exp(-STEP_FRAMES / (seconds * SAMPLE_RATE))
    const fresh = [0, 1e-4, 0, 1, 0]
    this.state = kernel.storeDoubles([
      ...fresh,
      depthDb,
      keep(0.03),
      keep(MEMORY_SECONDS),
      1 - keep(ATTACK_SECONDS),
      1 - keep(RELEASE_SECONDS),
    ])
  }

  /** `key`: the other stem before its channel strip, mono. `frames` a multiple of 32. */
  process(left: Pointer, right: Pointer, key: Pointer, frames: number): void {
    this.kernel.run.duck(this.state, left, right, key, frames)
  }
}
