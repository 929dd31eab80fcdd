import { createRandom, hash32, type Random } from '../../dsp/random.js'
import type { PitchShape, VibratoHabit } from './pitch-shape.js'

/** How far one playing of a note lies from the next: nobody bows, blows, frets or strikes the same note twice. */
export interface TouchHabit {
  /** Where a note lies against its pitch all along: at most this far, in cents. */
  readonly intonationCents: number
  /** How far pitch wanders about that while the note sounds, in cents; 0 where nothing can move it. */
  readonly wanderCents: number
  /** How far below its pitch a note may begin, in cents: lips and fingers find it at once, not at first. */
  readonly scoopCents: number
  /** How far loudness wanders, in dB. */
  readonly swellDb: number
}

/** One playing of a note. */
export interface Touch {
  /** Adds to the pitch shape of the articulation. */
  readonly pitch: PitchShape
  /** Factor of the level `seconds` after the start. */
  readonly level: (seconds: number) => number
  /** The player's vibrato, as it comes out this time. */
  readonly vibrato?: VibratoHabit
}

const SCOOP_SECONDS = 0.045
/** After which a scoop is over. */
const SCOOPED_SECONDS = 0.3
/** Breath and arm: something slow and something less slow, by how often it turns (seconds) and its share. */
const TURNS: readonly (readonly [seconds: number, share: number])[] = [
  [0.6, 0.65],
  [0.23, 0.35],
]

/** A playing of a note; the same for the same `name`. */
export function touchOf(habit: TouchHabit, name: string, vibrato?: VibratoHabit): Touch {
  const random = createRandom(hash32(name))
  const off = habit.intonationCents * (random.next() + random.next() - 1)
  const scoop = habit.scoopCents * random.next()
  const wander = wandering(random.fork('pitch'))
  const swell = wandering(random.fork('level'))
  const swellShare = 10 ** (habit.swellDb / 20) - 1
  return {
    pitch: (seconds) => {
      const found = seconds < SCOOPED_SECONDS ? scoop * Math.exp(-seconds / SCOOP_SECONDS) : 0
      return off - found + (habit.wanderCents > 0 ? habit.wanderCents * wander(seconds) : 0)
    },
    level: (seconds) => 1 + swellShare * swell(seconds),
    ...(vibrato && {
      vibrato: {
        rateHz: vibrato.rateHz * random.range(0.93, 1.07),
        depthCents: vibrato.depthCents * random.range(0.75, 1.25),
        onsetSeconds: vibrato.onsetSeconds * random.range(0.75, 1.3),
      },
    }),
  }
}

/** An irregular swing between -1 and 1: goes from one random place to the next, at two paces. */
function wandering(random: Random): (seconds: number) => number {
  const paces = TURNS.map(([turnSeconds, share]) => ({
    turnSeconds,
    share,
    places: [] as number[],
    random: random.fork(turnSeconds),
  }))
  return (seconds) => {
    let sum = 0
    for (const { turnSeconds, share, places, random: own } of paces) {
      const turn = seconds / turnSeconds
      const index = Math.floor(turn)
      while (places.length < index + 2) places.push(2 * own.next() - 1)
      const way = turn - index
      const from = places[index]!
      sum += share * (from + way * way * (3 - 2 * way) * (places[index + 1]! - from))
    }
    return sum
  }
}
