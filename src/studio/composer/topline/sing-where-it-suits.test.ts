import { describe, expect, test } from 'vitest'
import type { PlannedSection } from '../plan.js'
import type { HeardPart } from './heard-form.js'
import { singWhereItSuits } from './sing-where-it-suits.js'

const BAR = 4

/** Sections one after another: what they are and how many bars; sung ones have a line for every two bars. */
const planOf = (
  ...parts: readonly (readonly [PlannedSection['kind'], number, 'sung'?])[]
): PlannedSection[] => {
  let bar = 0
  return parts.map(([kind, bars, sung], i): PlannedSection => {
    const startBeat = bar * BAR
    bar += bars
    const lines = sung
      ? Array.from({ length: bars / 2 }, (_, lineIndex) => ({
          lineIndex,
          startBeat: startBeat + lineIndex * 2 * BAR,
          endBeat: startBeat + (lineIndex + 1) * 2 * BAR,
        }))
      : []
    const base = { id: `${kind}-${i}`, kind, label: kind, startBeat, endBeat: bar * BAR, energy: 0.6 }
    return { ...base, key: { tonic: 0, mode: 'major' }, lines }
  })
}

const formOf = (...parts: readonly (readonly [HeardPart['kind'], number])[]): HeardPart[] => {
  let bar = 0
  return parts.map(([kind, bars]) => {
    const firstBar = bar
    bar += bars
    return { kind, firstBar }
  })
}

const sungBars = (sections: readonly PlannedSection[]) =>
  sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ kind, lines }) => [kind, lines[0]!.startBeat / BAR, lines.at(-1)!.endBeat / BAR])

describe('words over a form that was heard', () => {
  const words = planOf(['intro', 4], ['verse', 8, 'sung'], ['chorus', 8, 'sung'], ['outro', 24])

  test('are sung with the parts that suit them, the introduction, the ending and what lies between left free', () => {
    const form = formOf(['intro', 6], ['verse', 8], ['verse', 8], ['chorus', 10], ['outro', 12])
    const sections = singWhereItSuits(words, form, 44, BAR)
    expect(sungBars(sections)).toEqual([
      ['verse', 6, 14],
      ['chorus', 22, 30],
    ])
    expect(sections.map(({ kind }) => kind)).toEqual(['intro', 'verse', 'solo', 'chorus', 'outro'])
    for (let i = 1; i < sections.length; i++) expect(sections[i]!.startBeat).toBe(sections[i - 1]!.endBeat)
    expect(sections[0]!.startBeat).toBe(0)
    expect(sections.at(-1)!.endBeat).toBe(44 * BAR)
  })

  test('begin with phrases where a part is longer than its words', () => {
    const form = formOf(['verse', 20], ['chorus', 24])
    expect(sungBars(singWhereItSuits(words, form, 44, BAR))).toEqual([
      ['verse', 4, 12],
      ['chorus', 20, 28],
    ])
  })

  test('stay in their order and one after another where there is hardly room', () => {
    const full = planOf(['verse', 8, 'sung'], ['chorus', 8, 'sung'], ['verse', 8, 'sung'])
    const form = formOf(['chorus', 10], ['verse', 15])
    const placed = sungBars(singWhereItSuits(full, form, 25, BAR))
    expect(placed.map(([kind]) => kind)).toEqual(['verse', 'chorus', 'verse'])
    for (let i = 1; i < placed.length; i++)
      expect(placed[i]![1]).toBeGreaterThanOrEqual(placed[i - 1]![2] as number)
    expect(placed.at(-1)[2]).toBeLessThanOrEqual(25)
  })

  test('stay as they were planned where no form was heard or every bar is sung on', () => {
    expect(singWhereItSuits(words, formOf(['verse', 44]), 44, BAR)).toBe(words)
    const full = planOf(['verse', 8, 'sung'], ['chorus', 8, 'sung'])
    expect(singWhereItSuits(full, formOf(['chorus', 8], ['verse', 8]), 16, BAR)).toBe(full)
  })
})
