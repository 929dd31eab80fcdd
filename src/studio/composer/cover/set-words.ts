import type { Note, SungPhrase } from '../../../music/score.js'
import type { LyricLine, LyricWord } from '../../lyrics/lyric-sheet.js'
import { sungWords } from '../../lyrics/synalepha.js'
import { metricalWeight, swung } from '../melody/meter-grid.js'
import type { SongPlan } from '../plan.js'
import type { TuneNote, TunePhrase } from './tune.js'

/** The most notes of a heard melody that one syllable is drawn over. */
const LONGEST_MELISMA = 6
/** Gaps up to this long between notes of a line are sung through, in beats. */
const SUNG_THROUGH_BEATS = 0.3

/**
 * Sings a line on a heard phrase: its syllables take the phrase's notes in order, stressed ones those on strong beats,
 * the last ones hold what is left over. Where there are more syllables than notes the longest notes are repeated. Words
 * that the recording sings keep their notes.
 */
export function setLine(line: LyricLine, phrase: TunePhrase, plan: SongPlan): SungPhrase {
  // Where the tune has a note for each, vowels that could share one do not.
  const apart = line.words.flatMap((word) => word.parts ?? [word])
  const words = phrase.length >= apart.flatMap(({ syllables }) => syllables).length ? apart : line.words
  const groups = groupsOf(words, phrase).map(({ stresses, notes }) => ({
    stresses,
    notes: enoughNotes(notes, stresses.length),
  }))
  const notes = joined(groups.flatMap((group) => group.notes))
  let before = 0
  const firstNotes = groups.flatMap(({ stresses, notes: { length } }) => {
    const from = before
    before += length
    return shareOut(stresses, notes.slice(from, before), plan).map((first) => from + first)
  })
  let at = 0
  return {
    words: words.flatMap((word) =>
      sungWords(
        word,
        word.syllables.map(() => {
          const own = notes.slice(firstNotes[at], firstNotes[at + 1] ?? notes.length)
          at++
          return own.map((note) => sounding(note, plan))
        }),
      ),
    ),
  }
}

/**
 * Notes that are shared out among the syllables of the words that stand beside them: where the recording sings the line,
 * the notes of each word; words without any are sung on those before them. Else all notes for all words.
 */
function groupsOf(
  words: readonly LyricWord[],
  phrase: TunePhrase,
): { stresses: (0 | 1)[]; notes: readonly TuneNote[] }[] {
  const places = words.map(({ charStart }) => phrase.findIndex(({ sung }) => sung?.word === charStart))
  const groups: { stresses: (0 | 1)[]; first: number }[] = []
  words.forEach(({ syllables }, index) => {
    const stresses = syllables.map(({ stress }) => stress)
    const last = groups.at(-1)
    const place = places[index]!
    if (last && place <= last.first) last.stresses.push(...stresses)
    else groups.push({ stresses, first: last ? place : 0 })
  })
  return groups.map(({ stresses, first }, index) => ({
    stresses,
    notes: phrase.slice(first, groups[index + 1]?.first),
  }))
}

/** A note of the tune as it sounds, swing included. */
export function sounding({ startBeat, durationBeats, pitchMidi, velocity }: TuneNote, plan: SongPlan): Note {
  const start = swung(startBeat, plan)
  return {
    startBeat: start,
    durationBeats: swung(startBeat + durationBeats, plan) - start,
    pitchMidi,
    velocity: Math.round((0.45 + 0.45 * velocity) * 1000) / 1000,
  }
}

/** The phrase with its longest notes halved, again and again, until there are `count`. */
function enoughNotes(phrase: TunePhrase, count: number): TuneNote[] {
  const notes = [...phrase]
  while (notes.length < count) {
    const at = notes.reduce(
      (best, note, i) => (note.durationBeats > notes[best]!.durationBeats + 1e-9 ? i : best),
      0,
    )
    const note = notes[at]!
    // A dotted note gives its dot away, others are halved: both keep to the grid.
    const dotted = Math.abs(note.durationBeats % 1.5) < 1e-6 && note.durationBeats > 0.7
    const first = note.durationBeats * (dotted ? 2 / 3 : 0.5)
    notes.splice(
      at,
      1,
      { ...note, durationBeats: first },
      { ...note, startBeat: note.startBeat + first, durationBeats: note.durationBeats - first },
    )
  }
  return notes
}

/** Short rests inside the phrase belong to the note before them: singers do not stop for them. */
function joined(notes: readonly TuneNote[]): TuneNote[] {
  return notes.map((note, i) => {
    const next = notes[i + 1]
    const gap = next ? next.startBeat - note.startBeat - note.durationBeats : Infinity
    return gap <= SUNG_THROUGH_BEATS ? { ...note, durationBeats: note.durationBeats + gap } : note
  })
}

/** For each syllable the index of its first note: least-cost, in order, none left out. */
function shareOut(stresses: readonly (0 | 1)[], notes: readonly TuneNote[], plan: SongPlan): number[] {
  const [count, total] = [stresses.length, notes.length]
  if (count === total) return stresses.map((_, i) => i)
  const weights = notes.map(({ startBeat }) => {
    const inBar = ((startBeat % plan.beatsPerBar) + plan.beatsPerBar) % plan.beatsPerBar
    return metricalWeight(inBar, plan)
  })
  const placeCost = (i: number, note: number): number =>
    stresses[i] === 1 ? 1 - weights[note]! : 0.5 * weights[note]!
  const drawnCost = (i: number, taken: number): number =>
    taken === 1 ? 0 : (taken - 1) * (i === count - 1 ? 0.25 : stresses[i] === 1 ? 0.45 : 0.9)
  const longest = Math.max(LONGEST_MELISMA, Math.ceil(total / count) + 2)
  // best[i][n]: least cost with syllable i beginning on note n.
  const best = stresses.map(() => new Float64Array(total).fill(Infinity))
  const origin = stresses.map(() => new Int32Array(total).fill(-1))
  best[0]![0] = placeCost(0, 0)
  for (let i = 1; i < count; i++) {
    for (let note = i; note < total; note++) {
      for (let taken = 1; taken <= Math.min(longest, note); taken++) {
        const cost = best[i - 1]![note - taken]! + drawnCost(i - 1, taken) + placeCost(i, note)
        if (cost < best[i]![note]!) {
          best[i]![note] = cost
          origin[i]![note] = note - taken
        }
      }
    }
  }
  let last = count - 1
  let least = Infinity
  for (let note = count - 1; note < total; note++) {
    const cost = best[count - 1]![note]! + drawnCost(count - 1, total - note)
    if (cost < least) [least, last] = [cost, note]
  }
  const chosen = new Array<number>(count)
  for (let i = count - 1; i >= 0; i--) {
    chosen[i] = last
    last = origin[i]![last]!
  }
  return chosen
}
