import type { BreathGroup } from './breath-groups.js'
import type { VoiceModel } from './hts-model.js'
import type { Delivery } from './manners.js'
import { labelGroup, naturalStartSeconds, timePhones, type LabelledGroup, type TimedPhone } from './timing.js'
import type { GroupPerformance } from './voice-frames.js'

/** When every phone of a track is sung, worked out group by group as they are asked for. */
export interface SongPlan {
  readonly count: number
  /** First vowel of a group. */
  startSeconds(index: number): number
  group(index: number): GroupPerformance
}

/** Silence kept between the end of one group and the first consonant of the next. */
const LEAST_GAP_SECONDS = 0.02

export function planGroups(groups: readonly BreathGroup[], model: VoiceModel, singer: Delivery): SongPlan {
  const { frameSeconds } = model
  const { consonantLength } = singer
  // Neighbours ask about each other; a window of labelled groups is enough.
  const labelledGroups = new Map<number, LabelledGroup>()
  const labelled = (index: number): LabelledGroup => {
    let known = labelledGroups.get(index)
    if (!known) {
      known = labelGroup(groups[index]!, model)
      labelledGroups.set(index, known)
      labelledGroups.delete(index - 3)
    }
    return known
  }
  /** Consonants of a group may reach back to where the voice before has sung most of its last note. */
  const openSeconds = (index: number): number => {
    const before = groups[index - 1]
    if (!before) return -Infinity
    const { notes } = before.syllables.at(-1)!
    const last = notes.at(-1)!
    return last.endSeconds - 0.25 * (last.endSeconds - notes[0]!.startSeconds)
  }
  const entrySeconds = (index: number): number =>
    index >= groups.length
      ? Infinity
      : Math.max(naturalStartSeconds(labelled(index), frameSeconds, consonantLength), openSeconds(index))
  const timed = (index: number): TimedPhone[] =>
    timePhones(labelled(index), frameSeconds, {
      earliestSeconds: openSeconds(index),
      latestSeconds: entrySeconds(index + 1) - LEAST_GAP_SECONDS,
      consonantLength,
    })

  let previous: { index: number; endSeconds: number } | undefined
  const endSeconds = (index: number): number => {
    if (index < 0) return -Infinity
    if (previous?.index === index) return previous.endSeconds
    return timed(index).at(-1)!.startSeconds
  }
  return {
    count: groups.length,
    startSeconds: (index) => groups[index]!.startSeconds,
    group(index) {
      const phones = timed(index)
      const before = endSeconds(index - 1)
      previous = { index, endSeconds: phones.at(-1)!.startSeconds }
      const restSeconds = Math.max(0, phones[0]!.endSeconds - Math.max(0, before))
      return { labelled: labelled(index), phones, restSeconds }
    },
  }
}
