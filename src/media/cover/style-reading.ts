import type { Random } from '../../dsp/random.js'
import type { Typeface } from '../typography/fonts.js'
import type { Motif } from './motif.js'
import { aurora } from './motifs/aurora.js'
import { brush } from './motifs/brush.js'
import { cutouts } from './motifs/cutouts.js'
import { desertRoad } from './motifs/desert-road.js'
import { flowers } from './motifs/flowers.js'
import { forest } from './motifs/forest.js'
import { keys } from './motifs/keys.js'
import { mountains } from './motifs/mountains.js'
import { nebula } from './motifs/nebula.js'
import { neonGrid } from './motifs/neon-grid.js'
import { ocean } from './motifs/ocean.js'
import { poster } from './motifs/poster.js'
import { pulseLines } from './motifs/pulse-lines.js'
import { skyline } from './motifs/skyline.js'
import { storm } from './motifs/storm.js'
import { sunburst } from './motifs/sunburst.js'
import type { PaletteName } from './palettes.js'

export const MOTIFS = {
  aurora,
  brush,
  cutouts,
  desertRoad,
  flowers,
  forest,
  keys,
  mountains,
  nebula,
  neonGrid,
  ocean,
  poster,
  pulseLines,
  skyline,
  storm,
  sunburst,
} as const satisfies Record<string, Motif>

export type MotifName = keyof typeof MOTIFS

/** How a title is set. */
export interface Lettering {
  readonly face: Typeface
  /** Extra space between letters, in parts of the size. */
  readonly tracking: number
  readonly isUpperCase: boolean
}

const LETTERING = {
  poster: { face: 'sans-bold', tracking: 0, isUpperCase: false },
  wide: { face: 'sans-light', tracking: 0.26, isUpperCase: true },
  block: { face: 'sans-condensed-bold', tracking: 0.03, isUpperCase: true },
  book: { face: 'serif', tracking: 0.02, isUpperCase: false },
  italic: { face: 'serif-italic', tracking: 0, isUpperCase: false },
  slab: { face: 'serif-bold', tracking: 0.06, isUpperCase: true },
  mono: { face: 'mono-bold', tracking: 0.08, isUpperCase: true },
} as const satisfies Record<string, Lettering>

interface Association {
  /** Any of these, as the beginning of a word. */
  readonly words: string
  readonly motifs?: readonly MotifName[]
  readonly palettes?: readonly PaletteName[]
  readonly lettering?: readonly (keyof typeof LETTERING)[]
}

/** What styles look like. Each match adds to the weight of what it names; genres say more than moods. */
const ASSOCIATIONS: readonly Association[] = [
  {
    words: 'synthwave retrowave vaporwave outrun 80s eighties synth-pop synthpop',
    motifs: ['neonGrid', 'neonGrid', 'skyline'],
    palettes: ['neon', 'violet'],
    lettering: ['wide', 'block'],
  },
  {
    words: 'lo-fi lofi chillhop city-pop citypop r&b rnb neo-soul night urban',
    motifs: ['skyline', 'keys', 'poster'],
    palettes: ['violet', 'blueHour', 'dawn', 'neon'],
    lettering: ['poster', 'mono'],
  },
  {
    words: 'hip hip-hop rap trap boom drill grime',
    motifs: ['skyline', 'skyline', 'pulseLines', 'sunburst'],
    palettes: ['noir', 'amber', 'neon', 'crimson'],
    lettering: ['block'],
  },
  {
    words: 'folk acoustic celtic singer-songwriter americana ballad irish',
    motifs: ['forest', 'mountains', 'flowers'],
    palettes: ['forest', 'sand', 'amber', 'dawn'],
    lettering: ['book', 'italic'],
  },
  {
    words: 'country bluegrass western blues southern outlaw road',
    motifs: ['desertRoad', 'desertRoad', 'mountains'],
    palettes: ['sand', 'amber', 'mustard'],
    lettering: ['slab', 'book'],
  },
  {
    words: 'jazz swing bebop bossa samba latin salsa mambo dixieland big-band',
    motifs: ['cutouts', 'cutouts', 'poster', 'keys'],
    palettes: ['mustard', 'tropic', 'noir', 'rose'],
    lettering: ['poster', 'slab'],
  },
  {
    words: 'ocean sea surf beach wave reggae ska dub tropical calypso island summer',
    motifs: ['ocean', 'ocean', 'sunburst'],
    palettes: ['tropic', 'ice', 'blueHour', 'sand'],
    lettering: ['poster', 'wide'],
  },
  {
    words: 'ambient new-age meditation drone sleep calm ethereal dreamy dream',
    motifs: ['aurora', 'nebula', 'mountains', 'brush'],
    palettes: ['ice', 'dawn', 'violet', 'blueHour'],
    lettering: ['wide', 'italic'],
  },
  {
    words: 'space cosmic trance psychedelic psytrance sci-fi progressive',
    motifs: ['nebula', 'nebula', 'aurora'],
    palettes: ['violet', 'neon', 'blueHour'],
    lettering: ['wide'],
  },
  {
    words: 'cinematic epic orchestral trailer soundtrack score film',
    motifs: ['mountains', 'nebula', 'storm', 'aurora'],
    palettes: ['blueHour', 'amber', 'noir', 'crimson'],
    lettering: ['wide', 'slab'],
  },
  {
    words: 'classical piano baroque sonata waltz chamber solo-piano nocturne',
    motifs: ['keys', 'keys', 'brush', 'flowers'],
    palettes: ['noir', 'amber', 'rose', 'dawn'],
    lettering: ['italic', 'book'],
  },
  {
    words: 'techno minimal industrial edm drum dnb dubstep glitch idm electro breakbeat',
    motifs: ['pulseLines', 'pulseLines', 'poster'],
    palettes: ['acid', 'noir', 'violet', 'neon'],
    lettering: ['mono', 'wide'],
  },
  {
    words: 'house disco funk soul motown groove gospel boogie afrobeat',
    motifs: ['sunburst', 'sunburst', 'poster', 'cutouts'],
    palettes: ['mustard', 'amber', 'rose', 'tropic'],
    lettering: ['poster', 'block'],
  },
  {
    words: 'metal thrash doom hardcore heavy djent',
    motifs: ['storm', 'storm', 'mountains'],
    palettes: ['crimson', 'noir'],
    lettering: ['slab', 'block'],
  },
  {
    words: 'rock punk grunge garage alternative hard',
    motifs: ['storm', 'desertRoad', 'sunburst', 'pulseLines'],
    palettes: ['crimson', 'noir', 'amber', 'mustard'],
    lettering: ['block', 'slab'],
  },
  {
    words: 'indie shoegaze post-rock bedroom',
    motifs: ['mountains', 'poster', 'flowers', 'pulseLines'],
    palettes: ['dawn', 'mustard', 'rose', 'ice'],
    lettering: ['poster', 'book'],
  },
  {
    words: 'pop k-pop kpop dance electropop',
    motifs: ['flowers', 'poster', 'neonGrid', 'cutouts'],
    palettes: ['rose', 'tropic', 'violet', 'neon'],
    lettering: ['poster', 'block'],
  },
  {
    words: 'love romantic tender lullaby spring wedding',
    motifs: ['flowers', 'flowers', 'keys'],
    palettes: ['rose', 'dawn'],
    lettering: ['italic'],
  },
  {
    words: 'flamenco tango cumbia reggaeton spanish',
    motifs: ['cutouts', 'sunburst', 'flowers'],
    palettes: ['crimson', 'rose', 'amber'],
    lettering: ['slab'],
  },
  {
    words: 'winter snow ice arctic nordic',
    motifs: ['aurora', 'mountains', 'forest'],
    palettes: ['ice', 'blueHour'],
  },
  {
    words: 'dark sad melancholic gothic haunting',
    motifs: ['storm', 'skyline', 'brush'],
    palettes: ['noir', 'blueHour', 'crimson'],
  },
  {
    words: 'happy upbeat sunny bright cheerful uplifting',
    motifs: ['sunburst', 'cutouts'],
    palettes: ['tropic', 'mustard', 'sand'],
  },
  {
    words: 'chiptune 8-bit game arcade',
    motifs: ['neonGrid', 'poster'],
    palettes: ['acid', 'neon'],
    lettering: ['mono'],
  },
  { words: 'forest wood nature autumn', motifs: ['forest', 'forest'], palettes: ['forest', 'amber'] },
  { words: 'desert dust canyon', motifs: ['desertRoad', 'desertRoad'], palettes: ['sand'] },
  { words: 'mountain river', motifs: ['mountains'], palettes: ['forest', 'ice'] },
  {
    words: 'march anthem brass',
    motifs: ['sunburst', 'poster'],
    palettes: ['mustard', 'crimson'],
    lettering: ['slab'],
  },
]

const ALL_PALETTES: readonly PaletteName[] = [
  'amber',
  'blueHour',
  'forest',
  'ice',
  'rose',
  'noir',
  'sand',
  'tropic',
  'violet',
  'mustard',
  'dawn',
  'neon',
]

/** Motifs that need certain light; the others look well in any. */
const FITTING_PALETTES: Partial<Record<MotifName, readonly PaletteName[]>> = {
  aurora: ['ice', 'violet', 'forest', 'tropic', 'neon'],
  nebula: ['violet', 'neon', 'blueHour', 'crimson', 'ice', 'rose'],
  neonGrid: ['neon', 'violet', 'acid', 'tropic', 'rose'],
  skyline: ['violet', 'blueHour', 'neon', 'amber', 'rose', 'noir'],
  storm: ['crimson', 'noir', 'violet', 'blueHour', 'acid'],
  desertRoad: ['sand', 'amber', 'rose', 'crimson', 'dawn'],
  forest: ['forest', 'sand', 'amber', 'ice', 'dawn', 'noir'],
  flowers: ['rose', 'dawn', 'mustard', 'tropic', 'crimson', 'sand'],
  sunburst: ['mustard', 'amber', 'tropic', 'rose', 'sand', 'crimson'],
}

/** What a cover is going to be. */
export interface CoverDesign {
  readonly motif: MotifName
  readonly palette: PaletteName
  readonly lettering: Lettering
}

/** Chooses by style words; with none that say anything, anything may come. The title counts a little, as a picture. */
export function readStyle(tags: string, title: string, random: Random): CoverDesign {
  const motifs = new Map<MotifName, number>()
  const palettes = new Map<PaletteName, number>()
  const letterings = new Map<keyof typeof LETTERING, number>()
  const add = <T>(weights: Map<T, number>, names: readonly T[] | undefined, weight: number) =>
    names?.forEach((name) => weights.set(name, (weights.get(name) ?? 0) + weight))
  for (const association of ASSOCIATIONS) {
    const weight = countMatches(association.words, tags) * 2 + countMatches(association.words, title)
    if (weight === 0) continue
    add(motifs, association.motifs, weight)
    add(palettes, association.palettes, weight)
    add(letterings, association.lettering, weight)
  }
  if (motifs.size === 0) add(motifs, Object.keys(MOTIFS) as MotifName[], 1)
  if (palettes.size === 0) add(palettes, ALL_PALETTES, 1)
  if (letterings.size === 0) add(letterings, ['poster', 'wide', 'book'], 1)
  const choose = <T>(weights: Map<T, number>, dice: Random) =>
    dice.weighted([...weights.keys()], (name) => weights.get(name)!)
  const motif = choose(motifs, random.fork('motif'))
  const fitting = FITTING_PALETTES[motif]
  if (fitting) {
    for (const name of [...palettes.keys()]) if (!fitting.includes(name)) palettes.delete(name)
    if (palettes.size === 0) add(palettes, fitting, 1)
  }
  return {
    motif,
    palette: choose(palettes, random.fork('palette')),
    lettering: LETTERING[choose(letterings, random.fork('lettering'))],
  }
}

function countMatches(words: string, text: string): number {
  const spoken = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}&-]+/gu, ' ')} `
  return words
    .split(' ')
    .filter((word) => spoken.includes(` ${word} `) || (word.length > 3 && spoken.includes(` ${word}`))).length
}
