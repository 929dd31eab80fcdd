import { describe, expect, it } from 'vitest'
import { formatWorkerId, isCertainlyDead, thisWorker } from './worker-identity.js'

describe('isCertainlyDead', () => {
  const me = thisWorker()
  const judge = (changes: object) => isCertainlyDead(formatWorkerId({ ...me, ...changes }), me)

  it('spares this process', () => {
    expect(judge({})).toBe(false)
  })

  it('sees that a process number has been given to this process anew', () => {
    expect(judge({ nonce: 'earlier' })).toBe(true)
  })

  it('sees that nobody has the process number', () => {
    expect(judge({ pid: 4_194_305 })).toBe(true)
  })

  it('never judges workers of other machines, whatever their process number', () => {
    expect(judge({ machine: 'elsewhere', pid: 4_194_305 })).toBe(false)
    expect(judge({ machine: 'else/where', nonce: 'earlier' })).toBe(false)
  })

  it('says nothing about names it did not make', () => {
    expect(isCertainlyDead('nonsense', me)).toBe(false)
  })
})
