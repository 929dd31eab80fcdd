import type { SectionKind } from '../../../music/score.js'
import type { FormPart } from './form-in-bars.js'

/** What parts of a form are for: what is told, what everybody waits for, and what frames the two. */
type Role = 'told' | 'awaited' | 'framing'

const ROLES: Readonly<Record<SectionKind, Role>> = {
  intro: 'framing',
  verse: 'told',
  'pre-chorus': 'told',
  chorus: 'awaited',
  'post-chorus': 'awaited',
  bridge: 'told',
  solo: 'framing',
  interlude: 'framing',
  break: 'framing',
  build: 'framing',
  drop: 'awaited',
  outro: 'framing',
}
/** What it costs to lay a part of one role over one of another; a verse over an introduction is as usual as can be. */
const ROLE_COST = { same: 0, toldAndFraming: 0.5, other: 1 } as const
/** What another kind of the same role costs: a bridge over a verse, an introduction over an ending. */
const OTHER_KIND_COST = 0.25
/** Difference of level at which parts are as foreign as different roles, in dB. */
const FOREIGN_LEVEL_DB = 12
/** Parts this far below the band's loudest are too bare to sing over, in dB. */
const BARE_DB = -24
/** What each round costs that a part must be played over again. */
const ROUND_COST = 0.08
/** What it costs that the band has played this for another part of the voice already. */
const KNOWN_COST = 0.3
/** Bars of phrases: a part is played over from its beginning after whole ones only, of the longest it has. */
const PHRASES_BARS = [4, 2, 1]

/**
 * Which bar of the band lies under each bar of the voice. Parts are matched by what they are for and how loud they are:
 * choruses over choruses or what is loudest, verses over verses; parts of the voice that are alike get the same part of the
 * band, the next time its next occurrence. Parts that are too short are played over from their beginning after whole
 * phrases, those that are too long are left at a bar line. Both forms are ordered; neither may be empty.
 */
export function bandUnderVoice(voice: readonly FormPart[], band: readonly FormPart[]): number[] {
  const usable = withoutScraps(band)
  const partner = partners(voice, usable)
  const used = new Map<FormPart, number>()
  const bars: number[] = []
  for (const part of voice) {
    const occurrences = usable.filter(({ label }) => label === partner.get(part.label))
    const next = (bars.at(-1) ?? Infinity) + 1
    const costOf = (candidate: FormPart): number =>
      (candidate.barCount >= part.barCount ? 0 : 1) +
      (used.get(candidate) ?? 0) -
      (candidate.firstBar === next ? 0.5 : 0)
    const chosen = occurrences.reduce((best, other) => (costOf(other) < costOf(best) ? other : best))
    used.set(chosen, (used.get(chosen) ?? 0) + 1)
    bars.push(...barsOfPart(chosen, part.barCount))
  }
  return bars
}

/** Single bars at the edges of a form are pick-ups and last chords. */
function withoutScraps(band: readonly FormPart[]): readonly FormPart[] {
  const whole = band.filter(({ barCount }) => barCount > 1)
  return whole.length > 0 ? whole : band
}

/** For each label of the voice's form the band's; those that last longest choose first. */
function partners(voice: readonly FormPart[], band: readonly FormPart[]): Map<string, string> {
  const groups = groupsOf(band)
  const partner = new Map<string, string>()
  for (const [label, parts] of [...groupsOf(voice)].toSorted((a, b) => barsIn(b[1]) - barsIn(a[1]))) {
    let best = [...groups.keys()][0]!
    let bestCost = Infinity
    for (const [candidate, occurrences] of groups) {
      const isTaken = [...partner.values()].includes(candidate)
      const cost = costBetween(parts, occurrences) + (isTaken ? KNOWN_COST : 0)
      if (cost < bestCost) {
        best = candidate
        bestCost = cost
      }
    }
    partner.set(label, best)
  }
  return partner
}

function groupsOf(form: readonly FormPart[]): Map<string, FormPart[]> {
  const groups = new Map<string, FormPart[]>()
  for (const part of form) groups.set(part.label, [...(groups.get(part.label) ?? []), part])
  return groups
}

function costBetween(voice: readonly FormPart[], band: readonly FormPart[]): number {
  const [sung, played] = [voice[0]!.kind, band[0]!.kind]
  const roles = [ROLES[sung], ROLES[played]] as const
  const ofKind =
    roles[0] === roles[1]
      ? ROLE_COST.same + (sung === played ? 0 : OTHER_KIND_COST)
      : roles.includes('awaited')
        ? ROLE_COST.other
        : ROLE_COST.toldAndFraming
  const [sungDb, playedDb] = [meanLevel(voice), meanLevel(band)]
  const ofLevel = Math.min(1, Math.abs(sungDb - playedDb) / FOREIGN_LEVEL_DB)
  const longest = Math.max(...band.map(({ barCount }) => barCount))
  const rounds = Math.ceil(Math.max(...voice.map(({ barCount }) => barCount)) / longest) - 1
  const isBare = playedDb < BARE_DB && ROLES[sung] !== 'framing'
  return ofKind + ofLevel + ROUND_COST * rounds + (isBare ? 2 : 0)
}

/** So many bars of a part, over and over. */
function barsOfPart({ firstBar, barCount }: FormPart, wanted: number): number[] {
  const phrase = PHRASES_BARS.find((bars) => bars <= barCount)!
  const round = barCount >= wanted ? barCount : barCount - (barCount % phrase)
  return Array.from({ length: wanted }, (_, bar) => firstBar + (bar % round))
}

function barsIn(parts: readonly FormPart[]): number {
  return parts.reduce((sum, { barCount }) => sum + barCount, 0)
}

function meanLevel(parts: readonly FormPart[]): number {
  return parts.reduce((sum, { levelDb, barCount }) => sum + levelDb * barCount, 0) / barsIn(parts)
}
