import type { LexiconEntry } from '../meaning.js'

/** Whoever drums in a music will do: a beat only needs somebody to play it. */
const ANY_KIT = [
  'standard-kit',
  'room-kit',
  'power-kit',
  'brush-kit',
  '808-kit',
  '909-kit',
  'lofi-kit',
  'orchestra-kit',
]

/**
 * Drum beats that have a name, whatever the music they are played in. As drummers and producers call them; see also
 * "Drum kit" in Oxford Music Online.
 */
export const RHYTHMS: readonly LexiconEntry[] = [
  [
    'amen break, amen breaks, amen, chopped breaks, chopped breakbeats, breakbeat drums, breakbeats',
    {
      genreOtherwise: { 'drum-and-bass': 1 },
      instruments: ['standard-kit', 'room-kit'],
      beats: ['drum-and-bass/amen-like', 'boom-bap/amen-chop'],
    },
  ],
  [
    'blast beat, blast beats, blastbeat, blastbeats',
    { genreOtherwise: { metal: 1 }, energy: 0.1, instruments: ANY_KIT, beats: ['metal/blast'] },
  ],
  [
    'double kick, double kicks, double bass drumming, double bass drums, double bass drum, double kick drums, double pedal',
    { instruments: ['power-kit', 'room-kit', 'standard-kit'], beats: ['metal/double-kick'] },
  ],
  ['d-beat, dbeat', { genreOtherwise: { punk: 1 }, instruments: ANY_KIT, beats: ['punk/d-beat'] }],
  [
    'four on the floor, four-on-the-floor, 4 on the floor, four to the floor, four-on-the-floor beat, four on the floor kick',
    {
      genreOtherwise: { house: 1 },
      energy: 0.05,
      instruments: ANY_KIT,
      beats: ['house/classic', 'pop/four-floor'],
    },
  ],
  [
    'disco beat, disco drums, disco groove',
    {
      genreOtherwise: { disco: 1 },
      instruments: ANY_KIT,
      beats: ['disco/four-floor-disco', 'disco/sixteenth-hats'],
    },
  ],
  [
    'half-time, half time, half-time drums, half-time beat, half-time groove, halftime drums, halftime beat',
    { tempo: 0.9, instruments: ANY_KIT, beats: ['pop/half-time', 'funk/half-time'] },
  ],
  [
    'half-time shuffle, half time shuffle, purdie shuffle',
    { tempo: 0.9, swing: 0.66, instruments: ANY_KIT, beats: ['half-time-shuffle'] },
  ],
  [
    'train beat, train groove, boom-chicka-boom',
    { genreOtherwise: { country: 1 }, instruments: ANY_KIT, beats: ['country/train'] },
  ],
  [
    'motorik, motorik beat, motorik drums',
    { genreOtherwise: { 'indie-rock': 1 }, instruments: ANY_KIT, beats: ['indie-rock/motorik'] },
  ],
  [
    'galloping drums, gallop rhythm, galloping rhythm, gallop beat',
    { instruments: ANY_KIT, beats: ['metal/gallop'] },
  ],
  [
    'tribal toms, tom groove, floor tom groove, tom-heavy drums, rolling toms',
    { instruments: ['room-kit', 'standard-kit'], beats: ['grunge/tom-tide', 'rock/tom-verse'] },
  ],
  [
    'military drums, field drums, marching snare, marching snares, military snare, snare march, march beat, marching drums',
    { instruments: ['orchestra-kit', 'standard-kit'], beats: ['march/street-beat', 'march/field-drums'] },
  ],
  [
    'bo diddley beat, bo diddley, hambone',
    { genreOtherwise: { rock: 1 }, instruments: ANY_KIT, beats: ['bo-diddley'] },
  ],
  ['surf beat', { genreOtherwise: { rock: 1 }, instruments: ANY_KIT, beats: ['surf'] }],
  [
    'second line beat, second line groove, street beat',
    { genreOtherwise: { 'jazz-swing': 1 }, instruments: ANY_KIT, beats: ['second-line'] },
  ],
  [
    'funky drummer, funky drums, funk drums, ghost notes',
    { genreOtherwise: { funk: 1 }, instruments: ANY_KIT, beats: ['funk/drummer', 'funk/linear'] },
  ],
  [
    'boom bap drums, boom-bap drums, boom bap beat',
    {
      genreOtherwise: { 'boom-bap': 1 },
      instruments: ANY_KIT,
      beats: ['boom-bap/classic-boom-bap', 'boom-bap/swung-ghosts'],
    },
  ],
  [
    'trap drums, trap beats, trap percussion',
    { genreOtherwise: { trap: 1 }, instruments: ANY_KIT, beats: ['trap/classic', 'trap/rolls'] },
  ],
  [
    'tresillo, tresillo beat',
    { genreOtherwise: { pop: 1 }, instruments: ANY_KIT, beats: ['pop/tresillo-pop'] },
  ],
  [
    'swing drums, jazz drums, ride pattern',
    {
      genreOtherwise: { 'jazz-swing': 1 },
      instruments: ANY_KIT,
      beats: ['jazz-swing/ride-swing', 'jazz-swing/hat-swing'],
    },
  ],
  [
    'bossa nova beat, bossa beat',
    { genreOtherwise: { 'bossa-nova': 1 }, instruments: ANY_KIT, beats: ['bossa-nova/bossa'] },
  ],
  [
    'dembow beat, reggaeton beat, reggaeton drums',
    { genreOtherwise: { reggaeton: 1 }, instruments: ANY_KIT, beats: ['reggaeton/dembow'] },
  ],
  [
    'stomp beat, stomp, stomps and claps, stomp and clap, stomping beat',
    { instruments: ['percussion-kit'], energy: 0.05, beats: ['folk/stomp', 'celtic/stomp'] },
  ],
]
