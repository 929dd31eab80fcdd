import type { HeardRecording } from '../../../music/heard.js'
import type { RecordingTreatment, WarpPoint } from '../../../music/score.js'

/** Where the bars of a recording go in a song. */
export interface BarFit {
  readonly heard: HeardRecording
  /** Song beats a heard beat. */
  readonly beatsPerHeard: number
  readonly beatsPerBar: number
  readonly bpm: number
  /** Number of its own bar that begins the used stretch, counted from its first downbeat; -1 for a pick-up. */
  readonly firstBar: number
  readonly barCount: number
}

/**
 * The treatment that lays so many bars of a recording on a steady grid, bar line on bar line; tempo that wanders is
 * evened out on the way. Bars before its first and behind its last beat go on at the tempo there, in silence.
 */
export function fitBars(
  fit: BarFit,
  part: RecordingTreatment['part'],
  transposeSemitones: number,
): RecordingTreatment {
  const { heard, beatsPerHeard, beatsPerBar, bpm, firstBar, barCount } = fit
  const heardBeatsPerBar = beatsPerBar / beatsPerHeard
  const barSeconds = (beatsPerBar * 60) / bpm
  const warp: WarpPoint[] = []
  for (let bar = 0; bar <= barCount; bar++) {
    const beat = heard.firstDownbeatIndex + (firstBar + bar) * heardBeatsPerBar
    const recordingSeconds = timeOfBeat(heard.beatTimesSeconds, beat)
    warp.push({ recordingSeconds, treatedSeconds: bar * barSeconds })
    if (recordingSeconds >= heard.durationSeconds) break
  }
  return { part, transposeSemitones, warp }
}

/** How many whole bars of the song's length a recording has from a bar on; at least one. */
export function barsFrom(
  { heard, beatsPerHeard, beatsPerBar }: Omit<BarFit, 'bpm' | 'firstBar' | 'barCount'>,
  bar: number,
): number {
  const beats = heard.beatTimesSeconds.length - 1 - heard.firstDownbeatIndex
  return Math.max(1, Math.round((beats * beatsPerHeard) / beatsPerBar) - bar)
}

/** When a heard beat sounds; between beats in proportion, outside at the neighbouring tempo. */
function timeOfBeat(times: readonly number[], beat: number): number {
  const index = Math.min(times.length - 2, Math.max(0, Math.floor(beat)))
  return times[index]! + (beat - index) * (times[index + 1]! - times[index]!)
}
