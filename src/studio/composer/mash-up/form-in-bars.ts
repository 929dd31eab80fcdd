import type { SectionKind } from '../../../music/score.js'
import type { BarFit } from './fit-recording.js'

/** A part of a recording's form, in bars of the song it goes into. */
export interface FormPart {
  /** Counted as in `BarFit.firstBar`: from the recording's first downbeat; -1 is a pick-up's bar. */
  readonly firstBar: number
  /** At least 1. */
  readonly barCount: number
  readonly kind: SectionKind
  /** The same for parts that are alike. */
  readonly label: string
  /** How loud it is beside the recording's loudest part, in dB, 0 or less. */
  readonly levelDb: number
}

/** Bars of a part where no form was heard. */
const BLOCK_BARS = 8

/**
 * The form of the stretch of a recording that is used, from `firstBar` on: its heard parts, their beginnings on the nearest
 * bar lines. Without a heard form it falls into blocks of eight bars that are all alike.
 */
export function formInBars(
  { heard, beatsPerHeard, beatsPerBar }: Pick<BarFit, 'heard' | 'beatsPerHeard' | 'beatsPerBar'>,
  firstBar: number,
  barCount: number,
): FormPart[] {
  const end = firstBar + barCount
  const { sections = [] } = heard
  if (sections.length === 0) return blocks(firstBar, end)
  const barOf = (seconds: number): number => {
    const beats = beatAt(heard.beatTimesSeconds, seconds) - heard.firstDownbeatIndex
    return Math.min(end, Math.max(firstBar, Math.round((beats * beatsPerHeard) / beatsPerBar)))
  }
  const starts = sections.map(({ startSeconds }, i) => (i === 0 ? firstBar : barOf(startSeconds)))
  return sections.flatMap(({ kind, label, levelDb }, i): FormPart[] => {
    const from = starts[i]!
    const until = starts[i + 1] ?? end
    return until > from ? [{ firstBar: from, barCount: until - from, kind, label, levelDb }] : []
  })
}

function blocks(from: number, end: number): FormPart[] {
  const parts: FormPart[] = []
  for (let bar = from; bar < end; bar += BLOCK_BARS) {
    const barCount = Math.min(BLOCK_BARS, end - bar)
    parts.push({ firstBar: bar, barCount, kind: 'verse', label: 'A', levelDb: 0 })
  }
  return parts
}

/** Which heard beat a moment is, between beats in proportion; outside at the neighbouring tempo. */
function beatAt(times: readonly number[], seconds: number): number {
  const next = times.findIndex((time) => time > seconds)
  const index = Math.min(times.length - 2, Math.max(0, (next < 0 ? times.length : next) - 1))
  return index + (seconds - times[index]!) / (times[index + 1]! - times[index]!)
}
