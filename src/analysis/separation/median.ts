import { createMatrix, type Matrix } from './matrix.js'

/** Median over ±radius frames of each column: what lasts. Windows shrink at the edges. */
export function medianOverTime(input: Matrix, radius: number): Matrix {
  const { frames, width } = input
  const output = createMatrix(frames, width)
  for (let k = 0; k < width; k++) slideMedian(input.data, output.data, k, width, frames, radius)
  return output
}

/** Median over ±radius columns of each frame: what is broad. */
export function medianOverFrequency(input: Matrix, radius: number): Matrix {
  const { frames, width } = input
  const output = createMatrix(frames, width)
  for (let frame = 0; frame < frames; frame++) {
    slideMedian(input.data, output.data, frame * width, 1, width, radius)
  }
  return output
}

/** A window of values is kept in order while it moves on, so that its median is always at hand. */
function slideMedian(
  input: Float32Array,
  output: Float32Array,
  offset: number,
  stride: number,
  count: number,
  radius: number,
): void {
  const sorted = new Float32Array(2 * radius + 1)
  let size = 0
  for (let i = 0; i < Math.min(radius, count); i++) insert(sorted, size++, input[offset + i * stride]!)
  for (let i = 0; i < count; i++) {
    const enters = i + radius < count
    const entering = enters ? input[offset + (i + radius) * stride]! : 0
    if (i - radius - 1 < 0) {
      if (enters) insert(sorted, size++, entering)
    } else {
      const leaving = input[offset + (i - radius - 1) * stride]!
      if (enters) replace(sorted, size, leaving, entering)
      else remove(sorted, size--, leaving)
    }
    output[offset + i * stride] = sorted[size >> 1]!
  }
}

function insert(sorted: Float32Array, size: number, value: number): void {
  let i = size
  while (i > 0 && sorted[i - 1]! > value) {
    sorted[i] = sorted[i - 1]!
    i--
  }
  sorted[i] = value
}

function remove(sorted: Float32Array, size: number, value: number): void {
  const place = placeOf(sorted, size, value)
  sorted.copyWithin(place, place + 1, size)
}

/** Values between the leaving and the entering one move up or down by one place. */
function replace(sorted: Float32Array, size: number, leaving: number, entering: number): void {
  let i = placeOf(sorted, size, leaving)
  while (i + 1 < size && sorted[i + 1]! < entering) {
    sorted[i] = sorted[i + 1]!
    i++
  }
  while (i > 0 && sorted[i - 1]! > entering) {
    sorted[i] = sorted[i - 1]!
    i--
  }
  sorted[i] = entering
}

/** The first place of a value that is there. */
function placeOf(sorted: Float32Array, size: number, value: number): number {
  let low = 0
  let high = size - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
