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
    'c-pop, cpop, mandopop, cantopop, thai pop, v-pop, p-pop, turkish pop',
    { genre: { pop: 0.6, 'k-pop': 0.4 } },
  ],
  [
    'anime, anime opening, j-rock, jrock, visual kei, vocaloid',
    { genre: { rock: 0.5, 'k-pop': 0.3, pop: 0.2 }, energy: 0.15, bpm: 150 },
  ],
  [
    'christmas, xmas, holiday',
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
    'progressive rock, prog rock, prog, art rock, symphonic rock',
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
    'rockabilly, rock and roll, rock n roll, rock & roll, rock’n’roll, fifties rock, psychobilly',
    {
      genre: { rock: 0.5, blues: 0.5 },
      bpm: 164,
      swing: 0.62,
      players: [['upright-bass'], ['electric-guitar']],
      mix: { slap: 1 },
    },
  ],
  ['blues rock, boogie rock, swamp rock', { genre: { rock: 0.55, blues: 0.45 } }],
  ['folk rock, heartland rock, roots rock, americana rock', { genre: { rock: 0.55, folk: 0.45 } }],
  ['bluesy, blues-tinged, blues-inflected', { genre: { blues: 0.25 } }],
  ['folky, folksy, folk-tinged, rootsy', { genre: { folk: 0.25 } }],
  ['rocky, rocking, rockin', { genre: { rock: 0.25 }, energy: 0.06 }],
  ['poppy, pop-tinged', { genre: { pop: 0.25 }, brightness: 0.2 }],
  ['country rock, southern country', { genre: { country: 0.55, 'hard-rock': 0.45 } }],
  [
    'power ballad, rock ballad',
    { genre: { 'hard-rock': 0.7, pop: 0.3 }, bpm: 72, energy: -0.05, form: { lift: true, solo: true } },
  ],
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
    'symphonic metal, gothic metal, opera metal',
    { genre: { metal: 0.65, cinematic: 0.35 }, players: [['string-section'], ['choir-aahs']] },
  ],
  ['folk metal, viking metal, pagan metal, pirate metal', { genre: { metal: 0.6, celtic: 0.4 } }],
  [
    'industrial metal, industrial rock, neue deutsche härte',
    { genre: { metal: 0.6, techno: 0.4 }, brightness: -0.6 },
  ],

  ['folk pop, stomp and holler, stomp clap', { genre: { folk: 0.6, pop: 0.4 }, energy: 0.08 }],
  [
    'chamber folk, neofolk, dark folk, gothic folk',
    { genre: { folk: 0.7, baroque: 0.3 }, brightness: -0.4, instruments: ['cello', 'violin'] },
  ],
  ['freak folk, psych folk, psychedelic folk', { genre: { folk: 1 }, harmony: 0.25 }],
  [
    'sea shanty, shanty, sea shanties, pirate, pirate music',
    { genre: { celtic: 0.7, folk: 0.3 }, voice: { choir: true }, players: [['accordion'], ['fiddle']] },
  ],
  ['alt-country, americana folk, red dirt, texas country', { genre: { country: 0.6, folk: 0.4 } }],
  ['truck driving country, bakersfield', { genre: { country: 0.85, blues: 0.15 } }],
  ['country pop, modern country, bro-country, nashville pop', { genre: { country: 0.6, pop: 0.4 } }],
  ['country rap, hick hop', { genre: { country: 0.5, trap: 0.5 }, voice: { spoken: true } }],
  [
    'wild west, spaghetti western, cowboy, cowboy song',
    { genre: { country: 0.5, cinematic: 0.5 }, players: [['whistle'], ['nylon-guitar']] },
  ],
  ['western swing', { genre: { country: 0.5, 'jazz-swing': 0.5 }, instruments: ['fiddle'] }],
  [
    'cajun, zydeco',
    { genre: { country: 0.5, blues: 0.5 }, players: [['accordion'], ['fiddle']], energy: 0.1 },
  ],
  ['campfire song, busker, busking', { genre: { folk: 1 }, energy: -0.1, instruments: ['acoustic-guitar'] }],

  ['soft rock', { genre: { rock: 0.7, pop: 0.3 }, bpm: 98, energy: -0.1 }],
  [
    'garage rock, garage band rock, proto-punk',
    { genre: { 'indie-rock': 0.6, punk: 0.4 }, bpm: 144, mix: { drive: 0.3 } },
  ],
  [
    'post-punk, post punk, post-punk revival',
    {
      genre: { 'indie-rock': 0.75, 'synth-pop': 0.25 },
      bpm: 142,
      brightness: -0.5,
      beats: ['indie-rock/motorik', 'indie-rock/floor-tom-verse'],
    },
  ],
  ['britpop', { genre: { 'indie-rock': 0.6, rock: 0.4 }, bpm: 116, brightness: 0.3 }],
  [
    'dream pop',
    {
      genre: { 'indie-rock': 0.55, ambient: 0.25, 'synth-pop': 0.2 },
      bpm: 98,
      energy: -0.15,
      mix: { space: 0.6 },
    },
  ],
  [
    'slowcore, sadcore',
    {
      genre: { 'indie-rock': 0.6, ambient: 0.4 },
      bpm: 66,
      energy: -0.2,
      brightness: -0.5,
      mix: { space: 0.4 },
    },
  ],
  [
    'shoegaze, blackgaze, nu gaze',
    { genre: { 'indie-rock': 0.75, ambient: 0.25 }, bpm: 112, mix: { space: 0.6, drive: 0.4 } },
  ],
  [
    'post-rock, post rock',
    { genre: { 'indie-rock': 0.65, ambient: 0.35 }, bpm: 100, mix: { space: 0.4 }, harmony: 0.1 },
  ],
  [
    'math rock',
    {
      genre: { 'indie-rock': 0.8, 'jazz-swing': 0.2 },
      bpm: 144,
      meter: { numerator: 7, denominator: 8 },
      swing: 0.5,
      harmony: 0.15,
    },
  ],
  ['midwest emo', { genre: { 'indie-rock': 0.75, folk: 0.25 }, bpm: 140, harmony: 0.1 }],
  [
    'krautrock, kosmische',
    { genre: { rock: 0.6, techno: 0.2, ambient: 0.2 }, bpm: 134, beats: ['indie-rock/motorik'] },
  ],
  ['space rock', { genre: { rock: 0.65, ambient: 0.35 }, bpm: 104, mix: { space: 0.5 } }],
  ['southern rock', { genre: { 'hard-rock': 0.6, country: 0.4 }, bpm: 118 }],
  [
    'surf rock, surf, surf pop, surf guitar',
    { genre: { rock: 1 }, bpm: 158, instruments: ['electric-guitar'], mix: { space: 0.5 }, beats: ['surf'] },
  ],
  ['electropop, electro pop', { genre: { 'synth-pop': 0.75, pop: 0.25 }, bpm: 122 }],
  ['new wave', { genre: { 'synth-pop': 0.65, 'indie-rock': 0.35 }, bpm: 136 }],
  [
    'darkwave, coldwave, minimal wave, gothic pop',
    { genre: { 'synth-pop': 0.75, techno: 0.25 }, bpm: 122, brightness: -0.8 },
  ],
  ['electroclash', { genre: { 'synth-pop': 0.6, techno: 0.4 }, bpm: 126, brightness: -0.5 }],
  ['new romantic, sophistipop', { genre: { 'synth-pop': 0.6, disco: 0.4 }, bpm: 116 }],
  [
    'hyperpop, pc music, digicore',
    { genre: { 'k-pop': 0.6, dubstep: 0.4 }, bpm: 156, brightness: 0.6, energy: 0.2, mix: { drive: 0.3 } },
  ],
  [
    'j-pop, jpop, japanese pop',
    { genre: { 'k-pop': 0.5, pop: 0.3, rock: 0.2 }, bpm: 140, brightness: 0.3, form: { lift: true } },
  ],
  [
    'christmas carol, carol, carols, christmas hymn',
    {
      genre: { orchestral: 0.6, pop: 0.4 },
      bpm: 96,
      brightness: 0.7,
      voice: { choir: true },
      instruments: ['celesta', 'glockenspiel'],
    },
  ],
]
