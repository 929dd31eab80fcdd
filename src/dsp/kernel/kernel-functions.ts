import type { Pointer } from './kernel.js'

/** What `kernel/index.ts` exports; each function is explained there. Every `Pointer` but those to states is to 32-bit floats. */
export interface KernelFunctions {
  allocate(bytes: number): Pointer
  addScaled(out: Pointer, source: Pointer, frames: number, gain: number): void
  addMono(
    left: Pointer,
    right: Pointer,
    source: Pointer,
    frames: number,
    leftGain: number,
    rightGain: number,
  ): void
  addStereo(
    left: Pointer,
    right: Pointer,
    sourceLeft: Pointer,
    sourceRight: Pointer,
    frames: number,
    leftGain: number,
    rightGain: number,
  ): void
  addFading(
    left: Pointer,
    right: Pointer,
    sourceLeft: Pointer,
    sourceRight: Pointer,
    frames: number,
    leftGain: number,
    rightGain: number,
    factor: number,
  ): void
  scaleStereo(left: Pointer, right: Pointer, frames: number, gain: number): void
  widen(left: Pointer, right: Pointer, frames: number, own: number, other: number): void
  middleOf(left: Pointer, right: Pointer, out: Pointer, frames: number): void
  filterStereo(sections: Pointer, count: number, left: Pointer, right: Pointer, frames: number): void
  filterMono(sections: Pointer, count: number, block: Pointer, frames: number): void
  compress(state: Pointer, left: Pointer, right: Pointer, frames: number): void
  duck(state: Pointer, left: Pointer, right: Pointer, key: Pointer, frames: number): void
  saturateStereo(left: Pointer, right: Pointer, frames: number, drive: number, level: number): void
  createRoom(
    preDelayFrames: number,
    lowCut: number,
    diffusion: number,
    damping: number,
    wanderFrames: number,
    wanderPerFrame: number,
    outputGain: number,
  ): Pointer
  setDiffuser(room: Pointer, index: number, leftFrames: number, rightFrames: number): void
  setLine(room: Pointer, index: number, frames: number, delay: number, feedback: number): void
  addRoom(
    room: Pointer,
    songFrame: number,
    inLeft: Pointer,
    inRight: Pointer,
    outLeft: Pointer,
    outRight: Pointer,
    frames: number,
  ): void
  emptyRoom(room: Pointer): void
  /** One side of a tape whose delay, in frames, moves straight from `delayFrom` to `delayTo`. */
  runTape(
    line: Pointer,
    mask: number,
    at: number,
    block: Pointer,
    frames: number,
    delayFrom: number,
    delayTo: number,
  ): void
  addEchoes(
    state: Pointer,
    lines: Pointer,
    lineFrames: number,
    start: number,
    inLeft: Pointer,
    inRight: Pointer,
    outLeft: Pointer,
    outRight: Pointer,
    frames: number,
    feedback: number,
    lowCut: number,
    highCut: number,
  ): number
  playVoice(
    copies: Pointer,
    count: number,
    left: Pointer,
    right: Pointer,
    frames: number,
    increment: number,
    wave: number,
    noise: number,
    noiseState: Pointer,
    filterState: Pointer,
    filters: number,
    g: number,
    k: number,
    drive: number,
    driveLevel: number,
    level: number,
    slope: number,
  ): void
  playOperators(
    operators: Pointer,
    count: number,
    left: Pointer,
    right: Pointer,
    frames: number,
    gain: number,
    slope: number,
    leftGain: number,
    rightGain: number,
  ): void
  playStrings(
    state: Pointer,
    count: number,
    input: Pointer,
    out: Pointer,
    frames: number,
    gain: number,
  ): number
  addSquare(block: Pointer, frames: number, phase: number, increment: number, level: number): void
  addSweptSine(
    block: Pointer,
    frames: number,
    increment: number,
    sweep: number,
    factor: number,
    multiple: number,
    level: number,
  ): void
  driveHard(block: Pointer, frames: number, drive: number, level: number): void
  multiplyFalls(
    block: Pointer,
    frames: number,
    level: number,
    factor: number,
    other: number,
    otherFactor: number,
  ): void
  addSampleSpan(
    source: Pointer,
    position: number,
    increment: number,
    frames: number,
    scratch: Pointer,
    filter: Pointer,
    level: number,
    slope: number,
    first: Pointer,
    firstGain: number,
    second: Pointer,
    secondGain: number,
  ): void
  oversampleUp(
    input: Pointer,
    history: Pointer,
    phases: Pointer,
    factor: number,
    taps: number,
    out: Pointer,
    frames: number,
  ): void
  oversampleDown(
    history: Pointer,
    past: number,
    kernel: Pointer,
    factor: number,
    out: Pointer,
    frames: number,
  ): void
  driveValves(
    state: Pointer,
    block: Pointer,
    frames: number,
    firstGain: number,
    bias: number,
    rest: number,
    lowFactor: number,
    highFactor: number,
    secondGain: number,
  ): void
  multiplyCurve(block: Pointer, frames: number, curve: Pointer, into: number): void
  stepPowers(left: Pointer, right: Pointer, steps: number, stepFrames: number, powers: Pointer): void
  energyOf(block: Pointer, other: Pointer, frames: number, share: number): number
  raisePeaks(
    block: Pointer,
    steps: number,
    stepFrames: number,
    kernels: Pointer,
    phases: number,
    taps: number,
    overshoot: number,
    threshold: number,
    peaks: Pointer,
  ): void
  weightedEnergies(
    sections: Pointer,
    left: Pointer,
    right: Pointer,
    steps: number,
    stepFrames: number,
    energies: Pointer,
  ): void
  dotProducts(pairs: Pointer, count: number, length: number, sums: Pointer): void
}
