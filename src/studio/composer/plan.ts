import type { Key } from '../../music/scale.js'
import type { Section } from '../../music/score.js'
import type { SectionWish } from './form/section-wish.js'

/** What the form step decided: the frame that harmony, melody and arrangement fill. */
export interface SongPlan {
  readonly bpm: number
  /** Quarter notes a bar (3 in 3/4, 3 in 6/8, 4 in 4/4). */
  readonly beatsPerBar: number
  /** Written meter. */
  readonly meter: { readonly numerator: number; readonly denominator: number }
  /** 0.5 straight … 0.67 triplet swing: where the off-beat eighth lies within its beat. */
  readonly swing: number
  readonly key: Key
  readonly sections: readonly PlannedSection[]
  readonly endBeat: number
}

export interface PlannedSection extends Section {
  /** Key of this section; differs from the plan's after a lift. */
  readonly key: Key
  /** Index into `LyricSheet.sections`; absent where nothing is sung. */
  readonly lyricSection?: number
  /** What its tag in the lyrics asks for. */
  readonly wish?: SectionWish
  /** One window for each sung line, in order; lines of backing voices share the window of the line before them. */
  readonly lines: readonly PlannedLine[]
}

export interface PlannedLine {
  /** Index into the lyric section's lines. */
  readonly lineIndex: number
  /** The singer has from `startBeat` (pick-ups may begin up to a beat earlier) to `endBeat`, breath included. */
  readonly startBeat: number
  readonly endBeat: number
}

/** Tonic (pitch class) that most of the song stands on. */
export function homeTonic({ key, sections }: Pick<SongPlan, 'key' | 'sections'>): number {
  const beats = new Array<number>(12).fill(0)
  for (const section of sections) beats[section.key.tonic]! += section.endBeat - section.startBeat
  const most = Math.max(...beats)
  return beats[key.tonic] === most ? key.tonic : beats.indexOf(most)
}

/** How melodies of a genre move; part of its profile. */
export interface MelodicHabits {
  /** Smallest rhythmic value in beats: 0.5 eighths, 0.25 sixteenths, 1/3 triplets. */
  readonly gridBeats: number
  /** 0 (on the beat) … 1 (mostly off it). */
  readonly syncopation: number
  /** 0 (steps only) … 1 (many leaps). */
  readonly leaps: number
  /** 0 (through-composed) … 1 (one motif all the way). */
  readonly repetition: number
  /** Notes outside the five of the pentatonic are avoided. */
  readonly pentatonic: boolean
  /** Blue thirds and sevenths are welcome. */
  readonly blues: boolean
  /** Share of syllables that get more than one note, 0 … 1. */
  readonly melisma: number
  /** 0 sung … 1 spoken on few pitches (rap). */
  readonly speech: number
}
