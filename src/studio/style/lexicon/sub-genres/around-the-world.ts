import type { LexiconEntry } from '../../meaning.js'

/**
 * Regional styles that are a shade or a blend of the profiles. Names as in the genre list of MusicBrainz and the
 * Garland Encyclopedia's regions; where we have no instrument of the place, the nearest relative stands in.
 */
export const AROUND_THE_WORLD: readonly LexiconEntry[] = [
  ['irish, scottish, gaelic, breton, welsh, galician', { genre: { celtic: 1 } }],
  ['jig, jigs', { genre: { celtic: 1 }, meter: { numerator: 6, denominator: 8 } }],
  ['slip jig', { genre: { celtic: 1 }, meter: { numerator: 9, denominator: 8 } }],
  ['reel, reels, highland reel', { genre: { celtic: 1 }, meter: { numerator: 4, denominator: 4 }, bpm: 108 }],
  ['hornpipe, strathspey', { genre: { celtic: 1 }, meter: { numerator: 4, denominator: 4 }, swing: 0.62 }],
  [
    'nordic, nordic folk, scandinavian, viking, norse',
    { genre: { celtic: 0.5, cinematic: 0.5 }, brightness: -0.4, instruments: ['taiko', 'fiddle'] },
  ],
  [
    'medieval, tavern, bardic, bard, minstrel, troubadour, dungeon synth, fantasy tavern, renaissance fair',
    { genre: { celtic: 0.6, baroque: 0.4 }, mode: 'dorian', instruments: ['recorder', 'harp'] },
  ],
  [
    'polka, oompah, volksmusik, beer hall, oktoberfest, alpine',
    {
      genre: { march: 0.7, waltz: 0.3 },
      meter: { numerator: 2, denominator: 4 },
      bpm: 120,
      instruments: ['accordion', 'clarinet', 'tuba'],
    },
  ],
  [
    'klezmer, balkan, balkan brass, gypsy brass, romani, yiddish',
    {
      genre: { ska: 0.4, celtic: 0.3, march: 0.3 },
      mode: 'phrygian dominant',
      instruments: ['clarinet', 'accordion', 'tuba'],
      meter: { numerator: 4, denominator: 4 },
    },
  ],
  ['bal musette', { genre: { waltz: 0.6, 'jazz-swing': 0.4 }, instruments: ['accordion'] }],
  [
    'italian, neapolitan, tarantella',
    {
      genre: { waltz: 0.5, folk: 0.5 },
      instruments: ['accordion', 'nylon-guitar'],
      meter: { numerator: 6, denominator: 8 },
    },
  ],
  [
    'greek, rebetiko, sirtaki',
    { genre: { folk: 0.6, flamenco: 0.4 }, mode: 'phrygian dominant', instruments: ['banjo', 'accordion'] },
  ],
  [
    'portuguese, fado',
    { genre: { folk: 0.6, tango: 0.4 }, brightness: -0.6, energy: -0.1, instruments: ['nylon-guitar'] },
  ],
  [
    'russian, slavic, cossack, ukrainian folk, balalaika',
    { genre: { folk: 0.6, march: 0.4 }, brightness: -0.4, instruments: ['accordion', 'banjo'] },
  ],
  [
    'calypso, soca, caribbean, island, bahamian, junkanoo',
    { genre: { reggae: 0.5, samba: 0.5 }, brightness: 0.7, instruments: ['steel-drums'] },
  ],
  ['zouk, kizomba, kompa', { genre: { reggaeton: 0.5, 'rnb-soul': 0.5 }, bpm: 92 }],
  [
    'hawaiian, ukulele pop, polynesian, luau',
    { genre: { folk: 0.7, reggae: 0.3 }, brightness: 0.7, instruments: ['nylon-guitar'] },
  ],
  ['dancehall, dance hall', { genre: { reggaeton: 0.5, reggae: 0.5 }, bpm: 98 }],
  [
    'mariachi, ranchera, rancheras, corrido, corridos, son jalisciense',
    {
      genre: { waltz: 0.4, cumbia: 0.35, march: 0.25 },
      brightness: 0.4,
      instruments: ['trumpet', 'violin', 'nylon-guitar'],
    },
  ],
  ['amapiano, gqom', { genre: { 'deep-house': 0.6, afrobeat: 0.4 }, bpm: 113 }],
  ['didgeridoo, aboriginal', { genre: { ambient: 0.6, 'new-age': 0.4 }, instruments: ['sub-bass'] }],
  ['ghazal, qawwali, sufi', { genre: { flamenco: 0.5, ambient: 0.5 }, mode: 'phrygian dominant' }],
  ['roots reggae, rasta, nyabinghi', { genre: { reggae: 0.8, dub: 0.2 } }],
  ['ragga, raggamuffin, bashment, reggae fusion', { genre: { dub: 0.5, reggaeton: 0.5 }, energy: 0.1 }],
  [
    'andean, peruvian, huayno, inca',
    { genre: { folk: 0.6, cumbia: 0.4 }, instruments: ['pan-flute', 'nylon-guitar'] },
  ],
  ['cuban jazz, bossa jazz, afro-latin jazz', { genre: { salsa: 0.5, 'jazz-swing': 0.5 } }],
  [
    'joropo, llanera, chacarera, zamba, folklore argentino, nueva cancion',
    {
      genre: { folk: 0.6, cumbia: 0.4 },
      meter: { numerator: 6, denominator: 8 },
      instruments: ['nylon-guitar', 'harp'],
    },
  ],
  [
    'latin rock, chicano rock',
    { genre: { rock: 0.5, salsa: 0.5 }, bpm: 122, instruments: ['lead-guitar', 'rock-organ'] },
  ],
  ['afro jazz, ethio jazz', { genre: { afrobeat: 0.5, 'jazz-swing': 0.5 }, brightness: -0.3 }],
  [
    'mbaqanga, kwaito, south african, township jive',
    { genre: { afrobeat: 0.7, house: 0.3 }, brightness: 0.5 },
  ],
  ['gnawa, tuareg, saharan', { genre: { afrobeat: 0.6, blues: 0.4 }, mode: 'dorian' }],
  [
    'indian, bollywood, bhangra, punjabi, filmi',
    {
      genre: { cinematic: 0.4, reggaeton: 0.3, house: 0.3 },
      mode: 'phrygian dominant',
      instruments: ['sitar'],
    },
  ],
  [
    'raga, hindustani, carnatic, indian classical',
    { genre: { ambient: 0.6, flamenco: 0.4 }, mode: 'phrygian dominant', instruments: ['sitar', 'flute'] },
  ],
  [
    'arabic, middle eastern, oriental, turkish, persian, egyptian, belly dance, desert',
    {
      genre: { flamenco: 0.4, cinematic: 0.4, dub: 0.2 },
      mode: 'phrygian dominant',
      brightness: -0.4,
      instruments: ['violin', 'nylon-guitar'],
    },
  ],
  [
    'japanese, traditional japanese, samurai, gagaku, edo',
    {
      genre: { ambient: 0.5, cinematic: 0.5 },
      mode: 'phrygian',
      instruments: ['koto', 'pan-flute', 'taiko'],
    },
  ],
  [
    'chinese, asian, oriental folk, guofeng, korean traditional, tibetan',
    { genre: { 'new-age': 0.5, cinematic: 0.5 }, instruments: ['koto', 'pan-flute'] },
  ],
  [
    'gamelan, balinese, indonesian',
    { genre: { 'new-age': 0.6, ambient: 0.4 }, instruments: ['vibraphone', 'marimba'] },
  ],
  ['celtic fusion, worldbeat, global bass', { genre: { celtic: 0.4, afrobeat: 0.3, 'deep-house': 0.3 } }],
  [
    'world, world music, ethnic, tribal ambient, shamanic',
    { genre: { 'new-age': 0.4, afrobeat: 0.3, cinematic: 0.3 }, instruments: ['kalimba', 'pan-flute'] },
  ],
]
