import type { TempoAnchor, TempoMap } from '../../music/tempo-map.js'

/** The slowest that a ritardando gets, as a share of the tempo. */
const SLOWEST = 0.68

/** Share of the tempo at a position 0 … 1 within the ritardando. */
function slowing(position: number): number {
  return 1 - (1 - SLOWEST) * position ** 1.4
}

/**
 * A steady tempo that slows down over the last beats. With `ritardandoBeats` 0 it is steady to the end. Anchors stand
 * every half beat while it slows; the last tempo goes on to the end.
 */
export function tempoWithEnding(bpm: number, endBeat: number, ritardandoBeats: number): TempoMap {
  const from = endBeat - ritardandoBeats
  if (ritardandoBeats <= 0 || from <= 0) {
    return {
      anchors: [
        { beat: 0, seconds: 0 },
        { beat: Math.max(1, endBeat), seconds: (60 * Math.max(1, endBeat)) / bpm },
      ],
    }
  }
  const anchors: TempoAnchor[] = [
    { beat: 0, seconds: 0 },
    { beat: from, seconds: (60 * from) / bpm },
  ]
  const step = 0.5
  for (let beat = from; beat < endBeat - 1e-6; beat += step) {
    const length = Math.min(step, endBeat - beat)
    const tempo = bpm * slowing((beat + length / 2 - from) / ritardandoBeats)
    anchors.push({ beat: beat + length, seconds: anchors.at(-1)!.seconds + (60 * length) / tempo })
  }
  return { anchors }
}
