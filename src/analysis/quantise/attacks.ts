import type { PlayedNote } from '../../music/played-notes.js'

/** Notes that were struck together: a chord, or a single note. */
export interface Attack {
  /** Mean of their beginnings, in seconds. */
  readonly seconds: number
  /** Where they stand in the list they came in. */
  readonly indices: readonly number[]
}

/** Notes that begin within this of the first of them are one chord, in seconds: strummed ones take as long. */
const CHORD_SECONDS = 0.035

/** The attacks of a part, ordered by time. */
export function attacksOf(notes: readonly PlayedNote[]): Attack[] {
  const order = notes.map((_, i) => i).sort((a, b) => notes[a]!.startSeconds - notes[b]!.startSeconds)
  const groups: number[][] = []
  for (const index of order) {
    const group = groups.at(-1)
    const isTogether =
      group !== undefined &&
      notes[index]!.startSeconds - notes[group[0]!]!.startSeconds <= CHORD_SECONDS &&
      !group.some((other) => notes[other]!.pitchMidi === notes[index]!.pitchMidi)
    if (isTogether) group.push(index)
    else groups.push([index])
  }
  return groups.map((indices) => ({
    indices,
    seconds: indices.reduce((sum, i) => sum + notes[i]!.startSeconds, 0) / indices.length,
  }))
}
