import { SAMPLE_RATE } from '../../dsp/audio.js'
import { sharedKernel, type Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import type { NoteSound } from './note-sound.js'
import type { PitchShape } from './pitch-shape.js'
import type { SampledVoice } from './sound-library.js'
import type { Envelope, Lfo } from './soundfont-voice.js'
import { MAXIMUM_BLOCK_FRAMES, SteppedNote } from './stepped-note.js'

export interface SampledNoteOptions {
  readonly pitchShape?: PitchShape
  /** Factor of the level, by seconds from the start. */
  readonly levelShape?: (seconds: number) => number
  /** Multiplies the sample's own attack, and fades in over this time: legato has no bite. Seconds, 0 is as recorded. */
  readonly softAttackSeconds?: number
  /** Low-pass laid over everything (mutes), in Hz. */
  readonly maximumCutoffHz?: number
  /** The note dies away by 60 dB in this time however long it is held (mutes, ghost notes), in seconds. */
  readonly decaySeconds?: number
}

/** Pitch, filter and envelopes are read once a step; in between they move along straight lines. */
const STEP_FRAMES = 64
const STEP_SECONDS = STEP_FRAMES / SAMPLE_RATE
const SILENCE_DB = 96
/** A pan gain that counts as zero. */
const NOTHING = 1e-6

/** Sample frames that are put before the kernel at a time. */
const SEGMENT_FRAMES = 4096
/** A step at this speed still fits into a segment; nearly six octaves above the recording. */
const MAXIMUM_INCREMENT = 60
/** Frames that an interpolator looks at before and after a position. */
const GUARD_BEFORE = 1
const GUARD_AFTER = 3
/** 64-bit floats of a voice's filter: b0, a1, a2 and four memories. */
const FILTER_VALUES = 7
/** Steps of the largest block that is asked for. */
const MAXIMUM_STEPS = MAXIMUM_BLOCK_FRAMES / STEP_FRAMES
/** Up to as many voices as a key may strike. */
const MAXIMUM_VOICES = 64

let workspace: { readonly kernel: Kernel; readonly segment: Pointer; readonly scratch: Pointer } | undefined

function theWorkspace() {
  if (!workspace) {
    const kernel = sharedKernel()
    workspace = {
      kernel,
      // A little more: whole fours are interpolated, whatever is asked for.
      segment: kernel.allocateFloats(SEGMENT_FRAMES + 64),
      scratch: kernel.allocateFloats(STEP_FRAMES + 4),
    }
  }
  return workspace
}

/** Plays the voices of one struck key together. */
export function createSampledNote(
  struck: readonly SampledVoice[],
  options: SampledNoteOptions = {},
): NoteSound {
  const voices = struck.slice(0, MAXIMUM_VOICES)
  const isStereo = voices.some(({ settings }) => settings.pan !== 0)
  const players = voices.map((voice) => new VoicePlayer(voice, options, isStereo))
  const shape = new Shape(options)
  return new SteppedNote(
    isStereo ? 2 : 1,
    STEP_FRAMES,
    new Float64Array(FILTER_VALUES * voices.length),
    (kernel, state, left, right, frames) => {
      kernel.floatsAt(left, frames).fill(0)
      kernel.floatsAt(right, frames).fill(0)
      shape.prepare(frames / STEP_FRAMES)
      let sounding = 0
      players.forEach((player, i) => {
        if (player.isOver) return
        sounding = Math.max(sounding, player.add(state + 8 * FILTER_VALUES * i, left, right, frames, shape))
      })
      return sounding
    },
  )
}

/** What the player does to all voices of a note alike, step by step: worked out once a block. */
class Shape {
  /** Frequency ratio of each step of the block. */
  readonly ratios = new Float64Array(MAXIMUM_STEPS).fill(1)
  /** Factor of the level at the end of each step. */
  readonly levels = new Float64Array(MAXIMUM_STEPS).fill(1)
  private stepsDone = 0

  constructor(private readonly options: SampledNoteOptions) {}

  prepare(steps: number): void {
    const { pitchShape, levelShape } = this.options
    for (let i = 0; i < steps; i++) {
      const seconds = (this.stepsDone + i) * STEP_SECONDS
      if (pitchShape) this.ratios[i] = 2 ** (pitchShape(seconds) / 1200)
      if (levelShape) this.levels[i] = levelShape(seconds + STEP_SECONDS)
    }
    this.stepsDone += steps
  }
}

class VoicePlayer {
  isOver = false
  /** Where it is in the sample, in frames from the start of `segment`'s contents on. */
  private position: number
  /** Frame of the sample that lies first in the segment. */
  private segmentStart = 0
  private readonly firstGain: number
  private readonly secondGain: number
  private readonly isRightOnly: boolean
  private stepsDone = 0
  private increment = 0
  private level: number
  private nextLevel: number
  private readonly isFiltered: boolean
  private filterHz = 0

  constructor(
    private readonly voice: SampledVoice,
    private readonly options: SampledNoteOptions,
    isStereo: boolean,
  ) {
    const { settings, sample } = voice
    this.position = 1 + Math.min(settings.startOffsetFrames, Math.max(0, sample.end - 2))
    const angle = ((settings.pan + 1) * Math.PI) / 4
    const [leftGain, rightGain] = isStereo ? [Math.cos(angle), Math.sin(angle)] : [1, 0]
    // Most stereo voices lie hard on one side: they need one addition, not two.
    this.isRightOnly = leftGain <= NOTHING
    this.firstGain = this.isRightOnly ? rightGain : leftGain
    this.secondGain = this.isRightOnly || rightGain <= NOTHING ? 0 : rightGain
    this.isFiltered =
      settings.cutoffHz < 20_000 || (options.maximumCutoffHz ?? 20_000) < 20_000 || settings.resonanceDb > 0
    this.level = this.nextLevel = this.levelAt(0)
  }

  /** Adds whole steps to the outputs; returns how many frames it sounded for. `filter`: where its filter lies. */
  add(filter: Pointer, left: Pointer, right: Pointer, frames: number, shape: Shape): number {
    const { kernel, segment, scratch } = theWorkspace()
    const { sample } = this.voice
    const first = this.isRightOnly ? right : left
    const second = this.secondGain > 0 ? right : 0
    const nominal = this.voice.settings.sampleFramesPerSecond / SAMPLE_RATE
    // A little more than a steady pitch needs; a rising one asks again.
    const wanted = Math.ceil(1.02 * nominal * frames) + 8
    let available = this.fillSegment(kernel, segment, wanted)
    for (let done = 0, step = 0; done < frames; done += STEP_FRAMES, step++) {
      this.startStep(kernel, filter, shape.ratios[step]!, shape.levels[step]!)
      if (this.isOver) return done
      const reach = STEP_FRAMES * this.increment + GUARD_AFTER + 1
      if (this.position - this.segmentStart + reach > available)
        available = this.fillSegment(kernel, segment, SEGMENT_FRAMES)
      const isLooped = sample.loopEnd > 0
      const remaining = isLooped ? Infinity : Math.ceil((sample.end - this.position) / this.increment)
      const count = Math.max(0, Math.min(STEP_FRAMES, remaining))
      kernel.run.addSampleSpan(
        segment,
        this.position - GUARD_BEFORE - this.segmentStart,
        this.increment,
        count,
        scratch,
        this.isFiltered ? filter : 0,
        this.level,
        (this.nextLevel - this.level) / STEP_FRAMES,
        first + 4 * done,
        this.firstGain,
        second && second + 4 * done,
        this.secondGain,
      )
      this.level = this.nextLevel
      this.position += count * this.increment
      if (count < STEP_FRAMES) {
        this.isOver = true
        return done + STEP_FRAMES
      }
    }
    return frames
  }

  /**
   * Lays the part of the sample that comes next before the kernel, its loop unrolled, beginning a frame before the position.
   * Returns how many frames of it are there.
   */
  private fillSegment(kernel: Kernel, segment: Pointer, wantedFrames: number): number {
    const { frames, loopStart, loopEnd, end } = this.voice.sample
    if (loopEnd > 0) {
      const loopFrames = loopEnd - loopStart
      const beyond = this.position - loopEnd
      if (beyond >= 0) this.position -= loopFrames * (Math.floor(beyond / loopFrames) + 1)
    }
    const start = Math.floor(this.position) - GUARD_BEFORE
    const length = Math.min(SEGMENT_FRAMES, wantedFrames)
    const target = kernel.floatsAt(segment, length)
    let filled = 0
    let from = start
    const limit = loopEnd > 0 ? loopEnd : end + GUARD_AFTER
    while (filled < length) {
      const count = Math.min(length - filled, Math.max(0, Math.min(limit, frames.length) - from))
      target.set(frames.subarray(from, from + count), filled)
      filled += count
      if (loopEnd === 0) {
        target.fill(0, filled)
        break
      }
      from = loopStart
    }
    this.segmentStart = start
    return length
  }

  private startStep(kernel: Kernel, filter: Pointer, ratio: number, levelFactor: number): void {
    const { settings } = this.voice
    const seconds = this.stepsDone * STEP_SECONDS
    this.stepsDone += 1
    const next = levelFactor * this.levelAt(seconds + STEP_SECONDS)
    this.nextLevel = next
    const attackSeconds = settings.volume.delaySeconds + settings.volume.attackSeconds
    if (seconds > attackSeconds && this.level < 1e-6 && next < 1e-6) {
      this.isOver = true
      return
    }
    const modulation = linearEnvelope(settings.modulation, seconds)
    const tremolo = lfoAt(settings.tremolo, seconds)
    const cents =
      modulation * settings.modulationToPitchCents +
      tremolo * settings.tremoloToPitchCents +
      lfoAt(settings.vibrato, seconds) * settings.vibratoToPitchCents
    const own = cents === 0 ? 1 : 2 ** (cents / 1200)
    const increment = (settings.sampleFramesPerSecond * own * ratio) / SAMPLE_RATE
    this.increment = Math.min(MAXIMUM_INCREMENT, increment)
    if (this.isFiltered) {
      const shift = modulation * settings.modulationToCutoffCents + tremolo * settings.tremoloToCutoffCents
      const cutoffHz = Math.min(
        settings.cutoffHz * (shift === 0 ? 1 : 2 ** (shift / 1200)),
        this.options.maximumCutoffHz ?? 22_000,
      )
      if (cutoffHz !== this.filterHz) this.setFilter(kernel, filter, cutoffHz)
    }
  }

  private setFilter(kernel: Kernel, filter: Pointer, cutoffHz: number): void {
    this.filterHz = cutoffHz
    // Resonance is the height of the peak over a flat response, 0 dB meaning maximally flat (specification 8.1.3).
    const q = 10 ** ((this.voice.settings.resonanceDb - 3.01) / 20)
    const w0 = (2 * Math.PI * Math.min(20_000, Math.max(20, cutoffHz))) / SAMPLE_RATE
    const alpha = Math.sin(w0) / (2 * q)
    const c = Math.cos(w0)
    const gain = 1 / Math.sqrt(Math.max(1, q))
    kernel.doubles.set(
      [(gain * (1 - c)) / 2 / (1 + alpha), (-2 * c) / (1 + alpha), (1 - alpha) / (1 + alpha)],
      filter / 8,
    )
  }

  private levelAt(seconds: number): number {
    const { settings } = this.voice
    const { softAttackSeconds = 0, decaySeconds } = this.options
    let level = settings.gain * volumeEnvelope(settings.volume, seconds)
    if (settings.tremoloToVolumeDb !== 0) {
      level *= 10 ** ((-settings.tremoloToVolumeDb * lfoAt(settings.tremolo, seconds)) / 20)
    }
    if (softAttackSeconds > 0 && seconds < softAttackSeconds) {
      level *= 0.5 - 0.5 * Math.cos((Math.PI * seconds) / softAttackSeconds)
    }
    if (decaySeconds !== undefined) level *= 10 ** ((-3 * seconds) / decaySeconds)
    return level
  }
}

/** Attack is a straight line, decay falls by a constant number of dB a second: 100 dB in `decaySeconds`. */
function volumeEnvelope(envelope: Envelope, seconds: number): number {
  let t = seconds - envelope.delaySeconds
  if (t < 0) return 0
  if (t < envelope.attackSeconds) return t / envelope.attackSeconds
  t -= envelope.attackSeconds + envelope.holdSeconds
  if (t <= 0) return 1
  const fallen = envelope.decaySeconds > 0 ? (100 * t) / envelope.decaySeconds : 100
  const db = Math.min(fallen, envelope.sustain)
  return db >= SILENCE_DB ? 0 : 10 ** (-db / 20)
}

function linearEnvelope(envelope: Envelope, seconds: number): number {
  let t = seconds - envelope.delaySeconds
  if (t < 0) return 0
  if (t < envelope.attackSeconds) return t / envelope.attackSeconds
  t -= envelope.attackSeconds + envelope.holdSeconds
  if (t <= 0) return 1
  const level = envelope.decaySeconds > 0 ? 1 - t / envelope.decaySeconds : 0
  return Math.max(envelope.sustain, level)
}

/** A triangle between -1 and 1 that starts at zero and rises. */
function lfoAt(lfo: Lfo, seconds: number): number {
  const t = seconds - lfo.delaySeconds
  if (t <= 0) return 0
  const phase = (t * lfo.rateHz + 0.25) % 1
  return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase
}
