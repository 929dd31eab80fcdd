import { describe, expect, it } from 'vitest'
import { parseDecisionTrees } from './decision-tree.js'

const TREES = `QS L-vowel { "*^aa-*","*^iy-*" }
QS Starts-x { "x^*" }
QS Ends-one { "*-1" }
QS Nine-or-fewer { "*/J:?+*" }
{*}[2]
{
   0 L-vowel        -1        "s2_3"
  -1 Starts-x    "s2_1"        "s2_2"
}

{*}[3]
{
   0 Ends-one    "s3_1"       -1
  -1 Nine-or-fewer "s3_2" "s3_3"
}

{*}[4]
   "s4_1"
`

describe('decision trees', () => {
  const trees = parseDecisionTrees(TREES, 'test')

  it('follow the answers to a leaf, counted from 0', () => {
    const tree = trees.get(2)!
    expect(tree.find('x^aa-t+s=x')).toBe(2)
    expect(tree.find('x^b-t+s=x')).toBe(1)
    expect(tree.find('k^b-t+s=x')).toBe(0)
  })

  it('know patterns that are tied to the end or hold a wildcard', () => {
    const tree = trees.get(3)!
    expect(tree.find('a/J:12+3-2')).toBe(0)
    expect(tree.find('a/J:12+3-1')).toBe(1)
    expect(tree.find('a/J:7+3-1')).toBe(2)
  })

  it('may be a single leaf', () => {
    expect(trees.get(4)!.find('anything')).toBe(0)
  })

  it('name the node whose question nobody defined', () => {
    expect(() => parseDecisionTrees('{*}[2]\n 0 Unknown "a_1" "a_2"', 'STREAM_TREE[MCP]')).toThrow(
      'STREAM_TREE[MCP]: node 0 asks "Unknown"',
    )
  })
})
