import type { SectionKind } from '../../../music/score.js'
import type { FormHabits } from '../../profiles/profile.js'
import type { SectionDraft } from './section-draft.js'

const COMMON: Readonly<Record<SectionKind, number>> = {
  intro: 0.35,
  verse: 0.5,
  'pre-chorus': 0.6,
  chorus: 0.8,
  'post-chorus': 0.8,
  bridge: 0.55,
  solo: 0.75,
  interlude: 0.5,
  break: 0.35,
  build: 0.65,
  drop: 1,
  outro: 0.45,
}

/** A genre's own energy for a kind of section, whatever the mood. */
export function naturalEnergy(kind: SectionKind, habits: FormHabits): number {
  return habits.energy?.[kind] ?? COMMON[kind]
}

/** Part of the way to full energy that an upward shift of 1 would take a section. */
const UPWARD_REACH = 1.3

/**
 * Energy of each section: the genre's level for its kind, a little more each time it comes back, most for the last
 * refrain. `shift` (about -0.4 … 0.4) is the mood asked for: upwards it takes a part of the way to full energy, so that
 * the loudest music still has its louder and softer sections; downwards it moves loud sections more than soft ones: a
 * tender song has no roaring refrain. What a section's tag asks for comes on top.
 */
export function energyCurve(drafts: readonly SectionDraft[], habits: FormHabits, shift: number): number[] {
  const seen = new Map<SectionKind, number>()
  const lastRefrain = drafts.findLastIndex(({ kind }) => kind === 'chorus' || kind === 'drop')
  return drafts.map(({ kind, wish }, index) => {
    const occurrence = seen.get(kind) ?? 0
    seen.set(kind, occurrence + 1)
    const level = naturalEnergy(kind, habits)
    const growth =
      kind === 'intro' || kind === 'outro' || kind === 'break' ? 0 : Math.min(0.12, 0.06 * occurrence)
    const finale = index === lastRefrain && occurrence > 0 ? 0.06 : 0
    const natural = Math.min(1, level + growth + finale)
    const moved =
      shift > 0 ? natural + UPWARD_REACH * shift * (1 - natural) : natural + shift * (0.6 + 0.4 * level)
    return Math.round(Math.min(1, Math.max(0.08, moved + (wish?.energy ?? 0))) * 100) / 100
  })
}
