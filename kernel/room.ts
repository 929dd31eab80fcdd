import { allocate } from './memory'

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
  return allocate((<usize>frames) << 2)
}

/**
 * Adds the room's answer to `outLeft` and `outRight`. `songFrame` decides where the lines have wandered to. `frames`: a multiple
 * of 256, but in the last call, where a multiple of 4 will do.
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
  for (let done = 0; done < frames; done += BLOCK_FRAMES) {
    const at = (<usize>done) << 2
    const count = min(BLOCK_FRAMES, frames - done)
    addBlock(room, songFrame + <f64>done, inLeft + at, inRight + at, outLeft + at, outRight + at, count)
  }
}

function addBlock(
  room: Room,
  songFrame: f64,
  inLeft: usize,
  inRight: usize,
  outLeft: usize,
  outRight: usize,
  frames: i32,
): void {
  const left = room.blocks
  const right = left + BLOCK_BYTES
  const taps = right + BLOCK_BYTES
  enter(room, inLeft, inRight, left, right, frames)
  for (let i = 0; i < room.diffusers; i++) {
    diffuse(room.leftDiffusers[i]!, room.diffusion, left, frames)
    diffuse(room.rightDiffusers[i]!, room.diffusion, right, frames)
  }
  for (let i = 0; i < LINES; i += 2) {
    const tap = taps + <usize>i * BLOCK_BYTES
    readLine(room, room.lines[i]!, i, songFrame, tap, frames)
    readLine(room, room.lines[i + 1]!, i + 1, songFrame, tap + BLOCK_BYTES, frames)
    dullPair(room.lines[i]!, room.lines[i + 1]!, tap, frames, room.damping)
  }
  turnOver(room, taps, left, right, outLeft, outRight, frames)
  room.write += frames
}

/** Pre-delay and low cut. */
function enter(room: Room, inLeft: usize, inRight: usize, left: usize, right: usize, frames: i32): void {
  const delayFrames = room.preDelayFrames
  let at = room.preDelayAt
  for (let done = 0; done < frames;) {
    const run = min(frames - done, delayFrames - at)
    const bytes = (<usize>run) << 2
    const offset = (<usize>done) << 2
    const delayLeft = room.preDelay + ((<usize>at) << 2)
    const delayRight = delayLeft + ((<usize>delayFrames) << 2)
    memory.copy(left + offset, delayLeft, bytes)
    memory.copy(right + offset, delayRight, bytes)
    memory.copy(delayLeft, inLeft + offset, bytes)
    memory.copy(delayRight, inRight + offset, bytes)
    done += run
    at += run
    if (at === delayFrames) at = 0
  }
  room.preDelayAt = at
  cutLows(room, left, right, frames)
}

/** Takes a one-pole low-pass of itself away from either side, in place. */
function cutLows(room: Room, left: usize, right: usize, frames: i32): void {
  const cut = room.lowCut
  const enters = f32x4.splat(cut)
  const keeps = powersOf(1 - cut)
  let lastLeft = f32x4.splat(room.leftLow)
  let lastRight = f32x4.splat(room.rightLow)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const l = v128.load(left + at)
    const r = v128.load(right + at)
    const lowLeft = onePole(f32x4.mul(enters, l), lastLeft, keeps)
    const lowRight = onePole(f32x4.mul(enters, r), lastRight, keeps)
    lastLeft = lastOf(lowLeft)
    lastRight = lastOf(lowRight)
    v128.store(left + at, f32x4.sub(l, lowLeft))
    v128.store(right + at, f32x4.sub(r, lowRight))
  }
  room.leftLow = settled(lastLeft)
  room.rightLow = settled(lastRight)
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

/** Reads one line at its wandering delay, interpolated, into `tap`. */
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

/** Dulls and weakens what came out of two neighbouring lines, in place: while one waits for its own past, the other works. */
function dullPair(first: Line, second: Line, tap: usize, frames: i32, damping: f32): void {
  const enters = f32x4.splat(damping)
  const keeps = powersOf(1 - damping)
  const firstWeakens = f32x4.splat(first.feedback)
  const secondWeakens = f32x4.splat(second.feedback)
  let lastFirst = f32x4.splat(first.damped)
  let lastSecond = f32x4.splat(second.damped)
  for (const end = tap + ((<usize>frames) << 2); tap < end; tap += 16) {
    const one = onePole(f32x4.mul(enters, v128.load(tap)), lastFirst, keeps)
    const other = onePole(f32x4.mul(enters, v128.load(tap, BLOCK_BYTES)), lastSecond, keeps)
    lastFirst = lastOf(one)
    lastSecond = lastOf(other)
    v128.store(tap, f32x4.mul(firstWeakens, one))
    v128.store(tap, f32x4.mul(secondWeakens, other), BLOCK_BYTES)
  }
  first.damped = settled(lastFirst)
  second.damped = settled(lastSecond)
}

/**
 * y = keep · y₋₁ + x for four frames at once: each lane first gathers what the lanes before it leave to it, then what the frame
 * before the four (`last`, in every lane) does. `keeps`: keep to the powers 1 … 4.
 */
function onePole(x: v128, last: v128, keeps: v128): v128 {
  const zero = f32x4.splat(0)
  x = f32x4.add(
    x,
    f32x4.mul(v128.shuffle<f32>(keeps, keeps, 0, 0, 0, 0), v128.shuffle<f32>(zero, x, 3, 4, 5, 6)),
  )
  x = f32x4.add(
    x,
    f32x4.mul(v128.shuffle<f32>(keeps, keeps, 1, 1, 1, 1), v128.shuffle<f32>(zero, x, 2, 3, 4, 5)),
  )
  return f32x4.add(x, f32x4.mul(keeps, last))
}

function powersOf(keep: f32): v128 {
  const squared = keep * keep
  return f32x4(keep, squared, squared * keep, squared * squared)
}

/** The newest of four frames, in every lane. */
function lastOf(frames: v128): v128 {
  return v128.shuffle<f32>(frames, frames, 3, 3, 3, 3)
}

/** A filter's memory; nothing rather than a number so small that processors slow down over it. */
function settled(last: v128): f32 {
  const memory = f32x4.extract_lane(last, 0)
  return abs(memory) < 1e-20 ? 0 : memory
}

/**
 * Lets the taps be heard, mixes them by a Hadamard matrix, scaled to keep energy (every line hears every other), and writes them
 * back into the lines together with what enters.
 */
function turnOver(
  room: Room,
  taps: usize,
  left: usize,
  right: usize,
  outLeft: usize,
  outRight: usize,
  frames: i32,
): void {
  const gain = f32x4.splat(room.outputGain)
  const hint = f32x4.splat(0.3)
  const scale = f32x4.splat(<f32>(1 / Math.sqrt(LINES)))
  // Blocks are shorter than any line, and but for the last all of one power of two: no wrap within a block.
  const line0 = writingPlace(room, 0)
  const line1 = writingPlace(room, 1)
  const line2 = writingPlace(room, 2)
  const line3 = writingPlace(room, 3)
  const line4 = writingPlace(room, 4)
  const line5 = writingPlace(room, 5)
  const line6 = writingPlace(room, 6)
  const line7 = writingPlace(room, 7)
  for (let at: usize = 0, end = (<usize>frames) << 2; at < end; at += 16) {
    const tap = taps + at
    const t0 = v128.load(tap)
    const t1 = v128.load(tap, 1 * BLOCK_BYTES)
    const t2 = v128.load(tap, 2 * BLOCK_BYTES)
    const t3 = v128.load(tap, 3 * BLOCK_BYTES)
    const t4 = v128.load(tap, 4 * BLOCK_BYTES)
    const t5 = v128.load(tap, 5 * BLOCK_BYTES)
    const t6 = v128.load(tap, 6 * BLOCK_BYTES)
    const t7 = v128.load(tap, 7 * BLOCK_BYTES)

    const even = f32x4.add(f32x4.sub(t0, t2), f32x4.sub(t4, t6))
    const odd = f32x4.add(f32x4.sub(t1, t3), f32x4.sub(t5, t7))
    const heardLeft = f32x4.add(even, f32x4.mul(hint, f32x4.sub(t1, t5)))
    const heardRight = f32x4.add(odd, f32x4.mul(hint, f32x4.sub(t2, t4)))
    v128.store(outLeft + at, f32x4.add(v128.load(outLeft + at), f32x4.mul(gain, heardLeft)))
    v128.store(outRight + at, f32x4.add(v128.load(outRight + at), f32x4.mul(gain, heardRight)))

    // Three rounds of sums and differences.
    const s01 = f32x4.add(t0, t1)
    const d01 = f32x4.sub(t0, t1)
    const s23 = f32x4.add(t2, t3)
    const d23 = f32x4.sub(t2, t3)
    const s45 = f32x4.add(t4, t5)
    const d45 = f32x4.sub(t4, t5)
    const s67 = f32x4.add(t6, t7)
    const d67 = f32x4.sub(t6, t7)
    const a0 = f32x4.add(s01, s23)
    const a1 = f32x4.add(d01, d23)
    const a2 = f32x4.sub(s01, s23)
    const a3 = f32x4.sub(d01, d23)
    const a4 = f32x4.add(s45, s67)
    const a5 = f32x4.add(d45, d67)
    const a6 = f32x4.sub(s45, s67)
    const a7 = f32x4.sub(d45, d67)

    // Left enters the even lines, right the odd ones, every other pair upside down.
    const l = v128.load(left + at)
    const r = v128.load(right + at)
    v128.store(line0 + at, f32x4.add(f32x4.mul(scale, f32x4.add(a0, a4)), l))
    v128.store(line1 + at, f32x4.add(f32x4.mul(scale, f32x4.add(a1, a5)), r))
    v128.store(line2 + at, f32x4.sub(f32x4.mul(scale, f32x4.add(a2, a6)), l))
    v128.store(line3 + at, f32x4.sub(f32x4.mul(scale, f32x4.add(a3, a7)), r))
    v128.store(line4 + at, f32x4.add(f32x4.mul(scale, f32x4.sub(a0, a4)), l))
    v128.store(line5 + at, f32x4.add(f32x4.mul(scale, f32x4.sub(a1, a5)), r))
    v128.store(line6 + at, f32x4.sub(f32x4.mul(scale, f32x4.sub(a2, a6)), l))
    v128.store(line7 + at, f32x4.sub(f32x4.mul(scale, f32x4.sub(a3, a7)), r))
  }
  for (let i = 0; i < LINES; i++) {
    const line = room.lines[i]!
    if ((room.write & (line.frames - 1)) === 0) {
      store<f32>(line.buffer + ((<usize>line.frames) << 2), load<f32>(line.buffer))
    }
  }
}

function writingPlace(room: Room, index: i32): usize {
  const line = room.lines[index]!
  return line.buffer + ((<usize>(room.write & (line.frames - 1))) << 2)
}
