import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { dbToGain } from '../../dsp/units.js'
import type { Score, Section } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'

/** Faders that rise into a fuller section arrive with it, within so many seconds before it begins. */
const RISE_SECONDS = 0.3
/** Those that fall at a softer one let what was there ring out, within so many seconds after it has begun. */
const FALL_SECONDS = 0.8
/** Faders that go against the players, up where it gets softer or down where it gets fuller, take their time. */
const AGAINST_SECONDS = 1.5

/** A place on the curve that all faders follow together; levels run straight from one to the next, in dB. */
interface LevelPoint {
  readonly seconds: number
  readonly levelDb: number
}

/**
 * What a hand on the faders adds to the players' own dynamics (`Section.faderDb`): a curve of linear gains, one each
 * `CURVE_STEP_FRAMES`; the last value goes on. Undefined when no section asks for any, or when a recording plays along
 * that has dynamics of its own.
 */
export function sectionGains({
  sections,
  recordings,
  tempoMap,
  endBeat,
}: Pick<Score, 'sections' | 'recordings' | 'tempoMap' | 'endBeat'>): Float32Array | undefined {
  if (recordings.length > 0 || !sections.some(({ faderDb = 0 }) => faderDb !== 0)) return undefined
  const points = levelPoints(sections, (beat) => beatToSeconds(tempoMap, beat))
  const steps = Math.ceil((beatToSeconds(tempoMap, endBeat) * SAMPLE_RATE) / CURVE_STEP_FRAMES) + 1
  const gains = new Float32Array(steps)
  let next = 0
  let levelDb = 0
  let gain = 1
  for (let step = 0; step < steps; step++) {
    const seconds = (step * CURVE_STEP_FRAMES) / SAMPLE_RATE
    while (next < points.length && points[next]!.seconds <= seconds) next++
    const now = levelBetween(points[next - 1], points[next], seconds)
    // Faders rest most of the time; powers are dear, and the first sound waits for them.
    if (now !== levelDb) gain = dbToGain(now)
    levelDb = now
    gains[step] = gain
  }
  return gains
}

/** Faders move in the softer one of two sections, where it is heard least. */
function levelPoints(sections: readonly Section[], secondsAt: (beat: number) => number): LevelPoint[] {
  const points: LevelPoint[] = []
  sections.forEach((section, i) => {
    const { faderDb: levelDb = 0 } = section
    const before = sections[i - 1]
    const after = sections[i + 1]
    const starts = secondsAt(section.startBeat)
    const ends = secondsAt(section.endBeat)
    const middle = (starts + ends) / 2
    const hasCome = before === undefined || before.kind === 'build' || section.energy > before.energy
    if (hasCome) points.push({ seconds: starts, levelDb })
    else {
      const { faderDb: fromDb = 0 } = before
      const takes = fromDb > levelDb ? FALL_SECONDS : AGAINST_SECONDS
      points.push({ seconds: starts, levelDb: fromDb })
      points.push({ seconds: Math.min(starts + takes, middle), levelDb })
    }
    // A build climbs all the way to what it leads to; other sections rise in the last moment.
    const leads = after !== undefined && (section.kind === 'build' || after.energy > section.energy)
    const { faderDb: nextDb = 0 } = after ?? {}
    const takes =
      section.kind === 'build' ? (ends - starts) / 2 : nextDb > levelDb ? RISE_SECONDS : AGAINST_SECONDS
    points.push({ seconds: leads ? Math.max(middle, ends - takes) : ends, levelDb })
  })
  return points
}

function levelBetween(from: LevelPoint | undefined, to: LevelPoint | undefined, seconds: number): number {
  if (!from || !to || from.levelDb === to.levelDb) return (from ?? to)?.levelDb ?? 0
  const way = (seconds - from.seconds) / Math.max(1e-9, to.seconds - from.seconds)
  return from.levelDb + way * (to.levelDb - from.levelDb)
}
