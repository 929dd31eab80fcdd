import type { LexiconEntry } from '../../meaning.js'

/**
 * Shades of pop, rock, metal, folk and country as blends of profiles. Names as in the genre list of MusicBrainz and the
 * styles of Discogs; shares are ours, by whose rhythm section and whose colours a style is usually described with.
 */
export const ROCK_AND_POP: readonly LexiconEntry[] = [
  ['indie pop, twee pop, jangle pop, lo-fi pop', { genre: { 'indie-rock': 0.5, pop: 0.5 }, energy: -0.05 }],
  [
    'bedroom pop',
    { genre: { pop: 0.5, 'lofi-hip-hop': 0.3, 'indie-rock': 0.2 }, energy: -0.15, mix: { warmth: 0.3 } },
  ],
  [
    'dream pop, slowcore, sadcore',
    {
      genre: { 'indie-rock': 0.55, ambient: 0.25, 'synth-pop': 0.2 },
      energy: -0.15,
      tempo: 0.9,
      mix: { space: 0.6 },
    },
  ],
  [
    'shoegaze, blackgaze, nu gaze',
    { genre: { 'indie-rock': 0.75, ambient: 0.25 }, mix: { space: 0.6, drive: 0.4 } },
  ],
  [
    'ballad, pop ballad, love ballad, slow ballad, torch song',
    { genre: { pop: 0.12 }, bpm: 70, energy: -0.15, instruments: ['grand-piano'] },
  ],
  ['piano ballad', { genre: { pop: 1 }, bpm: 68, energy: -0.22, instruments: ['grand-piano'] }],
  [
    'acoustic pop, unplugged pop',
    { genre: { pop: 0.6, folk: 0.4 }, energy: -0.12, instruments: ['acoustic-guitar'] },
  ],
  [
    'art pop, chamber pop, baroque pop, orchestral pop',
    { genre: { pop: 0.6, orchestral: 0.4 }, harmony: 0.2, instruments: ['string-section'] },
  ],
  [
    'alt pop, alternative pop, dark pop, moody pop',
    { genre: { pop: 0.6, trap: 0.2, 'synth-pop': 0.2 }, brightness: -0.6 },
  ],
  ['power pop', { genre: { rock: 0.6, pop: 0.4 }, brightness: 0.5, energy: 0.1 }],
  [
    'sunshine pop, bubblegum, sixties pop, merseybeat, beat music, yé-yé',
    { genre: { pop: 0.6, rock: 0.4 }, brightness: 0.7, mix: { warmth: 0.4 } },
  ],
  [
    'eurovision, schlager, anthem, anthemic, stadium pop',
    { genre: { pop: 0.15 }, energy: 0.15, form: { lift: true } },
  ],
  [
    'electroclash, darkwave, coldwave, minimal wave, gothic pop',
    { genre: { 'synth-pop': 0.7, techno: 0.3 }, brightness: -0.7 },
  ],
  ['new romantic, hi-nrg, eurobeat, sophistipop', { genre: { 'synth-pop': 0.6, disco: 0.4 } }],
  [
    'c-pop, cpop, mandopop, cantopop, thai pop, v-pop, p-pop, turkish pop',
    { genre: { pop: 0.6, 'k-pop': 0.4 } },
  ],
  [
    'anime, anime opening, j-rock, jrock, visual kei, vocaloid',
    { genre: { rock: 0.5, 'k-pop': 0.3, pop: 0.2 }, energy: 0.15, bpm: 150 },
  ],
  [
    'christmas, xmas, holiday, christmas carol, carol',
    { genre: { pop: 0.6, 'jazz-swing': 0.4 }, brightness: 0.7, instruments: ['glockenspiel', 'celesta'] },
  ],
  [
    'children, kids, children’s song, kids song, childrens music, sing-along, singalong',
    { genre: { folk: 0.5, pop: 0.5 }, brightness: 0.9, instruments: ['glockenspiel'] },
  ],
  ['birthday, wedding, first dance', { genre: { pop: 0.4 }, brightness: 0.6 }],
  [
    'corporate, advertising, commercial, jingle, background music, explainer video',
    { genre: { pop: 1 }, brightness: 0.6, energy: 0.05 },
  ],

  [
    'post-rock, math rock, midwest emo',
    { genre: { 'indie-rock': 0.65, ambient: 0.35 }, mix: { space: 0.4 }, harmony: 0.1 },
  ],
  [
    'progressive rock, prog rock, prog, art rock, krautrock, space rock, symphonic rock',
    { genre: { rock: 0.7, cinematic: 0.3 }, harmony: 0.25 },
  ],
  [
    'psychedelic rock, psychedelic, psychedelia, acid rock, neo-psychedelia',
    {
      genre: { rock: 0.7, 'indie-rock': 0.3 },
      harmony: 0.25,
      mix: { space: 0.4 },
      instruments: ['rock-organ', 'sitar'],
    },
  ],
  [
    'surf rock, surf, surf pop',
    { genre: { rock: 1 }, bpm: 158, instruments: ['electric-guitar'], mix: { space: 0.5 } },
  ],
  [
    'rockabilly, rock and roll, rock n roll, rock & roll, rock’n’roll, fifties rock, psychobilly',
    {
      genre: { rock: 0.5, blues: 0.5 },
      bpm: 164,
      swing: 0.62,
      instruments: ['upright-bass', 'grand-piano'],
      mix: { slap: 1 },
    },
  ],
  ['blues rock, boogie rock, swamp rock', { genre: { rock: 0.55, blues: 0.45 } }],
  ['folk rock, heartland rock, roots rock, americana rock', { genre: { rock: 0.55, folk: 0.45 } }],
  ['bluesy, blues-tinged, blues-inflected', { genre: { blues: 0.25 } }],
  ['folky, folksy, folk-tinged, rootsy', { genre: { folk: 0.25 } }],
  ['rocky, rocking, rockin', { genre: { rock: 0.25 }, energy: 0.06 }],
  ['poppy, pop-tinged', { genre: { pop: 0.25 }, brightness: 0.2 }],
  [
    'skank guitar, skanking, skank, upstrokes, upstroke guitar, offbeat guitar, off-beat guitar, offbeat guitars',
    { genreOtherwise: { ska: 0.5, reggae: 0.5 }, instruments: ['electric-guitar'] },
  ],
  ['ska punk, skacore', { genre: { ska: 0.55, punk: 0.45 }, energy: 0.1 }],
  ['country rock, southern country', { genre: { country: 0.55, 'hard-rock': 0.45 } }],
  [
    'power ballad, rock ballad',
    { genre: { 'hard-rock': 0.7, pop: 0.3 }, bpm: 72, energy: -0.05, form: { lift: true, solo: true } },
  ],
  ['emo, emo rock', { genre: { 'indie-rock': 0.5, punk: 0.5 }, brightness: -0.5 }],
  ['screamo, post-hardcore', { genre: { punk: 0.6, metal: 0.4 }, brightness: -0.6, energy: 0.15 }],
  [
    'gothic rock, goth rock, goth',
    { genre: { 'indie-rock': 0.6, 'synth-pop': 0.4 }, brightness: -0.9, tempo: 0.95 },
  ],
  [
    'dance-punk, dance rock, disco rock, new rave',
    { genre: { 'indie-rock': 0.6, disco: 0.4 }, energy: 0.12 },
  ],
  ['funk rock, rap rock', { genre: { rock: 0.5, funk: 0.5 }, energy: 0.12 }],
  ['celtic rock, celtic punk, folk punk, medieval rock', { genre: { celtic: 0.5, punk: 0.5 }, energy: 0.1 }],
  ['gypsy punk, balkan rock', { genre: { punk: 0.6, celtic: 0.4 }, instruments: ['accordion', 'violin'] }],
  [
    'workout, gym, sports, running',
    { genre: { house: 0.5, 'drum-and-bass': 0.25, 'hard-rock': 0.25 }, energy: 0.2 },
  ],

  [
    'black metal, blackened metal, atmospheric black metal, depressive black metal',
    { genre: { metal: 1 }, brightness: -0.8, energy: 0.12, mix: { drive: 0.2 } },
  ],
  ['progressive metal, prog metal, djent', { genre: { metal: 0.85, rock: 0.15 }, harmony: 0.2 }],
  [
    'symphonic metal, gothic metal, opera metal',
    { genre: { metal: 0.65, cinematic: 0.35 }, instruments: ['string-section', 'choir-aahs'] },
  ],
  [
    'power metal, epic metal, speed metal',
    { genre: { metal: 0.8, 'hard-rock': 0.2 }, brightness: 0.2, energy: 0.15, tempo: 1.1 },
  ],
  ['folk metal, viking metal, pagan metal, pirate metal', { genre: { metal: 0.6, celtic: 0.4 } }],
  [
    'doom metal, doom, sludge, sludge metal, stoner metal, funeral doom, drone metal',
    { genre: { metal: 0.7, grunge: 0.3 }, tempo: 0.62, brightness: -0.8 },
  ],
  [
    'industrial metal, industrial rock, neue deutsche härte',
    { genre: { metal: 0.6, techno: 0.4 }, brightness: -0.6 },
  ],
  ['grindcore, crust punk, crossover thrash', { genre: { metal: 0.6, punk: 0.4 }, energy: 0.3, tempo: 1.2 }],

  ['folk pop, stomp and holler, stomp clap', { genre: { folk: 0.6, pop: 0.4 }, energy: 0.08 }],
  [
    'chamber folk, neofolk, dark folk, gothic folk',
    { genre: { folk: 0.7, baroque: 0.3 }, brightness: -0.4, instruments: ['cello', 'violin'] },
  ],
  ['freak folk, psych folk, psychedelic folk', { genre: { folk: 1 }, harmony: 0.25 }],
  [
    'sea shanty, shanty, sea shanties, pirate, pirate music',
    { genre: { celtic: 0.7, folk: 0.3 }, voice: { choir: true }, instruments: ['accordion', 'fiddle'] },
  ],
  ['alt-country, americana folk, red dirt, texas country', { genre: { country: 0.6, folk: 0.4 } }],
  ['truck driving country, bakersfield', { genre: { country: 0.85, blues: 0.15 } }],
  ['country pop, modern country, bro-country, nashville pop', { genre: { country: 0.6, pop: 0.4 } }],
  ['country rap, hick hop', { genre: { country: 0.5, trap: 0.5 }, voice: { spoken: true } }],
  [
    'wild west, spaghetti western, cowboy, cowboy song',
    { genre: { country: 0.5, cinematic: 0.5 }, instruments: ['whistle', 'nylon-guitar', 'harmonica'] },
  ],
  ['western swing', { genre: { country: 0.5, 'jazz-swing': 0.5 }, instruments: ['fiddle'] }],
  [
    'cajun, zydeco',
    { genre: { country: 0.5, blues: 0.5 }, instruments: ['accordion', 'fiddle'], energy: 0.1 },
  ],
  ['campfire song, busker, busking', { genre: { folk: 1 }, energy: -0.1, instruments: ['acoustic-guitar'] }],
]
