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
    'breakbeat, breaks, big beat, nu skool breaks',
    { genre: { 'drum-and-bass': 0.5, house: 0.5 }, bpm: 130, energy: 0.1 },
  ],
  [
    'psytrance, goa, goa trance, psy trance, full on, forest psy',
    { genre: { trance: 0.6, techno: 0.4 }, bpm: 144, instruments: ['acid-bass'] },
  ],
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
  ['3-step, kuduro', { genre: { afrobeat: 0.5, techno: 0.5 }, bpm: 120 }],
  ['moombahcore', { genre: { reggaeton: 0.6, trap: 0.4 }, bpm: 130 }],
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
      players: [['clarinet'], ['trumpet']],
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

  // House
  ['tech house', { genre: { house: 1 }, bpm: 126, beats: ['house/jackin', 'house/shuffled'] }],
  ['progressive house', { genre: { house: 0.8, trance: 0.2 }, bpm: 125, energy: -0.04 }],
  ['future house', { genre: { house: 0.85, dubstep: 0.15 }, bpm: 126, form: { drop: true } }],
  ['disco house', { genre: { house: 0.6, disco: 0.4 }, bpm: 124 }],
  [
    'chicago house, jackin house, jackin’ house',
    { genre: { house: 1 }, bpm: 121, beats: ['house/jackin', 'house/classic'] },
  ],
  ['electro house, complextro', { genre: { house: 1 }, bpm: 128, energy: 0.1, mix: { drive: 0.3 } }],
  ['acid house', { genre: { house: 0.6, techno: 0.4 }, bpm: 122, instruments: ['acid-bass'] }],
  [
    'big room, big room house',
    { genre: { house: 0.55, trance: 0.45 }, bpm: 128, energy: 0.15, form: { drop: true } },
  ],
  ['afro house, afro tech', { genre: { 'deep-house': 0.6, afrobeat: 0.4 }, bpm: 121 }],
  [
    'amapiano',
    { genre: { 'deep-house': 0.6, afrobeat: 0.4 }, bpm: 112, beats: ['afrobeat/log-drum-groove'] },
  ],
  ['gqom', { genre: { 'deep-house': 0.6, afrobeat: 0.4 }, bpm: 124, brightness: -0.6, beats: ['gqom'] }],
  [
    'uk garage, garage, 2-step, two-step, speed garage, ukg, 2-step garage',
    {
      genre: { 'deep-house': 0.6, 'drum-and-bass': 0.4 },
      bpm: 132,
      swing: 0.56,
      beats: ['deep-house/garage-skip'],
    },
  ],
  [
    'future garage',
    {
      genre: { 'deep-house': 0.6, ambient: 0.4 },
      bpm: 132,
      mix: { space: 0.4 },
      beats: ['deep-house/garage-skip'],
    },
  ],
  [
    'bassline house, bassline, uk bassline',
    { genre: { 'deep-house': 0.6, dubstep: 0.4 }, bpm: 138, mix: { bass: 0.3 } },
  ],
  // Techno and harder
  ['acid techno, acid', { genre: { techno: 1 }, bpm: 135, instruments: ['acid-bass'] }],
  [
    'hard techno, schranz',
    {
      genre: { techno: 1 },
      bpm: 148,
      energy: 0.15,
      mix: { drive: 0.3 },
      beats: ['techno/rumble', 'techno/ride-peak'],
    },
  ],
  ['minimal techno', { genre: { techno: 1 }, bpm: 126, energy: -0.1, beats: ['techno/minimal-clicks'] }],
  [
    'detroit techno',
    { genre: { techno: 0.85, house: 0.15 }, bpm: 128, harmony: 0.1, beats: ['techno/detroit'] },
  ],
  ['melodic techno', { genre: { techno: 0.7, trance: 0.3 }, bpm: 123, energy: -0.04 }],
  [
    'industrial techno',
    {
      genre: { techno: 1 },
      bpm: 138,
      brightness: -0.8,
      mix: { drive: 0.5 },
      beats: ['techno/rumble', 'techno/broken-techno'],
    },
  ],
  ['peak time techno', { genre: { techno: 1 }, bpm: 134, energy: 0.1, beats: ['techno/ride-peak'] }],
  ['hardstyle, rawstyle, jumpstyle', { genre: { techno: 0.6, trance: 0.4 }, bpm: 152, energy: 0.25 }],
  [
    'hardcore, hardcore techno, gabber, gabba',
    { genre: { techno: 0.7, trance: 0.3 }, bpm: 176, energy: 0.28, mix: { drive: 0.4 } },
  ],
  [
    'happy hardcore, uk hardcore, freeform hardcore',
    { genre: { trance: 0.6, techno: 0.4 }, bpm: 170, brightness: 0.8, energy: 0.25 },
  ],
  ['frenchcore', { genre: { techno: 0.7, trance: 0.3 }, bpm: 198, energy: 0.28, mix: { drive: 0.4 } }],
  [
    'speedcore, terrorcore, splittercore',
    { genre: { techno: 1 }, bpm: 214, energy: 0.3, mix: { drive: 0.5 } },
  ],
  // Trance
  [
    'uplifting trance, euphoric trance, vocal trance',
    { genre: { trance: 1 }, bpm: 138, brightness: 0.3, energy: 0.06 },
  ],
  ['progressive trance, balearic trance', { genre: { trance: 0.8, 'deep-house': 0.2 }, bpm: 131 }],
  ['tech trance', { genre: { trance: 0.7, techno: 0.3 }, bpm: 139 }],
  ['hard trance, acid trance', { genre: { trance: 0.7, techno: 0.3 }, bpm: 146, energy: 0.12 }],
  ['dream trance', { genre: { trance: 1 }, bpm: 136, instruments: ['grand-piano'] }],
  [
    'rave, old school rave, hardcore rave',
    {
      genre: { trance: 0.5, 'drum-and-bass': 0.3, techno: 0.2 },
      bpm: 142,
      energy: 0.15,
      instruments: ['bright-piano', 'grand-piano'],
    },
  ],
  [
    'eurodance, euro dance, 90s dance, europop dance',
    { genre: { trance: 0.5, house: 0.5 }, bpm: 138, energy: 0.1 },
  ],
  [
    'eurobeat, super eurobeat, initial d',
    {
      genre: { trance: 0.5, 'synth-pop': 0.5 },
      bpm: 155,
      brightness: 0.4,
      energy: 0.2,
      instruments: ['saw-lead'],
    },
  ],
  ['hi-nrg, hi nrg, hinrg', { genre: { 'synth-pop': 0.55, disco: 0.45 }, bpm: 128, energy: 0.1 }],
  // Breaks and bass
  [
    'jungle, ragga jungle, oldschool jungle',
    {
      genre: { 'drum-and-bass': 0.85, dub: 0.15 },
      bpm: 166,
      instruments: ['room-kit', 'standard-kit'],
      beats: ['drum-and-bass/amen-like'],
    },
  ],
  [
    'liquid, liquid drum and bass, liquid dnb, liquid funk, atmospheric drum and bass, intelligent drum and bass, atmospheric jungle',
    {
      genre: { 'drum-and-bass': 0.8, 'rnb-soul': 0.2 },
      bpm: 174,
      energy: -0.05,
      beats: ['drum-and-bass/two-step', 'drum-and-bass/rolling'],
    },
  ],
  [
    'neurofunk, darkstep',
    {
      genre: { 'drum-and-bass': 0.85, dubstep: 0.15 },
      bpm: 174,
      brightness: -0.8,
      energy: 0.1,
      mix: { drive: 0.3 },
      beats: ['drum-and-bass/steppa'],
    },
  ],
  [
    'breakcore, drill and bass, digital hardcore, mashcore',
    {
      genre: { 'drum-and-bass': 0.7, techno: 0.3 },
      bpm: 182,
      energy: 0.25,
      harmony: 0.2,
      beats: ['drum-and-bass/amen-like'],
    },
  ],
  ['brostep, tearout dubstep', { genre: { dubstep: 1 }, bpm: 142, energy: 0.15, beats: ['dubstep/brostep'] }],
  ['riddim dubstep, riddim', { genre: { dubstep: 1 }, bpm: 142, energy: 0.1, beats: ['dubstep/riddim'] }],
  ['melodic dubstep', { genre: { dubstep: 0.7, trance: 0.3 }, bpm: 142, brightness: 0.3 }],
  [
    'chillstep',
    {
      genre: { dubstep: 0.6, ambient: 0.4 },
      bpm: 140,
      energy: -0.15,
      beats: ['dubstep/half-step', 'dubstep/rim-space'],
    },
  ],
  [
    'future bass',
    {
      genre: { dubstep: 0.55, pop: 0.45 },
      bpm: 150,
      brightness: 0.6,
      instruments: ['supersaw'],
      form: { drop: true },
    },
  ],
  [
    'jersey club, jungle terror, baltimore club, philly club',
    { genre: { trap: 0.6, 'k-pop': 0.4 }, bpm: 138, beats: ['k-pop/jersey-bounce'] },
  ],
  [
    'footwork, juke, ghetto house',
    { genre: { trap: 0.6, 'drum-and-bass': 0.4 }, bpm: 160, beats: ['k-pop/jersey-bounce'] },
  ],
  ['moombahton', { genre: { reggaeton: 0.7, house: 0.3 }, bpm: 109, beats: ['reggaeton/moombahton'] }],
  [
    'baile funk, funk carioca, brazilian funk, funk brasileiro, brazilian phonk',
    { genre: { reggaeton: 0.6, trap: 0.4 }, bpm: 130, beats: ['baile-funk'] },
  ],
  ['darksynth', { genre: { synthwave: 0.75, metal: 0.25 }, bpm: 116, brightness: -0.8, mix: { drive: 0.4 } }],
  ['outrun', { genre: { synthwave: 1 }, bpm: 112, energy: 0.06 }],
  ['drone, drone music, drone ambient', { genre: { ambient: 1 }, bpm: 56, energy: -0.15 }],
  ['dark ambient', { genre: { ambient: 1 }, brightness: -0.9, energy: -0.08 }],
  [
    'dungeon synth',
    {
      genre: { ambient: 0.5, baroque: 0.3, cinematic: 0.2 },
      bpm: 84,
      brightness: -0.7,
      mix: { warmth: 0.5 },
      instruments: ['strings-pad', 'choir-aahs'],
    },
  ],
]
