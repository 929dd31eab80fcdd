import type { SectionKind } from '../../../music/score.js'
import { sungBars, totalBars, type SectionDraft } from './section-draft.js'

/** Kinds in the order in which a form without words gives them up. */
const DISPENSABLE: readonly SectionKind[] = [
  'interlude',
  'post-chorus',
  'solo',
  'break',
  'bridge',
  'pre-chorus',
  'build',
  'verse',
  'chorus',
  'drop',
  'intro',
  'outro',
]

/** The same where verse, refrain and solo go round the same strophe: the solo is what tells them apart. */
const DISPENSABLE_STROPHES: readonly SectionKind[] = [
  ...DISPENSABLE.filter((kind) => kind !== 'solo' && kind !== 'verse' && kind !== 'outro'),
  'solo',
  'outro',
  'verse',
]

/** The longest an instrumental section is stretched to before another is added, in bars. */
const COMFORTABLE: Partial<Record<SectionKind, number>> = {
  intro: 8,
  outro: 8,
  interlude: 8,
  break: 8,
  build: 8,
  solo: 16,
}

/**
 * Brings a form to a number of bars. Words are never cut here: a sung section keeps the bars its lines need, so the
 * result is longer than asked when the words alone are. Everything else is shortened, dropped, stretched or repeated.
 * `strophe` is the length of one time round a form, see `FormHabits`; only songs too short for one are cut inside it.
 */
export function fitToBars(
  drafts: readonly SectionDraft[],
  targetBars: number,
  strophe?: number,
): SectionDraft[] {
  const target = Math.max(1, targetBars)
  const fitted =
    totalBars(drafts) > target ? shorten(drafts, target, strophe) : lengthen(drafts, target, strophe)
  return settle(fitted, target, drafts, strophe)
}

/** Whether an unsung section is whole strophes, which are played to their end or not at all. */
function isWhole({ bars, lines }: SectionDraft, strophe: number | undefined): boolean {
  return strophe !== undefined && lines.length === 0 && bars % strophe === 0
}

const EDGES: ReadonlySet<SectionKind> = new Set(['intro', 'outro'])

/** The longest intro or outro in proportion to a song of so many bars; 0 where there is no room for one. */
function edgeBars(kind: SectionKind, songBars: number): number {
  if (songBars < 12) return kind === 'outro' && songBars >= 6 ? 2 : 0
  return songBars < 24 ? 2 : songBars < 40 ? 4 : songBars < 64 ? 8 : kind === 'outro' ? 8 : 16
}

function shorten(
  drafts: readonly SectionDraft[],
  target: number,
  strophe: number | undefined,
): SectionDraft[] {
  // First the free bars after words, then long edges, then halves of instrumental sections, then whole ones.
  let fitted = trimWhile(drafts, target, (draft) => (draft.lines.length > 0 ? sungBars(draft) : draft.bars))
  if (totalBars(fitted) > target) fitted = withShortEdges(fitted, target)
  fitted = trimWhile(
    fitted,
    target,
    (draft) =>
      draft.lines.length > 0 || draft.bars <= 4 || isWhole(draft, strophe)
        ? draft.bars
        : Math.ceil(draft.bars / 2),
    4,
  )
  while (totalBars(fitted) > target && fitted.length > 1) {
    const index = mostDispensable(fitted, strophe === undefined ? DISPENSABLE : DISPENSABLE_STROPHES)
    if (index === undefined) break
    fitted.splice(index, 1)
  }
  return fitted
}

function withShortEdges(drafts: readonly SectionDraft[], target: number): SectionDraft[] {
  const fitted = drafts.flatMap((draft) => {
    if (draft.lines.length > 0 || !EDGES.has(draft.kind)) return [draft]
    const bars = Math.min(draft.bars, edgeBars(draft.kind, target))
    return bars === 0 ? [] : [{ ...draft, bars }]
  })
  return fitted.length > 0 ? fitted : [...drafts]
}

function trimWhile(
  drafts: readonly SectionDraft[],
  target: number,
  barsOf: (draft: SectionDraft) => number,
  step = 1,
): SectionDraft[] {
  const trimmed = [...drafts]
  for (let i = trimmed.length - 1; i >= 0 && totalBars(trimmed) > target; i--) {
    const draft = trimmed[i]!
    const excess = Math.ceil((totalBars(trimmed) - target) / step) * step
    const bars = Math.max(barsOf(draft), draft.bars - excess)
    trimmed[i] = { ...draft, bars }
  }
  return trimmed
}

/** The unsung section to go next: kinds that occur twice before kinds that occur once; intro and outro last. */
function mostDispensable(drafts: readonly SectionDraft[], order: readonly SectionKind[]): number | undefined {
  const unsung = drafts.flatMap((draft, index) => (draft.lines.length === 0 ? [{ draft, index }] : []))
  if (unsung.length === 0) return undefined
  const sungSong = unsung.length < drafts.length
  const edge = unsung.filter(({ draft }) => draft.kind !== 'intro' && draft.kind !== 'outro')
  // The last section between intro and outro is the song: without words the edges go before it does.
  const outer = unsung.filter(({ draft }) => EDGES.has(draft.kind))
  // What was asked for is worth more than an introduction.
  const intros = outer.filter(({ draft }) => draft.kind === 'intro')
  const inner = edge.every(({ draft }) => draft.isAsked) && intros.length > 0 ? intros : edge
  const pool = edge.length > (sungSong ? 0 : 1) ? inner : outer
  if (pool.length === 0) return undefined
  const count = (kind: SectionKind): number => drafts.filter((draft) => draft.kind === kind).length
  const isFirst = ({ draft, index }: (typeof pool)[number]): boolean =>
    drafts.findIndex(({ kind }) => kind === draft.kind) === index
  const ranked = pool.toSorted(
    (a, b) =>
      Number(a.draft.isAsked ?? false) - Number(b.draft.isAsked ?? false) ||
      Number(count(a.draft.kind) === 1) - Number(count(b.draft.kind) === 1) ||
      order.indexOf(a.draft.kind) - order.indexOf(b.draft.kind) ||
      // A song begins with what it is made of: its verse, and not the solo that came behind it.
      Number(isFirst(a)) - Number(isFirst(b)),
  )
  return ranked[0]!.index
}

function lengthen(
  drafts: readonly SectionDraft[],
  target: number,
  strophe: number | undefined,
): SectionDraft[] {
  let fitted = [...drafts]
  const missing = (): number => target - totalBars(fitted)
  const sung = fitted.some(({ lines }) => lines.length > 0)
  if (!sung) {
    // Another round of the middle of the form, as long as whole sections fit, before its last part begins.
    const core = fitted.filter(({ kind }) => kind !== 'intro' && kind !== 'outro')
    let place = beforeFinale(fitted)
    for (let guard = 0; missing() >= 8 && core.length > 0 && guard < 200; guard++) {
      const again = core[guard % core.length]!
      const bars = Math.min(again.bars, missing() - (missing() % 4))
      if (bars < again.bars && isWhole(again, strophe)) break
      fitted.splice(place, 0, { ...again, label: '', bars })
      place++
    }
    return stretch(fitted, target)
  }
  fitted = stretch(fitted, target)
  for (let guard = 0; missing() >= 4 && guard < 60; guard++) {
    const bars = Math.min(missing() - (missing() % 4), 8)
    const kind: SectionKind = guard % 2 === 0 ? 'solo' : 'interlude'
    const place = guard % 2 === 0 ? beforeLastChorus(fitted) : afterFirstChorus(fitted)
    const neighbour = fitted.findIndex((draft, index) => draft.kind === kind && Math.abs(index - place) <= 1)
    if (neighbour >= 0 && fitted[neighbour]!.bars < 24) {
      fitted[neighbour] = { ...fitted[neighbour]!, bars: fitted[neighbour]!.bars + bars }
    } else fitted.splice(place, 0, { kind, label: '', bars, lines: [] })
  }
  return fitted
}

function stretch(drafts: readonly SectionDraft[], target: number): SectionDraft[] {
  const stretched = [...drafts]
  for (let i = 0; i < stretched.length; i++) {
    const draft = stretched[i]!
    const comfortable = COMFORTABLE[draft.kind] ?? 0
    const most = EDGES.has(draft.kind) ? Math.min(comfortable, edgeBars(draft.kind, target)) : comfortable
    const room = most - draft.bars
    if (draft.lines.length > 0 || room <= 0) continue
    const missing = target - totalBars(stretched)
    if (missing < 4) break
    const step = Math.min(room, missing - (missing % 2))
    stretched[i] = { ...draft, bars: draft.bars + step }
  }
  return stretched
}

/** In front of the first bridge, solo or break of the second half, else of the last refrain. */
function beforeFinale(drafts: readonly SectionDraft[]): number {
  const middle = Math.ceil(drafts.length / 2)
  const turn = drafts.findIndex(
    ({ kind }, index) => index >= middle && (kind === 'bridge' || kind === 'solo' || kind === 'break'),
  )
  return turn >= 0 ? turn : beforeLastChorus(drafts)
}

function insertionPoint(drafts: readonly SectionDraft[]): number {
  return drafts.at(-1)?.kind === 'outro' ? drafts.length - 1 : drafts.length
}

function beforeLastChorus(drafts: readonly SectionDraft[]): number {
  const last = drafts.findLastIndex(({ kind }) => kind === 'chorus' || kind === 'drop')
  return last > 1 ? last : insertionPoint(drafts)
}

function afterFirstChorus(drafts: readonly SectionDraft[]): number {
  const first = drafts.findIndex(({ kind }) => kind === 'chorus')
  return first >= 0 && first < drafts.length - 1 ? first + 1 : Math.max(1, insertionPoint(drafts) - 1)
}

/** Kinds in the order in which sections where nobody sings give up the last few bars. */
const GIVING: readonly SectionKind[] = [
  'outro',
  'intro',
  'solo',
  'interlude',
  'break',
  'drop',
  'chorus',
  'verse',
  'bridge',
  'build',
  'pre-chorus',
  'post-chorus',
]

/** Takes up the last few bars, in whole phrases where that can be, and so that beginning and ending stay in proportion. */
function settle(
  drafts: readonly SectionDraft[],
  target: number,
  natural: readonly SectionDraft[],
  strophe: number | undefined,
): SectionDraft[] {
  const settled = [...drafts]
  const missing = (): number => target - totalBars(settled)
  const change = (index: number, bars: number): void => {
    settled[index] = { ...settled[index]!, bars }
  }
  for (const kind of GIVING) {
    const index = settled.findLastIndex((draft) => draft.kind === kind && draft.lines.length === 0)
    if (index >= 0 && missing() < 0) change(index, Math.max(1, settled[index]!.bars + missing()))
  }
  const grow = (step: number, may: (draft: SectionDraft) => boolean): void => {
    while (missing() >= step) {
      const index = settled.findLastIndex(may)
      if (index < 0) return
      change(index, settled[index]!.bars + step)
    }
  }
  const isCore = (draft: SectionDraft): boolean =>
    draft.lines.length === 0 && !EDGES.has(draft.kind) && !isWhole(draft, strophe)
  const isEdge = ({ kind, lines }: SectionDraft): boolean => lines.length === 0 && EDGES.has(kind)
  const usual = (kind: SectionKind): number =>
    Math.max(...natural.map((draft) => (draft.kind === kind ? draft.bars : 0)))
  grow(4, (draft) => isCore(draft) && draft.bars + 4 <= usual(draft.kind))
  grow(4, (draft) => isEdge(draft) && draft.bars + 4 <= edgeBars(draft.kind, target))
  grow(2, (draft) => isEdge(draft) && draft.bars === 2 && edgeBars(draft.kind, target) >= 4)
  grow(4, (draft) => isCore(draft) && draft.bars <= 12)
  // A tag: the last line once more, in bars or in words.
  grow(2, (draft) => isCore(draft) || (draft.lines.length > 0 && draft.bars - sungBars(draft) < 2))
  if (missing() > 0) {
    const last = settled.findLastIndex((draft) => draft.lines.length === 0 && !isWhole(draft, strophe))
    const index = last < 0 ? settled.length - 1 : last
    change(index, settled[index]!.bars + missing())
  }
  return settled
}
