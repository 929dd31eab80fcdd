import type { SongPlan } from '../plan.js'

/** Shortest note a singer can put a syllable on. */
export const SHORTEST_NOTE_SECONDS = 0.09

/** A place in the bar where a note may begin. */
export interface Slot {
  /** Unswung position in beats. */
  readonly beat: number
  /** Metrical weight, 0 (between the beats) … 1 (the bar's first beat). */
  readonly weight: number
}

/** Whether the pulse is a dotted quarter: 6/8, 9/8, 12/8. */
export function isCompound(plan: Pick<SongPlan, 'meter'>): boolean {
  return plan.meter.denominator === 8 && plan.meter.numerator % 3 === 0
}

/** Metrical weight of a position counted from the start of a bar. */
export function metricalWeight(beatInBar: number, plan: Pick<SongPlan, 'meter' | 'beatsPerBar'>): number {
  const within = (pulse: number): boolean =>
    Math.abs(beatInBar / pulse - Math.round(beatInBar / pulse)) < 1e-6
  if (within(plan.beatsPerBar)) return 1
  if (isCompound(plan)) {
    if (within(1.5)) return 0.8
    return within(0.5) ? 0.35 : 0.1
  }
  if (plan.beatsPerBar % 2 === 0 && within(plan.beatsPerBar / 2) && within(1)) return 0.85
  if (within(1)) return 0.6
  return within(0.5) ? 0.3 : 0.12
}

/** Slots from `fromBeat` to `toBeat` (both included) on a grid that starts at `barBeat`, the start of some bar. */
export function slotsBetween(
  fromBeat: number,
  toBeat: number,
  barBeat: number,
  gridBeats: number,
  plan: Pick<SongPlan, 'meter' | 'beatsPerBar'>,
): Slot[] {
  const first = Math.ceil((fromBeat - barBeat) / gridBeats - 1e-6)
  const last = Math.floor((toBeat - barBeat) / gridBeats + 1e-6)
  const slots: Slot[] = []
  for (let i = first; i <= last; i++) {
    const fromBar = i * gridBeats
    const inBar = fromBar - Math.floor(fromBar / plan.beatsPerBar + 1e-9) * plan.beatsPerBar
    slots.push({ beat: barBeat + fromBar, weight: metricalWeight(inBar, plan) })
  }
  return slots
}

/**
 * Where a straight position sounds with swing: the middle of each beat moves to `swing` (0.5 straight … 0.67 triplet),
 * the rest stretches along. Compound meters have no swing.
 */
export function swung(beat: number, plan: Pick<SongPlan, 'swing' | 'meter'>): number {
  if (plan.swing === 0.5 || isCompound(plan)) return beat
  const whole = Math.floor(beat + 1e-9)
  const part = beat - whole
  return whole + (part < 0.5 ? part * 2 * plan.swing : plan.swing + (part - 0.5) * 2 * (1 - plan.swing))
}

/** The straight position that sounds at a beat: `swung` undone. */
export function unswung(beat: number, plan: Pick<SongPlan, 'swing' | 'meter'>): number {
  if (plan.swing === 0.5 || isCompound(plan)) return beat
  const whole = Math.floor(beat + 1e-9)
  const part = beat - whole
  return (
    whole + (part < plan.swing ? part / (2 * plan.swing) : 0.5 + (part - plan.swing) / (2 * (1 - plan.swing)))
  )
}

/** The smallest distance of two onsets in straight beats that still sounds as long as a shortest note after swing. */
export function shortestGapBeats(plan: Pick<SongPlan, 'bpm' | 'swing' | 'meter'>): number {
  const squeeze = isCompound(plan) ? 1 : 2 * Math.min(plan.swing, 1 - plan.swing)
  return (SHORTEST_NOTE_SECONDS * plan.bpm) / 60 / squeeze
}
