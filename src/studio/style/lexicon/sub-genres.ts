import type { LexiconEntry } from '../meaning.js'

/**
 * Styles that are a shade or a blend of the profiles we have. A profile's own names stand in its data file and win over
 * these. Shares are ours, set by which rhythm section and which colours a style is usually described with.
 */
export const SUB_GENRES: readonly LexiconEntry[] = [
  [
    'indie pop, bedroom pop, dream pop, jangle pop',
    { genre: { pop: 0.6, folk: 0.25, synthwave: 0.15 }, energy: -0.08, mix: { space: 0.3 } },
  ],
  ['indie, indie rock, britpop, garage rock, post-punk, shoegaze', { genre: { rock: 0.75, pop: 0.25 } }],
  [
    'punk, punk rock, pop punk, hardcore punk, skate punk',
    { genre: { rock: 0.85, metal: 0.15 }, energy: 0.2, bpm: 172 },
  ],
  ['grunge, stoner rock, sludge', { genre: { rock: 0.7, metal: 0.3 }, brightness: -0.5, tempo: 0.9 }],
  [
    'progressive rock, prog rock, prog, art rock, psychedelic rock, psychedelic',
    { genre: { rock: 0.75, cinematic: 0.25 }, harmony: 0.25 },
  ],
  [
    'progressive metal, prog metal, symphonic metal, gothic metal',
    { genre: { metal: 0.75, cinematic: 0.25 }, harmony: 0.15 },
  ],
  ['doom metal, doom', { genre: { metal: 1 }, tempo: 0.55, brightness: -0.8 }],
  ['post-rock, math rock', { genre: { rock: 0.6, ambient: 0.4 }, mix: { space: 0.5 } }],
  ['surf rock, surf, rockabilly, fifties rock', { genre: { rock: 0.8, country: 0.2 }, bpm: 160 }],
  [
    'power ballad, rock ballad',
    { genre: { rock: 0.8, pop: 0.2 }, bpm: 72, energy: -0.05, form: { lift: true } },
  ],
  [
    'ballad, pop ballad, love ballad, slow ballad',
    { genre: { pop: 1 }, bpm: 70, energy: -0.15, instruments: ['grand-piano'] },
  ],
  ['piano ballad', { genre: { pop: 1 }, bpm: 68, energy: -0.22, instruments: ['grand-piano'] }],
  [
    'dance pop, dance-pop, europop, eurodance, hyperpop, bubblegum pop, k-pop, kpop, j-pop, jpop, c-pop, mandopop',
    { genre: { pop: 0.55, house: 0.45 }, energy: 0.12, bpm: 122 },
  ],
  ['city pop', { genre: { pop: 0.4, funk: 0.4, synthwave: 0.2 }, harmony: 0.1 }],
  ['latin pop, latin', { genre: { pop: 0.5, 'bossa-nova': 0.5 }, bpm: 100 }],
  ['disco, nu disco, nu-disco', { genre: { funk: 0.5, house: 0.5 }, bpm: 118, energy: 0.1 }],
  [
    'gospel, worship, praise, christian, hymn, spiritual',
    { genre: { 'rnb-soul': 0.6, pop: 0.4 }, brightness: 0.5, voice: { choir: true } },
  ],
  ['contemporary r&b, neo soul, neo-soul, quiet storm, motown', { genre: { 'rnb-soul': 1 } }],
  [
    'dubstep, brostep, bass music, future bass, riddim',
    { genre: { trap: 0.6, 'drum-and-bass': 0.4 }, bpm: 140, energy: 0.15, form: { drop: true } },
  ],
  [
    'electronica, idm, glitch, experimental electronic',
    { genre: { house: 0.5, ambient: 0.5 }, harmony: 0.2 },
  ],
  [
    'acid, acid techno, acid house',
    { genre: { techno: 0.8, house: 0.2 }, instruments: ['acid-bass'] },
  ],
  [
    'uk garage, garage, 2-step, two-step, speed garage',
    { genre: { house: 0.7, 'drum-and-bass': 0.3 }, bpm: 132, swing: 0.56 },
  ],
  ['hardstyle, hardcore, gabber, happy hardcore', { genre: { techno: 1 }, bpm: 160, energy: 0.25 }],
  ['psytrance, goa, psy trance', { genre: { trance: 1 }, bpm: 145 }],
  ['drill, uk drill, phonk, cloud rap, mumble rap, emo rap, crunk, grime', { genre: { trap: 1 } }],
  [
    'rap, hip hop, hip-hop, hiphop, boom bap, boom-bap, old school hip hop, east coast, west coast, g-funk, gangsta rap, conscious rap',
    { genre: { 'hip-hop': 1 }, voice: { spoken: true } },
  ],
  ['reggaeton, dembow, latin trap, perreo', { genre: { trap: 0.5, reggae: 0.5 }, bpm: 94 }],
  [
    'salsa, mambo, son cubano, cha cha, cha-cha, rumba, merengue, bachata, cumbia, latin jazz, afro-cuban',
    {
      genre: { 'bossa-nova': 0.7, funk: 0.3 },
      bpm: 102,
      energy: 0.15,
      instruments: ['trumpet', 'brass-section'],
    },
  ],
  ['samba, batucada, carnival', { genre: { 'bossa-nova': 1 }, tempo: 1.25, energy: 0.2 }],
  [
    'tango, milonga',
    {
      genre: { cinematic: 0.4, 'jazz-swing': 0.2, waltz: 0.4 },
      meter: { numerator: 4, denominator: 4 },
      brightness: -0.5,
      bpm: 120,
      instruments: ['accordion', 'violin'],
    },
  ],
  [
    'flamenco, spanish guitar, spanish, gypsy',
    {
      genre: { folk: 1 },
      mode: 'phrygian dominant',
      brightness: -0.3,
      instruments: ['nylon-guitar'],
      energy: 0.1,
    },
  ],
  [
    'mexican, mariachi, ranchera, norteno, norteño',
    { genre: { waltz: 0.4, country: 0.6 }, instruments: ['trumpet', 'nylon-guitar', 'accordion'] },
  ],
  [
    'afrobeat, afrobeats, afro, highlife, amapiano, african, afropop',
    { genre: { funk: 0.5, house: 0.3, reggae: 0.2 }, bpm: 108, instruments: ['kalimba', 'marimba'] },
  ],
  [
    'ska, rocksteady, two tone',
    { genre: { reggae: 0.8, rock: 0.2 }, tempo: 1.7, energy: 0.2, instruments: ['brass-section'] },
  ],
  ['dub, dancehall, roots reggae', { genre: { reggae: 1 }, mix: { space: 0.5, bass: 0.3 } }],
  [
    'calypso, soca, caribbean, tropical, island',
    { genre: { reggae: 0.6, pop: 0.4 }, brightness: 0.6, instruments: ['steel-drums'] },
  ],
  ['hawaiian, ukulele pop', { genre: { folk: 1 }, brightness: 0.7, instruments: ['nylon-guitar'] }],
  ['irish, scottish, celtic, jig, reel, gaelic, breton, sea shanty, shanty', { genre: { celtic: 1 } }],
  [
    'polka, oompah, volksmusik, klezmer, balkan',
    {
      genre: { waltz: 0.5, celtic: 0.5 },
      meter: { numerator: 4, denominator: 4 },
      bpm: 124,
      instruments: ['accordion', 'clarinet', 'tuba'],
    },
  ],
  [
    'march, marching band, military',
    {
      genre: { cinematic: 1 },
      bpm: 116,
      meter: { numerator: 4, denominator: 4 },
      instruments: ['brass-section', 'piccolo'],
    },
  ],
  [
    'medieval, renaissance, tavern, bardic, bard',
    { genre: { celtic: 0.6, folk: 0.4 }, mode: 'dorian', instruments: ['recorder', 'harp'] },
  ],
  [
    'baroque, bach, fugue, chamber, chamber music, string quartet',
    { genre: { 'classical-piano': 0.6, cinematic: 0.4 }, instruments: ['harpsichord', 'violin', 'cello'] },
  ],
  [
    'classical, romantic era, impressionist, nocturne, sonata, etude, prelude, neoclassical, neo-classical, modern classical',
    { genre: { 'classical-piano': 1 } },
  ],
  ['opera, operatic, aria, choral', { genre: { cinematic: 1 }, voice: { choir: true, melisma: true } }],
  [
    'lullaby, nursery rhyme, cradle song',
    {
      genre: { folk: 0.6, waltz: 0.4 },
      bpm: 72,
      energy: -0.35,
      brightness: 0.4,
      instruments: ['music-box', 'celesta'],
    },
  ],
  [
    'children, kids, children’s song, kids song, childrens music',
    { genre: { folk: 0.5, pop: 0.5 }, brightness: 0.9, instruments: ['glockenspiel'] },
  ],
  [
    'christmas, xmas, holiday',
    { genre: { pop: 0.6, 'jazz-swing': 0.4 }, brightness: 0.7, instruments: ['glockenspiel', 'celesta'] },
  ],
  [
    'chiptune, 8-bit, 8 bit, 8bit, bitpop, video game, retro game, arcade',
    { genre: { synthwave: 1 }, instruments: ['chip-square', 'chip-triangle'], energy: 0.1 },
  ],
  [
    'broadway, musical, musical theatre, musical theater, show tune, cabaret, vaudeville, ragtime',
    { genre: { 'jazz-swing': 0.6, pop: 0.4 }, instruments: ['grand-piano', 'brass-section'] },
  ],
  [
    'dixieland, new orleans, swing band, electro swing, electroswing',
    { genre: { 'jazz-swing': 1 }, energy: 0.15, instruments: ['clarinet', 'trumpet', 'trombone'] },
  ],
  [
    'jazz fusion, fusion, acid jazz, jazz funk, jazz-funk',
    { genre: { funk: 0.6, 'jazz-swing': 0.4 }, harmony: 0.2 },
  ],
  ['easy listening, elevator music, muzak, exotica', { genre: { 'bossa-nova': 1 }, energy: -0.15 }],
  [
    'world, world music, ethnic',
    { genre: { folk: 0.5, cinematic: 0.5 }, instruments: ['kalimba', 'sitar', 'pan-flute'] },
  ],
  [
    'indian, bollywood, raga, bhangra',
    { genre: { cinematic: 0.5, house: 0.5 }, mode: 'phrygian dominant', instruments: ['sitar'] },
  ],
  [
    'arabic, middle eastern, oriental, turkish, persian, egyptian',
    { genre: { cinematic: 0.7, house: 0.3 }, mode: 'phrygian dominant', brightness: -0.4 },
  ],
  [
    'japanese, chinese, asian',
    { genre: { ambient: 0.5, cinematic: 0.5 }, instruments: ['koto', 'pan-flute'] },
  ],
  ['anime, j-rock, jrock', { genre: { rock: 0.6, pop: 0.4 }, energy: 0.15, bpm: 150 }],
  ['eurovision, anthem, anthemic', { genre: { pop: 1 }, energy: 0.15, form: { lift: true } }],
  ['emo, screamo, post-hardcore', { genre: { rock: 0.7, metal: 0.3 }, brightness: -0.5 }],
  [
    'industrial, ebm, cyberpunk',
    { genre: { techno: 0.6, metal: 0.4 }, brightness: -0.7, mix: { drive: 0.5 } },
  ],
  ['space, sci-fi, science fiction', { genre: { ambient: 0.6, synthwave: 0.4 }, mix: { space: 0.4 } }],
  [
    'horror, halloween, spooky, creepy',
    { genre: { cinematic: 1 }, brightness: -0.9, harmony: 0.25, mode: 'harmonic minor' },
  ],
  ['corporate, advertising, commercial, jingle', { genre: { pop: 1 }, brightness: 0.6, energy: 0.05 }],
  ['workout, gym, sports, running', { genre: { house: 0.6, 'drum-and-bass': 0.2, rock: 0.2 }, energy: 0.2 }],
]
