import type { GenreProfile } from './profile.js'
import { ambient } from './genres/ambient.js'
import { blues } from './genres/blues.js'
import { bossaNova } from './genres/bossa-nova.js'
import { celtic } from './genres/celtic.js'
import { cinematic } from './genres/cinematic.js'
import { classicalPiano } from './genres/classical-piano.js'
import { country } from './genres/country.js'
import { drumAndBass } from './genres/drum-and-bass.js'
import { folk } from './genres/folk.js'
import { funk } from './genres/funk.js'
import { hipHop } from './genres/hip-hop.js'
import { house } from './genres/house.js'
import { jazzSwing } from './genres/jazz-swing.js'
import { lofiHipHop } from './genres/lofi-hip-hop.js'
import { metal } from './genres/metal.js'
import { pop } from './genres/pop.js'
import { reggae } from './genres/reggae.js'
import { rnbSoul } from './genres/rnb-soul.js'
import { rock } from './genres/rock.js'
import { synthwave } from './genres/synthwave.js'
import { technoTrance } from './genres/techno-trance.js'
import { trap } from './genres/trap.js'
import { waltz } from './genres/waltz.js'

/** Every genre the studio knows; a new one is its data file and its line here. */
export const PROFILES: readonly GenreProfile[] = [
  ambient,
  blues,
  bossaNova,
  celtic,
  cinematic,
  classicalPiano,
  country,
  drumAndBass,
  folk,
  funk,
  hipHop,
  house,
  jazzSwing,
  lofiHipHop,
  metal,
  pop,
  reggae,
  rnbSoul,
  rock,
  synthwave,
  technoTrance,
  trap,
  waltz,
]

const BY_ID = new Map(PROFILES.map((profile) => [profile.id, profile]))

/** Throws RangeError for an id that is not in the list: a bug in the lexicon or a score of another version. */
export function profileById(id: string): GenreProfile {
  const profile = BY_ID.get(id)
  if (!profile) throw new RangeError(`unknown genre profile "${id}"`)
  return profile
}
