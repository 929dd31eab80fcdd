import type { SectionKind } from '../../../music/score.js'
import type { PlannedSection } from '../plan.js'
import type { HeardPart } from './heard-form.js'

/** What it costs to begin to sing so many bars into a part of the band's form, by the longest phrase that divides them. */
const START_COSTS = [
  [8, 0.25],
  [4, 0.28],
  [2, 0.9],
  [1, 1.6],
] as const
/** Words of a refrain where the band plays something else than its refrain, and other words over that. */
const WRONG_PART_COST = 0.6
/** Each bar that is sung over what introduces or ends the piece. */
const FRAMING_BAR_COST = 0.25
/** Each bar of a section that is sung after the band has gone on to another part. */
const SPILL_BAR_COST = 0.08
/** Each bar that the band plays alone: words that could be sung now need not wait. */
const WAITING_BAR_COST = 0.01
/** Each bar that lacks for the introduction the words' own form asks for. */
const HURRIED_BAR_COST = 0.15
/** The longest introduction that is waited for where the band has none of its own, in bars. */
const INTRO_BARS = 4
/** A pause up to this long belongs to the section before it, in bars. */
const BREATH_BARS = 3
/** A longer pause is a solo from so many bars on. */
const SOLO_BARS = 8

const REFRAINS: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop'])
const FRAMES: ReadonlySet<SectionKind> = new Set(['intro', 'outro'])
/** Energy of what the band plays alone; it plays what it plays. */
const ALONE_ENERGY = 0.6

/**
 * The sung sections of a planned form, in their order, moved to where the band's own form suits them: they begin with its
 * parts or with phrases of these, refrains over its refrains, and leave its introduction, ending and solos free. Between
 * them lie sections without words.
 * @param planned On bar lines; each sung section keeps the bars its lines need.
 * @param form The band's parts, counted in the same bars as `planned`; the first begins with bar 0.
 * @param barCount Bars that can be sung on, at least as many as the sung sections need.
 */
export function singWhereItSuits(
  planned: readonly PlannedSection[],
  form: readonly HeardPart[],
  barCount: number,
  beatsPerBar: number,
): readonly PlannedSection[] {
  const sung = planned.filter(({ lines }) => lines.length > 0)
  const barsOf = ({ startBeat, lines }: PlannedSection): number =>
    Math.max(
      1,
      Math.ceil((Math.max(...lines.map(({ endBeat }) => endBeat)) - startBeat) / beatsPerBar - 1e-6),
    )
  const lengths = sung.map(barsOf)
  const needed = lengths.reduce((sum, bars) => sum + bars, 0)
  // One part is no form, and where every bar is sung on there is nothing to choose.
  if (sung.length === 0 || form.length < 2 || needed >= barCount) return planned
  const intro = Math.min(INTRO_BARS, Math.round(sung[0]!.startBeat / beatsPerBar))
  const starts = cheapestStarts(sung, lengths, { form, barCount, intro })
  return withPauses(sung, lengths, starts, { barCount, beatsPerBar })
}

interface Room {
  readonly form: readonly HeardPart[]
  readonly barCount: number
  readonly intro: number
}

/** The first bar of each section, in order and not overlapping: the cheapest choice of all. */
function cheapestStarts(
  sections: readonly PlannedSection[],
  lengths: readonly number[],
  room: Room,
): number[] {
  const { barCount } = room
  // best[end]: the cost of the sections so far when the last of them ends at `end` or before.
  let best = new Float64Array(barCount + 1)
  const origins: Int16Array[] = []
  sections.forEach((section, i) => {
    const length = lengths[i]!
    const next = new Float64Array(barCount + 1).fill(Infinity)
    const origin = new Int16Array(barCount + 1).fill(-1)
    for (let end = length; end <= barCount; end++) {
      const start = end - length
      const cost = best[start]! + costOfPlace(section.kind, start, length, i === 0, room)
      const isBetter = cost < next[end - 1]!
      next[end] = isBetter ? cost : next[end - 1]!
      origin[end] = isBetter ? start : origin[end - 1]!
    }
    origins.push(origin)
    best = next
  })
  const starts: number[] = []
  let end = barCount
  for (let i = sections.length - 1; i >= 0; i--) {
    end = origins[i]![end]!
    starts.unshift(end)
  }
  return starts
}

function costOfPlace(
  kind: SectionKind,
  start: number,
  length: number,
  isFirst: boolean,
  { form, barCount, intro }: Room,
): number {
  const at = form.findLastIndex(({ firstBar }) => firstBar <= start)
  const part = form[at]!
  const partEnd = form[at + 1]?.firstBar ?? barCount
  const offset = start - part.firstBar
  const ofStart = offset === 0 ? 0 : START_COSTS.find(([bars]) => offset % bars === 0)![1]
  const hasRefrain = form.some((other) => REFRAINS.has(other.kind))
  const isWrong = hasRefrain && REFRAINS.has(kind) !== REFRAINS.has(part.kind)
  let framing = 0
  for (let bar = start; bar < start + length; bar++) {
    if (FRAMES.has(form.findLast(({ firstBar }) => firstBar <= bar)!.kind)) framing++
  }
  return (
    ofStart +
    (isWrong ? WRONG_PART_COST : 0) +
    FRAMING_BAR_COST * framing +
    SPILL_BAR_COST * Math.max(0, start + length - partEnd) +
    WAITING_BAR_COST * start +
    (isFirst ? HURRIED_BAR_COST * Math.max(0, intro - start) : 0)
  )
}

/** The sections at their new places; short pauses belong to the section before them, long ones get one of their own. */
function withPauses(
  sung: readonly PlannedSection[],
  lengths: readonly number[],
  starts: readonly number[],
  { barCount, beatsPerBar }: { readonly barCount: number; readonly beatsPerBar: number },
): PlannedSection[] {
  const sections: PlannedSection[] = []
  const counts = new Map<SectionKind, number>()
  const pause = (kind: SectionKind, from: number, to: number): void => {
    if (to <= from) return
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const name = kind.charAt(0).toUpperCase() + kind.slice(1)
    sections.push({
      id: `${kind}-alone-${number}`,
      kind,
      label: number > 1 ? `${name} ${number}` : name,
      startBeat: from * beatsPerBar,
      endBeat: to * beatsPerBar,
      energy: ALONE_ENERGY,
      key: sung[0]!.key,
      lines: [],
    })
  }
  pause('intro', 0, starts[0]!)
  sung.forEach((section, i) => {
    const from = starts[i]!
    const wordsEnd = from + lengths[i]!
    const next = starts[i + 1] ?? barCount
    const end = next - wordsEnd <= BREATH_BARS ? next : wordsEnd
    const moved = from * beatsPerBar - section.startBeat
    sections.push({
      ...section,
      startBeat: section.startBeat + moved,
      endBeat: end * beatsPerBar,
      lines: section.lines.map((line) => ({
        ...line,
        startBeat: line.startBeat + moved,
        endBeat: line.endBeat + moved,
      })),
    })
    const isLast = i === sung.length - 1
    pause(isLast ? 'outro' : next - end >= SOLO_BARS ? 'solo' : 'interlude', end, next)
  })
  return sections
}
