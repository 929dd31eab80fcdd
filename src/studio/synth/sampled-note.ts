import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { NoteSound } from './note-sound.js'
import type { PitchShape } from './pitch-shape.js'
import type { SampledVoice } from './sound-library.js'
import type { Envelope, Lfo } from './soundfont-voice.js'

export interface SampledNoteOptions {
  readonly pitchShape?: PitchShape
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

/** Plays the voices of one struck key together. */
export function createSampledNote(
  voices: readonly SampledVoice[],
  options: SampledNoteOptions = {},
): NoteSound {
  const players = voices.map((voice) => new VoicePlayer(voice, options))
  const isStereo = voices.some(({ settings }) => settings.pan !== 0)
  return {
    channelCount: isStereo ? 2 : 1,
    render(left, right, frames) {
      left.fill(0, 0, frames)
      if (isStereo) right.fill(0, 0, frames)
      let sounding = 0
      for (const player of players) {
        if (!player.isOver) sounding = Math.max(sounding, player.add(left, right, isStereo, frames))
      }
      return sounding
    },
  }
}

class VoicePlayer {
  isOver = false
  private position: number
  private readonly frames: Float32Array
  private readonly leftGain: number
  private readonly rightGain: number
  private stepsDone = 0
  private framesIntoStep = STEP_FRAMES
  private increment = 0
  private level: number
  private levelSlope = 0
  private readonly isFiltered: boolean
  private filterHz = 0
  // Two-pole low-pass, direct form II transposed.
  private b0 = 1
  private a1 = 0
  private a2 = 0
  private z1 = 0
  private z2 = 0

  constructor(
    private readonly voice: SampledVoice,
    private readonly options: SampledNoteOptions,
  ) {
    const { settings, sample } = voice
    this.frames = sample.frames
    this.position = 1 + Math.min(settings.startOffsetFrames, Math.max(0, sample.end - 2))
    const angle = ((settings.pan + 1) * Math.PI) / 4
    this.leftGain = Math.cos(angle)
    this.rightGain = Math.sin(angle)
    this.isFiltered =
      settings.cutoffHz < 20_000 || (options.maximumCutoffHz ?? 20_000) < 20_000 || settings.resonanceDb > 0
    this.level = this.levelAt(0)
  }

  /** Adds to the outputs; returns how many frames it sounded for. */
  add(left: Float32Array, right: Float32Array, isStereo: boolean, frames: number): number {
    let done = 0
    while (done < frames) {
      if (this.framesIntoStep === STEP_FRAMES) {
        this.startStep()
        if (this.isOver) return done
      }
      const count = Math.min(frames - done, STEP_FRAMES - this.framesIntoStep)
      const played = this.addSpan(left, right, isStereo, done, count)
      this.framesIntoStep += count
      done += played
      if (played < count) {
        this.isOver = true
        return done
      }
    }
    return done
  }

  private addSpan(
    left: Float32Array,
    right: Float32Array,
    isStereo: boolean,
    start: number,
    count: number,
  ): number {
    const { frames, increment, levelSlope, leftGain, rightGain, isFiltered, b0, a1, a2 } = this
    // Most stereo voices lie hard on one side: they need one addition, not two.
    const isTwoSided = isStereo && leftGain > NOTHING && rightGain > NOTHING
    const target = isStereo && leftGain <= NOTHING ? right : left
    const targetGain = !isStereo ? 1 : leftGain <= NOTHING ? rightGain : leftGain
    const { loopEnd, loopStart, end } = this.voice.sample
    const b1 = 2 * b0
    const limit = loopEnd > 0 ? loopEnd : end
    const loopLength = loopEnd > 0 ? loopEnd - loopStart : 0
    let { position, level, z1, z2 } = this
    let i = 0
    for (; i < count; i++) {
      if (position >= limit) {
        if (loopLength === 0) break
        position -= loopLength * Math.ceil((position - limit + 1e-9) / loopLength)
      }
      const at = position | 0
      const t = position - at
      const y0 = frames[at - 1]!
      const y1 = frames[at]!
      const y2 = frames[at + 1]!
      const y3 = frames[at + 2]!
      // Catmull-Rom.
      let x = y1 + 0.5 * t * (y2 - y0 + t * (2 * y0 - 5 * y1 + 4 * y2 - y3 + t * (3 * (y1 - y2) + y3 - y0)))
      position += increment
      if (isFiltered) {
        const y = b0 * x + z1
        z1 = b1 * x - a1 * y + z2
        z2 = b0 * x - a2 * y
        x = y
      }
      x *= level
      level += levelSlope
      if (isTwoSided) right[start + i] = right[start + i]! + x * rightGain
      target[start + i] = target[start + i]! + x * targetGain
    }
    this.position = position
    this.level = level
    this.z1 = z1
    this.z2 = z2
    return i
  }

  private startStep(): void {
    const { settings } = this.voice
    const seconds = this.stepsDone * STEP_SECONDS
    this.stepsDone += 1
    this.framesIntoStep = 0
    const next = this.levelAt(seconds + STEP_SECONDS)
    this.levelSlope = (next - this.level) / STEP_FRAMES
    const decaySeconds = settings.volume.delaySeconds + settings.volume.attackSeconds
    if (seconds > decaySeconds && this.level < 1e-6 && next < 1e-6) {
      this.isOver = true
      return
    }
    const modulation = linearEnvelope(settings.modulation, seconds)
    const tremolo = lfoAt(settings.tremolo, seconds)
    const cents =
      modulation * settings.modulationToPitchCents +
      tremolo * settings.tremoloToPitchCents +
      lfoAt(settings.vibrato, seconds) * settings.vibratoToPitchCents +
      (this.options.pitchShape?.(seconds) ?? 0)
    this.increment = (settings.sampleFramesPerSecond * (cents === 0 ? 1 : 2 ** (cents / 1200))) / SAMPLE_RATE
    if (this.isFiltered) {
      const shift = modulation * settings.modulationToCutoffCents + tremolo * settings.tremoloToCutoffCents
      const cutoffHz = Math.min(
        settings.cutoffHz * (shift === 0 ? 1 : 2 ** (shift / 1200)),
        this.options.maximumCutoffHz ?? 22_000,
      )
      if (cutoffHz !== this.filterHz) this.setFilter(cutoffHz)
    }
  }

  private setFilter(cutoffHz: number): void {
    this.filterHz = cutoffHz
    // Resonance is the height of the peak over a flat response, 0 dB meaning maximally flat (specification 8.1.3).
    const q = 10 ** ((this.voice.settings.resonanceDb - 3.01) / 20)
    const w0 = (2 * Math.PI * Math.min(20_000, Math.max(20, cutoffHz))) / SAMPLE_RATE
    const alpha = Math.sin(w0) / (2 * q)
    const c = Math.cos(w0)
    const gain = 1 / Math.sqrt(Math.max(1, q))
    this.b0 = (gain * (1 - c)) / 2 / (1 + alpha)
    this.a1 = (-2 * c) / (1 + alpha)
    this.a2 = (1 - alpha) / (1 + alpha)
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
