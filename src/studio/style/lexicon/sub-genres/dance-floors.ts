import type { LexiconEntry } from '../../meaning.js'

/**
 * Shades of electronic music as blends of profiles. Names as in the genre list of MusicBrainz and the styles of Discogs;
 * tempos are the middle of what DJ charts file under the name.
 */
export const DANCE_FLOORS: readonly LexiconEntry[] = [
  // Words that say which floor, not which music: next to a genre's name they hardly count.
  [
    'dance, dance music, club, club music, dancefloor, dance floor, clubbing',
    { genre: { house: 0.2 }, energy: 0.08 },
  ],
  ['electronic, electronic dance, electronic music, electro', { genre: { house: 0.35, techno: 0.15 } }],
  [
    'electronica, idm, intelligent dance music, glitch, experimental electronic, braindance',
    { genre: { techno: 0.4, ambient: 0.6 }, harmony: 0.2 },
  ],
  ['folktronica, indietronica, laptronica', { genre: { 'indie-rock': 0.5, 'deep-house': 0.5 } }],
  [
    'downtempo, downbeat, chillout, trip hop, illbient',
    { genre: { 'lofi-hip-hop': 0.5, ambient: 0.3, dub: 0.2 }, bpm: 86 },
  ],
  [
    'chillwave, vaporwave, mallsoft, dreampunk',
    { genre: { synthwave: 0.6, 'city-pop': 0.4 }, tempo: 0.85, energy: -0.15, mix: { warmth: 0.6 } },
  ],
  [
    'uk garage, garage, 2-step, two-step, speed garage, ukg, bassline house, future garage',
    { genre: { 'deep-house': 0.6, 'drum-and-bass': 0.4 }, bpm: 132, swing: 0.56 },
  ],
  [
    'breakbeat, breaks, big beat, nu skool breaks',
    { genre: { 'drum-and-bass': 0.5, house: 0.5 }, bpm: 130, energy: 0.1 },
  ],
  [
    'breakcore, drill and bass, digital hardcore',
    { genre: { 'drum-and-bass': 0.7, techno: 0.3 }, bpm: 178, energy: 0.25, harmony: 0.2 },
  ],
  [
    'hardstyle, rawstyle, hardcore, hardcore techno, gabber, happy hardcore, uk hardcore, speedcore, frenchcore, jumpstyle',
    { genre: { techno: 0.6, trance: 0.4 }, bpm: 158, energy: 0.25 },
  ],
  [
    'psytrance, goa, goa trance, psy trance, full on, forest psy',
    { genre: { trance: 0.6, techno: 0.4 }, bpm: 144, instruments: ['acid-bass'] },
  ],
  ['vocal trance, tech trance, hard trance, dream trance, balearic trance', { genre: { trance: 1 } }],
  [
    'edm, festival edm, mainstage, festival, edm banger, electronic dance music',
    { genre: { house: 0.6, trance: 0.4 }, energy: 0.15, form: { drop: true } },
  ],
  [
    'tropical house, beach house',
    {
      genre: { 'deep-house': 0.6, pop: 0.4 },
      bpm: 106,
      brightness: 0.7,
      instruments: ['marimba', 'pan-flute', 'steel-drums'],
    },
  ],
  ['french house, filter house, funky house, nu-funk', { genre: { house: 0.5, disco: 0.5 } }],
  [
    'bass house, slap house, brazilian bass, g-house',
    { genre: { house: 0.7, dubstep: 0.3 }, mix: { bass: 0.4 } },
  ],
  ['latin house, tribal house, tribal', { genre: { house: 0.6, samba: 0.4 } }],
  [
    'lo-fi house, lofi house, outsider house',
    { genre: { 'deep-house': 0.8, 'lofi-hip-hop': 0.2 }, mix: { warmth: 0.6, drive: 0.2 } },
  ],
  [
    'dub techno, dubby techno, basic channel',
    { genre: { techno: 0.75, dub: 0.25 }, bpm: 122, energy: -0.1, mix: { space: 0.6 } },
  ],
  ['ambient house, ambient techno, organica', { genre: { 'deep-house': 0.5, ambient: 0.5 } }],
  ['afro tech, 3-step, gqom, kuduro', { genre: { afrobeat: 0.5, techno: 0.5 }, bpm: 120 }],
  [
    'moombahcore, baile funk, funk carioca, brazilian funk',
    { genre: { reggaeton: 0.6, trap: 0.4 }, bpm: 130 },
  ],
  [
    'jungle terror, jersey club, baltimore club, footwork, juke',
    { genre: { 'k-pop': 0.3, trap: 0.4, 'drum-and-bass': 0.3 }, bpm: 140 },
  ],
  [
    'liquid funk, atmospheric drum and bass, intelligent drum and bass',
    { genre: { 'drum-and-bass': 0.75, 'rnb-soul': 0.25 }, energy: -0.05 },
  ],
  [
    'jump up, drumfunk, crossbreed, techstep',
    { genre: { 'drum-and-bass': 0.8, dubstep: 0.2 }, energy: 0.15 },
  ],
  ['dancefloor drum and bass', { genre: { 'drum-and-bass': 0.75, trance: 0.25 }, energy: 0.12 }],
  [
    'ebm, industrial, industrial dance, cyberpunk, cyber, aggrotech, futurepop',
    { genre: { techno: 0.65, synthwave: 0.35 }, brightness: -0.7, mix: { drive: 0.5 } },
  ],
  ['sovietwave, neon', { genre: { synthwave: 1 } }],
  ['space disco, cosmic disco', { genre: { disco: 0.6, synthwave: 0.4 }, mix: { space: 0.4 } }],
  [
    'electro swing, electroswing, swing house',
    {
      genre: { 'jazz-swing': 0.55, house: 0.45 },
      bpm: 124,
      instruments: ['clarinet', 'trumpet', 'trombone'],
    },
  ],
  ['nintendo, sega, pixel, pixel art, rpg town, jrpg, dungeon', { genre: { chiptune: 1 } }],
  [
    'space, sci-fi, science fiction, cosmic',
    { genre: { ambient: 0.6, synthwave: 0.4 }, mix: { space: 0.4 } },
  ],
  ['space ambient, cosmic ambient, sci-fi ambient', { genre: { ambient: 1 }, mix: { space: 0.4 } }],
  ['isolationist', { genre: { ambient: 1 }, brightness: -0.9, energy: -0.2 }],
  [
    'deep focus, focus, study, study music, focus music, concentration, coffee shop, cafe, café',
    { genre: { 'lofi-hip-hop': 0.8, 'jazz-swing': 0.2 }, energy: -0.12 },
  ],
  [
    'eurodance, euro dance, eurobeat, 90s dance',
    { genre: { trance: 0.5, house: 0.5 }, bpm: 138, energy: 0.1 },
  ],
]
