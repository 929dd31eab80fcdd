/** A word of given lyrics that a recording sings, found in it by listening. */
export interface RecordedWord {
  /** As written, without punctuation around it. */
  readonly text: string
  /** Where it stands in the lyrics: UTF-16 offsets, end exclusive. */
  readonly charStart: number
  readonly charEnd: number
  /** From the first frame of the recording, or of the song that it is part of. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** 0 (it had to be put somewhere) … 1 (it was heard there). */
  readonly confidence: number
}

/** From this confidence on a word counts as heard. */
export const HEARD_CONFIDENCE = 0.5
/** Where fewer of its words than this are heard, a recording sings other lyrics. */
const LEAST_HEARD = 0.45

/**
 * Whether a recording sings the lyrics that were looked for in it. Of right lyrics 60 % of the words and more are heard even
 * under a band, of wrong ones 10 to 25 %.
 */
export function singsTheseWords(found: readonly RecordedWord[]): boolean {
  const heard = found.filter(({ confidence }) => confidence >= HEARD_CONFIDENCE).length
  return found.length > 0 && heard >= LEAST_HEARD * found.length
}
