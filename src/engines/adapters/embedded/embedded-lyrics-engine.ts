import { createRandom } from '../../../dsp/random.js'
import { writeLyrics } from '../../../studio/lyrics/write-lyrics.js'
import type { LyricsEngine } from '../../ports/lyrics-engine.js'

const VARIANTS = 3

export function createEmbeddedLyricsEngine(): LyricsEngine {
  return {
    id: 'writer/0.1.0',
    write: async ({ prompt, seed }) =>
      writeLyrics({ idea: prompt, count: VARIANTS, random: createRandom(seed) }).map(({ title, text }) => ({
        title,
        text,
      })),
  }
}
