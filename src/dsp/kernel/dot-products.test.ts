import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { createDotProducts } from './dot-products.js'

describe('products of rows', () => {
  it('are summed for any number of pairs, wherever their rows lie', () => {
    const random = createRandom(5)
    const products = createDotProducts(40, 7, 6)
    for (let i = 0; i < products.values.length; i++) products.values[i] = random.gaussian()
    const places = Array.from({ length: 7 }, (_, i) => [3 * i, 34 - 5 * i] as const)
    places.forEach(([left, right], i) => products.setPair(i, left, right))
    products.run()
    expect(products.sums).toHaveLength(7)
    places.forEach(([left, right], i) => {
      let sum = 0
      for (let k = 0; k < 6; k++) sum += products.values[left + k]! * products.values[right + k]!
      expect(products.sums[i]).toBeCloseTo(sum, 12)
    })
  })

  it('are made anew for as many pairs as are asked for', () => {
    const products = createDotProducts(4, 9, 2)
    products.values.set([1, 2, 3, 4])
    for (let i = 0; i < 9; i++) products.setPair(i, 0, 2)
    products.run()
    expect([...products.sums]).toEqual(new Array(9).fill(11))
    products.values[0] = 2
    products.run(4)
    expect([...products.sums]).toEqual([14, 14, 14, 14, 11, 11, 11, 11, 11])
  })

  it('are refused for rows of odd length', () => {
    expect(() => createDotProducts(9, 1, 3)).toThrow('length must be even, got 3')
  })
})
