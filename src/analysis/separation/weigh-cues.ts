import { STEMS } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES, type Cue } from './cues.js'
import { runningMeans, type MeansOfRow, type Neighbourhood } from './neighbourhoods.js'
import type { ShareNetwork } from './share-network.js'

/**
 * A trained perceptron that judges cells one by one: takes planes of `cells` numbers (one for each thing that is known about
 * a cell), gives `STEMS.length` planes that sum to 1 in every cell.
 */
export type Perceptron = (planes: Float32Array, cells: number) => Promise<Float32Array>

// What a perceptron looks at, in this order; `training/separation/network.py` has the same lists.
/** Cues whose means around the cell are looked at, and around how much of it. */
const SPREAD: readonly Cue[] = [
  'level',
  'central',
  'aside',
  'unrepeated',
  'outstanding',
  'steady',
  'voiceComb',
  'bassComb',
  'onset',
  'peak',
]
const NEIGHBOURHOODS: readonly Neighbourhood[] = [
  [5, 3],
  [3, 21],
  [17, 9],
  [61, 5],
  [9, 161],
]
/** Cells nearby whose own level is given, as [frames, bands] from here. Beyond an edge it is the edge's. */
const NEIGHBOURS: readonly (readonly [frames: number, bands: number])[] = [
  [-2, 0],
  [-1, 0],
  [1, 0],
  [2, 0],
  [0, -2],
  [0, -1],
  [0, 1],
  [0, 2],
]
/** Around how much of a cell the second perceptron is told what the first one said. */
const SECOND_LOOK: readonly Neighbourhood[] = [
  [5, 3],
  [21, 9],
  [61, 81],
]

/** Planes that the first perceptron takes, and the second one. */
export const FIRST_PLANES = CUES.length + NEIGHBOURS.length + SPREAD.length * NEIGHBOURHOODS.length
export const SECOND_PLANES = FIRST_PLANES + STEMS.length * (1 + SECOND_LOOK.length)

/** Frames that are judged at a time: few enough for what is known about them to stay in the processor's cache. */
const CHUNK_FRAMES = 16
/** Chunks that the first perceptron must be ahead, for the second to see all that the first says around a cell. */
const CHUNKS_AHEAD = Math.ceil((Math.max(...SECOND_LOOK.map(([frames]) => frames)) >> 1) / CHUNK_FRAMES)

/**
 * Weighs cues in two steps: the first perceptron judges each cell by its cues and their means around it, the second judges
 * again, knowing also what the first said about the neighbourhood.
 */
export function weighCues(first: Perceptron, second: Perceptron): ShareNetwork {
  return async (cues, frames) => {
    const guesses = new Float32Array(STEMS.length * frames * BANDS)
    const shares = new Float32Array(STEMS.length * frames * BANDS)
    const viewOfFirst = viewOfCues(cues, frames)
    const viewOfSecond = viewOfGuesses(guesses, frames)
    // What is known about the chunks that the second perceptron has not judged yet: what the first one was told, and more.
    const known = Array.from(
      { length: CHUNKS_AHEAD + 1 },
      () => new Float32Array(SECOND_PLANES * CHUNK_FRAMES * BANDS),
    )
    const chunks = Math.ceil(frames / CHUNK_FRAMES)
    for (let ahead = 0; ahead < chunks + CHUNKS_AHEAD; ahead++) {
      if (ahead < chunks) {
        const chunk = chunkOf(ahead, frames)
        const planes = known[ahead % known.length]!
        writeRows(viewOfFirst, chunk, planes, 0)
        keep(await first(planes.subarray(0, FIRST_PLANES * chunk.cells), chunk.cells), chunk, guesses)
      }
      const behind = ahead - CHUNKS_AHEAD
      if (behind < 0) continue
      const chunk = chunkOf(behind, frames)
      const planes = known[behind % known.length]!
      writeRows(viewOfSecond, chunk, planes, FIRST_PLANES)
      keep(await second(planes.subarray(0, SECOND_PLANES * chunk.cells), chunk.cells), chunk, shares)
    }
    return shares
  }
}

interface Chunk {
  readonly start: number
  readonly length: number
  readonly cells: number
}

function chunkOf(index: number, frames: number): Chunk {
  const start = index * CHUNK_FRAMES
  const length = Math.min(CHUNK_FRAMES, frames - start)
  return { start, length, cells: length * BANDS }
}

/** Writes what is known about a chunk's cells as planes, from the plane `firstPlane` on. */
function writeRows(
  rows: readonly MeansOfRow[],
  { start, length, cells }: Chunk,
  planes: Float32Array,
  firstPlane: number,
): void {
  rows.forEach((writeRow, index) => {
    const at = (firstPlane + index) * cells
    for (let i = 0; i < length; i++) writeRow(start + i, planes, at + i * BANDS)
  })
}

function keep(said: Float32Array, { start, cells }: Chunk, all: Float32Array): void {
  const plane = all.length / STEMS.length
  for (let stem = 0; stem < STEMS.length; stem++) {
    all.set(said.subarray(stem * cells, (stem + 1) * cells), stem * plane + start * BANDS)
  }
}

/** What is known about the cells: for each plane a function that writes its rows in turn. */
function viewOfCues(cues: Float32Array, frames: number): MeansOfRow[] {
  const plane = (index: number): Float32Array => planeOf(cues, index, frames)
  const level = plane(CUES.indexOf('level'))
  return [
    ...CUES.map((_, index) => rowsOf(plane(index))),
    ...NEIGHBOURS.map(([byFrames, byBands]) => shiftedRows(level, frames, byFrames, byBands)),
    ...NEIGHBOURHOODS.flatMap((shape) =>
      SPREAD.map((cue) => runningMeans(plane(CUES.indexOf(cue)), frames, shape)),
    ),
  ]
}

function viewOfGuesses(guesses: Float32Array, frames: number): MeansOfRow[] {
  const planes = STEMS.map((_, index) => planeOf(guesses, index, frames))
  return [
    ...planes.map(rowsOf),
    ...SECOND_LOOK.flatMap((shape) => planes.map((plane) => runningMeans(plane, frames, shape))),
  ]
}

function planeOf(planes: Float32Array, index: number, frames: number): Float32Array {
  return planes.subarray(index * frames * BANDS, (index + 1) * frames * BANDS)
}

function rowsOf(plane: Float32Array): MeansOfRow {
  return (frame, out, at) => out.set(plane.subarray(frame * BANDS, (frame + 1) * BANDS), at)
}

function shiftedRows(plane: Float32Array, frames: number, byFrames: number, byBands: number): MeansOfRow {
  return (frame, out, at) => {
    const row = Math.min(frames - 1, Math.max(0, frame + byFrames)) * BANDS
    for (let band = 0; band < BANDS; band++) {
      out[at + band] = plane[row + Math.min(BANDS - 1, Math.max(0, band + byBands))]!
    }
  }
}
