import type { Chord } from '../../../music/chord.js'
import { chordPitchClasses } from '../../../music/chord.js'
import type { HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { isMinorish, type Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import { secondsToBeat } from '../../../music/tempo-map.js'
import { chordOn, parseNumeral } from '../harmony/numerals.js'
import type { BeatGrid } from './beat-grid.js'

/** A chord the accompaniment may choose, and how readily it is chosen without any melody. */
interface Candidate {
  readonly numeral: string
  readonly chord: Chord
  readonly prior: number
  readonly role: 'tonic' | 'subdominant' | 'dominant' | 'colour'
}

const MAJOR_CHOICES: readonly (readonly [string, number, Candidate['role']])[] = [
  ['I', 0.6, 'tonic'],
  ['vi', 0.2, 'tonic'],
  ['iii', -0.5, 'colour'],
  ['IV', 0.4, 'subdominant'],
  ['ii', 0.1, 'subdominant'],
  ['V', 0.4, 'dominant'],
  ['bVII', -0.9, 'colour'],
  ['iv', -1.3, 'colour'],
]
const MINOR_CHOICES: readonly (readonly [string, number, Candidate['role']])[] = [
  ['i', 0.6, 'tonic'],
  ['bVI', 0.3, 'subdominant'],
  ['bIII', 0.1, 'tonic'],
  ['bVII', 0.2, 'dominant'],
  ['iv', 0.3, 'subdominant'],
  ['v', -0.5, 'dominant'],
  ['V', 0.0, 'dominant'],
  ['IV', -1.1, 'colour'],
]

/** What follows what: rewards for common steps between functions. */
const STEPS: Readonly<Record<Candidate['role'], Readonly<Record<Candidate['role'], number>>>> = {
  tonic: { tonic: 0, subdominant: 0.35, dominant: 0.25, colour: 0 },
  subdominant: { tonic: 0.1, subdominant: -0.1, dominant: 0.5, colour: -0.1 },
  dominant: { tonic: 0.55, subdominant: -0.25, dominant: -0.2, colour: -0.2 },
  colour: { tonic: 0.1, subdominant: 0.2, dominant: 0.1, colour: -0.3 },
}

export interface HarmonisationRequest {
  readonly heard: HeardRecording
  readonly grid: BeatGrid
  readonly key: Key
  readonly endBeat: number
  /** Chance-like nudges to the choice, so that takes differ where the melody leaves it open; one number per chord name. */
  readonly whim: (numeral: string, bar: number) => number
}

/** Weight of a pitch class in one bar, by duration and beat strength. */
type Histogram = Float64Array

/**
 * One chord a bar (two in slow bars) that carries the heard melody: a shortest path through diatonic chords, scored by
 * how much of the bar's melody they contain, by what usually follows what, and by ending at home.
 */
export function harmoniseMelody(request: HarmonisationRequest): ChordSpan[] {
  const { grid, key, endBeat } = request
  const choices = isMinorish(key) ? MINOR_CHOICES : MAJOR_CHOICES
  const candidates: Candidate[] = choices.map(([numeral, prior, role]) => ({
    numeral,
    prior,
    role,
    chord: chordOn(key.tonic, parseNumeral(numeral)),
  }))
  const barSeconds = (grid.beatsPerBar * 60) / grid.bpm
  const perBar = grid.beatsPerBar === 4 && barSeconds > 3.2 ? 2 : 1
  const span = grid.beatsPerBar / perBar
  const count = Math.max(1, Math.ceil(endBeat / span - 1e-6))
  const histograms = melodyHistograms(request, span, count)
  const heardRoots = heardChordRoots(request, span, count)

  const totals: number[][] = []
  const origins: number[][] = []
  for (let i = 0; i < count; i++) {
    const isEnd = i >= count - perBar
    totals.push([])
    origins.push([])
    candidates.forEach((candidate, c) => {
      const local =
        fit(candidate.chord, histograms[i]!) * 2.4 +
        candidate.prior +
        (heardRoots[i] === candidate.chord.root ? 2.5 : 0) +
        request.whim(candidate.numeral, i) +
        (isEnd ? (candidate === candidates[0] ? 3 : 0) : 0) +
        (i === 0 && candidate === candidates[0] ? 0.5 : 0)
      if (i === 0) {
        totals[i]!.push(local)
        origins[i]!.push(c)
        return
      }
      let best = -Infinity
      let from = 0
      candidates.forEach((before, b) => {
        const phraseStart = i % (4 * perBar) === 0
        const stay = b === c ? (i % perBar === 0 ? -0.45 : 0.35) : STEPS[before.role][candidate.role]
        const home = phraseStart && candidate.role === 'tonic' ? 0.2 : 0
        const total = totals[i - 1]![b]! + stay + home
        if (total > best) [best, from] = [total, b]
      })
      totals[i]!.push(best + local)
      origins[i]!.push(from)
    })
  }
  const path = new Array<number>(count)
  path[count - 1] = indexOfLargest(totals[count - 1]!)
  for (let i = count - 1; i > 0; i--) path[i - 1] = origins[i]![path[i]!]!
  return merge(
    path.map((choice, i) => ({
      ...candidates[choice]!.chord,
      startBeat: i * span,
      endBeat: Math.min(endBeat, (i + 1) * span),
    })),
    grid.beatsPerBar,
  )
}

function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)
}

/** Joins the two halves of a bar that kept its chord. */
function merge(spans: readonly ChordSpan[], beatsPerBar: number): ChordSpan[] {
  const merged: ChordSpan[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    const inBar = span.startBeat % beatsPerBar > 1e-6
    if (last && inBar && last.root === span.root && last.quality === span.quality)
      merged[merged.length - 1] = { ...last, endBeat: span.endBeat }
    else merged.push(span)
  }
  return merged
}

function melodyHistograms({ heard, grid }: HarmonisationRequest, span: number, count: number): Histogram[] {
  const histograms = Array.from({ length: count }, () => new Float64Array(12))
  for (const note of heard.melody) {
    const from = secondsToBeat(grid.tempoMap, note.startSeconds)
    const to = secondsToBeat(grid.tempoMap, note.endSeconds)
    const pitchClass = pitchClassOf(note.pitchMidi)
    const inBar = ((from % grid.beatsPerBar) + grid.beatsPerBar) % grid.beatsPerBar
    // Singers slide: a note that starts just before a bar line belongs to the bar it is held in.
    const strength =
      inBar < 0.25 || inBar > grid.beatsPerBar - 0.25
        ? 1.6
        : Math.abs(inBar - Math.round(inBar)) < 0.2
          ? 1.2
          : 0.8
    for (let i = Math.max(0, Math.floor(from / span)); i < Math.min(count, Math.ceil(to / span)); i++) {
      const overlap = Math.min(to, (i + 1) * span) - Math.max(from, i * span)
      if (overlap > 0) histograms[i]![pitchClass]! += overlap * strength * (0.5 + note.velocity)
    }
  }
  return histograms
}

/** How well a chord carries a bar's melody, -1 … 1; 0 where nothing is sung. */
function fit(chord: Chord, histogram: Histogram): number {
  const total = histogram.reduce((sum, weight) => sum + weight, 0)
  if (total < 1e-9) return 0
  const tones = chordPitchClasses(chord)
  let score = 0
  histogram.forEach((weight, pitchClass) => {
    if (tones.includes(pitchClass)) score += weight * (pitchClass === chord.root ? 1 : 0.95)
    else if (tones.some((tone) => pitchClassOf(pitchClass - tone) === 1)) score -= weight * 1.1
    else score -= weight * 0.35
  })
  return score / total
}

/** The root that was heard most in each span, where the recording has harmony. */
function heardChordRoots(
  { heard, grid }: HarmonisationRequest,
  span: number,
  count: number,
): (number | undefined)[] {
  const roots = Array.from({ length: count }, () => new Map<number, number>())
  for (const chord of heard.chords) {
    const from = grid.offsetBeats + chord.startBeat * grid.beatsPerHeard
    const to = grid.offsetBeats + chord.endBeat * grid.beatsPerHeard
    for (let i = Math.max(0, Math.floor(from / span)); i < Math.min(count, Math.ceil(to / span)); i++) {
      const overlap = Math.min(to, (i + 1) * span) - Math.max(from, i * span)
      if (overlap > 0) roots[i]!.set(chord.root, (roots[i]!.get(chord.root) ?? 0) + overlap)
    }
  }
  return roots.map((weights) => [...weights].toSorted((a, b) => b[1] - a[1])[0]?.[0])
}
