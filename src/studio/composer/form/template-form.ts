import { SECTION_KINDS, type SectionKind } from '../../../music/score.js'
import type { SectionDraft } from './section-draft.js'

/** Reads `'intro 4, verse 8, chorus 8'`; throws RangeError on a slip of the pen in a profile. */
export function parseTemplate(template: string): SectionDraft[] {
  return template.split(',').map((part) => {
    const match = /^\s*([a-z-]+) (\d+)\s*$/.exec(part)
    const kind = match?.[1] as SectionKind
    if (!match || !SECTION_KINDS.includes(kind))
      throw new RangeError(`"${part}" is no section of a form template`)
    return { kind, label: '', bars: Number(match[2]), lines: [] }
  })
}
