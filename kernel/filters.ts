/**
 * A section in memory, in 64-bit floats: b0 b1 b2 a1 a2 and one unused, then for each side in turn the last two inputs and
 * the last two outputs (x1 x1 x2 x2 y1 y1 y2 y2). Direct form I: only one product and one sum stand between an output and
 * the next, where the transposed form has to wait for three.
 */
const SECTION_BYTES: usize = 14 * 8
const STATE: usize = 6 * 8

/** Sections in a row over both sides, in place. Two at a time: while one waits for its own past, the other works. */
export function filterStereo(sections: usize, count: i32, left: usize, right: usize, frames: i32): void {
  let done = 0
  for (; done + 2 <= count; done += 2) {
    filterPair(sections, left, right, frames)
    sections += 2 * SECTION_BYTES
  }
  if (done < count) filterOnce(sections, left, right, frames)
}

/** The same over one side. */
export function filterMono(sections: usize, count: i32, block: usize, frames: i32): void {
  // Both lanes do the same work: that is no slower than one.
  filterStereo(sections, count, block, block, frames)
}

function filterOnce(section: usize, left: usize, right: usize, frames: i32): void {
  const b0 = f64x2.splat(load<f64>(section))
  const b1 = f64x2.splat(load<f64>(section, 8))
  const b2 = f64x2.splat(load<f64>(section, 16))
  const a1 = f64x2.splat(load<f64>(section, 24))
  const a2 = f64x2.splat(load<f64>(section, 32))
  let x1 = v128.load(section + STATE)
  let x2 = v128.load(section + STATE, 16)
  let y1 = v128.load(section + STATE, 32)
  let y2 = v128.load(section + STATE, 48)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 4) {
    const x = f64x2(<f64>load<f32>(left + at), <f64>load<f32>(right + at))
    const driven = f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2))
    const y = f64x2.sub(f64x2.sub(driven, f64x2.mul(a2, y2)), f64x2.mul(a1, y1))
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    store<f32>(left + at, <f32>f64x2.extract_lane(y, 0))
    store<f32>(right + at, <f32>f64x2.extract_lane(y, 1))
  }
  v128.store(section + STATE, x1)
  v128.store(section + STATE, x2, 16)
  v128.store(section + STATE, y1, 32)
  v128.store(section + STATE, y2, 48)
}

function filterPair(first: usize, left: usize, right: usize, frames: i32): void {
  const second = first + SECTION_BYTES
  const b0 = f64x2.splat(load<f64>(first))
  const b1 = f64x2.splat(load<f64>(first, 8))
  const b2 = f64x2.splat(load<f64>(first, 16))
  const a1 = f64x2.splat(load<f64>(first, 24))
  const a2 = f64x2.splat(load<f64>(first, 32))
  const d0 = f64x2.splat(load<f64>(second))
  const d1 = f64x2.splat(load<f64>(second, 8))
  const d2 = f64x2.splat(load<f64>(second, 16))
  const c1 = f64x2.splat(load<f64>(second, 24))
  const c2 = f64x2.splat(load<f64>(second, 32))
  let x1 = v128.load(first + STATE)
  let x2 = v128.load(first + STATE, 16)
  // What the first gives out is what the second takes in: one memory for both, but for the very start.
  let y1 = v128.load(first + STATE, 32)
  let y2 = v128.load(first + STATE, 48)
  let z1 = v128.load(second + STATE, 32)
  let z2 = v128.load(second + STATE, 48)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 4) {
    const x = f64x2(<f64>load<f32>(left + at), <f64>load<f32>(right + at))
    const driven = f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2))
    const y = f64x2.sub(f64x2.sub(driven, f64x2.mul(a2, y2)), f64x2.mul(a1, y1))
    const passed = f64x2.add(f64x2.add(f64x2.mul(d0, y), f64x2.mul(d1, y1)), f64x2.mul(d2, y2))
    const z = f64x2.sub(f64x2.sub(passed, f64x2.mul(c2, z2)), f64x2.mul(c1, z1))
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    z2 = z1
    z1 = z
    store<f32>(left + at, <f32>f64x2.extract_lane(z, 0))
    store<f32>(right + at, <f32>f64x2.extract_lane(z, 1))
  }
  v128.store(first + STATE, x1)
  v128.store(first + STATE, x2, 16)
  v128.store(first + STATE, y1, 32)
  v128.store(first + STATE, y2, 48)
  v128.store(second + STATE, z1, 32)
  v128.store(second + STATE, z2, 48)
}
