import { STEMS } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { listenInStretches, type StretchNetwork } from './in-stretches.js'
import { planesOf, sumOfVoices, VOICE_INDICES, type ShareNetwork } from './share-network.js'

// The network's planes and bands: `training/separation/u_net.py` has the same numbers.
/** All cues and the share that voices were thought to have; given is the share that they have. */
export const VOICE_PLANES = CUES.length + 1
/** Above, at 9.3 kHz, there is little of a voice but the noise of consonants: there it stays as it was thought. */
export const VOICE_BANDS = 296

/**
 * Shares are raised to this power: over bands that the network never heard, half a share is more often none than all. Chosen by the
 * bands and speakers that are kept from fitting (gains there with 1, 1.15, 1.3 and 1.5: 8.4, 8.5, 8.5 and 8.4 dB).
 */
export const CAUTION = 1.3

const [LEAD, BACKING] = VOICE_INDICES
const OTHERS = STEMS.map((_, stem) => stem).filter((stem) => stem !== LEAD && stem !== BACKING)
const WITHOUT_TUNE = ['drums', 'percussion', 'bass'] as const
const TUNEFUL = OTHERS.filter((stem) => !WITHOUT_TUNE.some((name) => name === STEMS[stem]))
/** Where nobody was thought to sing, lead and backing voices are not told apart: all is the lead's. */
const LEAST_GUESS = 1e-4

/** Shares as `judge` finds them, but that of voices as `voices` does. */
export function tellVoices(judge: ShareNetwork, voices: StretchNetwork): ShareNetwork {
  return async (cues, frames) => {
    const shares = await judge(cues, frames)
    const guess = sumOfVoices(shares)
    const told = await listenInStretches(voices, {
      frames,
      bands: VOICE_BANDS,
      planes: [...planesOf(cues, CUES.length), guess],
      outputs: 1,
    })
    for (let i = 0; i < told.length; i++) told[i]! **= CAUTION
    divide(shares, guess, told)
    return shares
  }
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
