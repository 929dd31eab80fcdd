import { describe, expect, it } from 'vitest'
import { labelPhones } from './labels.js'

const THE_MOON = [
  { text: 'the', syllables: [{ phones: ['dh', 'ax'], nucleus: 1, stress: 0 as const }] },
  { text: 'moon', syllables: [{ phones: ['m', 'uw', 'n'], nucleus: 1, stress: 1 as const }] },
]

describe('full-context labels', () => {
  const labels = labelPhones(THE_MOON)

  it('put a pause at each end', () => {
    expect(labels.map(({ phone }) => phone)).toEqual(['pau', 'dh', 'ax', 'm', 'uw', 'n', 'pau'])
    expect(labels.map(({ syllable }) => syllable)).toEqual([undefined, 0, 0, 1, 1, 1, undefined])
    expect(labels.filter(({ isNucleus }) => isNucleus).map(({ phone }) => phone)).toEqual(['ax', 'uw'])
  })

  it('describe a phone by its neighbours, syllables, words and phrase', () => {
    expect(labels[4]!.label).toBe(
      'ax^m-uw+n=pau@2_2/A:0_0_2/B:1-1-3@1-1&2-1#0-0$0-0!0-0;0-0|uw/C:0+0+0' +
        '/D:det_1/E:content+1@2+1&0+0#0+0/F:0_0/G:0_0/H:2=2^1=1|L-L%/I:0=0/J:2+2-1',
    )
    expect(labels[1]!.label).toContain('x^pau-dh+ax=m@1_2/A:0_0_0/B:0-0-2@1-1&1-2#0-1$0-1!0-1;0-1|ax/C:1+1+3')
  })

  it('leave the syllable of a pause open', () => {
    expect(labels[0]!.label).toMatch(/^x\^x-pau\+dh=ax@x_x\/A:0_0_0\/B:x-x-x@/)
    expect(labels[6]!.label).toContain('/A:1_1_3/B:x-x-x')
  })
})
