import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { sungBars, totalBars, type SectionDraft } from './section-draft.js'

/** Leaves words out until the form fits: repeated sections first, then from the end, then single lines. */
export function leaveOutWords(
  drafts: readonly SectionDraft[],
  maxBars: number,
  sheet: LyricSheet,
): { drafts: SectionDraft[]; leftOut: string[] } {
  const kept = [...drafts]
  const leftOut: string[] = []
  const wordsOf = (draft: SectionDraft): string =>
    draft.lyricSection === undefined
      ? ''
      : sheet.sections[draft.lyricSection]!.lines.map((line) =>
          sheet.text.slice(line.charStart, line.charEnd),
        ).join('\n')
  while (totalBars(kept) > maxBars) {
    const sung = kept.flatMap((draft, index) => (draft.lines.length > 0 ? [index] : []))
    const unsung = kept.findLastIndex((draft) => draft.lines.length === 0)
    if (unsung >= 0 && kept.length > 1) {
      kept.splice(unsung, 1)
      continue
    }
    if (sung.length <= 1) break
    const repeated = sung.findLast((index) =>
      sung.some((other) => other < index && wordsOf(kept[other]!) === wordsOf(kept[index]!)),
    )
    const lastPlain = sung.findLast((index) => index > 0 && kept[index]!.kind !== 'chorus')
    const victim = repeated ?? lastPlain ?? sung.at(-1)!
    leftOut.push(kept[victim]!.label || kept[victim]!.kind)
    kept.splice(victim, 1)
  }
  const only = kept[0]
  if (only && kept.length === 1 && only.lines.length > 0 && only.bars > maxBars) {
    const lines = [...only.lines]
    while (lines.length > 1 && lines.reduce((sum, { bars }) => sum + bars, 0) > maxBars) lines.pop()
    if (lines.length < only.lines.length)
      leftOut.push(`${only.lines.length - lines.length} lines of ${only.label || only.kind}`)
    const shorter = { ...only, lines }
    kept[0] = { ...shorter, bars: Math.max(1, Math.min(maxBars, sungBars(shorter))) }
  }
  return { drafts: kept, leftOut }
}
