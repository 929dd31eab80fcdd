import { SAMPLE_RATE, frameCount, type Audio } from '../../dsp/audio.js'
import { dbToGain } from '../../dsp/units.js'
import type { RecordingTrack, StemMix } from '../../music/score.js'

/** Edges of a recording are softened over this many frames, so that a cut never clicks. */
const EDGE_FRAMES = 240

/** Plays a recording from outside at its place in the song, untouched but for its level. */
export class RecordingPlayer {
  private readonly startFrame: number
  private readonly endFrame: number
  /** Frame of the recording that is heard at `startFrame`. */
  private readonly offset: number
  private readonly left: Float32Array
  private readonly right: Float32Array
  private readonly gain: number

  constructor(recording: RecordingTrack, audio: Audio) {
    this.left = audio.channels[0]!
    this.right = audio.channels[1] ?? audio.channels[0]!
    this.gain = dbToGain(recording.gainDb)
    this.startFrame = Math.round(recording.startSeconds * SAMPLE_RATE)
    this.offset = Math.round((recording.offsetSeconds ?? 0) * SAMPLE_RATE)
    const frames = Math.round(recording.durationSeconds * SAMPLE_RATE)
    this.endFrame = this.startFrame + Math.min(frameCount(audio) - this.offset, frames)
  }

  /** Adds frames of the song; false when the recording is silent there by its place alone. */
  add(left: Float32Array, right: Float32Array, startFrame: number, frames: number): boolean {
    const from = Math.max(startFrame, this.startFrame, 0)
    const until = Math.min(startFrame + frames, this.endFrame)
    if (from >= until) return false
    for (let frame = from; frame < until; frame++) {
      const at = frame - this.startFrame
      const edge = Math.min(1, (at + 1) / EDGE_FRAMES, (this.endFrame - frame) / EDGE_FRAMES)
      const gain = this.gain * edge
      const i = frame - startFrame
      left[i] = left[i]! + gain * this.left[this.offset + at]!
      right[i] = right[i]! + gain * this.right[this.offset + at]!
    }
    return true
  }
}

/** A recording brings its own sound: of its stem's strip only the fader, a low cut, a gentle touch and sends remain. */
export function recordingMix(mix: StemMix | undefined): StemMix {
  const { gainDb = 0, sends } = mix ?? {}
  return {
    gainDb,
    lowCutHz: Math.min(60, mix?.lowCutHz ?? 0),
    compression: Math.min(0.2, mix?.compression ?? 0),
    eq: (mix?.eq ?? []).map((band) => ({ ...band, gainDb: Math.max(-3, Math.min(3, band.gainDb)) })),
    ...(sends ? { sends } : {}),
  }
}
