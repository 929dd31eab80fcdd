/**
 * Sums of products of rows of 64-bit floats, `count` of them, a multiple of 4. `pairs`: for each the places of its two rows,
 * as two 32-bit pointers; `length`: numbers in a row, even. Each sum is that of the even places plus that of the odd ones.
 */
export function dotProducts(pairs: usize, count: i32, length: i32, sums: usize): void {
  const end = (<usize>length) << 3
  // Four at a time: an addition must wait for the one before it, but not for those of other sums.
  for (const last = sums + ((<usize>count) << 3); sums < last; sums += 32, pairs += 32) {
    const a0: usize = load<u32>(pairs)
    const b0: usize = load<u32>(pairs, 4)
    const a1: usize = load<u32>(pairs, 8)
    const b1: usize = load<u32>(pairs, 12)
    const a2: usize = load<u32>(pairs, 16)
    const b2: usize = load<u32>(pairs, 20)
    const a3: usize = load<u32>(pairs, 24)
    const b3: usize = load<u32>(pairs, 28)
    let sum0 = f64x2.splat(0)
    let sum1 = f64x2.splat(0)
    let sum2 = f64x2.splat(0)
    let sum3 = f64x2.splat(0)
    for (let at: usize = 0; at < end; at += 16) {
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load(a0 + at), v128.load(b0 + at)))
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load(a1 + at), v128.load(b1 + at)))
      sum2 = f64x2.add(sum2, f64x2.mul(v128.load(a2 + at), v128.load(b2 + at)))
      sum3 = f64x2.add(sum3, f64x2.mul(v128.load(a3 + at), v128.load(b3 + at)))
    }
    store<f64>(sums, f64x2.extract_lane(sum0, 0) + f64x2.extract_lane(sum0, 1))
    store<f64>(sums, f64x2.extract_lane(sum1, 0) + f64x2.extract_lane(sum1, 1), 8)
    store<f64>(sums, f64x2.extract_lane(sum2, 0) + f64x2.extract_lane(sum2, 1), 16)
    store<f64>(sums, f64x2.extract_lane(sum3, 0) + f64x2.extract_lane(sum3, 1), 24)
  }
}
