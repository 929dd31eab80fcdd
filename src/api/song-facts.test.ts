import { expect, it } from 'vitest'
import type { Track } from '../tasks/types.js'
import { createSongFactsReader } from './song-facts.js'

const FACTS = { seed: 1, bpm: 90, key: 'D minor', sections: [] }
const track = (changes: Partial<Track>) =>
  ({ id: 'one', audioKey: 'a/one.mp3', score: new Uint8Array(), ...changes }) as Track

it('a finished song is read once, however often clients ask; one that is not finished not at all', async () => {
  let reads = 0
  const readFacts = createSongFactsReader(async () => {
    reads++
    return FACTS
  })
  expect(await readFacts(track({ audioKey: null }))).toBeNull()
  expect(reads).toBe(0)
  expect(await Promise.all([readFacts(track({})), readFacts(track({}))])).toEqual([FACTS, FACTS])
  expect(await readFacts(track({}))).toBe(FACTS)
  expect(reads).toBe(1)
  await readFacts(track({ id: 'two' }))
  expect(reads).toBe(2)
})

it('a failure is not remembered', async () => {
  let reads = 0
  const readFacts = createSongFactsReader(async () => {
    if (reads++ === 0) throw new Error('half a file')
    return FACTS
  })
  await expect(readFacts(track({}))).rejects.toThrow('half a file')
  expect(await readFacts(track({}))).toBe(FACTS)
})
