import type { Random } from '../../../dsp/random.js'
import type { Articulation, Note } from '../../../music/score.js'
import type { SongPlan } from '../plan.js'

/** What a pattern asks a player to play, before the player's own hand shows. */
export interface Stroke {
  readonly startBeat: number
  readonly durationBeats: number
  readonly pitchMidi: number
  readonly velocity: number
  readonly articulation?: Articulation
  /** Deliberate delay in seconds: the spread of a strum or a rolled chord. */
  readonly spreadSeconds?: number
  /** Written with its swing already in it (triplet patterns). */
  readonly exact?: boolean
}

/** Whether a figure of so many steps a beat is one of triplets, in any feel: its swing is written in it. */
export function isTriplets(stepsPerBeat: number): boolean {
  return stepsPerBeat % 1.5 === 0
}

/**
 * Standard deviations of a loose player: where in the bar the player is always early or late, what the drift gains with each stroke, and
 * what is left to chance. In all 11 ms, half of it for a rock player of middling tightness. People are measured at 5 to 15 ms each with a
 * band, and further apart in chamber music (Rasch, "Synchronization in performed ensemble music", Acustica 43, 1979; Räsänen et al.,
 * "Fluctuations of hi-hat timing and dynamics in a virtuoso drum track", PLoS ONE 10, 2015). The drift is less than theirs: they follow
 * each other, and ours do not.
 */
const HABIT_SECONDS = 0.008
const DRIFT_SECONDS = 0.0022
const CHANCE_SECONDS = 0.005
/** Share of the drift that is left at the next stroke. */
const DRIFT_KEPT = 0.9

export interface PlayerHabits {
  /** 0 (loose) … 1 (machine). */
  readonly tightness: number
  /** Constant lead (negative) or lag against the beat. */
  readonly lagSeconds: number
}

/**
 * Turns strokes into notes the way one person plays: a fixed habit for each place in the bar (phase-locked, so that the
 * groove repeats), a slow drift, a little chance on top; swing; velocities that breathe. Steps of the same instant move
 * together.
 */
export class Player {
  private readonly habitByStep: readonly number[]
  private readonly accentByStep: readonly number[]
  private drift = 0
  private lastBeat = -1
  private lastOffset = 0

  constructor(
    private readonly plan: Pick<SongPlan, 'swing' | 'meter' | 'beatsPerBar'>,
    private readonly habits: PlayerHabits,
    private readonly random: Random,
    private readonly sixteenthSwing = 0.5,
  ) {
    const looseness = 1 - habits.tightness
    this.habitByStep = Array.from({ length: 24 }, () => random.gaussian() * HABIT_SECONDS * looseness)
    this.accentByStep = Array.from({ length: 24 }, () => 1 + random.gaussian() * 0.05 * looseness)
  }

  play(stroke: Stroke): Note {
    const start = stroke.exact ? stroke.startBeat : this.swung(stroke.startBeat)
    const end = stroke.startBeat + stroke.durationBeats
    const swungEnd = stroke.exact ? end : this.swung(end)
    const beatInBar = stroke.startBeat % this.plan.beatsPerBar
    const step = Math.round(beatInBar * 4) % 24
    if (Math.abs(stroke.startBeat - this.lastBeat) > 1e-6) {
      const looseness = 1 - this.habits.tightness
      this.drift = DRIFT_KEPT * this.drift + this.random.gaussian() * DRIFT_SECONDS * looseness
      const chance = this.random.gaussian() * CHANCE_SECONDS * looseness
      this.lastOffset = this.habits.lagSeconds + this.habitByStep[step]! + this.drift + chance
      this.lastBeat = stroke.startBeat
    }
    const offset = this.lastOffset + (stroke.spreadSeconds ?? 0)
    const loudness = stroke.velocity * this.accentByStep[step]! * (1 + this.random.gaussian() * 0.025)
    return {
      startBeat: start,
      durationBeats: Math.max(0.03, swungEnd - start),
      pitchMidi: stroke.pitchMidi,
      velocity: Math.round(Math.min(1, Math.max(0.04, loudness)) * 1000) / 1000,
      offsetSeconds: Math.round(Math.min(0.12, Math.max(-0.03, offset)) * 1e5) / 1e5,
      ...(stroke.articulation === undefined ? {} : { articulation: stroke.articulation }),
    }
  }

  /** Where a straight position sounds: eighths by the song's swing, sixteenths within them by the genre's. */
  private swung(beat: number): number {
    const { swing, meter } = this.plan
    if (meter.denominator === 8 && meter.numerator % 3 === 0) return beat
    const whole = Math.floor(beat + 1e-9)
    let part = beat - whole
    if (this.sixteenthSwing !== 0.5) {
      const half = part < 0.5 ? 0 : 0.5
      const inHalf = (part - half) * 2
      part = half + bend(inHalf, this.sixteenthSwing) / 2
    }
    return whole + bend(part, swing)
  }
}

/** Moves the middle of 0 … 1 to `middle` and stretches the halves along. */
function bend(part: number, middle: number): number {
  return part < 0.5 ? part * 2 * middle : middle + (part - 0.5) * 2 * (1 - middle)
}
