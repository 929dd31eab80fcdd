import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { dbToGain } from '../../dsp/units.js'
import type { Score, Section } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'

/** A section that is louder than the one before is reached within so many seconds before it begins. */
const RISE_SECONDS = 0.3
/** A softer one lets what was there ring out, within so many seconds after it has begun. */
const FALL_SECONDS = 0.8

/** A place on the curve that all faders follow together; levels run straight from one to the next, in dB. */
interface LevelPoint {
  readonly seconds: number
  readonly levelDb: number
}

/**
 * What a hand on the faders adds to the players' own dynamics: a curve of linear gains, one each `CURVE_STEP_FRAMES`,
 * that lets soft sections be softer and loud ones arrive. 1 in the loudest section; the last value goes on. Undefined
 * when the mix asks for none, or when a recording plays along that has dynamics of its own.
 */
export function sectionGains({
  mix,
  sections,
  recordings,
  tempoMap,
  endBeat,
}: Pick<Score, 'mix' | 'sections' | 'recordings' | 'tempoMap' | 'endBeat'>): Float32Array | undefined {
  const { dynamicsDb = 0 } = mix
  if (dynamicsDb <= 0 || sections.length < 2 || recordings.length > 0) return undefined
  const points = levelPoints(sections, dynamicsDb, (beat) => beatToSeconds(tempoMap, beat))
  const steps = Math.ceil((beatToSeconds(tempoMap, endBeat) * SAMPLE_RATE) / CURVE_STEP_FRAMES) + 1
  const gains = new Float32Array(steps)
  let next = 0
  for (let step = 0; step < steps; step++) {
    const seconds = (step * CURVE_STEP_FRAMES) / SAMPLE_RATE
    while (next < points.length && points[next]!.seconds <= seconds) next++
    gains[step] = dbToGain(levelBetween(points[next - 1], points[next], seconds))
  }
  return gains
}

function levelPoints(
  sections: readonly Section[],
  dynamicsDb: number,
  secondsAt: (beat: number) => number,
): LevelPoint[] {
  const loudest = Math.max(...sections.map(({ energy }) => energy))
  const levelOf = ({ energy }: Section): number => dynamicsDb * (energy - loudest)
  const points: LevelPoint[] = []
  sections.forEach((section, i) => {
    const before = sections[i - 1]
    const starts = secondsAt(section.startBeat)
    const ends = secondsAt(section.endBeat)
    const levelDb = levelOf(section)
    if (before?.kind === 'build') points.push({ seconds: starts, levelDb })
    else if (before && levelOf(before) > levelDb) {
      points.push({ seconds: starts, levelDb: levelOf(before) })
      points.push({ seconds: Math.min(starts + FALL_SECONDS, (starts + ends) / 2), levelDb })
    } else points.push({ seconds: starts, levelDb })
    // A build climbs all the way to what it leads to; other sections rise in the last moment.
    const rise = section.kind === 'build' ? (ends - starts) / 2 : RISE_SECONDS
    points.push({ seconds: Math.max((starts + ends) / 2, ends - rise), levelDb })
  })
  return points
}

function levelBetween(from: LevelPoint | undefined, to: LevelPoint | undefined, seconds: number): number {
  if (!from || !to) return (from ?? to)?.levelDb ?? 0
  const way = (seconds - from.seconds) / Math.max(1e-9, to.seconds - from.seconds)
  return from.levelDb + way * (to.levelDb - from.levelDb)
}
