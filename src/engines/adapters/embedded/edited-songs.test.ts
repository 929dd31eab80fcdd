import { beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import type { Score } from '../../../music/score.js'
import { songSeconds } from '../../../studio/composer/edit/source-bars.js'
import type { PerformedSong } from '../../../studio/performance/perform-song.js'
import type { Commission, Performable } from '../../ports/music-engine.js'
import { createAssets } from './assets.js'
import { createEmbeddedMusicEngine } from './embedded-music-engine.js'
import { createEmbeddedSeparator } from './embedded-separator.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

const assets = createAssets()
const engine = createEmbeddedMusicEngine(assets)
const { signal } = new AbortController()
const ignore = (): void => undefined

async function compose(commission: Partial<Commission>): Promise<Score> {
  const [take] = await engine.compose(
    { seed: 3, takeCount: 1, instrumental: false, maxDurationSeconds: 60, ...commission },
    signal,
  )
  return take!.score
}

async function play(score: Score): Promise<PerformedSong> {
  return playSong(score, await prepareStudio(assets, { score, recordingFiles: {} }, signal), signal, ignore)
}

const frame = (seconds: number): number => Math.round(seconds * SAMPLE_RATE)

/** Whether two songs are the same, bit by bit, between two frames. */
function isSame(a: Audio, b: Audio, from: number, until?: number): boolean {
  const bytes = ({ channels }: Audio, side: number): Buffer => {
    const { buffer, byteOffset, byteLength } = channels[side]!.subarray(from, until)
    return Buffer.from(buffer, byteOffset, byteLength)
  }
  return [0, 1].every((side) => bytes(a, side).equals(bytes(b, side)))
}

/** Largest distance of the sum of a song's stems from its mix. */
async function residual(score: Score, { mix, plan }: PerformedSong): Promise<number> {
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, signal)
  let worst = 0
  let at = 0
  for await (const { mix: block, stems } of playStems(score, studio, plan, signal)) {
    for (const side of [0, 1] as const) {
      for (let i = 0; i < block[side].length; i++) {
        let sum = 0
        for (const stem of stems.values()) sum += stem[side][i]!
        worst = Math.max(worst, Math.abs(sum - mix.channels[side]![at + i]!))
      }
    }
    at += block[0].length
  }
  expect(at).toBe(mix.channels[0]!.length)
  return worst
}

const performable = (score: Score): Performable => ({ score, recordingFiles: {} })

describe('a sung song', () => {
  let source: Score
  let song: PerformedSong
  beforeAll(async () => {
    source = await compose({
      lyrics: '[Verse]\nThe tide is coming in\nThe tide is going out\nAnd everything is new',
      style: 'folk, 110 bpm',
      title: 'Tides',
      durationSeconds: 15,
    })
    song = await play(source)
  }, 120_000)

  it('goes on after the very samples it had', async () => {
    const score = await compose({
      lyrics: '[Chorus]\nOver the bay we go',
      durationSeconds: 7,
      source: { kind: 'continue', score: source, atSeconds: 9 },
    })
    const longer = await play(score)
    const join = frame(score.splice!.startSeconds)
    expect(join).toBeGreaterThan(frame(6))
    expect(isSame(longer.mix, song.mix, 0, join)).toBe(true)
    expect(isSame(longer.mix, song.mix, join, join + 9600)).toBe(false)
    expect(await residual(score, longer)).toBeLessThan(10 ** (-90 / 20))
  }, 120_000)

  it('has a window written anew, and every other sample as it was', async () => {
    const score = await compose({
      lyrics: 'The wind is turning round',
      source: { kind: 'replace', score: source, startSeconds: 5.25, endSeconds: 11.4 },
    })
    const changed = await play(score)
    expect(isSame(changed.mix, song.mix, 0, frame(5.25))).toBe(true)
    expect(isSame(changed.mix, song.mix, frame(11.4))).toBe(true)
    expect(isSame(changed.mix, song.mix, frame(6), frame(11))).toBe(false)
    expect(await residual(score, changed)).toBeLessThan(10 ** (-90 / 20))
  }, 120_000)

  it('is streamed, finished and taken apart in its edited length', async () => {
    const score = await compose({
      instrumental: true,
      durationSeconds: 6,
      source: { kind: 'continue', score: source, atSeconds: 6 },
    })
    let streamed = 0
    const track = await engine.perform(
      performable(score),
      { onProgress: ignore, onEncoded: (mp3) => (streamed += mp3.length), heard: Promise.resolve() },
      signal,
    )
    const seconds = track.durationSeconds
    expect(seconds).toBeCloseTo(songSeconds(score), 3)
    expect(Math.abs(track.loudnessLufs + 14)).toBeLessThan(2)
    expect(streamed / 24_000).toBeGreaterThan(seconds - 0.1)
    const stems = await createEmbeddedSeparator(assets).separate(
      { kind: 'score', score, recordingFiles: {} },
      'vocals',
      signal,
      ignore,
    )
    expect(stems.map(({ name, mp3 }) => [name, mp3 !== undefined])).toEqual([
      ['vocal', true],
      ['instrumental', true],
    ])
    // The voice is heard before the join only, and its file is as long as the song all the same.
    for (const { mp3 } of stems) expect(mp3!.length / 24_000).toBeGreaterThan(seconds - 0.1)
  }, 120_000)
})
