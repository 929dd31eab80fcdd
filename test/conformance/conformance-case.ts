import type { World } from './world.js'

/** One thing that the contract says, tried. */
export interface ConformanceCase {
  /** Row of the endpoint table; 0 for what holds everywhere; 40 for the Market door. */
  readonly row: number
  /** The row as the report names it. */
  readonly label: string
  readonly name: string
  /** Throws Mismatch where the server departs from the contract. */
  run(world: World): Promise<void>
}
