import { expect, it } from 'vitest'
import { BANDS } from './bands.js'
import { listenInStretches } from './in-stretches.js'

it('tells long stretches piece by piece, each with what is around it', async () => {
  const frames = 1000
  const bands = 7
  // Every cell of a plane has the number of its frame, those of the second plane its negative.
  const plane = Float32Array.from({ length: frames * BANDS }, (_, i) => Math.floor(i / BANDS))
  const lengths: number[] = []
  const told = await listenInStretches(
    async (planes, length) => {
      lengths.push(length)
      expect(planes).toHaveLength(2 * length * bands)
      return planes.slice()
    },
    { frames, bands, planes: [plane, plane.map((value) => -value)], outputs: 2 },
  )
  expect(lengths).toEqual([448, 512, 296])
  expect(told).toEqual(
    Float32Array.from({ length: 2 * frames * bands }, (_, i) => {
      const frame = Math.floor(i / bands)
      return frame < frames ? frame : -(frame - frames)
    }),
  )
})
