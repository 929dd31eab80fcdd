import type { Key } from '../../../music/scale.js'
import type { SectionKind } from '../../../music/score.js'
import type { PlannedLine, PlannedSection } from '../plan.js'
import type { SectionDraft } from './section-draft.js'

export interface PlacementRequest {
  readonly drafts: readonly SectionDraft[]
  readonly energies: readonly number[]
  readonly beatsPerBar: number
  readonly key: Key
  /** Semitones that the last chorus and what follows are lifted; 0 for none. */
  readonly liftSteps: number
  /** Semitones that bridges are away from home; 0 for none. */
  readonly bridgeSteps: number
}

/** Gives the drafts their place in time, their names and their keys. */
export function placeSections(request: PlacementRequest): PlannedSection[] {
  const { drafts, energies, beatsPerBar, key, liftSteps, bridgeSteps } = request
  const counts = countKinds(drafts)
  const liftFrom = liftSteps === 0 ? Infinity : drafts.findLastIndex(({ kind }) => kind === 'chorus')
  const seen = new Map<SectionKind, number>()
  let beat = 0
  return drafts.map((draft, index) => {
    const number = (seen.get(draft.kind) ?? 0) + 1
    seen.set(draft.kind, number)
    const startBeat = beat
    beat += draft.bars * beatsPerBar
    const steps = (index >= liftFrom ? liftSteps : 0) + (draft.kind === 'bridge' ? bridgeSteps : 0)
    return {
      id: `${draft.kind}-${number}`,
      kind: draft.kind,
      label: draft.label || nameOf(draft.kind, number, counts.get(draft.kind)!),
      startBeat,
      endBeat: beat,
      energy: energies[index]!,
      key: steps === 0 ? key : { ...key, tonic: (key.tonic + steps) % 12 },
      ...(draft.lyricSection === undefined ? {} : { lyricSection: draft.lyricSection }),
      ...(draft.wish && { wish: draft.wish }),
      lines: placeLines(draft, startBeat, beatsPerBar),
    }
  })
}

function countKinds(drafts: readonly SectionDraft[]): Map<SectionKind, number> {
  const counts = new Map<SectionKind, number>()
  for (const { kind } of drafts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** `'Pre-Chorus'`, `'Verse 2'`. */
function nameOf(kind: SectionKind, number: number, count: number): string {
  const name = kind.replaceAll(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  )
  return count > 1 && kind !== 'chorus' ? `${name} ${number}` : name
}

function placeLines(draft: SectionDraft, sectionStart: number, beatsPerBar: number): PlannedLine[] {
  let beat = sectionStart
  return draft.lines.map(({ lineIndex, bars, answerBars = 0 }) => {
    const startBeat = beat
    beat += bars * beatsPerBar
    return { lineIndex, startBeat, endBeat: beat - answerBars * beatsPerBar }
  })
}
