import type { HeardRecording } from '../../music/heard.js'
import type { PlayedNote } from '../../music/played-notes.js'
import type { Score } from '../../music/score.js'
import type { WantedPart } from './separator.js'

/** Writes notes down: those of a score, exactly, and files of any. */
export interface Notator {
  readonly id: string
  /** The notes of each group of parts, read off the score. Groups without notes stay, empty. */
  read(score: Score, groups: readonly NoteGroup[]): NotatedGroup[]
  /** A Standard MIDI File of what of a score belongs to any of `parts`; absent: of all of it. */
  scoreFile(score: Score, parts?: readonly WantedPart[]): Uint8Array
  /** The score as it is written: without the players' timing. */
  asWritten(score: Score): Score
  /** Notes of a recording on the lines of its beats: sixteenths or triplets, swung where the song is. */
  quantise(groups: readonly NotatedGroup[], heard: HeardRecording): NotatedGroup[]
  /**
   * A Standard MIDI File of notes that come without a score.
   * @param heard Gives the file its tempo, bars and keys; absent: it counts two beats a second.
   */
  notesFile(groups: readonly NotatedGroup[], heard?: HeardRecording): Uint8Array
}

export interface NoteGroup {
  readonly name: string
  readonly parts: readonly WantedPart[]
  /** Everything but the parts. Default false. */
  readonly isRest?: boolean
}

export interface NotatedGroup {
  readonly name: string
  readonly notes: readonly PlayedNote[]
  /** The pitches are percussion keys. Default false. */
  readonly isDrums?: boolean
  /** Id of the studio's instrument that it was asked for as. */
  readonly instrument?: string
  /** General MIDI program, 0 … 127, where no instrument is named. Default 0. */
  readonly program?: number
}
