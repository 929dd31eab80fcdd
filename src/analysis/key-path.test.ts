import { expect, it } from 'vitest'
import { findKeys } from './key-path.js'
import { scaleOf, type Key } from '../music/scale.js'

/** Every note of the scale, those of the tonic triad most. */
function profile(key: Key): number[] {
  const scale = scaleOf(key)
  return Array.from({ length: 12 }, (_, pc) =>
    !scale.includes(pc) ? 0.02 : [0, 2, 4].includes(scale.indexOf(pc)) ? 1 : 0.5,
  )
}

const G = { tonic: 7, mode: 'major' } as const
const A = { tonic: 9, mode: 'major' } as const
const mixed = (changeSeconds: number) => (start: number, end: number) => {
  const share = Math.max(0, Math.min(1, (changeSeconds - start) / (end - start)))
  const [before, after] = [profile(G), profile(A)]
  return before.map((value, pc) => share * value + (1 - share) * after[pc]!)
}

it('hears a song go up a step', () => {
  const keys = findKeys(90, mixed(60), G)
  expect(keys.map(({ key }) => key)).toEqual([G, A])
  expect(keys[0]!.startSeconds).toBe(0)
  expect(Math.abs(keys[0]!.endSeconds - 60)).toBeLessThan(3)
  expect(keys[1]!).toMatchObject({ startSeconds: keys[0]!.endSeconds, endSeconds: 90 })
})

it('takes a few foreign chords for no change of key', () => {
  const passing = (start: number, end: number) =>
    profile(start < 33 && end > 30 ? { tonic: 0, mode: 'major' } : G)
  expect(findKeys(60, passing, G)).toEqual([{ startSeconds: 0, endSeconds: 60, key: G }])
})

it('has a key for the shortest recordings and for silence', () => {
  expect(findKeys(0.4, () => profile(G), G)).toEqual([{ startSeconds: 0, endSeconds: 0.4, key: G }])
  expect(findKeys(10, () => new Array<number>(12).fill(0), A)).toEqual([
    { startSeconds: 0, endSeconds: 10, key: A },
  ])
})
