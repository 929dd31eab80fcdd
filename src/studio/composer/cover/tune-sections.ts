import type { SectionKind } from '../../../music/score.js'
import { barLikeness, type BarChords } from '../recording-frame-chords.js'
import { movedPhrase, spanOf, type TunePhrase } from './tune.js'

/** A section of a heard song. */
export interface TuneSection {
  readonly kind: SectionKind
  readonly bars: readonly BarChords[]
  /** Beats from the section's start; the first may begin before it. */
  readonly phrases: readonly TunePhrase[]
}

/** Sections that are at least this alike are one that comes back. */
const SAME = 0.72

/**
 * Cuts a heard song into sections of eight bars (four in short ones) and says which come back: the one that returns
 * most and lies highest is the chorus, others are verses, what has no melody opens, joins or closes.
 */
export function sectionsOfTune(
  bars: readonly BarChords[],
  phrases: readonly TunePhrase[],
  beatsPerBar: number,
): TuneSection[] {
  const size = bars.length >= 16 ? 8 : bars.length >= 8 ? 4 : bars.length
  const starts: number[] = []
  for (let bar = 0; bar < bars.length; bar += size)
    if (bar === 0 || bars.length - bar >= size / 2) starts.push(bar)
  const drafts = starts.map((bar, index) => {
    const from = bar * beatsPerBar
    const until = (starts[index + 1] ?? bars.length) * beatsPerBar
    return {
      bars: bars.slice(bar, starts[index + 1]),
      phrases: phrases
        .filter((phrase) => {
          // A pick-up of less than a bar belongs to what it leads into.
          const belongs = Math.min(
            spanOf(phrase).endBeat - 1e-3,
            spanOf(phrase).startBeat + 0.75 * beatsPerBar,
          )
          return (belongs >= from || index === 0) && (belongs < until || index === starts.length - 1)
        })
        .map((phrase) => movedPhrase(phrase, -from)),
    }
  })
  const letters = lettersOf(drafts)
  const refrain = refrainOf(drafts, letters)
  const firstSung = drafts.findIndex((draft) => draft.phrases.length > 0)
  const lastSung = drafts.findLastIndex((draft) => draft.phrases.length > 0)
  return drafts.map((draft, index) => {
    const silent = draft.phrases.length === 0
    const kind: SectionKind = silent
      ? index < firstSung || firstSung < 0
        ? 'intro'
        : index > lastSung
          ? 'outro'
          : 'interlude'
      : letters[index] === refrain
        ? 'chorus'
        : 'verse'
    return { kind: firstSung < 0 ? (index % 2 === 0 ? 'verse' : 'chorus') : kind, ...draft }
  })
}

type Draft = Omit<TuneSection, 'kind'>

/** For each section the index of the first one it is like. */
function lettersOf(drafts: readonly Draft[]): number[] {
  const letters: number[] = []
  drafts.forEach((draft, index) => {
    const known = drafts.slice(0, index).findIndex((other) => likeness(draft, other) >= SAME)
    letters.push(known >= 0 ? letters[known]! : index)
  })
  return letters
}

function likeness(a: Draft, b: Draft): number {
  if ((a.phrases.length === 0) !== (b.phrases.length === 0)) return 0
  const count = Math.min(a.bars.length, b.bars.length)
  const chords = a.bars.slice(0, count).reduce((sum, bar, i) => sum + barLikeness(bar, b.bars[i]!), 0) / count
  return a.phrases.length === 0 ? chords : 0.4 * chords + 0.6 * melodicLikeness(a.phrases, b.phrases)
}

/** Share of onsets that the other section has at the same place and on the same pitch, both ways. */
function melodicLikeness(a: readonly TunePhrase[], b: readonly TunePhrase[]): number {
  const places = (phrases: readonly TunePhrase[]): Set<string> =>
    new Set(phrases.flat().map(({ startBeat, pitchMidi }) => `${Math.round(startBeat * 2)} ${pitchMidi}`))
  const [one, other] = [places(a), places(b)]
  const shared = [...one].filter((place) => other.has(place)).length
  return (2 * shared) / (one.size + other.size)
}

/** The letter of the chorus: undefined where everything is one section over and over. */
function refrainOf(drafts: readonly Draft[], letters: readonly number[]): number | undefined {
  const sung = [...new Set(letters.filter((_, index) => drafts[index]!.phrases.length > 0))]
  if (sung.length < 2) return undefined
  const worth = (letter: number): number => {
    const own = drafts.filter((_, index) => letters[index] === letter)
    const notes = own.flatMap(({ phrases }) => phrases.flat())
    const height = notes.reduce((sum, { pitchMidi }) => sum + pitchMidi, 0) / Math.max(1, notes.length)
    // Songs begin with a verse; a fourth higher outweighs coming back once more.
    return own.length + height / 5 - (letter === sung[0] ? 0.8 : 0)
  }
  return sung.reduce((best, letter) => (worth(letter) > worth(best) ? letter : best))
}
