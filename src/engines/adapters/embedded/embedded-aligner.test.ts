import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { encodeWav } from '../../../media/codecs/index.js'
import { composeSong } from '../../../studio/compose.js'
import { timedWords } from '../../../studio/lyrics/timed-words.js'
import type { Score } from '../../../music/score.js'
import { createAssets } from './assets.js'
import { createEmbeddedAligner } from './embedded-aligner.js'
import { playSong, prepareStudio } from './studio-performance.js'

const LYRICS = '[Verse]\nThe river runs below the hill\nAnd every morning I can hear it still'
/** One word alone may happen to fit what is sung; of many hardly any do. */
const OTHERS = [
  '[Verse]\nBig yellow garage doors must open\nSix brown foxes jumped through paper',
  '[Verse]\nNobody told the captain about his trousers\nThunder is rolling over frozen cabbage',
  '[Verse]\nPlease give me seven boxes of chocolate\nThose two dogs know what they want',
]

const { signal } = new AbortController()
const assets = createAssets()
const aligner = createEmbeddedAligner(assets)
let folder: string
let filePath: string
let score: Score

function compose(seed: number): Score {
  const brief = {
    style: 'pop, 110 bpm',
    vocalGender: 'm',
    instrumental: false,
    maxDurationSeconds: 14,
  } as const
  return composeSong({ ...brief, lyrics: LYRICS }, seed, 0).score
}

async function perform(song: Score): Promise<Audio> {
  const studio = await prepareStudio(assets, { score: song, recordingFiles: {} }, signal)
  return (await playSong(song, studio, signal, () => undefined)).mix
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aligner-'))
  filePath = join(folder, 'voice.wav')
  score = compose(7)
  const alone = { ...score, tracks: score.tracks.filter(({ stem }) => stem === 'vocal') }
  await writeFile(filePath, encodeWav(await perform(alone), { bitDepth: 24 }))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the embedded aligner', () => {
  it('finds the words of a song where they are sung, and is sure of them', async () => {
    const found = await aligner.find({ filePath, lyrics: LYRICS, isVoiceAlone: true }, signal)
    const sung = timedWords(score)
    expect(found.map(({ text }) => text)).toEqual(sung.map(({ text }) => text))
    const errors = found.map(({ startSeconds }, i) => Math.abs(startSeconds - sung[i]!.startSeconds))
    expect(errors.toSorted((a, b) => a - b)[errors.length >> 1]).toBeLessThan(0.12)
    expect(errors.filter((error) => error < 0.3).length / errors.length).toBeGreaterThan(0.85)
    expect(found.filter(({ confidence }) => confidence > 0.5).length / found.length).toBeGreaterThan(0.85)
  }, 60_000)

  it('is not sure of words that nobody sings', async () => {
    let sure = 0
    let words = 0
    for (const lyrics of OTHERS) {
      const found = await aligner.find({ filePath, lyrics, isVoiceAlone: true }, signal)
      sure += found.filter(({ confidence }) => confidence > 0.5).length
      words += found.length
    }
    expect(sure / words).toBeLessThan(0.2)
  }, 60_000)

  it('looks in a window only, in times of the whole recording', async () => {
    const line = timedWords(score).slice(-8)
    const startSeconds = line[0]!.startSeconds - 0.4
    const endSeconds = line[line.length - 1]!.endSeconds + 0.4
    const lyrics = LYRICS.split('\n')[2]!
    const found = await aligner.find(
      { filePath, lyrics, isVoiceAlone: true, window: { startSeconds, endSeconds } },
      signal,
    )
    expect(Math.abs(found[0]!.startSeconds - line[0]!.startSeconds)).toBeLessThan(0.3)
    expect(found[found.length - 1]!.endSeconds).toBeLessThanOrEqual(endSeconds + 0.02)
  })

  it.each([7, 11])(
    'finds words under a band that plays an introduction (song %i)',
    async (seed) => {
      const song = compose(seed)
      const band = join(folder, `band-${seed}.wav`)
      await writeFile(band, encodeWav(await perform(song), { bitDepth: 24 }))
      const found = await aligner.find({ filePath: band, lyrics: LYRICS, isVoiceAlone: false }, signal)
      const sung = timedWords(song)
      expect(sung[0]!.startSeconds).toBeGreaterThan(2)
      expect(Math.abs(found[0]!.startSeconds - sung[0]!.startSeconds)).toBeLessThan(0.3)
      const near = found.filter(({ startSeconds }, i) => Math.abs(startSeconds - sung[i]!.startSeconds) < 0.3)
      expect(near.length / found.length).toBeGreaterThan(0.8)
    },
    120_000,
  )

  it('has nothing to find where there are no words, and says when a recording is too short for them', async () => {
    expect(await aligner.find({ filePath, lyrics: '[Solo]', isVoiceAlone: true }, signal)).toEqual([])
    const short = join(folder, 'short.wav')
    const noise = Float32Array.from({ length: SAMPLE_RATE / 4 }, (_, i) => 0.3 * Math.sin(i))
    await writeFile(short, encodeWav({ sampleRate: SAMPLE_RATE, channels: [noise] }, { bitDepth: 24 }))
    await expect(
      aligner.find({ filePath: short, lyrics: LYRICS, isVoiceAlone: true }, signal),
    ).rejects.toThrow('too short for the 14 words')
  })
})
