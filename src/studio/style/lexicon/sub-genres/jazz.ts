import type { LexiconEntry } from '../../meaning.js'

/** Schools of jazz and its neighbours. Names as in AllMusic's style pages; tempos are the middle of their standards. */
export const JAZZ: readonly LexiconEntry[] = [
  [
    'big band, big band jazz, big band swing, jazz orchestra',
    {
      genre: { 'jazz-swing': 1 },
      bpm: 152,
      energy: 0.08,
      instruments: ['brass-section'],
      beats: ['jazz-swing/big-band'],
    },
  ],
  [
    'bebop, be-bop, bop',
    {
      genre: { 'jazz-swing': 1 },
      bpm: 208,
      energy: 0.08,
      harmony: 0.15,
      beats: ['jazz-swing/ride-comping', 'jazz-swing/ride-swing'],
    },
  ],
  [
    'hard bop, post-bop, post bop',
    {
      genre: { 'jazz-swing': 0.85, blues: 0.15 },
      bpm: 172,
      energy: 0.06,
      instruments: ['trumpet', 'tenor-sax'],
    },
  ],
  [
    'cool jazz, west coast jazz',
    { genre: { 'jazz-swing': 1 }, bpm: 118, energy: -0.1, instruments: ['muted-trumpet'] },
  ],
  [
    'smooth jazz, quiet jazz, wine bar jazz',
    {
      genre: { 'rnb-soul': 0.62, 'jazz-swing': 0.38 },
      bpm: 94,
      energy: -0.06,
      instruments: ['soprano-sax', 'alto-sax', 'tenor-sax'],
    },
  ],
  [
    'lounge jazz, dinner jazz, late night jazz, smoky jazz',
    {
      genre: { 'jazz-swing': 1 },
      bpm: 108,
      energy: -0.15,
      instruments: ['tenor-sax', 'grand-piano'],
      beats: ['jazz-swing/brushes'],
    },
  ],
  [
    'gypsy jazz, jazz manouche, hot club, gypsy swing',
    { genre: { 'jazz-swing': 1 }, bpm: 192, instruments: ['violin', 'acoustic-guitar'] },
  ],
  [
    'dixieland, new orleans, new orleans jazz, trad jazz, hot jazz, traditional jazz',
    {
      genre: { 'jazz-swing': 0.8, march: 0.2 },
      bpm: 184,
      energy: 0.15,
      players: [['clarinet'], ['trumpet'], ['trombone']],
    },
  ],
  [
    'second line, new orleans second line, new orleans brass band, brass band jazz',
    {
      genre: { 'jazz-swing': 0.6, march: 0.4 },
      bpm: 108,
      energy: 0.12,
      players: [['trumpet'], ['trombone'], ['tuba']],
      beats: ['second-line'],
    },
  ],
  [
    'swing band, swing era',
    { genre: { 'jazz-swing': 1 }, bpm: 156, energy: 0.1, instruments: ['clarinet', 'brass-section'] },
  ],
  [
    'stride piano, barrelhouse, saloon, saloon piano',
    {
      genre: { 'jazz-swing': 0.6, blues: 0.4 },
      bpm: 164,
      energy: 0.1,
      instruments: ['honky-tonk', 'grand-piano'],
    },
  ],
  [
    'nu jazz, electro jazz, future jazz, jazz house, jazztronica',
    { genre: { 'deep-house': 0.56, 'jazz-swing': 0.44 }, bpm: 118, harmony: 0.15 },
  ],
  ['free jazz, avant-garde jazz', { genre: { 'jazz-swing': 1 }, harmony: 0.4 }],
  ['modal jazz', { genre: { 'jazz-swing': 1 }, bpm: 136, mode: 'dorian', harmony: 0.1 }],
  ['spiritual jazz', { genre: { 'jazz-swing': 1 }, bpm: 112, mode: 'dorian', harmony: 0.3 }],
  ['latin jazz', { genre: { salsa: 0.6, 'jazz-swing': 0.4 } }],
  ['slow blues, blues ballad', { genre: { blues: 1 }, bpm: 60, energy: -0.08, beats: ['blues/slow-twelve'] }],
  [
    'chicago blues, electric chicago blues',
    { genre: { blues: 1 }, bpm: 112, instruments: ['harmonica'], beats: ['blues/shuffle'] },
  ],
  [
    'boogie woogie, boogie-woogie, boogie',
    {
      genre: { blues: 1 },
      bpm: 152,
      energy: 0.1,
      instruments: ['grand-piano', 'honky-tonk'],
      beats: ['blues/shuffle-ride', 'blues/train-shuffle'],
    },
  ],
]
