import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { drawCover, drawDesign } from './draw-cover.js'
import { type MotifName, MOTIFS, readStyle } from './style-reading.js'

const request = { seed: 7, title: 'Paper Boats', tags: 'indie folk, warm' }

async function pixelsOf(jpeg: Uint8Array): Promise<{ sizePx: number; luminance: Float64Array }> {
  const image = await loadImage(Buffer.from(jpeg))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const luminance = Float64Array.from(
    { length: data.length / 4 },
    (_, i) => 0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!,
  )
  return { sizePx: image.width, luminance }
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

describe('drawCover', () => {
  it('draws the same bytes for the same request, others for another seed or style', async () => {
    const cover = await drawCover(request)
    expect(await drawCover(request)).toEqual(cover)
    expect(await drawCover({ ...request, seed: 8 })).not.toEqual(cover)
    expect(await drawCover({ ...request, tags: 'techno' })).not.toEqual(cover)
  })

  it('draws 1024 pixels square unless told otherwise', async () => {
    expect((await pixelsOf(await drawCover(request))).sizePx).toBe(1024)
    expect((await pixelsOf(await drawCover({ ...request, sizePx: 300 }))).sizePx).toBe(300)
  })

  it('refuses sizes that make no picture', async () => {
    await expect(drawCover({ ...request, sizePx: 0 })).rejects.toThrow('from 64 to 4096, got 0')
    await expect(drawCover({ ...request, sizePx: 99_999 })).rejects.toThrow('got 99999')
  })

  it.each([
    ['nothing', ''],
    ['control characters and marks alone', '\u0000\u202e\u0301\u200b'],
    ['five hundred letters', 'Unendingly '.repeat(45)],
    ['one endless word', 'W'.repeat(200)],
    ['other scripts', 'Ночь · ليل · לילה · 夜の海 🌊'],
  ])('survives a title of %s', async (_name, title) => {
    const { luminance } = await pixelsOf(await drawCover({ ...request, title, sizePx: 256 }))
    expect(deviation(luminance)).toBeGreaterThan(10)
  })

  it.each(Object.keys(MOTIFS) as MotifName[])('fills the whole picture with %s', async (motif) => {
    const design = { ...readStyle('', '', createRandom(1)), motif }
    const jpeg = await drawDesign(design, { seed: 3, title: '', tags: '', sizePx: 256 })
    const { luminance } = await pixelsOf(jpeg)
    expect(deviation(luminance)).toBeGreaterThan(12)
    // A picture, not a badge in the middle of nothing: the outer ring varies or is coloured as well.
    const corner = luminance.filter((_, i) => i % 256 < 64)
    expect(deviation(corner)).toBeGreaterThan(3)
  })
})

describe('readStyle', () => {
  const motifsFor = (tags: string) =>
    new Set(Array.from({ length: 60 }, (_, seed) => readStyle(tags, '', createRandom(seed)).motif))

  it('gives styles pictures of their own', () => {
    expect(motifsFor('synthwave')).toEqual(new Set(['neonGrid', 'skyline']))
    expect(motifsFor('black metal')).toEqual(new Set(['storm', 'mountains']))
    expect(motifsFor('solo piano nocturne')).toEqual(new Set(['keys', 'brush', 'flowers']))
  })

  it('draws anything when the style says nothing', () => {
    expect(motifsFor('').size).toBeGreaterThan(12)
  })

  it('is not led astray by short words inside others', () => {
    // "trap" in "strapping", "ska" in "alaska".
    expect(motifsFor('strapping alaskan').size).toBeGreaterThan(12)
  })
})
