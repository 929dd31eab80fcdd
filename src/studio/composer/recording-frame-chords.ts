import type { Chord } from '../../music/chord.js'
import type { HeardRecording } from '../../music/heard.js'
import type { ChordSpan } from '../../music/score.js'
import type { BeatGrid } from './accompany/beat-grid.js'

/** A bar's chords, one or two, in equal shares. */
export type BarChords = readonly Chord[]

/**
 * The heard chords bar by bar: the one that sounds longest in each half of a bar (in the whole bar in triple time), so
 * that single misheard beats do not become chords. Bars without any take over what sounded before, or what comes first.
 * Undefined when the recording has no chords at all.
 */
export function heardBarChords(
  heard: Pick<HeardRecording, 'chords'>,
  grid: BeatGrid,
  barCount: number,
): BarChords[] | undefined {
  if (heard.chords.length === 0) return undefined
  const parts = grid.beatsPerBar % 2 === 0 ? 2 : 1
  const span = grid.beatsPerBar / parts
  const spans = heard.chords.map((chord) => ({
    ...chord,
    startBeat: grid.offsetBeats + chord.startBeat * grid.beatsPerHeard,
    endBeat: grid.offsetBeats + chord.endBeat * grid.beatsPerHeard,
  }))
  const longest = Array.from({ length: barCount * parts }, (_, part) =>
    longestWithin(spans, part * span, (part + 1) * span),
  )
  let current = longest.find((chord) => chord !== undefined)
  if (!current) return undefined
  const filled = longest.map((chord) => (current = chord ?? current!))
  return Array.from({ length: barCount }, (_, bar) => {
    const chords = filled.slice(bar * parts, (bar + 1) * parts)
    return chords.length > 1 && isSameChord(chords[0]!, chords[1]!) ? [chords[0]!] : chords
  })
}

/** Chord spans of bars from `startBar` on, cut at `endBeat`; neighbours that are alike stay apart at bar lines. */
export function spansOfBars(
  bars: readonly BarChords[],
  startBar: number,
  beatsPerBar: number,
  endBeat: number,
): ChordSpan[] {
  return bars.flatMap((chords, index) =>
    chords.flatMap((chord, part): ChordSpan[] => {
      const share = beatsPerBar / chords.length
      const startBeat = (startBar + index) * beatsPerBar + part * share
      const last = index === bars.length - 1 && part === chords.length - 1
      const until = last ? Math.max(endBeat, startBeat + share) : startBeat + share
      return startBeat >= endBeat - 1e-6 ? [] : [{ ...chord, startBeat, endBeat: Math.min(endBeat, until) }]
    }),
  )
}

/** Root, quality and bass alike. */
export function isSameChord(a: Chord, b: Chord): boolean {
  return a.root === b.root && a.quality === b.quality && (a.bass ?? a.root) === (b.bass ?? b.root)
}

/** How alike two bars are, 0 … 1: the share of their length with the same root. */
export function barLikeness(a: BarChords, b: BarChords): number {
  const at = (bar: BarChords, half: number): Chord => bar[bar.length > 1 ? half : 0]!
  return [0, 1].filter((half) => at(a, half).root === at(b, half).root).length / 2
}

function longestWithin(spans: readonly ChordSpan[], from: number, to: number): Chord | undefined {
  const weights = new Map<string, { chord: Chord; beats: number }>()
  for (const { startBeat, endBeat, root, quality, bass } of spans) {
    const beats = Math.min(to, endBeat) - Math.max(from, startBeat)
    if (beats <= 1e-6) continue
    const key = `${root} ${quality} ${bass ?? root}`
    const known = weights.get(key)
    if (known) known.beats += beats
    else weights.set(key, { chord: { root, quality, ...(bass === undefined ? {} : { bass }) }, beats })
  }
  // The earlier of two that sound equally long: it has the stronger beat.
  return [...weights.values()].toSorted((a, b) => b.beats - a.beats)[0]?.chord
}
