import type { LexiconEntry } from '../../meaning.js'
import { AROUND_THE_WORLD } from './around-the-world.js'
import { CONCERT_AND_SCREEN } from './concert-and-screen.js'
import { DANCES } from './dances.js'
import { DANCE_FLOORS } from './dance-floors.js'
import { JAZZ } from './jazz.js'
import { METAL_AND_PUNK } from './metal-and-punk.js'
import { RHYTHM_AND_RAP } from './rhythm-and-rap.js'
import { ROCK_AND_POP } from './rock-and-pop.js'

/**
 * Styles that are a shade or a blend of the profiles we have. A profile's own names stand in its data file and win over
 * these.
 */
export const SUB_GENRES: readonly LexiconEntry[] = [
  ...ROCK_AND_POP,
  ...METAL_AND_PUNK,
  ...DANCE_FLOORS,
  ...RHYTHM_AND_RAP,
  ...JAZZ,
  ...DANCES,
  ...AROUND_THE_WORLD,
  ...CONCERT_AND_SCREEN,
]
