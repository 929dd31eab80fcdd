/**
 * One side of a tape past its head, in place: what goes in is read again after a delay, in frames, that moves straight from
 * `delayFrom` to `delayTo`. `line` is `mask + 1` frames long, a power of two; at least two frames more than the delays,
 * which are at least 2. `at`: where in the line the block begins. Cubic interpolation (Catmull & Rom, 1974).
 */
export function runTape(
  line: usize,
  mask: i32,
  at: i32,
  block: usize,
  frames: i32,
  delayFrom: f32,
  delayTo: f32,
): void {
  const slope = (delayTo - delayFrom) / <f32>frames
  for (let i = 0; i < frames; i++) {
    const place = block + ((<usize>i) << 2)
    store<f32>(line + ((<usize>((at + i) & mask)) << 2), load<f32>(place))
    const delay = delayFrom + slope * <f32>i
    const whole = <i32>delay
    const part = delay - <f32>whole
    const later = read(line, mask, at + i - whole + 1)
    const here = read(line, mask, at + i - whole)
    const earlier = read(line, mask, at + i - whole - 1)
    const earliest = read(line, mask, at + i - whole - 2)
    const slopeHere: f32 = 0.5 * (earlier - later)
    const slopeThere: f32 = 0.5 * (earliest - here)
    const rise = earlier - here
    const cubic: f32 = slopeHere + slopeThere - <f32>2 * rise
    const square: f32 = <f32>3 * rise - <f32>2 * slopeHere - slopeThere
    store<f32>(place, here + part * (slopeHere + part * (square + part * cubic)))
  }
}

function read(line: usize, mask: i32, at: i32): f32 {
  return load<f32>(line + ((<usize>(at & mask)) << 2))
}
