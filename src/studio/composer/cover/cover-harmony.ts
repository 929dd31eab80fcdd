import type { Random } from '../../../dsp/random.js'
import type { Chord } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { isMinorish, type Key } from '../../../music/scale.js'
import type { HarmonyHabits } from '../../profiles/profile.js'
import { colourChord } from '../harmony/modal-colour.js'
import { chordOn, type RelativeChord } from '../harmony/numerals.js'
import { reharmonise } from '../harmony/reharmonise.js'
import { chordDissonance } from '../melody/harmony-view.js'
import type { BarChords } from '../recording-frame-chords.js'
import type { TuneNote } from './tune.js'

/** A new chord may hold the melody this much worse than the heard one, 0 … 1. */
const WORSE = 0.08

export interface CoverHarmony {
  readonly bars: readonly BarChords[]
  /** Melody of those bars, beats counted from the first of them. */
  readonly melody: readonly TuneNote[]
  readonly beatsPerBar: number
  readonly key: Key
  readonly colour: HarmonyHabits['colour']
  readonly temperature: number
  /** 0 (loose) … 1 (close). */
  readonly closeness: number
  readonly random: Random
}

/**
 * The heard chords in the colours of a genre: sevenths and ninths where it has them, now and then a substitute. The
 * closer the recording is followed, the fewer change; a change that grates on the melody is not made.
 */
export function recolour(request: CoverHarmony): BarChords[] {
  const { bars, melody, beatsPerBar, key, colour, temperature, closeness, random } = request
  const relative = bars.map((bar) => bar.map((chord) => relativeTo(key, chord)))
  const loose = 1 - closeness
  const coloured = relative.map((bar, index) =>
    bar.map((chord) =>
      random.fork(`colour ${index % 8}`).chance(0.25 + loose) ? colourChord(chord, colour, random) : chord,
    ),
  )
  const varied = reharmonise(coloured, temperature * loose, isMinorish(key), random.fork('reharmonise'))
  return bars.map((heard, index) => {
    const from = index * beatsPerBar
    const within = melody.filter(
      (note) => note.startBeat < from + beatsPerBar && note.startBeat + note.durationBeats > from,
    )
    const sounding = (bar: readonly RelativeChord[]): BarChords =>
      bar.map((chord) => chordOn(key.tonic, chord))
    const grating = (bar: BarChords): number => friction(bar, within, from, beatsPerBar)
    const choices = [sounding(varied[index]!), sounding(coloured[index]!)]
    return choices.find((bar) => grating(bar) <= grating(heard) + WORSE) ?? heard
  })
}

function relativeTo(key: Key, chord: Chord): RelativeChord {
  return {
    rootSteps: pitchClassOf(chord.root - key.tonic),
    quality: chord.quality,
    ...(chord.bass === undefined ? {} : { bassSteps: pitchClassOf(chord.bass - key.tonic) }),
  }
}

/** How much the melody of a bar grates on its chords, 0 … 1. */
function friction(bar: BarChords, melody: readonly TuneNote[], from: number, beatsPerBar: number): number {
  const share = beatsPerBar / bar.length
  let beats = 0
  let cost = 0
  bar.forEach((chord, part) => {
    const span = { ...chord, startBeat: from + part * share, endBeat: from + (part + 1) * share }
    for (const note of melody) {
      const overlap =
        Math.min(span.endBeat, note.startBeat + note.durationBeats) - Math.max(span.startBeat, note.startBeat)
      if (overlap <= 0) continue
      beats += overlap
      cost += overlap * chordDissonance(pitchClassOf(note.pitchMidi), span)
    }
  })
  return beats > 0 ? cost / beats : 0
}
