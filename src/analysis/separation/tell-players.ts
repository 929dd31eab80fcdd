import { STEMS, type StemName } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { listenInStretches, type StretchNetwork } from './in-stretches.js'
import { planesOf, sumOfVoices, VOICE_INDICES, type ShareNetwork } from './share-network.js'

// The network's planes and bands: `training/separation/u_net.py` has the same numbers.
/** Every stem but the voices, in the order the network gives them. */
export const PLAYERS: readonly StemName[] = STEMS.filter(
  (_, stem) => !VOICE_INDICES.some((voice) => voice === stem),
)
/** Players that are told already, if badly, before the network listens. */
const KNOWN = ['drums', 'bass', 'guitar', 'keyboard'] as const satisfies readonly StemName[]
export const PLAYER_PLANES = CUES.length + 1 + KNOWN.length
/** All but the highest two, which are as the one below them. */
export const PLAYER_BANDS = 384

/**
 * Of a guitar the network's word counts half, and half what was told before: it takes all guitars of a real rock band for the one that was
 * recorded apart, and misses others. The mean is nearer to them than either.
 */
const HEDGED = 'guitar' satisfies (typeof KNOWN)[number]
const WEIGHT = 0.5

/**
 * Shares as `voicesTold` finds them, but what is no voice is divided between the players as `players` tells: the share of each, together
 * what voices leave.
 */
export function tellPlayers(voicesTold: ShareNetwork, players: StretchNetwork): ShareNetwork {
  return async (cues, frames) => {
    const shares = await voicesTold(cues, frames)
    const soFar = planesOf(toldSoFar(shares), 1 + KNOWN.length)
    const told = await listenInStretches(players, {
      frames,
      bands: PLAYER_BANDS,
      planes: [...planesOf(cues, CUES.length), ...soFar],
      outputs: PLAYERS.length,
    })
    const hedged = PLAYERS.indexOf(HEDGED)
    const [voices, hedge] = [soFar[0]!, soFar[1 + KNOWN.indexOf(HEDGED)]!]
    const planes = planesOf(shares, STEMS.length)
    const out = PLAYERS.map((stem) => planes[STEMS.indexOf(stem)]!)
    const plane = frames * PLAYER_BANDS
    for (let cell = 0; cell < frames * BANDS; cell++) {
      const band = cell % BANDS
      const at = ((cell - band) / BANDS) * PLAYER_BANDS + Math.min(band, PLAYER_BANDS - 1)
      const left = 1 - voices[cell]!
      const said = told[hedged * plane + at]!
      const own = Math.min(left, said + WEIGHT * (hedge[cell]! - said))
      let others = 1e-9
      for (let player = 0; player < out.length; player++) {
        if (player !== hedged) others += told[player * plane + at]!
      }
      const factor = (left - own) / others
      for (let player = 0; player < out.length; player++) {
        out[player]![cell] = player === hedged ? own : factor * told[player * plane + at]!
      }
    }
    return shares
  }
}

/** Planes of what is told before the network listens, one after the other: the voices' share, then those of `KNOWN`. */
export function toldSoFar(shares: Float32Array): Float32Array {
  const cells = shares.length / STEMS.length
  const told = new Float32Array((1 + KNOWN.length) * cells)
  told.set(sumOfVoices(shares))
  KNOWN.forEach((stem, i) => {
    const at = STEMS.indexOf(stem) * cells
    told.set(shares.subarray(at, at + cells), (1 + i) * cells)
  })
  return told
}
