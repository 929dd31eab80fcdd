import { CHORD_QUALITIES, type Chord, type ChordQuality } from '../music/chord.js'
import type { ChordSpan } from '../music/score.js'
import { scaleOf, type Key } from '../music/scale.js'
import type { PitchChroma } from './pitch-chroma.js'

/** Chords that are told apart, and what each has to be ahead by: rare ones and those that hold another must explain more. */
const QUALITIES: readonly (readonly [ChordQuality, number])[] = [
  ['maj', 0],
  ['min', 0],
  ['7', 0.03],
  ['maj7', 0.03],
  ['m7', 0.03],
  ['sus4', 0.06],
  ['sus2', 0.06],
  ['dim', 0.06],
  ['m7b5', 0.05],
  ['aug', 0.08],
]
/** What a change costs, in cosines: least on a bar line, more within the bar, most off its middle. */
const CHANGE_COSTS = { bar: 0.22, half: 0.32, other: 0.5 } as const
/** Worth of a root in the bass, and of another tone of the chord there. */
const ROOT_IN_BASS = 0.25
const TONE_IN_BASS = 0.08
/** Bonus for chords made of the key's own notes. */
const IN_KEY_BONUS = 0.05
/** Worth of calling it no chord, and the likelihood of the clearest pitch from which on there is something to name. */
const NO_CHORD = 0.55
const LEAST_SOUND = 0.12

interface State {
  /** Undefined: no chord. */
  readonly chord: Chord | undefined
  readonly tones: readonly number[]
  readonly cost: number
}

/**
 * The chords of a recording, one decision a beat: the likeliest sequence (Viterbi) by how well what sounds on each beat fits
 * their tones, what lies in the bass, and where in the bar they change. Beats without a chord are left out.
 * @param placeInBar Of each beat, 0 for the first of its bar.
 * @param keyOf The key at each beat.
 */
export function recogniseChords(
  beats: readonly PitchChroma[],
  keyOf: (beat: number) => Key,
  placeInBar: (beat: number) => number,
): ChordSpan[] {
  if (beats.length === 0) return []
  const bonuses = new Map<string, readonly number[]>()
  const bonusesAt = (beat: number): readonly number[] => {
    const key = keyOf(beat)
    const name = `${key.tonic} ${key.mode}`
    const known = bonuses.get(name)
    if (known) return known
    const scale = new Set(scaleOf(key))
    const made = STATES.map(({ chord, tones }) =>
      chord && tones.every((tone) => scale.has(tone)) ? IN_KEY_BONUS : 0,
    )
    bonuses.set(name, made)
    return made
  }
  const worthAt = (beat: number) => {
    const bonus = bonusesAt(beat)
    return fitsOf(beats[beat]!).map((fit, s) => fit + bonus[s]!)
  }

  let scores = worthAt(0)
  const origins: number[][] = []
  for (let beat = 1; beat < beats.length; beat++) {
    const place = placeInBar(beat)
    const cost = place === 0 ? CHANGE_COSTS.bar : place === 2 ? CHANGE_COSTS.half : CHANGE_COSTS.other
    const leader = scores.indexOf(Math.max(...scores))
    const threshold = scores[leader]! - cost
    const origin = scores.map((score, s) => (score >= threshold ? s : leader))
    origins.push(origin)
    const worth = worthAt(beat)
    scores = worth.map((value, s) => value + (origin[s] === s ? scores[s]! : threshold))
  }
  const path = [scores.indexOf(Math.max(...scores))]
  for (let beat = origins.length - 1; beat >= 0; beat--) path.unshift(origins[beat]![path[0]!]!)
  return spansOf(path)
}

const STATES: readonly State[] = [
  ...QUALITIES.flatMap(([quality, cost]) =>
    Array.from({ length: 12 }, (_, root): State => ({
      chord: { root, quality },
      tones: CHORD_QUALITIES[quality].map((step) => (root + step) % 12),
      cost,
    })),
  ),
  { chord: undefined, tones: [], cost: 0 },
]

/** How well what sounds fits each state, about 0 … 1.2. */
function fitsOf({ all, bass }: PitchChroma): number[] {
  const loudest = Math.max(...all)
  const norm = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0)) || 1
  const lowest = Math.max(...bass, 0.05)
  return STATES.map(({ chord, tones, cost }) => {
    if (loudest < LEAST_SOUND) return chord ? 0 : NO_CHORD
    if (!chord) return NO_CHORD - ROOT_IN_BASS / 2
    const fit = tones.reduce((sum, tone) => sum + all[tone]!, 0) / (norm * Math.sqrt(tones.length))
    const others = tones.slice(1).reduce((max, tone) => Math.max(max, bass[tone]!), 0)
    const low = Math.max((ROOT_IN_BASS * bass[chord.root]!) / lowest, (TONE_IN_BASS * others) / lowest)
    return fit + low - cost
  })
}

function spansOf(path: readonly number[]): ChordSpan[] {
  const spans: ChordSpan[] = []
  let last = -1
  path.forEach((state, beat) => {
    const { chord } = STATES[state]!
    if (chord && state === last) spans[spans.length - 1] = { ...spans.at(-1)!, endBeat: beat + 1 }
    else if (chord) spans.push({ ...chord, startBeat: beat, endBeat: beat + 1 })
    last = state
  })
  return spans
}
