import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { drawableText, fitText, font } from './fonts.js'

const context = createCanvas(8, 8).getContext('2d')
const box = { face: 'sans-bold', widthPx: 400, maxLines: 2, maxSizePx: 60, minSizePx: 20 } as const

function widest(lines: readonly string[], sizePx: number): number {
  context.font = font(box.face, sizePx)
  return Math.max(...lines.map((line) => context.measureText(line).width))
}

describe('fitText', () => {
  it.each([
    ['a short title', 'Home'],
    ['a title of several words', 'Carry me over the silver river tonight'],
    ['one long word', 'Donaudampfschifffahrtsgesellschaft'],
    ['one word that cannot fit', 'x'.repeat(300)],
    ['far too many words', 'again and '.repeat(100)],
    ['words without spaces', '川の流れのようにおだやかにこの身をまかせていたい'],
  ])('keeps %s inside its box', (_name, text) => {
    const { lines, sizePx } = fitText(context, text, box)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(2)
    expect(widest(lines, sizePx)).toBeLessThanOrEqual(box.widthPx)
  })

  it('loses no word that fits', () => {
    const text = 'Carry me over the silver river'
    expect(fitText(context, text, box).lines.join(' ')).toBe(text)
  })

  it('marks what was cut', () => {
    expect(fitText(context, 'again and '.repeat(100), box).lines.at(-1)).toMatch(/…$/)
  })

  it('breaks into lines of like length', () => {
    const { lines } = fitText(context, 'Every petal knows your name', {
      ...box,
      minSizePx: 40,
      maxSizePx: 40,
    })
    expect(lines).toHaveLength(2)
    expect(Math.min(...lines.map((line) => line.length))).toBeGreaterThan(8)
  })
})

describe('drawableText', () => {
  it('keeps scripts that the fonts have', () => {
    for (const text of ['Łódź', 'Ωδή', 'Ночь', 'שיר', 'أغنية', "It's – “fine” …"])
      expect(drawableText(text)).toBe(text)
  })

  it('drops control characters, direction overrides and characters no font has', () => {
    expect(drawableText('a\u0000b\u202ec\u{10fffd}\n\td')).toBe('abc d')
  })
})
