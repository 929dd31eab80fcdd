import type { LexiconEntry } from '../../meaning.js'

/**
 * Regional styles that are a shade or a blend of the profiles. Names as in the genre list of MusicBrainz and the
 * Garland Encyclopedia's regions; where we have no instrument of the place, the nearest relative stands in.
 */
export const AROUND_THE_WORLD: readonly LexiconEntry[] = [
  ['irish, scottish, gaelic, breton, welsh, galician', { genre: { celtic: 1 } }],
  [
    'nordic, nordic folk, scandinavian, viking, norse',
    { genre: { celtic: 0.5, cinematic: 0.5 }, brightness: -0.4, players: [['taiko'], ['fiddle']] },
  ],
  [
    'medieval, tavern, bardic, bard, minstrel, troubadour, fantasy tavern, renaissance fair',
    { genre: { celtic: 0.6, baroque: 0.4 }, mode: 'dorian', players: [['recorder'], ['harp']] },
  ],
  [
    'oompah, volksmusik, beer hall, oktoberfest, alpine',
    {
      genre: { march: 0.7, waltz: 0.3 },
      meter: { numerator: 2, denominator: 4 },
      bpm: 120,
      players: [['tuba'], ['clarinet'], ['accordion']],
    },
  ],
  [
    'klezmer, balkan, balkan brass, gypsy brass, romani, yiddish',
    {
      genre: { ska: 0.4, celtic: 0.3, march: 0.3 },
      mode: 'phrygian dominant',
      players: [['clarinet'], ['accordion'], ['violin']],
      meter: { numerator: 4, denominator: 4 },
    },
  ],
  ['bal musette', { genre: { waltz: 0.6, 'jazz-swing': 0.4 }, instruments: ['accordion'] }],
  [
    'greek, sirtaki',
    { genre: { folk: 0.6, flamenco: 0.4 }, mode: 'phrygian dominant', instruments: ['banjo', 'accordion'] },
  ],
  [
    'russian, slavic, cossack, ukrainian folk, balalaika',
    { genre: { folk: 0.6, march: 0.4 }, brightness: -0.4, instruments: ['accordion', 'banjo'] },
  ],
  [
    'caribbean, island, bahamian, junkanoo',
    { genre: { reggae: 0.5, samba: 0.5 }, brightness: 0.7, instruments: ['steel-drums'] },
  ],
  [
    'hawaiian, ukulele pop, polynesian, luau',
    { genre: { folk: 0.7, reggae: 0.3 }, brightness: 0.7, instruments: ['nylon-guitar'] },
  ],
  [
    'mariachi, ranchera, rancheras, corrido, corridos, son jalisciense',
    {
      genre: { waltz: 0.4, cumbia: 0.35, march: 0.25 },
      brightness: 0.4,
      players: [['trumpet'], ['violin'], ['nylon-guitar']],
    },
  ],
  ['didgeridoo, aboriginal', { genre: { ambient: 0.6, 'new-age': 0.4 }, instruments: ['sub-bass'] }],
  ['ghazal, qawwali, sufi', { genre: { flamenco: 0.5, ambient: 0.5 }, mode: 'phrygian dominant' }],
  ['roots reggae, rasta, nyabinghi', { genre: { reggae: 0.8, dub: 0.2 } }],
  ['ragga, raggamuffin, bashment, reggae fusion', { genre: { dub: 0.5, reggaeton: 0.5 }, energy: 0.1 }],
  [
    'andean, peruvian, huayno, inca',
    { genre: { folk: 0.6, cumbia: 0.4 }, players: [['pan-flute'], ['nylon-guitar']] },
  ],
  ['cuban jazz, bossa jazz, afro-latin jazz', { genre: { salsa: 0.5, 'jazz-swing': 0.5 } }],
  [
    'joropo, llanera, chacarera, zamba, folklore argentino, nueva cancion',
    {
      genre: { folk: 0.6, cumbia: 0.4 },
      meter: { numerator: 6, denominator: 8 },
      players: [['harp'], ['nylon-guitar']],
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
    { genre: { ambient: 0.6, flamenco: 0.4 }, mode: 'phrygian dominant', players: [['sitar'], ['flute']] },
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
      players: [['koto'], ['pan-flute'], ['taiko']],
    },
  ],
  [
    'chinese, asian, oriental folk, guofeng, korean traditional, tibetan',
    { genre: { 'new-age': 0.5, cinematic: 0.5 }, players: [['koto'], ['pan-flute']] },
  ],
  [
    'gamelan, balinese, indonesian',
    { genre: { 'new-age': 0.6, ambient: 0.4 }, players: [['vibraphone'], ['marimba']] },
  ],
  ['celtic fusion, worldbeat, global bass', { genre: { celtic: 0.4, afrobeat: 0.3, 'deep-house': 0.3 } }],
  [
    'world, world music, ethnic, tribal ambient, shamanic',
    { genre: { 'new-age': 0.4, afrobeat: 0.3, cinematic: 0.3 }, instruments: ['kalimba', 'pan-flute'] },
  ],

  [
    'italian, neapolitan',
    {
      genre: { waltz: 0.5, folk: 0.5 },
      meter: { numerator: 6, denominator: 8 },
      bpm: 84,
      instruments: ['nylon-guitar', 'accordion'],
    },
  ],
  [
    'portuguese, fado',
    {
      genre: { folk: 0.6, tango: 0.4 },
      bpm: 70,
      brightness: -0.6,
      energy: -0.15,
      instruments: ['nylon-guitar'],
    },
  ],
  [
    'rebetiko, rembetika, zeibekiko',
    {
      genre: { folk: 0.6, flamenco: 0.4 },
      bpm: 76,
      mode: 'phrygian dominant',
      instruments: ['banjo', 'accordion'],
    },
  ],
  ['dancehall, dance hall', { genre: { reggaeton: 0.5, reggae: 0.5 }, bpm: 98, beats: ['dub/dancehall'] }],
  [
    'rocksteady, rock steady',
    { genre: { ska: 0.7, reggae: 0.3 }, bpm: 84, energy: -0.06, beats: ['ska/rocksteady'] },
  ],
  ['two tone, 2 tone, two-tone ska', { genre: { ska: 1 }, bpm: 144, beats: ['ska/two-tone'] }],
  [
    'steppers, steppers reggae, steppers dub',
    { genre: { dub: 0.6, reggae: 0.4 }, bpm: 76, beats: ['dub/dub-steppers', 'reggae/steppers'] },
  ],
  ['one drop, one-drop', { genreOtherwise: { reggae: 1 }, beats: ['reggae/one-drop'] }],
  [
    'lovers rock',
    { genre: { reggae: 0.8, 'rnb-soul': 0.2 }, bpm: 74, energy: -0.08, beats: ['reggae/lovers-rock'] },
  ],
  [
    'afrobeats, afropop, afro pop, naija pop',
    { genre: { afrobeat: 0.8, 'rnb-soul': 0.2 }, bpm: 106, beats: ['afrobeat/afrobeats-pop'] },
  ],
  [
    'highlife, palm-wine',
    {
      genre: { afrobeat: 1 },
      bpm: 116,
      brightness: 0.6,
      instruments: ['electric-guitar'],
      beats: ['afrobeat/highlife'],
    },
  ],
  [
    'soukous, congolese rumba, ndombolo',
    {
      genre: { afrobeat: 1 },
      bpm: 130,
      brightness: 0.7,
      instruments: ['electric-guitar'],
      beats: ['afrobeat/soukous'],
    },
  ],
  [
    'mpb, musica popular brasileira',
    { genre: { 'bossa-nova': 0.7, pop: 0.3 }, bpm: 108, instruments: ['nylon-guitar'] },
  ],
  ['dubby, dub-tinged, dubbed-out', { genre: { dub: 0.25 }, mix: { space: 0.3 } }],
]
