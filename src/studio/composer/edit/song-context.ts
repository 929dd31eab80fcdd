import type { ChordSpan, Score } from '../../../music/score.js'
import type { PlannedSection } from '../plan.js'
import type { Context } from './play-part.js'
import { keyAt, sectionAt } from './source-bars.js'

/** The bar of a song before a beat. */
export function contextBefore(source: Score, beat: number, beatsPerBar: number): Context {
  return contextOf(source, beat - beatsPerBar, beatsPerBar)
}

/** The bar of a song that begins at a beat; a shorter bar at its end counts as whole. */
export function contextOf(source: Score, startBeat: number, beatsPerBar: number): Context {
  const section = sectionAt(source, startBeat)
  const planned: PlannedSection = { ...section, key: keyAt(source, startBeat), lines: [] }
  const within = source.chords.flatMap((chord): ChordSpan[] => {
    const from = Math.max(0, chord.startBeat - startBeat)
    const until = Math.min(beatsPerBar, chord.endBeat - startBeat)
    return until - from > 1e-6 ? [{ ...chord, startBeat: from, endBeat: until }] : []
  })
  return { section: planned, chords: within }
}
