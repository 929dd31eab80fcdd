import type { LexiconEntry } from '../../meaning.js'

/**
 * Shades of metal and punk, mostly told apart by tempo and by what the drummer does. Names as in the styles of Discogs
 * and the genre list of MusicBrainz.
 */
export const METAL_AND_PUNK: readonly LexiconEntry[] = [
  [
    'thrash, thrash metal',
    { genre: { metal: 1 }, bpm: 184, energy: 0.12, beats: ['metal/thrash', 'metal/double-kick'] },
  ],
  [
    'speed metal',
    {
      genre: { metal: 0.8, 'hard-rock': 0.2 },
      bpm: 192,
      energy: 0.12,
      beats: ['metal/thrash', 'metal/gallop'],
    },
  ],
  [
    'power metal, epic metal',
    {
      genre: { metal: 0.8, 'hard-rock': 0.2 },
      bpm: 168,
      brightness: 0.2,
      energy: 0.15,
      beats: ['metal/double-kick', 'metal/gallop'],
    },
  ],
  [
    'nwobhm, traditional heavy metal',
    { genre: { metal: 0.7, 'hard-rock': 0.3 }, bpm: 148, beats: ['metal/gallop'] },
  ],
  [
    'death metal, brutal death metal, technical death metal, old school death metal',
    {
      genre: { metal: 1 },
      bpm: 186,
      brightness: -0.9,
      energy: 0.2,
      mode: 'phrygian',
      beats: ['metal/blast', 'metal/double-kick'],
    },
  ],
  [
    'melodic death metal, melodeath, gothenburg metal',
    {
      genre: { metal: 1 },
      bpm: 172,
      brightness: -0.7,
      energy: 0.12,
      beats: ['metal/double-kick', 'metal/thrash'],
    },
  ],
  [
    'black metal, blackened metal, atmospheric black metal, depressive black metal',
    {
      genre: { metal: 1 },
      bpm: 176,
      brightness: -0.8,
      energy: 0.12,
      mix: { drive: 0.2, space: 0.3 },
      beats: ['metal/blast', 'metal/double-kick'],
    },
  ],
  [
    'metalcore, melodic metalcore',
    {
      genre: { metal: 0.85, punk: 0.15 },
      bpm: 150,
      energy: 0.1,
      beats: ['metal/half-time-heavy', 'metal/double-kick'],
    },
  ],
  [
    'deathcore, slam, beatdown, beatdown hardcore',
    {
      genre: { metal: 1 },
      bpm: 122,
      brightness: -0.9,
      energy: 0.15,
      mix: { drive: 0.3, bass: 0.2 },
      beats: ['metal/half-time-heavy', 'metal/blast'],
    },
  ],
  [
    'djent, progressive metal, prog metal',
    {
      genre: { metal: 0.85, rock: 0.15 },
      bpm: 120,
      harmony: 0.2,
      beats: ['metal/groove', 'metal/half-time-heavy'],
    },
  ],
  ['groove metal, southern metal', { genre: { metal: 1 }, bpm: 116, beats: ['metal/groove'] }],
  [
    'nu metal, nu-metal, rap metal',
    { genre: { metal: 0.75, 'hip-hop': 0.25 }, bpm: 102, beats: ['metal/groove', 'metal/half-time-heavy'] },
  ],
  [
    'doom metal, doom, epic doom, stoner doom, sludge, sludge metal',
    {
      genre: { metal: 0.7, grunge: 0.3 },
      bpm: 70,
      brightness: -0.8,
      beats: ['grunge/half-time-dirge', 'grunge/sludge'],
    },
  ],
  [
    'funeral doom, drone metal',
    {
      genre: { metal: 0.7, grunge: 0.3 },
      bpm: 54,
      brightness: -0.9,
      energy: -0.1,
      beats: ['grunge/half-time-dirge'],
    },
  ],
  [
    'stoner metal, desert rock, stoner rock, sludge rock',
    { genre: { grunge: 0.75, metal: 0.25 }, bpm: 92, beats: ['grunge/sludge', 'grunge/flam-stomp'] },
  ],
  [
    'grindcore, powerviolence',
    { genre: { metal: 0.6, punk: 0.4 }, bpm: 206, energy: 0.3, beats: ['metal/blast'] },
  ],
  ['crossover thrash', { genre: { metal: 0.6, punk: 0.4 }, bpm: 188, energy: 0.2, beats: ['metal/thrash'] }],
  [
    'crust punk, crust, d-beat punk',
    { genre: { punk: 0.7, metal: 0.3 }, bpm: 184, brightness: -0.7, energy: 0.15, beats: ['punk/d-beat'] },
  ],
  [
    'hardcore punk, hardcore punk rock, new york hardcore, nyhc',
    { genre: { punk: 1 }, bpm: 192, energy: 0.15, beats: ['punk/skank-beat', 'punk/d-beat'] },
  ],
  [
    'pop punk, pop-punk, easycore',
    {
      genre: { punk: 0.8, pop: 0.2 },
      bpm: 168,
      brightness: 0.5,
      beats: ['punk/crash-drive', 'punk/punk-eighths'],
    },
  ],
  ['skate punk, melodic hardcore', { genre: { punk: 1 }, bpm: 188, energy: 0.1, beats: ['punk/skank-beat'] }],
  ['street punk, oi, oi!', { genre: { punk: 1 }, bpm: 164, voice: { choir: true } }],
  ['emo punk', { genre: { punk: 1 }, bpm: 164, brightness: -0.5 }],
  ['emo, emo rock', { genre: { 'indie-rock': 0.5, punk: 0.5 }, bpm: 148, brightness: -0.5 }],
  ['screamo, post-hardcore', { genre: { punk: 0.6, metal: 0.4 }, bpm: 156, brightness: -0.6, energy: 0.15 }],
  [
    'ska punk, skacore, third wave ska, ska-core',
    { genre: { ska: 0.55, punk: 0.45 }, bpm: 168, energy: 0.1, beats: ['ska/skank-punk'] },
  ],
]
