import { classifyLeavingPromptOut } from './ears/nearest-neighbours.js'
import type { ScoreFigures } from './measure-score.js'
import type { MusicPrompt } from './prompts.js'
import type { MadeTake } from './render/make-take.js'
import type { TakeDistance } from './rules/take-distance.js'
import { GUARD_RAILS, guardRailsOf, type GuardRail, type HumanReference } from './symbolic/human-reference.js'

/** A take before it is put into the report. */
export interface MeasuredTake {
  readonly prompt: MusicPrompt
  /** From 0. */
  readonly takeIndex: number
  readonly seed: number
  readonly title: string
  readonly composeMilliseconds: number
  readonly warnings: readonly string[]
  readonly score: ScoreFigures
  /** Absent in a symbolic report. */
  readonly made?: MadeTake
}

/** A take as the report has it. */
export interface TakeRow extends MeasuredTake {
  /** Figures on the guard rails, and on which of them the song lies within the human set; absent without one. */
  readonly rails?: Readonly<Record<GuardRail, number>>
  readonly outside?: readonly GuardRail[]
  /** The family that the sound alone is taken for. */
  readonly heardFamily?: string
}

export interface PairRow extends TakeDistance {
  readonly promptId: string
}

export interface MusicReport {
  readonly human?: HumanReference
  readonly takes: readonly TakeRow[]
  /** First and second take of each prompt. */
  readonly pairs: readonly PairRow[]
}

export function buildReport(
  takes: readonly MeasuredTake[],
  pairs: readonly PairRow[],
  human: HumanReference | undefined,
): MusicReport {
  const heard = heardFamilies(takes)
  return {
    ...(human && { human }),
    takes: takes.map((take, i): TakeRow => {
      const rails = human && guardRailsOf(take.score.measures, human.intervals)
      return {
        ...take,
        ...(rails && {
          rails,
          outside: GUARD_RAILS.filter((rail) => {
            const { low, high } = human.ranges[rail]
            return rails[rail] < low || rails[rail] > high
          }),
        }),
        ...(heard[i] !== undefined && { heardFamily: heard[i] }),
      }
    }),
    pairs,
  }
}

/** A family needs songs of other prompts to be told by: with fewer prompts nothing is named. */
function heardFamilies(takes: readonly MeasuredTake[]): readonly (string | undefined)[] {
  const performed = takes.flatMap(({ prompt, made }) =>
    made ? [{ prompt: prompt.id, label: prompt.family, features: made.audio.features }] : [],
  )
  const prompts = new Set(performed.map(({ prompt }) => prompt))
  const families = new Set(performed.map(({ label }) => label))
  if (performed.length < takes.length || prompts.size < 3 * families.size || families.size < 2) return []
  return classifyLeavingPromptOut(performed)
}
