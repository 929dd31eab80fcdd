import { createCanvas, loadImage } from '@napi-rs/canvas'
import { execFile, spawnSync } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeMp3 } from '../codecs/mp3-encoder.js'
import { COLUMN_LEFT, STRIP_TOP } from './backdrop.js'
import { ffmpegPath } from './ffmpeg.js'
import { type MusicVideo, renderVideo } from './render-video.js'

const run = promisify(execFile)
const SECONDS = 3.3
let folder: string
let video: MusicVideo

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-test-'))
  const channel = Float32Array.from({ length: SECONDS * 48_000 }, (_, i) => {
    // Silent for the first second, then a tone.
    return i < 48_000 ? 0 : 0.5 * Math.sin((2 * Math.PI * 440 * i) / 48_000)
  })
  const audioPath = join(folder, 'song.mp3')
  await writeFile(audioPath, await encodeMp3({ sampleRate: 48_000, channels: [channel, channel] }))
  const cover = createCanvas(256, 256)
  const context = cover.getContext('2d')
  context.fillStyle = '#20308f'
  context.fillRect(0, 0, 256, 256)
  video = {
    audioPath,
    durationSeconds: SECONDS,
    coverJpeg: cover.toBuffer('image/jpeg'),
    title: 'It\'s {a} \\N "title": 100%, [v];\n\'',
    author: 'A',
    domainName: 'music.example.org',
    lines: [
      {
        startSeconds: 1,
        endSeconds: 3,
        words: [
          { text: 'WWWWW', startSeconds: 1, endSeconds: 1.8 },
          { text: 'MMMMM', startSeconds: 2.2, endSeconds: 3 },
        ],
      },
    ],
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function describeFile(path: string): Promise<string> {
  return spawnSync(await ffmpegPath(), ['-hide_banner', '-i', path], { encoding: 'utf8' }).stderr
}

/** Counts saturated blue-ish pixels (the accent of a blue cover) in the lyrics' column and in the spectrum's strip. */
async function accentAt(path: string, seconds: number): Promise<{ lyrics: number; spectrum: number }> {
  const frame = join(folder, `frame-${seconds}.png`)
  await run(await ffmpegPath(), [
    '-v',
    'error',
    '-y',
    '-ss',
    String(seconds),
    '-i',
    path,
    '-frames:v',
    '1',
    frame,
  ])
  const image = await loadImage(frame)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const counts = { lyrics: 0, spectrum: 0 }
  for (let i = 0; i < data.length; i += 4) {
    const [red, , blue] = [data[i]!, data[i + 1]!, data[i + 2]!]
    if (blue < 170 || blue - red < 70) continue
    const x = (i / 4) % image.width
    const y = Math.floor(i / 4 / image.width)
    if (y >= STRIP_TOP) counts.spectrum++
    else if (x >= COLUMN_LEFT && y < STRIP_TOP - 20) counts.lyrics++
  }
  return counts
}

describe('renderVideo', () => {
  it('writes an MP4 as long as the song, words and spectrum in time', async () => {
    const output = join(folder, 'video.mp4')
    const progress: number[] = []
    await renderVideo(video, output, new AbortController().signal, (fraction) => progress.push(fraction))

    const description = await describeFile(output)
    expect(description).toMatch(/Video: h264.* yuv420p.* 1280x720.* 25 fps/)
    expect(description).toMatch(/Audio: aac.* 48000 Hz, stereo/)
    const [, minutes, seconds] = /Duration: 00:(\d+):([\d.]+)/.exec(description)!
    expect(Math.abs(Number(minutes) * 60 + Number(seconds) - SECONDS)).toBeLessThan(0.05)

    const file = await readFile(output)
    expect(file.indexOf('moov')).toBeLessThan(file.indexOf('mdat'))

    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))

    const [before, first, between, second] = [
      await accentAt(output, 0.8),
      await accentAt(output, 1.4),
      await accentAt(output, 2),
      await accentAt(output, 2.92),
    ]
    expect(before.lyrics).toBe(0)
    expect(first.lyrics).toBeGreaterThan(100)
    expect(between.lyrics).toBeGreaterThan(first.lyrics * 1.5)
    expect(second.lyrics).toBeGreaterThan(between.lyrics * 1.5)
    expect(before.spectrum).toBeLessThan(50)
    expect(between.spectrum).toBeGreaterThan(500)
  })

  it('stops with the reason of the signal and leaves nothing behind', async () => {
    const output = join(folder, 'aborted.mp4')
    const controller = new AbortController()
    const reason = new Error('cancelled by the user')
    const rendering = renderVideo({ ...video, durationSeconds: 600 }, output, controller.signal, () =>
      controller.abort(reason),
    )
    await expect(rendering).rejects.toBe(reason)
    await expect(access(output)).rejects.toThrow('ENOENT')
  })

  it("fails with ffmpeg's last words as the cause", async () => {
    const output = join(folder, 'failed.mp4')
    const broken = { ...video, audioPath: join(folder, 'missing.mp3') }
    const error: unknown = await renderVideo(broken, output, new AbortController().signal, () => {}).catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({
      name: 'FfmpegError',
      cause: { message: expect.stringContaining('missing.mp3') as string },
    })
    await expect(access(output)).rejects.toThrow('ENOENT')
  })
})
