import type { Random } from '../../../dsp/random.js'
import type { MelodicHabits, SongPlan } from '../plan.js'
import { shortestGapBeats, slotsBetween, swung, unswung, type Slot } from './meter-grid.js'

/** A syllable as far as rhythm is concerned. */
export interface RhythmSyllable {
  readonly stress: 0 | 1
  /** Last of its word. */
  readonly endsWord: boolean
  /** A comma, stop or dash follows. */
  readonly pauseAfter: boolean
}

/** An onset with its length, both in straight (unswung) beats. */
export interface PlacedNote {
  readonly beat: number
  readonly durationBeats: number
  /** Metrical weight of the onset, 0 … 1; a tied-over anticipation counts as the beat it anticipates. */
  readonly weight: number
}

export interface LineWindow {
  readonly startBeat: number
  /** Breath included. */
  readonly endBeat: number
  /** Nothing may sound before this: the line before still does. At most a beat before `startBeat` is used. */
  readonly earliestBeat: number
  /** Start of some bar, so that strong beats are known. */
  readonly barBeat: number
  /** Silence to leave at the end of the window for the next line's pick-up. */
  readonly reservedBeats: number
}

export interface RhythmOptions {
  readonly plan: Pick<SongPlan, 'bpm' | 'beatsPerBar' | 'meter' | 'swing'>
  readonly habits: Pick<MelodicHabits, 'gridBeats' | 'syncopation' | 'speech'>
  /** Onsets to resemble, relative to the window's start, and how much it matters, 0 … 1. */
  readonly model?: { readonly onsets: readonly number[]; readonly strength: number }
  /** Where the line would like to begin, in beats after the window's start. */
  readonly preferredStart: number
  /** Size of the dice, 0 (always the smoothest rhythm) … 1. */
  readonly temperature: number
  readonly random: Random
}

/**
 * Lays the syllables of a line on the grid: stressed ones on strong beats (or tied over into them where the style is
 * syncopated), light ones between, at the pace of speech, with a held last note and time to breathe. Found by dynamic
 * programming over (syllable, slot). When the grid is too coarse for the words it is halved; words that fit no grid
 * are spread evenly.
 */
export function placeSyllables(
  syllables: readonly RhythmSyllable[],
  window: LineWindow,
  options: RhythmOptions,
): PlacedNote[] {
  const shortest = shortestGapBeats(options.plan)
  for (let grid = options.habits.gridBeats; grid >= shortest / 2; grid /= 2) {
    const placed = onGrid(syllables, window, options, grid, shortest)
    if (placed) return placed
  }
  return spreadEvenly(syllables, window, options.plan)
}

/** Beats of silence at the end of a line; a quarter of a second, less where words are many. */
function breathBeats(window: LineWindow, count: number, bpm: number): number {
  const room = window.endBeat - window.startBeat - window.reservedBeats
  return Math.min(Math.max(0.25, (0.25 * bpm) / 60), Math.max(0.1, (room / (count + 1)) * 0.8))
}

function onGrid(
  syllables: readonly RhythmSyllable[],
  window: LineWindow,
  options: RhythmOptions,
  grid: number,
  shortest: number,
): PlacedNote[] | undefined {
  const { plan, habits, model, random } = options
  const count = syllables.length
  const end = window.endBeat - window.reservedBeats - breathBeats(window, count, plan.bpm)
  const pickUp = syllables[0]!.stress === 0 || model?.onsets.some((onset) => onset < 0) ? 1 : 0
  const from = Math.max(window.earliestBeat, window.startBeat - pickUp)
  const slots = slotsBetween(from, end - Math.max(shortest, grid), window.barBeat, grid, plan)
  const minGap = Math.max(1, Math.ceil(shortest / grid - 1e-6))
  // A little slack, or every slot would be taken and no stress could find its beat.
  if (slots.length < count * minGap + (count > 3 ? 1 : 0)) return undefined

  const secondsABeat = 60 / plan.bpm
  const room = end - Math.max(from, window.startBeat + options.preferredStart)
  const slowest = (habits.speech > 0.5 ? 0.32 : 0.55) / secondsABeat
  const pace = Math.max(grid * minGap, Math.min(slowest, (room * (habits.speech > 0.5 ? 0.9 : 0.78)) / count))
  const maxGap = Math.max(minGap + 1, Math.ceil((pace * 3) / grid))
  const weights = slots.map((slot, i) => heldWeight(slots, i, habits.syncopation))
  const modelSlots = new Set(
    model?.onsets.map((onset) => Math.round((window.startBeat + onset - window.barBeat) / grid)),
  )
  const slotCost = slots.map((slot) => {
    const inModel = modelSlots.has(Math.round((slot.beat - window.barBeat) / grid))
    return (
      random.gaussian() * 0.25 * options.temperature + (model ? (inModel ? -0.9 : 0.35) * model.strength : 0)
    )
  })
  const stressCost = (stress: 0 | 1, slot: number): number =>
    stress === 1 ? (1 - weights[slot]!) * 1.7 : weights[slot]! * 0.55
  const wantedGap = syllables.map(
    (syllable) =>
      pace *
      (syllable.stress === 1 ? 1.2 : 0.85) *
      (syllable.pauseAfter ? 1.8 : syllable.endsWord ? 1.05 : 0.95),
  )

  // best[i][s]: least cost with syllable i on slot s.
  const best = syllables.map(() => new Float64Array(slots.length).fill(Infinity))
  const origin = syllables.map(() => new Int32Array(slots.length).fill(-1))
  const wishedStart = window.startBeat + options.preferredStart
  for (let s = 0; s < slots.length; s++) {
    const late = slots[s]!.beat - wishedStart
    // Stressed beginnings meet the wish; light ones lead into it.
    const startCost = syllables[0]!.stress === 1 ? late * late * 1.2 : (late + grid) ** 2 * 0.9
    best[0]![s] = startCost + stressCost(syllables[0]!.stress, s) + slotCost[s]!
  }
  const gapCost = new Float64Array(maxGap + 1)
  for (let i = 1; i < count; i++) {
    const [before, now, origins] = [best[i - 1]!, best[i]!, origin[i]!]
    for (let gap = minGap; gap <= maxGap; gap++)
      gapCost[gap] = Math.log2((gap * grid) / wantedGap[i - 1]!) ** 2 * 0.9
    // The last syllable of a line bears an accent, whatever the word.
    const stress = i === count - 1 ? 1 : syllables[i]!.stress
    for (let s = i * minGap; s < slots.length; s++) {
      let least = Infinity
      let from = -1
      for (let gap = minGap; gap <= maxGap && gap <= s; gap++) {
        const cost = before[s - gap]! + gapCost[gap]!
        if (cost < least) {
          least = cost
          from = s - gap
        }
      }
      if (from < 0) continue
      now[s] = least + stressCost(stress, s) + slotCost[s]!
      origins[s] = from
    }
  }
  let last = -1
  let least = Infinity
  for (let s = 0; s < slots.length; s++) {
    const tail = end - slots[s]!.beat
    // Room to hold the last note; the more the slower the song.
    const hold = Math.min(1.5, 0.6 / secondsABeat)
    const cost = best[count - 1]![s]! + (tail < hold ? (hold - tail) * 1.1 : 0)
    if (cost < least) [least, last] = [cost, s]
  }
  if (last < 0) return undefined
  const chosen = new Array<number>(count)
  for (let i = count - 1; i >= 0; i--) {
    chosen[i] = last
    last = origin[i]![last]!
  }
  return chosen.map((slot, i) => {
    const beat = slots[slot]!.beat
    const next = i + 1 < count ? slots[chosen[i + 1]!]!.beat : end
    return {
      beat,
      durationBeats: noteLength(next - beat, i + 1 < count ? syllables[i]! : undefined, plan.bpm, grid),
      weight: weights[slot]!,
    }
  })
}

/**
 * Weight of a slot for a syllable held on it. Just before a strong beat a held note anticipates that beat: how far
 * that counts as being on it is what syncopation means.
 */
function heldWeight(slots: readonly Slot[], i: number, syncopation: number): number {
  const own = slots[i]!.weight
  const next = slots[i + 1]
  return next && next.weight > own && next.weight >= 0.6 ? Math.max(own, next.weight * syncopation) : own
}

/** Notes reach to the next one, apart from breaths at commas; the last of a line is held, not endlessly. */
function noteLength(gap: number, syllable: RhythmSyllable | undefined, bpm: number, grid: number): number {
  const longestHold = Math.max(2, (1.6 * bpm) / 60)
  if (!syllable) return Math.min(gap, longestHold)
  if (syllable.pauseAfter && gap >= 2 * grid) return Math.min(gap - grid / 2, longestHold)
  return Math.min(gap, longestHold)
}

/** Evenly as it is heard: swing would take from every other syllable time that it does not have. */
function spreadEvenly(
  syllables: readonly RhythmSyllable[],
  window: LineWindow,
  plan: RhythmOptions['plan'],
): PlacedNote[] {
  const from = Math.max(window.earliestBeat, window.startBeat)
  const end = Math.max(from + 0.1, window.endBeat - window.reservedBeats)
  const [heardFrom, heardEnd] = [swung(from, plan), swung(end, plan)]
  const step = (heardEnd - heardFrom) / (syllables.length + 0.5)
  const at = (i: number): number => unswung(heardFrom + i * step, plan)
  return syllables.map((syllable, i) => ({
    beat: at(i),
    durationBeats: at(i + 1) - at(i),
    weight: syllable.stress === 1 ? 0.6 : 0.3,
  }))
}
