import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import type { SectionKind } from '../../../music/score.js'
import type { HarmonyHabits } from '../../profiles/profile.js'
import { sectionsOf } from '../../performance/testing/test-score.js'
import type { SongPlan } from '../plan.js'
import { harmoniseSections } from './harmonise-sections.js'

const BOOK = {
  verse: ['I | IV', 'I | vi | IV | V'],
  chorus: ['vi | IV | I | V', 'IV | V | iii | vi'],
  bridge: ['ii | iii | IV | V'],
}
const HABITS: HarmonyHabits = { major: BOOK, minor: BOOK, colour: 'plain', cadence: 0, lift: 0 }
const KEY = { tonic: 0, mode: 'major' } as const
const KINDS: readonly SectionKind[] = ['verse', 'chorus', 'bridge', 'verse', 'chorus']

const PLAN: SongPlan = {
  bpm: 120,
  beatsPerBar: 4,
  meter: { numerator: 4, denominator: 4 },
  swing: 0.5,
  key: KEY,
  sections: sectionsOf(
    KINDS.map((kind) => ({ kind })),
    32,
  ).map((section) => ({ ...section, key: KEY, lines: [] })),
  endBeat: 32 * KINDS.length,
}

/** The roots of the first four bars of each section. */
function loops(oneLoop: number, plan = PLAN): string[] {
  const { chords } = harmoniseSections({
    plan,
    habits: { ...HABITS, oneLoop },
    temperature: 0,
    takeIndex: 0,
    random: createRandom(5),
  })
  return plan.sections.map(({ startBeat }) =>
    [0, 4, 8, 12]
      .map((beat) => chords.find((chord) => chord.endBeat > startBeat + beat + 0.5)!.root)
      .join(' '),
  )
}

describe('the harmony of a song', () => {
  it('on one loop has the same chords everywhere but in the bridge', () => {
    const [verse, chorus, bridge, ...rest] = loops(1)
    expect(new Set([verse, chorus, ...rest])).toEqual(new Set([chorus]))
    expect(bridge).not.toBe(chorus)
  })

  it('otherwise has chords of their own for verse and chorus', () => {
    const [verse, chorus, , secondVerse, secondChorus] = loops(0)
    expect(verse).not.toBe(chorus)
    expect([secondVerse, secondChorus]).toEqual([verse, chorus])
  })

  it('finds the same loop for sections that are written later, however long they are', () => {
    const later = {
      ...PLAN,
      sections: PLAN.sections.slice(0, 1).map((s) => ({ ...s, endBeat: s.startBeat + 24 })),
    }
    expect(loops(1, later)[0]).toBe(loops(1)[0])
  })
})
