import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { boostStyle } from './boost-style.js'

const boost = (content: string, seed = 1) => boostStyle(content, createRandom(seed))

describe('boosting a style', () => {
  it('gives the same words for the same seed and others for another', () => {
    expect(boost('Pop, Mysterious', 7)).toBe(boost('Pop, Mysterious', 7))
    const variants = new Set([1, 2, 3, 4, 5, 6].map((seed) => boost('Pop, Mysterious', seed)))
    expect(variants.size).toBeGreaterThan(3)
  })

  it('keeps genre, mood, tempo, key and instruments that the idea names', () => {
    const text = boost('dark bossa nova, 92 bpm, in D minor, cello, female vocals')
    expect(text).toMatch(/^Bossa nova/)
    expect(text).toContain('dark mood')
    expect(text).toContain('92 beats a minute in D minor')
    expect(text).toContain('cello')
    expect(text).toContain('female lead vocal')
  })

  it('leaves out what is refused', () => {
    const text = boost('rock, no drums, instrumental', 3)
    expect(text).not.toMatch(/\b(?:drum )?kit\b/)
    expect(text).toContain('Instrumental throughout')
    expect(text).not.toContain('vocal')
  })

  it('keeps words it does not understand', () => {
    expect(boost('techno, zorblax')).toContain('zorblax')
  })

  it('says something about an empty idea, too', () => {
    expect(boost('???').split(/\s+/).length).toBeGreaterThan(30)
  })

  it('writes whole sentences without holes', () => {
    for (const content of ['metal', 'lullaby', 'ambient, calm', 'house', 'jazz, smoky', '80s synthwave']) {
      for (let seed = 0; seed < 12; seed++) {
        const text = boost(content, seed)
        expect(text).toMatch(/^[A-Z0-9].*\.$/)
        expect(text).not.toMatch(/undefined|\s{2}|\s[.,]|, \.|\ba [aeio]/)
      }
    }
  })
})
