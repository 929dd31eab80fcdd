import type { Score } from '../../../src/music/score.js'
import { beatToSeconds, bpmAt } from '../../../src/music/tempo-map.js'
import type { Asked } from '../prompts.js'
import { instrumentsOf } from './take-distance.js'

/** Whether a wish was met: undefined where nothing was asked. */
export interface AskedInScore {
  readonly tempo?: boolean
  readonly key?: boolean
  readonly meter?: boolean
  readonly length?: boolean
  readonly instruments?: boolean
  readonly silent?: boolean
  /** What was not met, for people. */
  readonly faults: readonly string[]
}

/** Whether the score itself has what was asked: the quick check before anything is performed. */
export function askedInScore(score: Score, asked: Asked): AskedInScore {
  const faults: string[] = []
  const check = (name: string, isMet: boolean, got: string, wanted: string): boolean => {
    if (!isMet) faults.push(`${name}: asked for ${wanted}, got ${got}`)
    return isMet
  }
  const meter = score.meters[0]!
  const playing = instrumentsOf(score)
  const stems = new Set(score.tracks.map(({ stem }) => stem))
  const quarterBpm = bpmAt(score.tempoMap, 1)
  const felt = quarterBpm / feltBeatQuarters(meter)
  return {
    ...(asked.bpm !== undefined && {
      tempo: check('tempo', Math.abs(felt / asked.bpm - 1) < 0.001, felt.toFixed(1), `${asked.bpm}`),
    }),
    ...(asked.key && {
      key: check(
        'key',
        score.keys[0]!.tonic === asked.key.tonic && score.keys[0]!.mode === asked.key.mode,
        `${score.keys[0]!.tonic} ${score.keys[0]!.mode}`,
        `${asked.key.tonic} ${asked.key.mode}`,
      ),
    }),
    ...(asked.meter !== undefined && {
      meter: check(
        'meter',
        `${meter.numerator}/${meter.denominator}` === asked.meter,
        `${meter.numerator}/${meter.denominator}`,
        asked.meter,
      ),
    }),
    ...(asked.seconds !== undefined && {
      length: check(
        'length',
        Math.abs(lengthOf(score) - asked.seconds) <= barSeconds(score),
        lengthOf(score).toFixed(1),
        `${asked.seconds}`,
      ),
    }),
    ...(asked.instruments && {
      instruments: asked.instruments
        .map((ids) =>
          check(
            'instruments',
            ids.some((id) => playing.has(id)),
            [...playing].join(' '),
            ids.join(' or '),
          ),
        )
        .every(Boolean),
    }),
    ...((asked.silent || asked.without) && {
      silent: [
        ...(asked.silent ?? []).map((stem) => check('silent', !stems.has(stem), stem, `no ${stem}`)),
        ...(asked.without ?? []).map((id) => check('silent', !playing.has(id), id, `no ${id}`)),
      ].every(Boolean),
    }),
    faults,
  }
}

/** Quarter notes in a beat as people feel it: a dotted quarter in 6/8, 9/8 and 12/8. */
export function feltBeatQuarters(meter: {
  readonly numerator: number
  readonly denominator: number
}): number {
  return meter.denominator === 8 && meter.numerator % 3 === 0 && meter.numerator > 3 ? 1.5 : 1
}

/** Length of the song with its tail. */
export function lengthOf(score: Score): number {
  return beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
}

/** Length of a bar at the beginning. */
export function barSeconds(score: Score): number {
  const meter = score.meters[0]!
  return (((meter.numerator * 4) / meter.denominator) * 60) / bpmAt(score.tempoMap, 1)
}
