/** A point where musical time (beats = quarter notes from 0) and clock time are tied together. */
export interface TempoAnchor {
  readonly beat: number
  readonly seconds: number
}

/**
 * Musical time ↔ clock time: straight lines between anchors, which rise strictly in both coordinates. Before the first
 * and after the last anchor the tempo of the neighbouring line goes on. Two anchors are a constant tempo; one a beat
 * follows a human recording.
 */
export interface TempoMap {
  readonly anchors: readonly TempoAnchor[]
}

/** A constant tempo. `beatZeroSeconds` is when beat 0 sounds. */
export function constantTempo(bpm: number, beatZeroSeconds = 0): TempoMap {
  return {
    anchors: [
      { beat: 0, seconds: beatZeroSeconds },
      { beat: bpm, seconds: beatZeroSeconds + 60 },
    ],
  }
}

/** Index of the line that holds the position: largest i ≤ length - 2 whose anchor is not behind it. */
function lineAt(anchors: readonly TempoAnchor[], position: number, coordinate: 'beat' | 'seconds'): number {
  let low = 0
  let high = anchors.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (anchors[middle]![coordinate] <= position) low = middle
    else high = middle - 1
  }
  return low
}

export function beatToSeconds(map: TempoMap, beat: number): number {
  const i = lineAt(map.anchors, beat, 'beat')
  const [from, to] = [map.anchors[i]!, map.anchors[i + 1]!]
  return from.seconds + ((beat - from.beat) * (to.seconds - from.seconds)) / (to.beat - from.beat)
}

export function secondsToBeat(map: TempoMap, seconds: number): number {
  const i = lineAt(map.anchors, seconds, 'seconds')
  const [from, to] = [map.anchors[i]!, map.anchors[i + 1]!]
  return from.beat + ((seconds - from.seconds) * (to.beat - from.beat)) / (to.seconds - from.seconds)
}

/** Tempo at a beat, in quarter notes a minute. */
export function bpmAt(map: TempoMap, beat: number): number {
  const i = lineAt(map.anchors, beat, 'beat')
  const [from, to] = [map.anchors[i]!, map.anchors[i + 1]!]
  return (60 * (to.beat - from.beat)) / (to.seconds - from.seconds)
}
