import type { GenreProfile } from './profile.js'
import { afrobeat } from './genres/afrobeat.js'
import { ambient } from './genres/ambient.js'
import { baroque } from './genres/baroque.js'
import { bluegrass } from './genres/bluegrass.js'
import { blues } from './genres/blues.js'
import { boomBap } from './genres/boom-bap.js'
import { bossaNova } from './genres/bossa-nova.js'
import { celtic } from './genres/celtic.js'
import { chiptune } from './genres/chiptune.js'
import { cinematic } from './genres/cinematic.js'
import { cityPop } from './genres/city-pop.js'
import { classicalPiano } from './genres/classical-piano.js'
import { country } from './genres/country.js'
import { cumbia } from './genres/cumbia.js'
import { deepHouse } from './genres/deep-house.js'
import { disco } from './genres/disco.js'
import { drumAndBass } from './genres/drum-and-bass.js'
import { dub } from './genres/dub.js'
import { dubstep } from './genres/dubstep.js'
import { flamenco } from './genres/flamenco.js'
import { folk } from './genres/folk.js'
import { funk } from './genres/funk.js'
import { gospel } from './genres/gospel.js'
import { grunge } from './genres/grunge.js'
import { hardRock } from './genres/hard-rock.js'
import { hipHop } from './genres/hip-hop.js'
import { house } from './genres/house.js'
import { indieRock } from './genres/indie-rock.js'
import { jazzSwing } from './genres/jazz-swing.js'
import { kPop } from './genres/k-pop.js'
import { lofiHipHop } from './genres/lofi-hip-hop.js'
import { lullaby } from './genres/lullaby.js'
import { march } from './genres/march.js'
import { metal } from './genres/metal.js'
import { newAge } from './genres/new-age.js'
import { orchestral } from './genres/orchestral.js'
import { pop } from './genres/pop.js'
import { punk } from './genres/punk.js'
import { ragtime } from './genres/ragtime.js'
import { reggae } from './genres/reggae.js'
import { reggaeton } from './genres/reggaeton.js'
import { rnbSoul } from './genres/rnb-soul.js'
import { rock } from './genres/rock.js'
import { salsa } from './genres/salsa.js'
import { samba } from './genres/samba.js'
import { ska } from './genres/ska.js'
import { soul } from './genres/soul.js'
import { synthPop } from './genres/synth-pop.js'
import { synthwave } from './genres/synthwave.js'
import { tango } from './genres/tango.js'
import { techno } from './genres/techno.js'
import { trance } from './genres/trance.js'
import { trap } from './genres/trap.js'
import { waltz } from './genres/waltz.js'

/** Every genre the studio knows; a new one is its data file and its line here. */
export const PROFILES: readonly GenreProfile[] = [
  afrobeat,
  ambient,
  baroque,
  bluegrass,
  blues,
  boomBap,
  bossaNova,
  celtic,
  chiptune,
  cinematic,
  cityPop,
  classicalPiano,
  country,
  cumbia,
  deepHouse,
  disco,
  drumAndBass,
  dub,
  dubstep,
  flamenco,
  folk,
  funk,
  gospel,
  grunge,
  hardRock,
  hipHop,
  house,
  indieRock,
  jazzSwing,
  kPop,
  lofiHipHop,
  lullaby,
  march,
  metal,
  newAge,
  orchestral,
  pop,
  punk,
  ragtime,
  reggae,
  reggaeton,
  rnbSoul,
  rock,
  salsa,
  samba,
  ska,
  soul,
  synthPop,
  synthwave,
  tango,
  techno,
  trance,
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
