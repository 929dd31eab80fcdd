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
