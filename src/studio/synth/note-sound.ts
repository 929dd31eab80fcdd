import type { Articulation } from '../../music/score.js'

/**
 * What a player asks of an instrument. Equal requests give equal samples: that is what lets one rendering serve many
 * notes.
 */
export interface NoteRequest {
  /** 0 … 127, fractions allowed; for kits the General MIDI percussion key. */
  readonly pitchMidi: number
  /** 0 … 1: loudness and timbre. */
  readonly velocity: number
  readonly articulation: Articulation
  /** How long the key is held, in seconds. Only falls, risers and sweeps are shaped by it. */
  readonly heldSeconds: number
  /** 0, 1, … : which of a few equally good renderings, so that quick repeats do not sound stamped. */
  readonly variant: number
}

/** One note that goes on as if it were never let go; letting go is an envelope that the player lays over it. */
export interface NoteSound {
  /** 1: the same sound left and right. */
  readonly channelCount: 1 | 2
  /**
   * Overwrites the first frames of `left` and (when stereo) `right` with the next part of the note. Returns how many it
   * wrote; fewer than `frames` means that the note is over.
   */
  render(left: Float32Array, right: Float32Array, frames: number): number
}

/** An instrument as its players see it. */
export interface PlayableInstrument {
  /** Tells this instrument's notes from all others in a note cache. */
  readonly cacheKey: string
  /** How many variants are worth asking for; 1 when repeats should sound the same. */
  readonly variants: number
  /** True when `heldSeconds` changes the sound even of a plain note. */
  readonly shapedByLength: boolean
  createNote(request: NoteRequest): NoteSound
  /** Seconds in which a note falls by 60 dB once it is let go; undefined when it rings on by itself, as drums do. */
  releaseSeconds(request: NoteRequest): number | undefined
  /** Notes of one group above 0 cut each other off (closed and open hi-hat). */
  chokeGroup(pitchMidi: number): number
}

/** Amplitude of the synthesised instruments against velocity 1: a curve near that of General MIDI pianos. */
export function velocityGain(velocity: number): number {
  return Math.max(0, velocity) ** 1.6
}

/** A sound that was rendered whole. */
export function finishedNote(left: Float32Array, right?: Float32Array): NoteSound {
  let position = 0
  return {
    channelCount: right ? 2 : 1,
    render(outLeft, outRight, frames) {
      const count = Math.min(frames, left.length - position)
      outLeft.set(left.subarray(position, position + count))
      if (right) outRight.set(right.subarray(position, position + count))
      position += count
      return count
    },
  }
}
