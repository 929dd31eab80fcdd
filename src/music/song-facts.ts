import { keyName } from './scale.js'
import type { Score } from './score.js'
import { beatToSeconds, bpmAt } from './tempo-map.js'

/** What a score says about its song in a few words and figures. Times in seconds of the sound, in hundredths. */
export interface SongFacts {
  readonly seed: number
  /** Quarter notes a minute at the beginning, in tenths. */
  readonly bpm: number
  /** `'F# minor'`: the key at the beginning. */
  readonly key: string
  readonly sections: readonly {
    readonly label: string
    readonly kind: string
    readonly startS: number
    readonly endS: number
  }[]
}

export function songFacts(score: Score): SongFacts {
  const heard = score.excerpt ?? { startSeconds: 0, endSeconds: Infinity }
  const secondsAt = (beat: number) => {
    const seconds = beatToSeconds(score.tempoMap, beat)
    return round(Math.min(Math.max(seconds, heard.startSeconds), heard.endSeconds) - heard.startSeconds, 100)
  }
  return {
    seed: score.seed,
    bpm: round(bpmAt(score.tempoMap, 0), 10),
    key: keyName(score.keys[0]!),
    sections: score.sections
      .map(({ label, kind, startBeat, endBeat }) => ({
        label,
        kind,
        startS: secondsAt(startBeat),
        endS: secondsAt(endBeat),
      }))
      .filter(({ startS, endS }) => endS > startS),
  }
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts
}
