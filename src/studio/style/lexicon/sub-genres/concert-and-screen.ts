import type { LexiconEntry } from '../../meaning.js'

/**
 * Art music and music for pictures as blends of profiles. Periods and forms as in the articles of Oxford Music Online;
 * uses ("trailer", "horror") as in the catalogues of production-music libraries.
 */
export const CONCERT_AND_SCREEN: readonly LexiconEntry[] = [
  // Next to a genre's name these colour it; alone they are its own.
  ['epic', { genre: { cinematic: 0.25 }, energy: 0.15 }],
  ['fantasy, score', { genre: { cinematic: 0.5 } }],
  ['battle, war, warrior, combat, final boss', { genre: { cinematic: 0.3 }, energy: 0.2 }],
  ['forest, woods, enchanted forest, mountains, landscape', { genre: { orchestral: 0.1 } }],
  [
    'dinner, restaurant, cocktail, cocktail party, wine bar, hotel lobby',
    { genre: { 'jazz-swing': 0.3 }, energy: -0.12 },
  ],
  ['trio, quartet, quintet', {}],
  [
    'classical, classical music, romantic era, sonata, etude, prelude, nocturne, ballade, impromptu, bagatelle',
    { genre: { 'classical-piano': 1 } },
  ],
  [
    'classical symphony, classical orchestral, classical overture, classical concerto, classical ballet, classical strings, orchestral classical',
    { genre: { orchestral: 1 } },
  ],
  [
    'impressionist, impressionism, debussy, satie, gymnopedie',
    { genre: { 'classical-piano': 0.7, 'new-age': 0.3 }, mode: 'lydian', harmony: 0.2, energy: -0.12 },
  ],
  [
    'neoclassical, neo-classical, modern classical, contemporary classical, post-classical, indie classical, felt piano music',
    { genre: { 'classical-piano': 0.6, ambient: 0.4 }, energy: -0.1 },
  ],
  [
    'minimalism, minimal classical, process music',
    { genre: { orchestral: 0.5, 'classical-piano': 0.5 }, energy: 0.02 },
  ],
  [
    'mozart, haydn, classical era, classical period, serenade, divertimento',
    { genre: { orchestral: 0.6, baroque: 0.4 }, brightness: 0.4 },
  ],
  [
    'beethoven, brahms, tchaikovsky, dvorak, romantic symphony, late romantic',
    { genre: { orchestral: 1 }, energy: 0.05 },
  ],
  [
    'aria, opera aria, choral, requiem, mass, oratorio, cantata, bel canto',
    { genre: { orchestral: 0.7, baroque: 0.3 }, voice: { choir: true, melisma: true } },
  ],
  [
    'gregorian, gregorian chant, plainsong, sacred, sacred music, monastic',
    {
      genre: { ambient: 0.7, baroque: 0.3 },
      mode: 'dorian',
      voice: { choir: true },
      mix: { space: 0.7 },
      players: [['choir-aahs'], ['church-organ']],
    },
  ],
  [
    'epic music, heroic fantasy, battle music, war music, superhero',
    { genre: { cinematic: 1 }, energy: 0.15 },
  ],
  [
    'hybrid orchestral, epic hybrid, trailer hybrid',
    { genre: { cinematic: 0.75, dubstep: 0.25 }, energy: 0.12 },
  ],
  [
    'fairy tale, fairytale, fantasy ballet, storybook, wonder, wizard, magic school',
    { genre: { orchestral: 0.6, cinematic: 0.4 }, mode: 'lydian', players: [['celesta'], ['harp']] },
  ],
  [
    'horror, halloween, spooky, scary, frightening, terrifying, creepy, haunted, thriller, giallo',
    { genre: { cinematic: 1 }, brightness: -0.9, harmony: 0.25, mode: 'harmonic minor' },
  ],
  [
    'noir, film noir, detective, crime jazz',
    {
      genre: { 'jazz-swing': 0.6, cinematic: 0.4 },
      brightness: -0.6,
      players: [['muted-trumpet'], ['vibraphone'], ['upright-bass']],
    },
  ],
  ['documentary, nature documentary, underscore', { genre: { cinematic: 0.5, ambient: 0.5 }, energy: -0.08 }],
  [
    'comedy, cartoon, slapstick, silent film, circus, clown, carousel',
    {
      genre: { march: 0.5, 'jazz-swing': 0.5 },
      brightness: 0.7,
      players: [['clarinet'], ['bassoon'], ['pizzicato-strings']],
    },
  ],
  ['news, news theme, documentary theme, quiz show', { genre: { cinematic: 0.6, house: 0.4 }, energy: 0.1 }],
  ['drumline, drum corps, samba school parade, bagpipe band', { genre: { march: 1 }, energy: 0.15 }],
  [
    'lute music, madrigal, elizabethan, tudor',
    { genre: { baroque: 0.7, folk: 0.3 }, players: [['nylon-guitar'], ['recorder']] },
  ],
  [
    'string trio, piano quartet, wind quintet, octet',
    { genre: { orchestral: 0.6, baroque: 0.4 }, energy: -0.1 },
  ],

  [
    'spy, spy movie, spy theme, secret agent, heist',
    {
      genre: { 'jazz-swing': 0.5, cinematic: 0.3, rock: 0.2 },
      bpm: 126,
      brightness: -0.6,
      instruments: ['electric-guitar', 'vibraphone'],
    },
  ],
  [
    'national anthem, patriotic, ceremonial, graduation',
    { genre: { march: 0.5, orchestral: 0.5 }, bpm: 88, brightness: 0.6 },
  ],
  ['fugue, fugato, invention', { genre: { baroque: 1 }, meter: { numerator: 4, denominator: 4 }, bpm: 84 }],
  [
    'concerto grosso',
    { genre: { baroque: 1 }, meter: { numerator: 4, denominator: 4 }, bpm: 104, energy: 0.06 },
  ],
  [
    'toccata',
    {
      genre: { baroque: 1 },
      meter: { numerator: 4, denominator: 4 },
      bpm: 108,
      energy: 0.1,
      instruments: ['church-organ', 'harpsichord'],
    },
  ],
  ['scherzo', { genre: { orchestral: 1 }, meter: { numerator: 3, denominator: 4 }, bpm: 176, energy: 0.06 }],
  [
    'a cappella, acapella, acappella, barbershop, barbershop quartet, vocal group',
    {
      genreOtherwise: { gospel: 1 },
      voice: { choir: true },
      figures: { stems: ['backingVocals'], chords: ['halves', 'pushes', 'waltzHalves', 'sixEightBlocks'] },
    },
  ],
]
