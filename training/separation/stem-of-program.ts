import type { StemName } from '../../src/music/stems.js'

/** First program of each run of General MIDI programs that belong to the same stem, in order. */
const RUNS: readonly (readonly [firstProgram: number, stem: StemName])[] = [
  [0, 'keyboard'],
  [9, 'percussion'], // glockenspiel
  [10, 'keyboard'], // music box
  [11, 'percussion'], // vibraphone, marimba, xylophone
  [14, 'keyboard'], // bells, dulcimer, organs, accordion
  [22, 'woodwinds'], // harmonica
  [23, 'keyboard'],
  [24, 'guitar'],
  [32, 'bass'],
  [40, 'strings'],
  [47, 'percussion'], // timpani
  [48, 'strings'],
  [50, 'synth'], // synthetic strings
  [52, 'backingVocals'],
  [55, 'strings'], // orchestra hit
  [56, 'brass'],
  [62, 'synth'], // synthetic brass
  [64, 'woodwinds'],
  [80, 'synth'],
  [97, 'fx'],
  [104, 'guitar'], // sitar, banjo, shamisen, koto
  [108, 'keyboard'], // kalimba
  [109, 'woodwinds'], // bagpipe
  [110, 'strings'], // fiddle
  [111, 'woodwinds'], // shanai
  [112, 'percussion'],
  [119, 'fx'],
]
/** Percussion keys from here on are not of the drum kit: tambourine, cowbell, bongos … (but for the cymbals among them). */
const FIRST_PERCUSSION_KEY = 54
const LATE_CYMBALS: ReadonlySet<number> = new Set([55, 57, 59])

/** The stem that a General MIDI program (0 … 127) is heard in. */
export function stemOfProgram(program: number): StemName {
  return RUNS.findLast(([first]) => first <= program)![1]
}

/** The stem that a percussion key is heard in. */
export function stemOfKey(key: number): StemName {
  return key < FIRST_PERCUSSION_KEY || LATE_CYMBALS.has(key) ? 'drums' : 'percussion'
}
