import { BANDS } from './bands.js'

/** A trained network that looks at a whole stretch at once: takes planes of frames × bands, gives planes of the same shape. */
export type StretchNetwork = (planes: Float32Array, frames: number) => Promise<Float32Array>

/** Frames that are told about at a time, and what is heard on both sides of them: half a stretch needs half the memory. */
const CHUNK_FRAMES = 384
const MARGIN_FRAMES = 64
/** Frames are made fewer by half three times. */
const FRAMES_MULTIPLE = 8

/** What a network says of any number of frames, and of how many of the lowest bands. */
export interface Stretches {
  readonly frames: number
  readonly bands: number
  /** What it is told: all planes one after the other, frames × BANDS each. */
  readonly planes: readonly Float32Array[]
  /** How many planes it gives. */
  readonly outputs: number
}

/** Has a network listen to a long stretch piece by piece; gives `outputs` planes of frames × bands. */
export async function listenInStretches(
  network: StretchNetwork,
  { frames, bands, planes, outputs }: Stretches,
): Promise<Float32Array> {
  const told = new Float32Array(outputs * frames * bands)
  for (let start = 0; start < frames; start += CHUNK_FRAMES) {
    const end = Math.min(frames, start + CHUNK_FRAMES)
    const from = Math.max(0, start - MARGIN_FRAMES)
    const length = roundUp(Math.min(frames, end + MARGIN_FRAMES) - from)
    const said = await network(cutPlanes(planes, frames, from, length, bands), length)
    for (let output = 0; output < outputs; output++) {
      const at = output * length - from
      told.set(said.subarray((at + start) * bands, (at + end) * bands), (output * frames + start) * bands)
    }
  }
  return told
}

function roundUp(frames: number): number {
  return Math.ceil(frames / FRAMES_MULTIPLE) * FRAMES_MULTIPLE
}

/** `length` frames of the planes from `from` on; beyond the end all stays as it was last. */
function cutPlanes(
  planes: readonly Float32Array[],
  frames: number,
  from: number,
  length: number,
  bands: number,
): Float32Array {
  const cut = new Float32Array(planes.length * length * bands)
  for (const [p, plane] of planes.entries()) {
    for (let frame = 0; frame < length; frame++) {
      const at = Math.min(from + frame, frames - 1) * BANDS
      cut.set(plane.subarray(at, at + bands), (p * length + frame) * bands)
    }
  }
  return cut
}
