import { chordPitchClasses, type Chord } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'

/**
 * The chord tones worth playing when there are only so many voices: third and seventh first, then root, extensions,
 * and the fifth last (it is dispensable unless altered).
 */
export function essentialTones(chord: Chord, voices: number): number[] {
  const tones = chordPitchClasses(chord)
  if (tones.length <= voices) return tones
  const [root, third, fifth, seventh, ...extensions] = tones as [number, number, number, number, ...number[]]
  return [third, seventh, ...extensions.slice(-1), root, ...extensions.slice(0, -1), fifth].slice(0, voices)
}

/**
 * A close voicing of the chord inside `[low, high]` that moves least from `previous` (ascending MIDI pitches). Without
 * a previous voicing it sits in the middle of the register.
 */
export function voiceLead(
  chord: Chord,
  voices: number,
  [low, high]: readonly [number, number],
  previous: readonly number[] | undefined,
): number[] {
  const tones = essentialTones(chord, voices)
  const middle = (low + high) / 2
  let best: number[] | undefined
  let bestCost = Infinity
  for (let bottom = low; bottom <= high; bottom++) {
    if (!tones.includes(pitchClassOf(bottom))) continue
    const candidate = stack(bottom, tones, voices)
    const top = candidate.at(-1)!
    if (top > high && best) continue
    const centre = candidate.reduce((sum, pitch) => sum + pitch, 0) / candidate.length
    const overshoot = Math.max(0, top - high) * 4
    const cost = (previous ? motion(previous, candidate) : 0) + 0.35 * Math.abs(centre - middle) + overshoot
    if (cost < bestCost) {
      best = candidate
      bestCost = cost
    }
  }
  return best ?? stack(low, tones, voices)
}

/** Tones above `bottom` in close position, doubling from the bottom when there are more voices than tones. */
function stack(bottom: number, tones: readonly number[], voices: number): number[] {
  const pitches = [bottom]
  let pitch = bottom
  while (pitches.length < voices) {
    pitch++
    if (tones.includes(pitchClassOf(pitch))) pitches.push(pitch)
    else if (pitch - bottom > 36) break
  }
  return pitches
}

function motion(from: readonly number[], to: readonly number[]): number {
  let total = 0
  for (let i = 0; i < to.length; i++) {
    const partner = from[Math.min(from.length - 1, Math.round((i * from.length) / to.length))]!
    total += Math.abs(to[i]! - partner)
  }
  return total
}

/** Open strings of a guitar in standard tuning, as sounding MIDI pitches. */
const STRINGS = [40, 45, 50, 55, 59, 64]

/**
 * A shape as a guitarist grips it near the nut: the root (or the slash bass) on the lowest string that has it within
 * four frets, above it on each string the lowest chord tone from the hand's position, strings below muted.
 */
export function guitarShape(chord: Chord): number[] {
  const tones = chordPitchClasses(chord)
  const bass = chord.bass ?? chord.root
  let best: { fret: number; string: number } | undefined
  for (let string = 0; string < 3; string++) {
    const fret = pitchClassOf(bass - STRINGS[string]!)
    if (fret <= 4 && (!best || fret < best.fret)) best = { fret, string }
  }
  const hand = best ?? { fret: pitchClassOf(bass - STRINGS[0]!), string: 0 }
  const position = hand.fret > 4 ? hand.fret - 1 : 0
  const pitches = [STRINGS[hand.string]! + hand.fret]
  for (let string = hand.string + 1; string < STRINGS.length; string++) {
    for (let fret = position; fret <= position + 4; fret++) {
      const pitch = STRINGS[string]! + fret
      if (!tones.includes(pitchClassOf(pitch))) continue
      if (pitch > pitches.at(-1)! + 1) pitches.push(pitch)
      break
    }
  }
  return pitches
}

/** Root, fifth and octave on the low strings of a guitar. */
export function powerChord(chord: Chord): number[] {
  const root = chord.bass ?? chord.root
  const bottom = 40 + pitchClassOf(root - 40)
  return [bottom, bottom + 7, bottom + 12]
}
