import type { Swing } from './swing.js'

/** Equal parts that a beat (a quarter) is divided into: 4 are sixteenths, 3 triplets of eighths. */
export const DIVISIONS = [1, 2, 4, 8, 3, 6] as const
export type Division = (typeof DIVISIONS)[number]

/** How likely a beat is divided so before anything is heard, in nats below the plainest. */
const UNLIKELINESS: Readonly<Record<Division, number>> = { 1: 0, 2: 0, 4: 0.3, 8: 3, 3: 1, 6: 2 }
/** From twos to threes, or back, from one beat to the next, in nats. */
const CHANGE = 2.5
/** Two attacks on one line: one of them would be lost, in nats. */
const COLLISION = 4
/** Lines nearer than this cannot be told apart, in seconds. */
const FINEST_SECONDS = 0.045
/** How far players and ears are from the line, standard deviation in seconds. */
const JITTER_SECONDS = 0.018
/** How likely an attack belongs to no line, per beat of the line's width. */
const STRAY = 0.02

export function isTernary(division: Division): boolean {
  return division % 3 === 0
}

/** Where the lines of a beat lie, 0 … 1, the next beat's first line left out. */
export function linesOf(division: Division, { eighths, sixteenths }: Swing): number[] {
  if (isTernary(division)) return Array.from({ length: division }, (_, i) => i / division)
  return Array.from({ length: division }, (_, i) => swung(i / division, eighths, sixteenths))
}

function swung(part: number, eighths: number, sixteenths: number): number {
  const half = part < 0.5 ? 0 : 0.5
  const straight = half + bend((part - half) * 2, sixteenths) / 2
  return bend(straight, eighths)
}

/** Bends 0 … 1 so that its middle comes to lie at `middle`. */
function bend(part: number, middle: number): number {
  return part < 0.5 ? part * 2 * middle : middle + (part - 0.5) * 2 * (1 - middle)
}

/** What is struck during one beat. */
export interface StruckBeat {
  readonly periodSeconds: number
  /** Places of the attacks, 0 … 1, ordered. */
  readonly phases: readonly number[]
}

/**
 * How each beat of a part is divided: the likeliest sequence, in which twos and threes seldom alternate; a beat in which
 * nothing is struck is divided as those beside it.
 * @param bias Nats that speak against each division of each beat for reasons outside this part.
 * @returns What was chosen, and how little it explains what is struck: nats, comparable for the same attacks.
 */
export function chooseDivisions(
  beats: readonly StruckBeat[],
  swing: Swing,
  bias?: (beat: number, division: Division) => number,
): { readonly divisions: Division[]; readonly cost: number } {
  let costs = DIVISIONS.map(() => 0)
  const cameFrom: number[][] = []
  beats.forEach((beat, b) => {
    const own = DIVISIONS.map((division) => costOf(beat, division, swing) + (bias?.(b, division) ?? 0))
    const from: number[] = []
    costs = DIVISIONS.map((division, d) => {
      let best = Infinity
      DIVISIONS.forEach((previous, p) => {
        const cost = costs[p]! + (b > 0 && isTernary(previous) !== isTernary(division) ? CHANGE : 0)
        if (cost < best) {
          best = cost
          from[d] = p
        }
      })
      return best + own[d]!
    })
    cameFrom.push(from)
  })
  const divisions: Division[] = []
  const cost = Math.min(...costs)
  let d = costs.indexOf(cost)
  for (let b = beats.length - 1; b >= 0; b--) {
    divisions.unshift(DIVISIONS[d]!)
    d = cameFrom[b]![d]!
  }
  return { divisions, cost }
}

/** Nats against a division: how far the attacks are from its lines, how many lines it needs, and whom it would merge. */
function costOf({ periodSeconds, phases }: StruckBeat, division: Division, swing: Swing): number {
  if (phases.length === 0) return UNLIKELINESS[division]
  const lines = linesOf(division, swing)
  if (division > 4 && periodSeconds / division < FINEST_SECONDS) return Infinity
  const jitter = JITTER_SECONDS / periodSeconds
  let cost = UNLIKELINESS[division]
  let lastLine = -1
  for (const phase of phases) {
    let likelihood = 0
    for (const line of [...lines, 1]) {
      likelihood += Math.exp(-0.5 * ((phase - line) / jitter) ** 2) / (jitter * division)
    }
    cost -= Math.log(likelihood + STRAY)
    const line = nearestLine(lines, phase)
    if (line === lastLine) cost += COLLISION
    lastLine = line
  }
  return cost
}

/** Index of the line nearest to a place in the beat; as many as there are lines: the next beat's first. */
function nearestLine(lines: readonly number[], phase: number): number {
  let nearest = lines.length
  let distance = Math.abs(1 - phase)
  lines.forEach((line, i) => {
    if (Math.abs(line - phase) < distance) {
      nearest = i
      distance = Math.abs(line - phase)
    }
  })
  return nearest
}
