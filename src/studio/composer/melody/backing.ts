import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan, Note, SungPhrase } from '../../../music/score.js'
import type { LyricLine } from '../../lyrics/lyric-sheet.js'
import { writeLine, rhythmSyllables } from './line-tune.js'
import { chordAt, chordDissonance, scaleDistance } from './harmony-view.js'
import type { ComposedLine, VocalRequest } from './compose-vocal.js'
import { singLine } from './sing.js'

/** Sections whose lines the backing voices sing along. */
const HARMONISED: ReadonlySet<string> = new Set(['chorus', 'post-chorus', 'drop'])

/**
 * The backing voices: lines in parentheses answer the lead at the end of its window; chorus lines get a second voice
 * in thirds and sixths (from the second line on the first time, so that the chorus can still grow).
 */
export function composeBacking(lines: readonly ComposedLine[], request: VocalRequest): SungPhrase[] {
  const phrases: SungPhrase[] = []
  const seen = new Set<string>()
  let freeFrom = 0
  lines.forEach((line, i) => {
    const { section } = line.tune
    const firstTime = !seen.has(section.kind) && lines[i + 1]?.tune.section.kind !== section.kind
    const nextStart = lines[i + 1] ? firstBeat(lines[i + 1]!.phrase) : request.plan.endBeat
    const answers = answerInParentheses(line, freeFrom, nextStart, request, i)
    const answersFrom = answers[0] ? firstBeat(answers[0]) : Infinity
    const wanted =
      HARMONISED.has(section.kind) &&
      request.habits.speech < 0.8 &&
      (seen.has(section.kind) || lineNumber(lines, i) >= 1)
    if (wanted && firstBeat(line.phrase) >= freeFrom) {
      const harmony = harmonise(line, answersFrom, request)
      if (harmony) {
        phrases.push(harmony)
        freeFrom = lastBeat(harmony)
      }
    }
    for (const answer of answers) {
      phrases.push(answer)
      freeFrom = lastBeat(answer)
    }
    if (firstTime || lines[i + 1]?.tune.section !== section) seen.add(section.kind)
  })
  return phrases
}

/** Number of the line within its section. */
function lineNumber(lines: readonly ComposedLine[], i: number): number {
  let first = i
  while (first > 0 && lines[first - 1]!.tune.section === lines[i]!.tune.section) first--
  return i - first
}

function firstBeat(phrase: SungPhrase): number {
  return phrase.words[0]!.syllables[0]!.notes[0]!.startBeat
}

function lastBeat(phrase: SungPhrase): number {
  const note = phrase.words.at(-1)!.syllables.at(-1)!.notes.at(-1)!
  return note.startBeat + note.durationBeats
}

/** Sings the lines in parentheses after the lead, or under its held last note where there is little room. */
function answerInParentheses(
  line: ComposedLine,
  freeFrom: number,
  nextLeadBeat: number,
  request: VocalRequest,
  index: number,
): SungPhrase[] {
  const answers = line.answersInParentheses
  if (answers.length === 0) return []
  const { window } = line.tune.line
  const { plan, habits } = request
  const grid = habits.gridBeats
  // Backing voices may ring into the beginning of the next line.
  const end = Math.max(window.endBeat, Math.min(nextLeadBeat, window.endBeat + plan.beatsPerBar / 2))
  const needed = answers.reduce((sum, answer) => sum + syllablesOf(answer) * Math.max(grid, 0.5) + 0.5, 0)
  const leadEnd = lastBeat(line.phrase)
  const latest = Math.max(leadEnd, line.tune.notes.at(-1)!.beat + 0.5)
  const start = Math.max(freeFrom, window.startBeat, Math.min(latest, end - needed))
  const total = answers.reduce((sum, answer) => sum + syllablesOf(answer), 0)
  const phrases: SungPhrase[] = []
  let from = start
  answers.forEach((answer, k) => {
    const to = k === answers.length - 1 ? end : from + ((end - start) * syllablesOf(answer)) / total
    const random = request.random.fork(`answer/${index}/${k}`)
    const previousPitch = line.tune.pitches.at(-1)!
    const tune = writeLine(
      {
        line: answer,
        window: { startBeat: from, endBeat: to },
        syllables: rhythmSyllables(answer, request.lyrics.text),
      },
      {
        plan,
        section: line.tune.section,
        chords: request.chords,
        habits: { ...habits, speech: habits.speech * 0.5, leaps: 0.2 },
        range: request.range,
        contour: () => Math.min(request.range.highMidi - 2, previousPitch + 2),
        cadence: 'closed',
        earliestBeat: from,
        reservedBeats: 0,
        preferredStart: 0,
        previousPitch,
        temperature: 0.4,
        random,
      },
    )
    const phrase = singLine(tune, {
      plan,
      chords: request.chords,
      habits: { ...habits, melisma: 0 },
      range: request.range,
      random,
    })
    phrases.push(phrase)
    from = Math.max(to, lastBeat(phrase))
  })
  return phrases
}

function syllablesOf(line: LyricLine): number {
  return line.words.reduce((sum, word) => sum + word.syllables.length, 0)
}

/** A second voice for a line, up to `untilBeat`: same words and rhythm, chord-consonant pitches near the lead. */
function harmonise(line: ComposedLine, untilBeat: number, request: VocalRequest): SungPhrase | undefined {
  const words = line.phrase.words.filter(
    (word) => endOf(word.syllables.at(-1)!.notes.at(-1)!) <= untilBeat + 1e-6,
  )
  if (words.length === 0) return undefined
  const notes = words.flatMap((word) => word.syllables.flatMap((syllable) => syllable.notes))
  const pitches = harmonyPitches(notes, line, request)
  let at = 0
  return {
    words: words.map((word) => ({
      ...word,
      syllables: word.syllables.map((syllable) => ({
        ...syllable,
        notes: syllable.notes.map((note) => ({
          ...note,
          pitchMidi: pitches[at++]!,
          velocity: note.velocity * 0.85,
        })),
      })),
    })),
  }
}

function endOf(note: Note): number {
  return note.startBeat + note.durationBeats
}

/** Cost of a distance below or above the lead, in semitones: thirds and sixths are sweet, fourths and fifths plain. */
const DISTANCE_COST: Readonly<Record<number, number>> = {
  3: 0,
  4: 0,
  5: 0.5,
  7: 0.7,
  8: 0.3,
  9: 0.3,
  12: 1.1,
}

/** The smoothest line of consonances: dynamic programming over the candidates of each note. */
function harmonyPitches(notes: readonly Note[], line: ComposedLine, request: VocalRequest): number[] {
  const foreign = scaleDistance(line.tune.section.key, { pentatonic: false, blues: request.habits.blues })
  const mean = notes.reduce((sum, note) => sum + note.pitchMidi, 0) / notes.length
  // Above a low lead, below a high one: in the choruses of most voices below.
  const middle = (request.range.lowMidi + request.range.highMidi) / 2
  const preferred = mean >= middle - 2 ? -1 : 1
  const options = notes.map((note) => {
    const chord = chordAt(request.chords, note.startBeat + Math.min(0.25, note.durationBeats / 2))
    const candidates = Object.keys(DISTANCE_COST).flatMap((distance) =>
      [1, -1].map((side) => ({
        pitch: note.pitchMidi + side * Number(distance),
        cost:
          DISTANCE_COST[Number(distance)]! +
          (side === preferred ? 0 : 1.2) +
          chordCost(note.pitchMidi + side * Number(distance), note, chord, foreign),
      })),
    )
    return candidates.filter(
      ({ pitch }) => pitch >= request.range.lowMidi - 4 && pitch <= request.range.highMidi + 3,
    )
  })
  const totals: number[][] = []
  const origins: number[][] = []
  options.forEach((candidates, i) => {
    const before = options[i - 1]
    origins.push([])
    totals.push(
      candidates.map((candidate, c) => {
        if (!before) return candidate.cost
        let least = Infinity
        before.forEach((other, o) => {
          const cost = totals[i - 1]![o]! + Math.max(0, Math.abs(candidate.pitch - other.pitch) - 2) * 0.3
          if (cost < least) {
            least = cost
            origins[i]![c] = o
          }
        })
        return least + candidate.cost
      }),
    )
  })
  const pitches = new Array<number>(notes.length)
  let at = totals.at(-1)!.reduce((least, cost, i, costs) => (cost < costs[least]! ? i : least), 0)
  for (let i = notes.length - 1; i >= 0; i--) {
    pitches[i] = options[i]![at]!.pitch
    at = origins[i]![at] ?? 0
  }
  return pitches
}

function chordCost(
  pitch: number,
  note: Note,
  chord: ChordSpan | undefined,
  foreign: readonly number[],
): number {
  const importance = note.durationBeats >= 0.75 ? 3 : 1.2
  const dissonance = chordDissonance(pitchClassOf(pitch), chord)
  return dissonance * importance + foreign[pitchClassOf(pitch)]! * (dissonance < 0.3 ? 0.5 : 4)
}
