/** How unevenly beats are divided: where their second half begins, and that of each half, 0.5 … 0.69. */
export interface Swing {
  readonly eighths: number
  readonly sixteenths: number
}

/** Played as written. */
export const STRAIGHT: Swing = { eighths: 0.5, sixteenths: 0.5 }

/** How far from the beat what is struck on it may be, as a share of the beat. */
const ON_BEAT = 0.13
/** What lies between an on-beat and the next is an off-beat's, as shares of the beat; outside are other divisions. */
const OFF_BEAT = { from: 0.43, to: 0.79 } as const
/** Beyond the first, swung eighths are triplets, which have lines of their own; swung sixteenths go as far as those. */
const STRONGEST_EIGHTHS = 0.635
const STRONGEST_SIXTEENTHS = 0.69
/** Below this nobody hears a swing. */
const WEAKEST = 0.53
/** Off-beats that are needed to believe in a swing. */
const LEAST_OFF_BEATS = 8
/** So many of the off-beats lie this near to their median where there is a swing, as shares of all and of the beat. */
const AGREEING = 0.65
const NEAR = 0.05

/**
 * The swing of a song, from all attacks that stand between two beats by themselves; straight where they do not agree.
 * @param phases For each beat where something is struck the places of its attacks, 0 … 1, ordered.
 */
export function findSwing(phases: readonly (readonly number[])[]): Swing {
  const eighths = placeOfOffBeats(phases, STRONGEST_EIGHTHS)
  if (eighths !== 0.5) return { eighths, sixteenths: 0.5 }
  const halves = phases.flatMap((places) => [
    places.filter((place) => place < 0.46).map((place) => 2 * place),
    places.filter((place) => place >= 0.46).map((place) => 2 * place - 1),
  ])
  return { eighths, sixteenths: placeOfOffBeats(halves, STRONGEST_SIXTEENTHS) }
}

/** Where off-beats lie in common; 0.5 where they are straight, later than the strongest swing, or nowhere in particular. */
function placeOfOffBeats(phases: readonly (readonly number[])[], strongest: number): number {
  const offBeats: number[] = []
  for (const places of phases) {
    // Against the beat as it was played: a part that is late as a whole does not swing.
    const onBeat = places.find((place) => Math.abs(place) <= ON_BEAT)
    if (onBeat === undefined) continue
    const inside = places
      .map((place) => place - onBeat)
      .filter((place) => place > ON_BEAT && place < 1 - ON_BEAT)
    const [only] = inside
    if (inside.length === 1 && only! >= OFF_BEAT.from && only! <= OFF_BEAT.to) offBeats.push(only!)
  }
  if (offBeats.length < LEAST_OFF_BEATS) return 0.5
  const place = median(offBeats)
  const agreeing = offBeats.filter((value) => Math.abs(value - place) <= NEAR).length
  const isSwing = agreeing >= AGREEING * offBeats.length && place >= WEAKEST && place <= strongest
  return isSwing ? place : 0.5
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}
