import { describe, expect, it } from 'vitest'
import { composeSong } from '../compose.js'

const sendsOf = (style: string) =>
  composeSong({ style, lyrics: '[Verse]\nHello again', instrumental: false, maxDurationSeconds: 60 }, 1, 0)
    .score.mix.stems.vocal?.sends

describe('the lead in the mix', () => {
  it('has a slap echo where the genre had one on its records', () => {
    expect(sendsOf('country')?.slap).toBeGreaterThan(-24)
    expect(sendsOf('blues')?.slap).toBeGreaterThan(-24)
    expect(sendsOf('trance')?.slap).toBeUndefined()
    expect(sendsOf('orchestral')?.slap).toBeUndefined()
  })

  it('has a clearer one in rockabilly and where a slapback is asked for', () => {
    expect(sendsOf('rockabilly')?.slap).toBe(-15)
    expect(sendsOf('synth-pop, slapback echo')?.slap).toBe(-15)
  })
})
