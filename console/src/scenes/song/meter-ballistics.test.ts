import { expect, it } from 'vitest'
import { fallen, heightOf } from './meter-ballistics.js'

it('shows full scale at the top, -24 dB in the middle and silence as nothing', () => {
  expect(heightOf(1)).toBe(1)
  expect(heightOf(10 ** (-24 / 20))).toBeCloseTo(0.5, 6)
  expect([heightOf(0), heightOf(0.0001)]).toEqual([0, 0])
})

it('stays at the top for levels above full scale', () => {
  expect(heightOf(1.5)).toBe(1)
})

it('falls 24 decibels in a second, however often it is drawn', () => {
  const once = fallen(1, 1)
  let often = 1
  for (let i = 0; i < 60; i++) often = fallen(often, 1 / 60)
  expect(20 * Math.log10(once)).toBeCloseTo(-24, 6)
  expect(often).toBeCloseTo(once, 6)
})
