import { Kernel } from './kernel.js'

/** Many sums of products of two rows, each from the same store of 64-bit floats, in a kernel of their own. */
export interface DotProducts {
  /** What rows are taken from, all zero at first. Views of it hold. */
  readonly values: Float64Array
  /** Sum by sum. */
  readonly sums: Float64Array
  /** Sum `index` will be that of the rows which begin at these places in `values`. */
  setPair(index: number, left: number, right: number): void
  /** Makes the first `count` sums anew, or all. */
  run(count?: number): void
}

/**
 * Room for rows of numbers and for sums of their products.
 * @param size Numbers in the store.
 * @param count Sums; those without a pair multiply the store's first row with itself.
 * @param length Numbers in a row; even.
 */
export function createDotProducts(size: number, count: number, length: number): DotProducts {
  if (length % 2 !== 0) throw new RangeError(`length must be even, got ${length}`)
  const kernel = new Kernel()
  const store = kernel.storeDoubles(new Float64Array(size))
  const sums = kernel.storeDoubles(new Float64Array(inFours(count)))
  const pairs = kernel.allocateFloats(2 * inFours(count))
  // Memory has grown for the last time: views of it hold.
  const pairsView = new Uint32Array(kernel.floats.buffer, pairs, 2 * inFours(count)).fill(store)
  return {
    values: kernel.doubles.subarray(store / 8, store / 8 + size),
    sums: kernel.doubles.subarray(sums / 8, sums / 8 + count),
    setPair: (index, left, right) => {
      pairsView[2 * index] = store + 8 * left
      pairsView[2 * index + 1] = store + 8 * right
    },
    run: (wanted = count) => kernel.run.dotProducts(pairs, inFours(wanted), length, sums),
  }
}

/** The kernel makes four sums at a time. */
function inFours(count: number): number {
  return 4 * Math.ceil(count / 4)
}
