import type { SectionDraft } from './section-draft.js'

/** A form with a solo: its own, else one of so many bars before its last refrain; too short a form stays without. */
export function withSolo(drafts: readonly SectionDraft[], bars: number): SectionDraft[] {
  if (drafts.some(({ kind }) => kind === 'solo'))
    return drafts.map((draft) => (draft.kind === 'solo' ? { ...draft, isAsked: true } : draft))
  const refrain = drafts.findLastIndex(({ kind }) => kind === 'chorus' || kind === 'drop')
  const end = drafts.at(-1)?.kind === 'outro' ? drafts.length - 1 : drafts.length
  // Without a refrain, or with nothing before it, the solo comes last.
  const place = refrain > 0 ? refrain : end
  return drafts.toSpliced(place, 0, { kind: 'solo', label: '', bars, lines: [], isAsked: true })
}
