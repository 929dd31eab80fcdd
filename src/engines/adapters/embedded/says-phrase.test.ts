import { describe, expect, it } from 'vitest'
import { VALIDATION_PHRASES } from '../../../studio/voice/validation-phrases.js'
import { composeSong } from '../../../studio/compose.js'
import { createAssets } from './assets.js'
import { saysPhrase } from './says-phrase.js'
import { playSong, prepareStudio } from './studio-performance.js'

const assets = createAssets()
const { signal } = new AbortController()

/** A singer of ours sings a phrase, alone. */
async function sing(lyrics: string) {
  const { score } = composeSong(
    { lyrics, style: 'pop, 120 bpm', vocalGender: 'f', instrumental: false, maxDurationSeconds: 10 },
    3,
    0,
  )
  const alone = { ...score, tracks: score.tracks.filter(({ stem }) => stem === 'vocal') }
  const studio = await prepareStudio(assets, { score: alone, recordingFiles: {} }, signal)
  return (await playSong(alone, studio, signal, () => undefined)).mix
}

describe('saysPhrase', () => {
  it('knows a phrase from the others of its language, and the others from it', async () => {
    const [right, wrong] = VALIDATION_PHRASES['en']!
    const voice = await sing(right!)
    const scorer = await assets.phoneScorer()
    expect(saysPhrase(voice, right!, scorer)).toBe(true)
    expect(saysPhrase(voice, wrong!, scorer)).toBe(false)
  }, 60_000)

  it('does not judge what it cannot pronounce, nor sentences that are no phrases', async () => {
    const silence = { sampleRate: 48_000, channels: [new Float32Array(48_000)] }
    const scorer = await assets.phoneScorer()
    expect(saysPhrase(silence, VALIDATION_PHRASES['ko']![0]!, scorer)).toBeUndefined()
    expect(saysPhrase(silence, 'Hello', scorer)).toBeUndefined()
  })

  it('hears no phrase in silence', async () => {
    const silence = { sampleRate: 48_000, channels: [new Float32Array(3 * 48_000)] }
    expect(saysPhrase(silence, VALIDATION_PHRASES['en']![0]!, await assets.phoneScorer())).toBe(false)
  })
})
