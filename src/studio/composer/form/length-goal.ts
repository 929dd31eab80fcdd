import type { EndingKind } from '../../profiles/profile.js'
import { tempoWithEnding } from '../tempo.js'
import { beatToSeconds } from '../../../music/tempo-map.js'

/** What the clock asks of a form. */
export interface LengthGoal {
  /** Wanted length of the song with its tail, in seconds; absent: as long as the music needs. */
  readonly wantedSeconds?: number
  /** Never longer than this. */
  readonly maxSeconds: number
}

export interface TempoFrame {
  /** Quarter notes a minute. */
  readonly bpm: number
  readonly bpmIsFree: boolean
  readonly beatsPerBar: number
  readonly ending: EndingKind
}

/** How long the last sound rings after the last bar, in seconds; short songs get short tails. */
export function tailFor(ending: EndingKind, seconds: number): number {
  const full = ending === 'fade' ? 0.8 : ending === 'button' ? 1.6 : 2.4
  return Math.min(full, Math.max(0.5, seconds * 0.06))
}

/** Beats over which the song slows down at its end. */
export function ritardandoBeats(ending: EndingKind, bars: number, beatsPerBar: number): number {
  return ending === 'ritardando' && bars >= 6 ? Math.min(2, bars / 4) * beatsPerBar : 0
}

/** Length in seconds of so many bars, the ending's slowing included and the tail not. */
export function secondsOf(bars: number, { bpm, beatsPerBar, ending }: Omit<TempoFrame, 'bpmIsFree'>): number {
  const endBeat = bars * beatsPerBar
  return beatToSeconds(tempoWithEnding(bpm, endBeat, ritardandoBeats(ending, bars, beatsPerBar)), endBeat)
}

/** Bars that fit into so many seconds of music: the nearest number when the tempo may give way, else the next below. */
export function barsIn(seconds: number, frame: TempoFrame): number {
  const one = (frame.beatsPerBar * 60) / frame.bpm
  let bars = Math.max(1, frame.bpmIsFree ? Math.round(seconds / one) : Math.floor(seconds / one + 1e-6))
  const limit = frame.bpmIsFree ? seconds + one / 2 : seconds + 1e-6
  while (bars > 1 && secondsOf(bars, frame) > limit) bars--
  return bars
}

/** How far a free tempo may be bent to meet a length: beyond this the genre would be lost. */
export const MOST_TEMPO_BEND = 1.13

/** The tempo at which so many bars last so many seconds. */
export function bpmFor(bars: number, seconds: number, frame: TempoFrame): number {
  return (frame.bpm * secondsOf(bars, frame)) / seconds
}
