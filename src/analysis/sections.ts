import type { HeardSection } from '../music/heard.js'
import type { SectionKind } from '../music/score.js'
import type { BarFeatures } from './bar-features.js'

/** Bars on each side of a bar line that are compared. */
const REACH = 8
/** Parts of a form have at least so many bars. */
const SHORTEST_BARS = 4
const LONGEST_BARS = 32
/** Something as new as a part of the form is expected once in so many bars. */
const BARS_A_NOVELTY = 7
/** What a part more costs, against the novelty (0 … about 1) of the bar line it begins at. */
const PART_COST = 0.35
/** What lengths other than these cost more. */
const USUAL_LENGTHS = new Set([4, 8, 12, 16, 24, 32])
const ODD_LENGTH_COST = 0.12
const UNUSUAL_LENGTH_COST = 0.05
/** Parts that are this alike are the same part again, 0 … 1. */
const SAME_PART = 0.78
/** Differences of timbre at which two bars share nothing, in dB a band. */
const FOREIGN_TIMBRE_DB = 14
/** Share of harmony in how alike two bars are; timbre has the rest. */
const HARMONY_SHARE = 0.55

/**
 * The parts of the form and which of them are alike, by how alike the bars are. Boundaries lie on bar lines where what
 * comes differs from what was, and where parts of usual lengths begin.
 * @param durationSeconds Of the recording; the first part begins with it and the last ends with it.
 */
export function findSections(bars: readonly BarFeatures[], durationSeconds: number): HeardSection[] {
  if (bars.length === 0) return []
  const alike = likeness(bars)
  const edges = chooseEdges(bars.length, noveltyOf(alike))
  const parts = edges.slice(0, -1).map((from, i) => ({ from, to: edges[i + 1]! }))
  const kindOfPart = labelParts(parts, alike)
  const levels = parts.map(({ from, to }) => meanOf(bars.slice(from, to).map(({ levelDb }) => levelDb)))
  const loudest = Math.max(...levels)
  const kinds = nameParts(kindOfPart, levels, parts)
  return parts.map(({ from, to }, i): HeardSection => ({
    startSeconds: from === 0 ? 0 : bars[from]!.startSeconds,
    endSeconds: to === bars.length ? durationSeconds : bars[to]!.startSeconds,
    label: labelOf(kindOfPart[i]!),
    kind: kinds[i]!,
    levelDb: levels[i]! - loudest,
  }))
}

interface Part {
  readonly from: number
  readonly to: number
}

/** How alike every two bars are, 0 … 1. */
function likeness(bars: readonly BarFeatures[]): Float32Array[] {
  return bars.map((a) =>
    Float32Array.from(bars, (b) => {
      let harmony = 0
      a.harmony.forEach((value, i) => (harmony += value * b.harmony[i]!))
      let difference = 0
      a.timbreDb.forEach((value, i) => (difference += Math.min(24, Math.abs(value - b.timbreDb[i]!))))
      const timbre = Math.max(0, 1 - difference / a.timbreDb.length / FOREIGN_TIMBRE_DB)
      return HARMONY_SHARE * harmony + (1 - HARMONY_SHARE) * timbre
    }),
  )
}

/**
 * For each bar line, how much more alike the bars on either side are among themselves than across it (Foote, "Automatic
 * audio segmentation using a measure of audio novelty", 2000); 1 is as new as parts of a form are to each other.
 */
function noveltyOf(alike: readonly Float32Array[]): number[] {
  const count = alike.length
  const raw = Array.from({ length: count }, (_, line) => {
    let within = 0
    let across = 0
    let withinWeight = 0
    let acrossWeight = 0
    for (let i = Math.max(0, line - REACH); i < Math.min(count, line + REACH); i++) {
      for (let j = Math.max(0, line - REACH); j < Math.min(count, line + REACH); j++) {
        if (i === j) continue
        const weight = Math.exp(-0.5 * (((i - line + 0.5) / 4) ** 2 + ((j - line + 0.5) / 4) ** 2))
        if (i < line === j < line) {
          within += weight * alike[i]![j]!
          withinWeight += weight
        } else {
          across += weight * alike[i]![j]!
          acrossWeight += weight
        }
      }
    }
    return acrossWeight > 0 && withinWeight > 0
      ? Math.max(0, within / withinWeight - across / acrossWeight)
      : 0
  })
  // What a song ends with differs from everything before it; measured against that, nothing else would be new.
  const usual = Math.max(1e-6, raw.toSorted((a, b) => b - a)[Math.ceil(count / BARS_A_NOVELTY)] ?? 0)
  return raw.map((value) => Math.min(1, value / usual))
}

/** Bar lines at which parts begin, and the last bar's end: the choice with the most novelty for the fewest parts. */
function chooseEdges(count: number, novelty: readonly number[]): number[] {
  const best = new Float64Array(count + 1).fill(-Infinity)
  const origin = new Int32Array(count + 1)
  best[0] = 0
  for (let end = 1; end <= count; end++) {
    for (let from = Math.max(0, end - LONGEST_BARS); from < end; from++) {
      const length = end - from
      // A pickup or a last chord may be shorter.
      const isEdge = from === 0 || end === count
      if (length < SHORTEST_BARS && !isEdge) continue
      const lengthCost =
        USUAL_LENGTHS.has(length) || isEdge ? 0 : length % 2 ? ODD_LENGTH_COST : UNUSUAL_LENGTH_COST
      const gain = end === count ? 0 : novelty[end]! - PART_COST
      const value = best[from]! + gain - lengthCost
      if (value > best[end]!) {
        best[end] = value
        origin[end] = from
      }
    }
  }
  const edges = [count]
  while (edges[0]! > 0) edges.unshift(origin[edges[0]!]!)
  return edges
}

/** A number for each part, the same for parts that are alike; numbered in the order in which they are heard first. */
function labelParts(parts: readonly Part[], alike: readonly Float32Array[]): number[] {
  const groups: number[][] = []
  const groupOf: number[] = []
  parts.forEach((part, i) => {
    let best = -1
    let bestLikeness = SAME_PART
    groups.forEach((members, group) => {
      const value = meanOf(members.map((member) => likenessOfParts(parts[member]!, part, alike)))
      if (value > bestLikeness) {
        bestLikeness = value
        best = group
      }
    })
    if (best < 0) {
      best = groups.length
      groups.push([])
    }
    groups[best]!.push(i)
    groupOf.push(best)
  })
  return groupOf
}

/** Bar by bar from their beginnings; one may last longer than the other, but not twice as long. */
function likenessOfParts(a: Part, b: Part, alike: readonly Float32Array[]): number {
  const length = Math.min(a.to - a.from, b.to - b.from)
  const longer = Math.max(a.to - a.from, b.to - b.from)
  let sum = 0
  for (let i = 0; i < length; i++) sum += alike[a.from + i]![b.from + i]!
  return (sum / length) * (longer > 2 * length ? 0.8 : 1)
}

/** Names by repetition, place and loudness: the loudest part that comes again is the chorus, the others are verses. */
function nameParts(
  groupOf: readonly number[],
  levels: readonly number[],
  parts: readonly Part[],
): SectionKind[] {
  const groups = [...new Set(groupOf)]
  const membersOf = (group: number) => groupOf.flatMap((other, i) => (other === group ? [i] : []))
  const loudness = (group: number) => meanOf(membersOf(group).map((i) => levels[i]!))
  const repeated = groups.filter((group) => membersOf(group).length > 1)
  // With one kind of part only, nothing stands out as a chorus.
  const chorus =
    repeated.length > 1 || groups.length > 2
      ? repeated.toSorted((a, b) => loudness(b) - loudness(a))[0]
      : undefined
  const last = parts.length - 1
  return groupOf.map((group, i): SectionKind => {
    if (group === chorus) return 'chorus'
    const isAlone = !repeated.includes(group)
    if (i === 0 && last > 0 && isAlone) return 'intro'
    if (i === last && last > 0 && isAlone) return 'outro'
    if (!isAlone) return 'verse'
    return i > 1 && i >= last - 3 && repeated.length > 0 ? 'bridge' : 'verse'
  })
}

function labelOf(group: number): string {
  const letter = String.fromCharCode(65 + (group % 26))
  return group < 26 ? letter : `${letter}${Math.floor(group / 26) + 1}`
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
