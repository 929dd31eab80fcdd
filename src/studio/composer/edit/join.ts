import type { Note, Score, SungPhrase } from '../../../music/score.js'
import { bpmAt } from '../../../music/tempo-map.js'
import {
  barLineBefore,
  barStart,
  beatsPerBarOf,
  meterAt,
  SAME_BEAT,
  songSeconds,
  tempoBefore,
} from './source-bars.js'

/** A place this far behind the end of a song still means its end, in seconds: players round lengths. */
const END_TOLERANCE_SECONDS = 0.1
/** A tempo below this share of the usual one belongs to a ritardando. */
const SLOWED = 0.97
/** Loudness of a bar's notes against the usual one below which a song fades away. */
const FADED = 0.75

/** Where a song goes on. */
export interface Join {
  readonly beat: number
  /** Tempo of the song there, before it slows down to its end; in quarter notes a minute. */
  readonly bpm: number
}

/**
 * The bar line from which a song goes on: at or just before `atSeconds`, by default before its ending, which is undone:
 * a last chord, a slowing, a fade. At least a bar of the song stays. Throws RangeError for a time outside the song.
 */
export function joinOf(source: Score, atSeconds: number | undefined): Join {
  const seconds = songSeconds(source)
  if (atSeconds !== undefined && !(atSeconds > 0 && atSeconds <= seconds + END_TOLERANCE_SECONDS)) {
    throw new RangeError(
      `a song can go on from a time within it: atSeconds must be above 0 and at most ${seconds.toFixed(2)}, the length of the song in seconds; got ${atSeconds}`,
    )
  }
  const ending = endingBeat(source)
  const asked = atSeconds === undefined ? Infinity : barLineBefore(source, atSeconds)
  const beat = asked < ending - SAME_BEAT ? asked : afterTheWords(source, ending)
  return {
    beat: Math.min(source.endBeat, Math.max(beatsPerBarOf(meterAt(source, 0)), beat)),
    bpm: tempoBefore(source, Math.min(asked, ending)),
  }
}

/** The bar line at which the song's ending begins; the end of the music when it has none. */
function endingBeat(source: Score): number {
  const { tempoMap, endBeat } = source
  const usual = bpmAt(tempoMap, endBeat / 2)
  let slowing = endBeat
  for (const { beat } of tempoMap.anchors.toReversed()) {
    if (beat >= endBeat - SAME_BEAT) continue
    if (bpmAt(tempoMap, beat) >= usual * SLOWED) break
    slowing = beat
  }
  const lastBar = barStart(source, endBeat - 0.01)
  const chord = isLastChord(source, lastBar) ? lastBar : endBeat
  return barStart(source, Math.min(slowing, chord, fadingBeat(source, lastBar)))
}

/** Whether everybody strikes once, together, in the last bar. */
function isLastChord({ tracks }: Score, barBeat: number): boolean {
  const onsets = tracks
    .flatMap((track) => (track.kind === 'instrument' && track.stem !== 'fx' ? track.notes : []))
    .filter((note) => note.startBeat >= barBeat - SAME_BEAT)
  return onsets.every(({ startBeat }) => startBeat < barBeat + 0.25)
}

/** Where the notes have become clearly softer than usual, if they do so up to the end. */
function fadingBeat(source: Score, lastBar: number): number {
  const notes = source.tracks.flatMap((track) => (track.kind === 'instrument' ? track.notes : []))
  const loudness = (from: number, until: number): number => {
    const heard = notes.filter(
      ({ startBeat }) => startBeat >= from - SAME_BEAT && startBeat < until - SAME_BEAT,
    )
    return heard.length === 0 ? 0 : heard.reduce((sum, { velocity }) => sum + velocity, 0) / heard.length
  }
  const usual = loudness(0, source.endBeat)
  const beats = beatsPerBarOf(meterAt(source, lastBar))
  let fading = source.endBeat
  if (loudness(lastBar, source.endBeat) > 0.5 * usual) return fading
  for (let bar = lastBar; bar > source.endBeat / 2; bar -= beats) {
    const level = loudness(bar, bar + beats)
    if (level > FADED * usual) break
    fading = bar
  }
  return fading
}

/** A line that is being sung at the ending is let out, if the next bar line is early enough; else it is left away. */
function afterTheWords(source: Score, ending: number): number {
  const crossing = leadPhrases(source).find(
    (phrase) => onsetOf(phrase) < ending - SAME_BEAT && releaseOf(phrase) > ending + 0.5,
  )
  if (!crossing) return ending
  const beats = beatsPerBarOf(meterAt(source, ending))
  const after = barStart(source, releaseOf(crossing) + beats - 0.1)
  return after <= source.endBeat + SAME_BEAT ? after : barStart(source, onsetOf(crossing))
}

/** What the leading voices sing, in the order of their tracks. */
export function leadPhrases({ tracks }: Score): SungPhrase[] {
  return tracks.flatMap((track) => (track.kind === 'voice' && track.stem === 'vocal' ? track.phrases : []))
}

/** Beat of a phrase's first vowel. */
export function onsetOf({ words }: SungPhrase): number {
  return words[0]!.syllables[0]!.notes[0]!.startBeat
}

/** Beat at which the last note of a phrase ends. */
export function releaseOf({ words }: SungPhrase): number {
  const last: Note = words.at(-1)!.syllables.at(-1)!.notes.at(-1)!
  return last.startBeat + last.durationBeats
}
