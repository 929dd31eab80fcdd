import { createMatrix, type Matrix } from './matrix.js'

/** A window of values kept in order, so that its median is always at hand. */
class SortedWindow {
  private readonly values: Float32Array
  private size = 0

  constructor(capacity: number) {
    this.values = new Float32Array(capacity)
  }

  add(value: number): void {
    let i = this.size++
    while (i > 0 && this.values[i - 1]! > value) {
      this.values[i] = this.values[i - 1]!
      i--
    }
    this.values[i] = value
  }

  remove(value: number): void {
    let i = 0
    while (this.values[i] !== value) i++
    this.size--
    for (; i < this.size; i++) this.values[i] = this.values[i + 1]!
  }

  median(): number {
    return this.values[this.size >> 1]!
  }
}

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

function slideMedian(
  input: Float32Array,
  output: Float32Array,
  offset: number,
  stride: number,
  count: number,
  radius: number,
): void {
  const window = new SortedWindow(2 * radius + 1)
  for (let i = 0; i < Math.min(radius, count); i++) window.add(input[offset + i * stride]!)
  for (let i = 0; i < count; i++) {
    if (i - radius - 1 >= 0) window.remove(input[offset + (i - radius - 1) * stride]!)
    if (i + radius < count) window.add(input[offset + (i + radius) * stride]!)
    output[offset + i * stride] = window.median()
  }
}
