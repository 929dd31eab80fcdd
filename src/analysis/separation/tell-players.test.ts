import { expect, it } from 'vitest'
import { STEMS, type StemName } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { PLAYER_BANDS, PLAYER_PLANES, PLAYERS, tellPlayers } from './tell-players.js'

const FRAMES = 16
const CELLS = FRAMES * BANDS
const cues = new Float32Array(CUES.length * CELLS)
/** What is told of every cell before. */
const TOLD: Readonly<Partial<Record<StemName, number>>> = {
  vocal: 0.3,
  backingVocals: 0.1,
  drums: 0.2,
  guitar: 0.4,
}
const voicesTold = async (): Promise<Float32Array> =>
  Float32Array.from({ length: STEMS.length * CELLS }, (_, i) => TOLD[STEMS[Math.floor(i / CELLS)]!] ?? 0)

it('leaves voices as they are told, and all else to whom the network says, guitars but half', async () => {
  const strings = PLAYERS.indexOf('strings')
  const shares = await tellPlayers(voicesTold, async (planes, frames) => {
    const plane = frames * PLAYER_BANDS
    expect(planes).toHaveLength(PLAYER_PLANES * plane)
    // After the cues: voices, drums, bass, guitar, keyboard.
    const known = [0, 1, 2, 3, 4].map((told) => planes[(CUES.length + told) * plane + 99]!)
    known.forEach((share, i) => expect(share).toBeCloseTo([0.4, 0.2, 0, 0.4, 0][i]!, 6))
    return new Float32Array(PLAYERS.length * plane).fill(0.6, strings * plane, (strings + 1) * plane)
  })(cues, FRAMES)
  for (const cell of [0, 5 * BANDS + PLAYER_BANDS - 1, CELLS - 1]) {
    const found = Object.fromEntries(
      STEMS.flatMap((stem, s) => {
        const share = shares[s * CELLS + cell]!
        return share > 0 ? [[stem, Number(share.toFixed(5))]] : []
      }),
    )
    expect(found).toEqual({ vocal: 0.3, backingVocals: 0.1, guitar: 0.2, strings: 0.4 })
  }
})
