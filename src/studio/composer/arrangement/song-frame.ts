import type { ChordSpan, Note } from '../../../music/score.js'
import type { PlannedSection, SongPlan } from '../plan.js'

/** A bar of the song, with what a player needs to know to play it. */
export interface Bar {
  readonly index: number
  readonly startBeat: number
  readonly beats: number
  readonly section: PlannedSection
  readonly sectionIndex: number
  readonly barInSection: number
  readonly barsInSection: number
  /** Energy here: the section's, bent by builds, intros and outros. */
  readonly energy: number
  /** The song's last bar, where everyone plays the ending. */
  readonly isFinal: boolean
}

/** What all players of a song share. */
export interface SongFrame {
  readonly plan: SongPlan
  readonly chords: readonly ChordSpan[]
  readonly bars: readonly Bar[]
  /** Stretches where the voice or the lead sounds, in beats, ordered, not overlapping. */
  readonly leadSpans: readonly BeatSpan[]
  /** Whether that line is sung rather than played. */
  readonly isSung: boolean
  /** Another part of the song or recording comes before: nothing begins here. Default false. */
  readonly continues?: boolean
  /** The notes of that line in time order, for players who mind them; absent where it is not known note by note. */
  readonly tune?: readonly Note[]
}

export interface BeatSpan {
  readonly startBeat: number
  readonly endBeat: number
}

/** Cuts the plan into bars. The last bar of the song may be shorter. */
export function barsOf(plan: SongPlan): Bar[] {
  const bars: Bar[] = []
  plan.sections.forEach((section, sectionIndex) => {
    const barsInSection = Math.max(
      1,
      Math.ceil((section.endBeat - section.startBeat) / plan.beatsPerBar - 1e-6),
    )
    for (let barInSection = 0; barInSection < barsInSection; barInSection++) {
      const startBeat = section.startBeat + barInSection * plan.beatsPerBar
      bars.push({
        index: bars.length,
        startBeat,
        beats: Math.min(plan.beatsPerBar, section.endBeat - startBeat),
        section,
        sectionIndex,
        barInSection,
        barsInSection,
        energy: energyInBar(section, barInSection, barsInSection),
        isFinal: false,
      })
    }
  })
  const last = bars.at(-1)
  if (last && bars.length > 1) bars[bars.length - 1] = { ...last, isFinal: true }
  return bars
}

/** Intros and builds grow, outros fade, long sections open up half way. Steps of four bars, so that entries are phrased. */
function energyInBar(section: PlannedSection, barInSection: number, barsInSection: number): number {
  const block =
    barsInSection >= 8
      ? Math.floor(barInSection / 4) * 4
      : barsInSection >= 4
        ? Math.floor(barInSection / 2) * 2
        : 0
  const position = barsInSection <= 2 ? 0 : block / barsInSection
  switch (section.kind) {
    case 'intro':
      return Math.min(1, section.energy * (0.65 + 0.6 * position))
    case 'build':
      return Math.min(1, section.energy * (0.85 + 0.35 * position))
    case 'outro':
      return Math.min(1, section.energy * (1.15 - 0.6 * position))
    case 'verse':
    case 'solo':
    case 'break':
      return Math.min(1, section.energy + (barsInSection >= 8 ? 0.07 * position : 0))
    case 'pre-chorus':
    case 'chorus':
    case 'post-chorus':
    case 'bridge':
    case 'interlude':
    case 'drop':
      return section.energy
  }
}

/** The chord that sounds at a beat; the nearest one outside the song. Binary search. */
export function chordAt(chords: readonly ChordSpan[], beat: number): ChordSpan {
  let low = 0
  let high = chords.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (chords[middle]!.startBeat <= beat + 1e-6) low = middle
    else high = middle - 1
  }
  return chords[low]!
}

/** Chords that sound within `[from, to)`, cut to it. */
export function chordsWithin(chords: readonly ChordSpan[], from: number, to: number): ChordSpan[] {
  const within: ChordSpan[] = []
  for (const chord of chords) {
    const startBeat = Math.max(from, chord.startBeat)
    const endBeat = Math.min(to, chord.endBeat)
    if (endBeat - startBeat > 1e-6) within.push({ ...chord, startBeat, endBeat })
  }
  return within
}
