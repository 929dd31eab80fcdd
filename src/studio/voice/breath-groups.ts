import type { Articulation, Note, SungPhrase, SungSyllable, VoiceTrack } from '../../music/score.js'
import { beatToSeconds, type TempoMap } from '../../music/tempo-map.js'
import type { LabelWord } from './labels.js'

export interface TimedNote {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly pitchMidi: number
  /** 0 … 1. */
  readonly velocity: number
  readonly articulation: Articulation
}

export interface TimedSyllable {
  readonly phones: readonly string[]
  /** A valid index into `phones`. */
  readonly nucleus: number
  readonly stress: 0 | 1
  /** At least one, in order, not overlapping. */
  readonly notes: readonly TimedNote[]
}

/** What is sung in one go, without a rest long enough to stop the voice. */
export interface BreathGroup {
  readonly words: readonly LabelWord[]
  /** The syllables of all words. */
  readonly syllables: readonly TimedSyllable[]
  /** Start of the first vowel. */
  readonly startSeconds: number
  /** End of the last note. */
  readonly endSeconds: number
  /** Whether the phrase ends with it: there may be more of the line after a rest. */
  readonly endsPhrase: boolean
}

/** A rest at least this long closes the voice; shorter ones are sung through. */
const CLOSING_REST_SECONDS = 0.18
/** Notes closer together than this are pushed apart: no voice does better. */
const SHORTEST_NOTE_SECONDS = 0.025

/**
 * A voice track in seconds, cut at its rests. Notes that make no sense (not finite) are left out; syllables are let go
 * after `longestSyllableSeconds`.
 */
export function breathGroups(
  track: VoiceTrack,
  tempoMap: TempoMap,
  longestSyllableSeconds = Infinity,
): BreathGroup[] {
  const groups: BreathGroup[] = []
  let latest = -Infinity
  for (const phrase of track.phrases) {
    let words: { text: string; syllables: TimedSyllable[] }[] = []
    const close = (endsPhrase: boolean): void => {
      if (words.length > 0) groups.push(groupOf(words, endsPhrase))
      words = []
    }
    for (const { text, syllable, opensWord } of syllablesOf(phrase)) {
      const timed = timeSyllable(syllable, tempoMap, latest, longestSyllableSeconds)
      if (!timed) continue
      const start = timed.notes[0]!.startSeconds
      if (words.length > 0 && start - latest >= CLOSING_REST_SECONDS) close(false)
      if (opensWord || words.length === 0) words.push({ text, syllables: [] })
      words.at(-1)!.syllables.push(timed)
      latest = timed.notes.at(-1)!.endSeconds
    }
    close(true)
  }
  return groups
}

function* syllablesOf(phrase: SungPhrase) {
  for (const word of phrase.words) {
    for (const [index, syllable] of word.syllables.entries()) {
      yield { text: word.text, syllable, opensWord: index === 0 }
    }
  }
}

function groupOf(
  words: readonly { text: string; syllables: TimedSyllable[] }[],
  endsPhrase: boolean,
): BreathGroup {
  const syllables = words.flatMap((word) => word.syllables)
  return {
    words,
    syllables,
    startSeconds: syllables[0]!.notes[0]!.startSeconds,
    endSeconds: syllables.at(-1)!.notes.at(-1)!.endSeconds,
    endsPhrase,
  }
}

/** Undefined when no note is left. `latest` is where the note before ends. */
function timeSyllable(
  syllable: SungSyllable,
  tempoMap: TempoMap,
  latest: number,
  longestSeconds: number,
): TimedSyllable | undefined {
  const notes: TimedNote[] = []
  const sane = (note: Note): boolean =>
    Number.isFinite(note.startBeat + note.durationBeats + note.pitchMidi + (note.offsetSeconds ?? 0))
  const ordered = syllable.notes.filter(sane)
  let earliest = latest
  for (const [i, note] of ordered.entries()) {
    const offset = note.offsetSeconds ?? 0
    const startSeconds = Math.max(beatToSeconds(tempoMap, note.startBeat) + offset, earliest)
    const release = (notes[0]?.startSeconds ?? startSeconds) + longestSeconds
    if (notes.length > 0 && startSeconds >= release) break
    const next = ordered[i + 1]
    const written = beatToSeconds(tempoMap, note.startBeat + note.durationBeats) + offset
    const limit = next ? beatToSeconds(tempoMap, next.startBeat) + (next.offsetSeconds ?? 0) : Infinity
    const endSeconds = Math.max(Math.min(written, limit, release), startSeconds + SHORTEST_NOTE_SECONDS)
    notes.push({
      startSeconds,
      endSeconds,
      pitchMidi: note.pitchMidi,
      velocity: Math.min(1, Math.max(0, Number.isFinite(note.velocity) ? note.velocity : 0.75)),
      articulation: note.articulation ?? 'sustain',
    })
    earliest = endSeconds
  }
  if (notes.length === 0) return undefined
  // A syllable without phones is still a note somebody wrote: it is sung on an open vowel.
  const phones = syllable.phones.length > 0 ? syllable.phones : ['aa']
  const nucleus = Math.min(Math.max(0, Math.trunc(syllable.nucleus) || 0), phones.length - 1)
  return { phones, nucleus, stress: syllable.stress === 1 ? 1 : 0, notes }
}
