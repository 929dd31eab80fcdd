import type { Random } from '../../../dsp/random.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan, Note, SungPhrase } from '../../../music/score.js'
import { sungWords } from '../../lyrics/synalepha.js'
import type { MelodicHabits, SongPlan } from '../plan.js'
import { chordAt, isChordTone, scaleDistance } from './harmony-view.js'
import type { LineTune } from './line-tune.js'
import { shortestGapBeats, swung } from './meter-grid.js'
import type { VoiceRange } from './tessitura.js'

export interface SingOptions {
  readonly plan: SongPlan
  readonly chords: readonly ChordSpan[]
  readonly habits: MelodicHabits
  readonly range: VoiceRange
  readonly random: Random
}

/** Turns a line's melody into a phrase of the score: swing, dynamics, and melismas where the style has them. */
export function singLine(tune: LineTune, options: SingOptions): SungPhrase {
  let at = 0
  const words = tune.line.line.words.flatMap((word) =>
    sungWords(
      word,
      word.syllables.map(({ stress }) => notesOf(tune, at++, stress, options)),
    ),
  )
  return { words }
}

function notesOf(tune: LineTune, i: number, stress: 0 | 1, options: SingOptions): Note[] {
  const { plan, random } = options
  const placed = tune.notes[i]!
  const velocity = Math.min(
    1,
    0.5 + 0.22 * tune.section.energy + 0.12 * stress + 0.08 * placed.weight + 0.02 * random.gaussian(),
  )
  const steps = melisma(tune, i, stress, options)
  const endBeat = placed.beat + placed.durationBeats
  return steps.map((step, k) => {
    const start = swung(placed.beat + step.at, plan)
    const next = steps[k + 1]
    const end = swung(next ? placed.beat + next.at : endBeat, plan)
    return { startBeat: start, durationBeats: end - start, pitchMidi: step.pitchMidi, velocity }
  })
}

interface Step {
  /** Beats after the syllable's onset. */
  readonly at: number
  readonly pitchMidi: number
}

/**
 * One note, or an ornament: a lean from the neighbour above or below, a step on to another chord tone, or at the end of
 * a line a run down. Only where the syllable is stressed or ends the line and is long enough.
 */
function melisma(tune: LineTune, i: number, stress: 0 | 1, options: SingOptions): Step[] {
  const { plan, habits, random, range } = options
  const placed = tune.notes[i]!
  const pitch = tune.pitches[i]!
  const plain: Step[] = [{ at: 0, pitchMidi: pitch }]
  const isLast = i === tune.notes.length - 1
  const wanted = random.chance(habits.melisma * (isLast ? 2 : stress === 1 ? 1.6 : 0.4))
  const shortest = Math.max(shortestGapBeats(plan) * 1.3, habits.gridBeats / 2)
  if (!wanted || habits.speech > 0.5 || placed.durationBeats < shortest * 3) return plain

  const foreign = scaleDistance(tune.section.key, { ...habits, pentatonic: true })
  const neighbour = (from: number, direction: 1 | -1): number => {
    for (let step = 1; step <= 4; step++) {
      if (foreign[pitchClassOf(from + step * direction)]! < 0.3) return from + step * direction
    }
    return from + 2 * direction
  }
  const inRange = (steps: Step[]): Step[] =>
    steps.every((step) => step.pitchMidi >= range.lowMidi && step.pitchMidi <= range.highMidi) ? steps : plain
  const chord = chordAt(options.chords, placed.beat + placed.durationBeats * 0.75)
  if (isLast && placed.durationBeats >= shortest * 6 && random.chance(0.5)) {
    // A run down that comes to rest on a chord tone, after the note itself has been heard.
    const begin = Math.min(placed.durationBeats / 2, 2)
    const steps: Step[] = [...plain]
    let at = begin
    let from = pitch
    while (steps.length < 5 && at + shortest <= placed.durationBeats) {
      from = neighbour(from, -1)
      steps.push({ at, pitchMidi: from })
      if (steps.length > 2 && isChordTone(pitchClassOf(from), chord)) break
      at += shortest
    }
    return isChordTone(pitchClassOf(from), chord) ? inRange(steps) : plain
  }
  if (random.chance(0.5)) {
    const lean = neighbour(pitch, random.chance(0.65) ? 1 : -1)
    return inRange([
      { at: 0, pitchMidi: lean },
      { at: shortest, pitchMidi: pitch },
    ])
  }
  const onward = neighbour(pitch, random.chance(0.6) ? -1 : 1)
  const target = isChordTone(pitchClassOf(onward), chord)
    ? onward
    : neighbour(onward, onward < pitch ? -1 : 1)
  if (!isChordTone(pitchClassOf(target), chord)) return plain
  return inRange([...plain, { at: placed.durationBeats / 2, pitchMidi: target }])
}
