import { addScaled } from './mixing'

/** Lines of the feedback network. */
const LINES = 8
/** The largest block: within it no line hears what the same block writes. */
const BLOCK_FRAMES = 256
const BLOCK_BYTES: usize = BLOCK_FRAMES * 4
const MOST_DIFFUSERS = 4

/** Everything one stereo room remembers. */
class Room {
  preDelay: usize = 0
  preDelayFrames: i32 = 0
  preDelayAt: i32 = 0
  lowCut: f32 = 0
  leftLow: f32 = 0
  rightLow: f32 = 0
  diffusion: f32 = 0
  diffusers: i32 = 0
  leftDiffusers: StaticArray<Diffuser | null> = new StaticArray<Diffuser | null>(MOST_DIFFUSERS)
  rightDiffusers: StaticArray<Diffuser | null> = new StaticArray<Diffuser | null>(MOST_DIFFUSERS)
  lines: StaticArray<Line | null> = new StaticArray<Line | null>(LINES)
  damping: f32 = 0
  wanderFrames: f64 = 0
  wanderPerFrame: f64 = 0
  outputGain: f32 = 0
  write: i32 = 0
  /** What enters, left and right, then the eight taps: ten blocks. */
  blocks: usize = 0
}

class Diffuser {
  at: i32 = 0
  constructor(
    public line: usize,
    public frames: i32,
  ) {}
}

class Line {
  damped: f32 = 0
  /** `buffer` has one frame more than `frames` (a power of two), equal to the first: interpolation needs no wrap. */
  constructor(
    public buffer: usize,
    public frames: i32,
    public delay: f64,
    public feedback: f32,
  ) {}
}

export function createRoom(
  preDelayFrames: i32,
  lowCut: f32,
  diffusion: f32,
  damping: f32,
  wanderFrames: f64,
  wanderPerFrame: f64,
  outputGain: f32,
): usize {
  const room = new Room()
  // Left and right lie one after the other.
  room.preDelay = zeros(2 * preDelayFrames)
  room.preDelayFrames = preDelayFrames
  room.lowCut = lowCut
  room.diffusion = diffusion
  room.damping = damping
  room.wanderFrames = wanderFrames
  room.wanderPerFrame = wanderPerFrame
  room.outputGain = outputGain
  room.blocks = zeros((2 + LINES) * BLOCK_FRAMES)
  return changetype<usize>(room)
}

/** `index` counts from 0 without gaps; both lengths at least 4 frames. */
export function setDiffuser(pointer: usize, index: i32, leftFrames: i32, rightFrames: i32): void {
  const room = changetype<Room>(pointer)
  room.leftDiffusers[index] = new Diffuser(zeros(leftFrames), leftFrames)
  room.rightDiffusers[index] = new Diffuser(zeros(rightFrames), rightFrames)
  room.diffusers = index + 1
}

export function setLine(pointer: usize, index: i32, frames: i32, delay: f64, feedback: f32): void {
  changetype<Room>(pointer).lines[index] = new Line(zeros(frames + 1), frames, delay, feedback)
}

export function emptyRoom(pointer: usize): void {
  const room = changetype<Room>(pointer)
  memory.fill(room.preDelay, 0, (<usize>room.preDelayFrames) << 3)
  room.leftLow = 0
  room.rightLow = 0
  for (let i = 0; i < room.diffusers; i++) {
    emptyDiffuser(room.leftDiffusers[i]!)
    emptyDiffuser(room.rightDiffusers[i]!)
  }
  for (let i = 0; i < LINES; i++) {
    const line = room.lines[i]!
    memory.fill(line.buffer, 0, (<usize>(line.frames + 1)) << 2)
    line.damped = 0
  }
}

function emptyDiffuser(diffuser: Diffuser): void {
  memory.fill(diffuser.line, 0, (<usize>diffuser.frames) << 2)
}

function zeros(frames: i32): usize {
  const start = heap.alloc((<usize>frames) << 2)
  memory.fill(start, 0, (<usize>frames) << 2)
  return start
}

/**
 * Adds the room's answer to `outLeft` and `outRight`. `songFrame` decides where the lines have wandered to. `frames` a
 * multiple of 4, at most 256, the same in every call but the last.
 */
export function addRoom(
  pointer: usize,
  songFrame: f64,
  inLeft: usize,
  inRight: usize,
  outLeft: usize,
  outRight: usize,
  frames: i32,
): void {
  const room = changetype<Room>(pointer)
  const left = room.blocks
  const right = left + BLOCK_BYTES
  const taps = right + BLOCK_BYTES
  enter(room, inLeft, inRight, left, right, frames)
  for (let i = 0; i < room.diffusers; i++) {
    diffuse(room.leftDiffusers[i]!, room.diffusion, left, frames)
    diffuse(room.rightDiffusers[i]!, room.diffusion, right, frames)
  }
  for (let i = 0; i < LINES; i++) {
    readLine(room, room.lines[i]!, i, songFrame, taps + <usize>i * BLOCK_BYTES, frames)
  }
  leave(room, taps, outLeft, outRight, frames)
  spread(taps, frames)
  for (let i = 0; i < LINES; i++) {
    const input = i & 1 ? right : left
    writeLine(room, room.lines[i]!, taps + <usize>i * BLOCK_BYTES, input, i & 2 ? -1 : 1, frames)
  }
  room.write += frames
}

/** Pre-delay and low cut. */
function enter(room: Room, inLeft: usize, inRight: usize, left: usize, right: usize, frames: i32): void {
  const delayFrames = room.preDelayFrames
  const delayLeft = room.preDelay
  const delayRight = delayLeft + ((<usize>delayFrames) << 2)
  const cut = room.lowCut
  const keep: f32 = 1 - cut
  let lowLeft = room.leftLow
  let lowRight = room.rightLow
  let at = room.preDelayAt
  for (let i: usize = 0, end = (<usize>frames) << 2; i < end; i += 4) {
    const offset = (<usize>at) << 2
    const l = load<f32>(delayLeft + offset)
    const r = load<f32>(delayRight + offset)
    store<f32>(delayLeft + offset, load<f32>(inLeft + i))
    store<f32>(delayRight + offset, load<f32>(inRight + i))
    if (++at === delayFrames) at = 0
    lowLeft = keep * lowLeft + cut * l
    lowRight = keep * lowRight + cut * r
    store<f32>(left + i, l - lowLeft)
    store<f32>(right + i, r - lowRight)
  }
  room.preDelayAt = at
  // Far below anything audible, and before numbers become so small that processors slow down over them.
  room.leftLow = abs(lowLeft) < 1e-20 ? 0 : lowLeft
  room.rightLow = abs(lowRight) < 1e-20 ? 0 : lowRight
}

/** Schroeder all-pass. Its line is longer than four frames, so four can be worked on at once. */
function diffuse(diffuser: Diffuser, diffusion: f32, block: usize, frames: i32): void {
  const gain = f32x4.splat(diffusion)
  let at = diffuser.at
  let done = 0
  while (done < frames) {
    const run = min(frames - done, diffuser.frames - at)
    let line = diffuser.line + ((<usize>at) << 2)
    let x = block + ((<usize>done) << 2)
    const end = x + ((<usize>run) << 2)
    for (; x + 16 <= end; x += 16, line += 16) {
      const delayed = v128.load(line)
      const inner = f32x4.sub(v128.load(x), f32x4.mul(gain, delayed))
      v128.store(line, inner)
      v128.store(x, f32x4.add(delayed, f32x4.mul(gain, inner)))
    }
    for (; x < end; x += 4, line += 4) {
      const delayed = load<f32>(line)
      const inner = load<f32>(x) - diffusion * delayed
      store<f32>(line, inner)
      store<f32>(x, delayed + diffusion * inner)
    }
    done += run
    at += run
    if (at === diffuser.frames) at = 0
  }
  diffuser.at = at
}

/** Reads one line at its wandering delay, interpolated, dulled and weakened, into `tap`. */
function readLine(room: Room, line: Line, index: i32, songFrame: f64, tap: usize, frames: i32): void {
  const from = wanderAt(room, index, songFrame)
  const slope = (wanderAt(room, index, songFrame + <f64>frames) - from) / <f64>frames
  const mask = line.frames - 1
  // Kept positive, so that truncation is floor.
  let position = <f64>((room.write & mask) + line.frames) - line.delay - from
  let done = 0
  while (done < frames) {
    const whole = <i32>position
    const fraction = position - <f64>whole
    const at = whole & mask
    // A run ends where the line's memory wraps, or where the wander carries the position over a frame's border.
    let reach = <f64>min(frames - done, line.frames - at)
    if (slope > 0) reach = min(reach, Math.floor(fraction / slope) + 1)
    else if (slope < 0) reach = min(reach, Math.ceil((1 - fraction) / -slope))
    const run = <i32>reach
    interpolate(line.buffer + ((<usize>at) << 2), tap + ((<usize>done) << 2), run, fraction, slope)
    done += run
    position += <f64>run * (1 - slope)
  }
  line.damped = dull(tap, frames, room.damping, line.damped, line.feedback)
}

function wanderAt(room: Room, index: i32, songFrame: f64): f64 {
  return room.wanderFrames * Math.sin(room.wanderPerFrame * songFrame + (2 * Math.PI * <f64>index) / LINES)
}

/** Straight lines between neighbours; the fraction falls by `slope` a frame and stays between 0 and 1. */
function interpolate(source: usize, out: usize, frames: i32, fraction: f64, slope: f64): void {
  let fractions = f32x4(
    <f32>fraction,
    <f32>(fraction - slope),
    <f32>(fraction - 2 * slope),
    <f32>(fraction - 3 * slope),
  )
  const step = f32x4.splat(<f32>(4 * slope))
  const end = out + ((<usize>frames) << 2)
  for (; out + 16 <= end; out += 16, source += 16) {
    const low = v128.load(source)
    const high = v128.load(source, 4)
    v128.store(out, f32x4.add(low, f32x4.mul(fractions, f32x4.sub(high, low))))
    fractions = f32x4.sub(fractions, step)
  }
  let rest = f32x4.extract_lane(fractions, 0)
  for (; out < end; out += 4, source += 4) {
    const low = load<f32>(source)
    store<f32>(out, low + rest * (load<f32>(source, 4) - low))
    rest -= <f32>slope
  }
}

/**
 * One-pole low-pass times `feedback`, in place, four frames at a time: each lane first gathers what the lanes before it
 * leave to it, then what the frame before the four does. Returns the filter's memory.
 */
function dull(block: usize, frames: i32, damping: f32, memory: f32, feedback: f32): f32 {
  const keep: f32 = 1 - damping
  const one = f32x4.splat(keep)
  const two = f32x4.splat(keep * keep)
  const powers = f32x4(keep, keep * keep, keep * keep * keep, keep * keep * keep * keep)
  const enters = f32x4.splat(damping)
  const weakens = f32x4.splat(feedback)
  const zero = f32x4.splat(0)
  let last = f32x4.splat(memory)
  const end = block + ((<usize>frames) << 2)
  for (; block < end; block += 16) {
    let x = f32x4.mul(enters, v128.load(block))
    x = f32x4.add(x, f32x4.mul(one, v128.shuffle<f32>(zero, x, 0, 4, 5, 6)))
    x = f32x4.add(x, f32x4.mul(two, v128.shuffle<f32>(zero, x, 0, 1, 4, 5)))
    x = f32x4.add(x, f32x4.mul(powers, last))
    last = v128.shuffle<f32>(x, x, 3, 3, 3, 3)
    v128.store(block, f32x4.mul(weakens, x))
  }
  const left = f32x4.extract_lane(last, 0)
  return abs(left) < 1e-20 ? 0 : left
}

/** What is heard of the taps on either side. */
function leave(room: Room, taps: usize, outLeft: usize, outRight: usize, frames: i32): void {
  const gain = f32x4.splat(room.outputGain)
  const hint = f32x4.splat(0.3)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const tap = taps + at
    const t1 = v128.load(tap, 1 * BLOCK_BYTES)
    const t2 = v128.load(tap, 2 * BLOCK_BYTES)
    const t4 = v128.load(tap, 4 * BLOCK_BYTES)
    const t5 = v128.load(tap, 5 * BLOCK_BYTES)
    const even = f32x4.add(f32x4.sub(v128.load(tap), t2), f32x4.sub(t4, v128.load(tap, 6 * BLOCK_BYTES)))
    const odd = f32x4.add(
      f32x4.sub(t1, v128.load(tap, 3 * BLOCK_BYTES)),
      f32x4.sub(t5, v128.load(tap, 7 * BLOCK_BYTES)),
    )
    const left = f32x4.add(even, f32x4.mul(hint, f32x4.sub(t1, t5)))
    const right = f32x4.add(odd, f32x4.mul(hint, f32x4.sub(t2, t4)))
    v128.store(outLeft + at, f32x4.add(v128.load(outLeft + at), f32x4.mul(gain, left)))
    v128.store(outRight + at, f32x4.add(v128.load(outRight + at), f32x4.mul(gain, right)))
  }
}

/** Hadamard matrix in three rounds of sums and differences, scaled to keep energy: every line hears every other. */
function spread(taps: usize, frames: i32): void {
  for (let distance = 1; distance < LINES; distance <<= 1) {
    const scale: f32 = distance === 4 ? <f32>(1 / Math.sqrt(LINES)) : 1
    for (let line = 0; line < LINES; line++) {
      if ((line & distance) === 0) sumAndDifference(taps, line, line + distance, scale, frames)
    }
  }
}

function sumAndDifference(taps: usize, first: i32, second: i32, scale: f32, frames: i32): void {
  const scales = f32x4.splat(scale)
  let one = taps + <usize>first * BLOCK_BYTES
  let other = taps + <usize>second * BLOCK_BYTES
  const end = one + ((<usize>frames) << 2)
  for (; one < end; one += 16, other += 16) {
    const a = v128.load(one)
    const b = v128.load(other)
    v128.store(one, f32x4.mul(scales, f32x4.add(a, b)))
    v128.store(other, f32x4.mul(scales, f32x4.sub(a, b)))
  }
}

function writeLine(room: Room, line: Line, tap: usize, input: usize, sign: f32, frames: i32): void {
  // Blocks are shorter than any line, and but for the last all of one power of two: no wrap within a block.
  const at = room.write & (line.frames - 1)
  const out = line.buffer + ((<usize>at) << 2)
  memory.copy(out, tap, (<usize>frames) << 2)
  addScaled(out, input, frames, sign)
  if (at === 0) store<f32>(line.buffer + ((<usize>line.frames) << 2), load<f32>(line.buffer))
}
