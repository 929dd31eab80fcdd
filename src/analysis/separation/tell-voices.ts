import { STEMS } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { sumOfVoices, VOICE_INDICES, type ShareNetwork } from './share-network.js'

/**
 * A trained network that looks at a whole stretch at once: takes `VOICE_PLANES` planes of frames × `VOICE_BANDS`, all cues and the
 * share that voices were thought to have, and gives one plane, the share that they have. Frames are a multiple of
 * `FRAMES_MULTIPLE`. `training/separation/voice_network.py` has the same numbers.
 */
export type VoiceNetwork = (planes: Float32Array, frames: number) => Promise<Float32Array>

export const VOICE_PLANES = CUES.length + 1
/** Above, at 9.3 kHz, there is little of a voice but the noise of consonants: there it stays as it was thought. */
export const VOICE_BANDS = 296
/** Frames are made fewer by half three times. */
export const FRAMES_MULTIPLE = 8
/** Frames that are told about at a time, and what is heard on both sides of them: half a stretch needs half the memory. */
const CHUNK_FRAMES = 480
const MARGIN_FRAMES = 64

const [LEAD, BACKING] = VOICE_INDICES
const OTHERS = STEMS.map((_, stem) => stem).filter((stem) => stem !== LEAD && stem !== BACKING)
const WITHOUT_TUNE = ['drums', 'percussion', 'bass'] as const
const TUNEFUL = OTHERS.filter((stem) => !WITHOUT_TUNE.some((name) => name === STEMS[stem]))
/** Where nobody was thought to sing, lead and backing voices are not told apart: all is the lead's. */
const LEAST_GUESS = 1e-4

/** Shares as `judge` finds them, but that of voices as `voices` does. */
export function tellVoices(judge: ShareNetwork, voices: VoiceNetwork): ShareNetwork {
  return async (cues, frames) => {
    const shares = await judge(cues, frames)
    const guess = sumOfVoices(shares)
    const told = new Float32Array(frames * VOICE_BANDS)
    for (let start = 0; start < frames; start += CHUNK_FRAMES) {
      const end = Math.min(frames, start + CHUNK_FRAMES)
      const from = Math.max(0, start - MARGIN_FRAMES)
      const length = roundUp(Math.min(frames, end + MARGIN_FRAMES) - from)
      const said = await voices(planesOf(cues, guess, frames, from, length), length)
      told.set(said.subarray((start - from) * VOICE_BANDS, (end - from) * VOICE_BANDS), start * VOICE_BANDS)
    }
    divide(shares, guess, told)
    return shares
  }
}

function roundUp(frames: number): number {
  return Math.ceil(frames / FRAMES_MULTIPLE) * FRAMES_MULTIPLE
}

/** What the network is told about `length` frames from `from` on; beyond the end all stays as it was last. */
function planesOf(
  cues: Float32Array,
  guess: Float32Array,
  frames: number,
  from: number,
  length: number,
): Float32Array {
  const planes = new Float32Array(VOICE_PLANES * length * VOICE_BANDS)
  for (let plane = 0; plane < VOICE_PLANES; plane++) {
    const known = plane < CUES.length ? cues.subarray(plane * frames * BANDS) : guess
    for (let frame = 0; frame < length; frame++) {
      const at = Math.min(from + frame, frames - 1) * BANDS
      planes.set(known.subarray(at, at + VOICE_BANDS), (plane * length + frame) * VOICE_BANDS)
    }
  }
  return planes
}

/**
 * Gives voices the share `told` in every cell that was told about. What seemed to sing and is no voice is an instrument with a tune:
 * it goes to those, as they share the cell; what is a voice after all is taken from everybody.
 */
function divide(shares: Float32Array, guess: Float32Array, told: Float32Array): void {
  const cells = guess.length
  for (let start = 0, at = 0; start < cells; start += BANDS) {
    for (let cell = start; cell < start + VOICE_BANDS; cell++) {
      const guessed = guess[cell]!
      const voice = told[at++]!
      if (guessed < LEAST_GUESS) {
        shares[LEAD * cells + cell] = voice
        shares[BACKING * cells + cell] = 0
      } else {
        for (const stem of VOICE_INDICES) shares[stem * cells + cell]! *= voice / guessed
      }
      const heirs = voice < guessed ? TUNEFUL : OTHERS
      let before = 1e-6
      for (const stem of heirs) before += shares[stem * cells + cell]!
      const factor = Math.max(0, before + guessed - voice) / before
      for (const stem of heirs) shares[stem * cells + cell]! *= factor
    }
  }
}
