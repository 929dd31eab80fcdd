import type { HeardRecording } from '../../../music/heard.js'
import type { TempoMap } from '../../../music/tempo-map.js'

/** How heard beats and score beats hang together: score beat = offset + heard index x `beatsPerHeard`. */
export interface BeatGrid {
  readonly tempoMap: TempoMap
  /** Score beats a heard beat: 0.5 plays half as fast as heard, 2 twice as fast. */
  readonly beatsPerHeard: number
  /** Score beat of the heard beat with index 0. Chosen so that no sound of the recording lies before beat 0. */
  readonly offsetBeats: number
  readonly beatsPerBar: number
  readonly meter: { readonly numerator: number; readonly denominator: number }
  /** Median tempo in score beats a minute. */
  readonly bpm: number
}

/**
 * Lays score beats over heard ones. The first heard downbeat falls on a bar line; bars are added in front until second
 * 0 lies at or after beat 0.
 */
export function layBeatGrid(heard: HeardRecording, beatsPerHeard: number): BeatGrid {
  const times = heard.beatTimesSeconds
  // In half time two heard bars make one of ours, in double time one of theirs makes two; bar lines stay bar lines.
  const beatsPerBar = heard.beatsPerBar
  const downbeat = heard.firstDownbeatIndex
  const firstInterval = times[1]! - times[0]!
  // Position of second 0 when the downbeat is beat 0.
  const beatAtZero = (-downbeat - times[0]! / firstInterval) * beatsPerHeard
  const leadBars = Math.max(0, Math.ceil(-beatAtZero / beatsPerBar - 1e-9))
  const offsetBeats = leadBars * beatsPerBar - downbeat * beatsPerHeard
  return {
    tempoMap: {
      anchors: times.map((seconds, index) => ({ beat: offsetBeats + index * beatsPerHeard, seconds })),
    },
    beatsPerHeard,
    offsetBeats,
    beatsPerBar,
    meter: { numerator: beatsPerBar, denominator: 4 },
    bpm: heard.tempoBpm * beatsPerHeard,
  }
}

/**
 * Whether a style had better feel the recording at its own, half or double tempo: whichever comes closest to the
 * tempos it is played at, on a logarithmic scale, with a preference for what was heard. Triple meters stay as heard.
 */
export function chooseFeel(
  heardBpm: number,
  beatsPerBar: number,
  tempo: { lowBpm: number; typicalBpm: number; highBpm: number },
): number {
  if (beatsPerBar !== 4) return 1
  const cost = (factor: number): number => {
    const bpm = heardBpm * factor
    const outside = bpm < tempo.lowBpm ? tempo.lowBpm / bpm : bpm > tempo.highBpm ? bpm / tempo.highBpm : 1
    return Math.log2(outside) + 0.25 * Math.abs(Math.log2(bpm / tempo.typicalBpm)) + (factor === 1 ? 0 : 0.18)
  }
  return [1, 0.5, 2].reduce((best, factor) => (cost(factor) < cost(best) ? factor : best))
}
