import { expect, test } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { LEXICON } from '../style/lexicon/index.js'
import { readStyle } from '../style/read-style.js'
import { profileFor } from './profile-for.js'
import { chooseSettings, isCompound, type SongSettings } from './settings.js'

/**
 * What people who dance to it, mix it or teach it expect of a style: felt beats a minute and, where it has one of its
 * own, the metre. Ranges as in DJ charts, ballroom rules and method books, not from this code.
 */
const STYLES = `
  smooth jazz | 80-115
  lounge jazz | 80-140
  bebop | 180-280
  hard bop | 140-240
  cool jazz | 90-150
  swing | 120-200
  big band swing | 120-200
  gypsy jazz | 150-240
  dixieland | 140-240
  ragtime | 70-120
  stride piano | 120-220
  boogie woogie | 130-180
  jazz waltz | 110-190 | 3/4
  latin jazz | 100-210
  jazz fusion | 90-140
  acid jazz | 90-125
  nu jazz | 90-125
  bossa nova | 110-150
  samba | 95-220
  mambo | 160-220
  cha cha cha | 105-130
  rumba | 90-130
  bolero | 70-110
  bachata | 115-140
  merengue | 120-165
  salsa | 150-210
  son cubano | 90-200
  cumbia | 80-110
  reggaeton | 85-105
  dembow | 90-120
  dancehall | 85-110
  ska | 110-180
  rocksteady | 70-100
  roots reggae | 60-85
  lovers rock | 65-90
  dub | 60-90
  calypso | 90-140
  soca | 115-165
  zouk | 85-100
  kizomba | 80-100
  kompa | 90-120
  afrobeats | 95-120
  afrobeat | 95-130
  highlife | 100-140
  soukous | 120-150
  amapiano | 110-115
  gqom | 118-128
  tango | 110-140
  milonga | 85-110
  flamenco bulerias | 110-240 | 3/4
  paso doble | 110-130
  polka | 100-135 | 2/4
  klezmer | 90-180
  viennese waltz | 155-200 | 3/4
  slow waltz | 80-95 | 3/4
  mazurka | 120-160 | 3/4
  march | 108-126
  irish jig | 100-130 | 6/8
  irish reel | 95-125 | 4/4
  hornpipe | 70-100 | 4/4
  sea shanty | 80-130
  bluegrass | 110-170
  country ballad | 60-90
  honky tonk | 100-150
  outlaw country | 80-130
  western swing | 120-190
  rockabilly | 140-200
  surf rock | 130-180
  garage rock | 120-170
  punk rock | 150-210
  hardcore punk | 170-240
  pop punk | 140-200
  ska punk | 150-200
  emo | 110-180
  grunge | 85-140
  shoegaze | 80-130
  dream pop | 70-120
  post-rock | 70-130
  math rock | 100-180
  britpop | 90-140
  indie rock | 100-160
  arena rock | 100-150
  hard rock | 100-150
  glam rock | 100-140
  prog rock | 90-150
  psychedelic rock | 85-140
  stoner rock | 70-130
  blues rock | 80-140
  slow blues | 50-75
  chicago blues | 90-140
  delta blues | 70-120
  heavy metal | 110-170
  thrash metal | 160-230
  death metal | 140-260
  black metal | 140-280
  doom metal | 50-90
  power metal | 140-200
  djent | 90-150
  metalcore | 110-190
  nu metal | 85-120
  deathcore | 90-160
  folk metal | 110-180
  funeral doom | 35-70
  grindcore | 180-280
  trap | 65-80
  boom bap | 82-98
  lofi hip hop | 65-92
  drill | 138-146
  phonk | 120-165
  drift phonk | 130-170
  cloud rap | 60-80
  g-funk | 85-102
  crunk | 70-82
  grime | 136-144
  jazz rap | 82-100
  r&b | 60-105
  neo soul | 70-100
  new jack swing | 98-116
  motown | 105-135
  northern soul | 120-150
  funk | 95-120
  p-funk | 90-118
  disco | 112-130
  nu disco | 108-126
  italo disco | 112-132
  gospel | 65-135
  doo-wop | 55-115 | 12/8
  house | 118-130
  deep house | 116-126
  tech house | 122-130
  progressive house | 120-132
  tropical house | 98-116
  future house | 122-130
  chicago house | 116-128
  acid house | 116-130
  french house | 118-130
  electro house | 124-132
  big room | 124-132
  melodic techno | 118-130
  techno | 122-140
  minimal techno | 120-132
  hard techno | 138-160
  detroit techno | 120-135
  trance | 130-142
  uplifting trance | 132-142
  progressive trance | 124-138
  psytrance | 136-150
  goa trance | 130-150
  hardstyle | 145-160
  happy hardcore | 160-185
  gabber | 155-200
  speedcore | 190-300
  eurodance | 125-150
  eurobeat | 150-165
  hi-nrg | 118-140
  jungle | 155-175
  drum and bass | 165-180
  liquid drum and bass | 168-178
  neurofunk | 168-180
  breakcore | 160-220
  uk garage | 126-138
  2-step garage | 126-138
  dubstep | 136-144
  brostep | 136-150
  future bass | 130-170
  future garage | 126-140
  trip hop | 70-100
  downtempo | 70-110
  chillwave | 75-115
  vaporwave | 55-95
  synthwave | 80-118
  retrowave | 80-118
  outrun | 95-130
  darksynth | 90-130
  synth-pop | 100-135
  electropop | 100-132
  hyperpop | 120-180
  city pop | 95-125
  k-pop | 95-140
  j-pop | 110-180
  new wave | 110-160
  post-punk | 120-160
  darkwave | 100-135
  ebm | 105-135
  industrial | 95-140
  idm | 80-160
  breakbeat | 115-140
  big beat | 105-140
  jersey club | 130-145
  moombahton | 105-115
  baile funk | 125-155
  electro swing | 105-135
  chiptune | 100-180
  ambient | 50-100
  drone | 40-90
  new age | 55-95
  lullaby | 55-90
  baroque | 60-130
  minuet | 100-140 | 3/4
  gavotte | 90-140 | 4/4
  sarabande | 50-80 | 3/4
  fugue | 60-120 | 4/4
  nocturne | 50-90
  symphony | 60-140
  epic trailer | 80-150
  horror score | 50-110
  spy theme | 100-145
  spaghetti western | 70-130
  anime opening | 130-190
  power ballad | 58-82
  piano ballad | 58-82
  torch song | 55-80
  eurovision pop | 100-135
  worship | 65-85
  children's song | 90-130
  christmas carol | 70-130
  national anthem | 65-100
  mariachi | 90-150
  norteño | 90-150
  tejano | 90-140
  vallenato | 90-140
  forró | 90-130
  mpb | 80-130
  pagode | 80-120
  axé | 110-150
  fado | 55-90
  rebetiko | 60-120
  bhangra | 90-120
  bollywood | 90-135
  qawwali | 80-140
  celtic punk | 140-200
  medieval tavern | 90-140
  dungeon synth | 60-110
  foxtrot | 112-122
  quickstep | 194-212
  jive | 160-180
  charleston | 200-230
  courante | 110-140 | 3/4
  gigue | 100-125 | 6/8
  siciliana | 42-56 | 6/8
  pavane | 58-76
  chaconne | 66-92 | 3/4
  polonaise | 84-100 | 3/4
  tarantella | 130-170 | 6/8
  barcarolle | 48-62 | 6/8
  slip jig | 100-130 | 9/8
  strathspey | 66-90
  slow air | 44-66
  soleares | 80-120 | 3/4
  sevillanas | 130-160 | 3/4
  vals criollo | 130-170 | 3/4
  scherzo | 150-200 | 3/4
  groove metal | 100-130
  melodic death metal | 150-200
  crust punk | 165-200
  skate punk | 175-200
  slowcore | 55-80
  soft rock | 84-112
  krautrock | 120-145
  speed metal | 170-210
  frenchcore | 185-212
  footwork | 152-168
  acid techno | 126-142
  afro house | 116-126
  hymn | 70-100
  deep soul | 56-80 | 12/8
  philly soul | 100-120
  modal jazz | 110-160
  new orleans second line | 92-124
  steppers | 70-84
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string?])

/** Musics whose bars people count in two or in four. */
const COUNTED_EITHER_WAY =
  /salsa|mambo|latin jazz|son cubano|samba|phonk|trap|crunk|reggae|ska|rocksteady|cloud|drill|dubstep/

function settingsOf(style: string, seed: number, takeIndex: number): SongSettings {
  const reading = readStyle({ style, instrumental: true })
  return chooseSettings(profileFor(reading), reading, takeIndex, createRandom(seed))
}

test.each(STYLES)('%s has a tempo of %s', (style, range, metre) => {
  const [low, high] = range.split('-').map(Number) as [number, number]
  for (const seed of [1, 2, 3, 4]) {
    for (const takeIndex of [0, 1]) {
      const { bpm, meter } = settingsOf(style, seed, takeIndex)
      const felt = isCompound(meter) ? bpm / 1.5 : bpm
      const counts = COUNTED_EITHER_WAY.test(style) ? [felt, 2 * felt, felt / 2] : [felt]
      // Takes lie a few percent to either side.
      expect(
        counts.some((count) => count >= 0.95 * low && count <= 1.05 * high),
        `${felt} in take ${takeIndex} of seed ${seed}`,
      ).toBe(true)
      if (metre !== undefined) expect(`${meter.numerator}/${meter.denominator}`).toBe(metre)
    }
  }
})

test('every beat that a word names is one that drummers know', () => {
  const named = [...LEXICON].filter(([, { beats }]) => beats !== undefined)
  expect(named.length).toBeGreaterThan(150)
  for (const [term] of named) {
    const reading = readStyle({ style: term, instrumental: true })
    expect(() => profileFor(reading), term).not.toThrow()
  }
})
