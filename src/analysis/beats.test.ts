import { describe, expect, it } from 'vitest'
import { smoothBeats } from './beats.js'

describe('smoothBeats', () => {
  /** Forty beats at 120 a minute; the last ten, over silence, were guessed a little too late each. */
  const guessed = Array.from({ length: 40 }, (_, i) => 0.5 * i + Math.max(0, i - 30) * 0.004)

  it('lets beats over silence not bend the line of those that were heard', () => {
    const smooth = smoothBeats(guessed, (i) => (i < 30 ? 1 : 0))
    for (let i = 0; i < 40; i++) expect(Math.abs(smooth[i]! - 0.5 * i)).toBeLessThan(0.002)
  })

  it('weighs all alike where nothing says which were heard', () => {
    const even = Array.from({ length: 16 }, (_, i) => 1 + 0.4 * i + (i % 2 === 0 ? 0.008 : -0.008))
    for (const smooth of [smoothBeats(even), smoothBeats(even, () => 0)]) {
      smooth.forEach((time, i) => expect(Math.abs(time - (1 + 0.4 * i))).toBeLessThan(0.004))
    }
  })

  it('leaves beats where they are that come later and later', () => {
    const slowing = [1]
    for (let i = 0; i < 60; i++) slowing.push(slowing.at(-1) + 0.5 * 1.006 ** i)
    const trembling = slowing.map((time, i) => time + (i % 2 === 0 ? 0.006 : -0.006))
    const smooth = smoothBeats(trembling)
    for (let i = 8; i < 52; i++) expect(Math.abs(smooth[i]! - slowing[i]!)).toBeLessThan(0.004)
  })

  it('follows beats that leave the line for a while, however many keep to it', () => {
    // A pause of a tenth of a second that is made up for twelve beats later.
    const held = Array.from({ length: 80 }, (_, i) => 0.5 * i + (i >= 40 && i < 52 ? 0.1 : 0))
    const smooth = smoothBeats(held)
    for (const i of [20, 45, 46, 70]) expect(Math.abs(smooth[i]! - held[i]!)).toBeLessThan(0.03)
  })
})
