import { stat } from 'node:fs/promises'
import { parseBuffer } from 'music-metadata'
import { describe, expect, it } from 'vitest'
import { alignedWords, timedLines } from '../studio/lyrics/timed-words.js'
import { instrumentById } from '../studio/instruments.js'
import { singerById } from '../studio/voice/singers.js'
import { songFacts } from '../music/song-facts.js'
import { createSandboxMedia, SAMPLE_LYRICS, sketchedScore, SOUNDING_STEMS } from './media.js'
import { sketch } from './sketch.js'
import { sandboxScore, SONG_SECONDS } from './song.js'

const media = createSandboxMedia()

describe('the files of the sandbox', () => {
  it('are songs and stems that play for four seconds', async () => {
    const files = [await media.song(0), await media.song(1), await media.wav()]
    for (const stem of [...SOUNDING_STEMS, 'instrumental'] as const) files.push((await media.stem(stem))!)
    for (const bytes of files) {
      const { format } = await parseBuffer(bytes, undefined, { duration: true })
      expect(format.duration).toBeCloseTo(SONG_SECONDS, 1)
    }
    expect(await media.stem('brass')).toBeUndefined()
    expect(await media.song(0)).not.toEqual(await media.song(1))
  })

  it('are JPEG covers and an MP4', async () => {
    for (const index of [0, 1])
      expect([...(await media.cover(index)).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect((await stat(media.videoPath)).size).toBeGreaterThan(10_000)
  })
})

describe('the score of the sandbox', () => {
  it('sings whatever words are wanted, each once and in time', () => {
    const lyrics = "[Verse 1]\nWhere the river won't run\n\n[Chorus]\n(oh) sing, élan!"
    const score = sandboxScore({ title: 'T', tags: 'pop', lyrics, seed: 1, takeIndex: 0 })
    const words = alignedWords(score)
    expect(words.map(({ text }) => text).join('')).toBe(lyrics)
    expect(words).toHaveLength(8)
    const starts = words.map(({ startSeconds }) => startSeconds)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(words.at(-1).endSeconds).toBeLessThanOrEqual(SONG_SECONDS)
    expect(timedLines(score)).toHaveLength(2)
  })

  it('names only instruments and singers that the studio knows, so that it could be performed', () => {
    for (const track of sketchedScore(1).tracks) {
      if (track.kind === 'voice') expect(singerById(track.singer).id).toBe(track.singer)
      else expect(instrumentById(track.instrument).stem).toBe(track.stem)
    }
    expect(songFacts(sketchedScore(1))).toMatchObject({ bpm: 120, key: 'D major' })
  })

  it('is instrumental without words', () => {
    const score = sandboxScore({ title: 'T', tags: 'pop', lyrics: '', seed: 1, takeIndex: 0 })
    expect(score.tracks.every((track) => track.kind === 'instrument')).toBe(true)
    expect(alignedWords(score)).toEqual([])
  })
})

it('sketches stems that add up to the song, without clipping', () => {
  const score = sketchedScore(0)
  const whole = sketch(score, SOUNDING_STEMS).channels[0]!
  const stems = SOUNDING_STEMS.map((stem) => sketch(score, [stem]).channels[0]!)
  for (let i = 0; i < whole.length; i += 997) {
    expect(stems.reduce((sum, stem) => sum + stem[i]!, 0)).toBeCloseTo(whole[i]!, 5)
  }
  expect(whole.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(1)
  expect(SAMPLE_LYRICS).toContain('[Chorus]')
})
