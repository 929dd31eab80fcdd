import type { LexiconEntry } from '../../meaning.js'

/**
 * Shades of blues, jazz, soul, funk and hip hop as blends of profiles. Names as in the genre list of MusicBrainz and
 * AllMusic's style pages.
 */
export const RHYTHM_AND_RAP: readonly LexiconEntry[] = [
  [
    'gospel choir, mass choir',
    { genre: { gospel: 1 }, voice: { choir: true }, instruments: ['choir-aahs', 'voice-oohs'] },
  ],
  [
    'delta blues, mississippi blues, slide blues',
    { genre: { blues: 1 }, energy: -0.15, instruments: ['acoustic-guitar'] },
  ],
  ['rap, hip hop, hiphop, rap music', { genre: { 'hip-hop': 1 }, voice: { spoken: true } }],
  [
    'west coast, west coast rap, g-funk, gangsta rap, lowrider',
    { genre: { 'hip-hop': 0.7, funk: 0.3 }, voice: { spoken: true } },
  ],
  ['hi-hat rolls, hat rolls, triplet hats, rolling hi-hats', { genreOtherwise: { trap: 1 } }],
  [
    'cloud rap, emo rap, sad rap, plugg, pluggnb',
    { genre: { trap: 0.75, ambient: 0.25 }, energy: -0.1, mix: { space: 0.4 } },
  ],
  ['mumble rap, rage rap, rage, crunk, dirty south, hyphy', { genre: { trap: 1 }, energy: 0.12 }],
  ['grime, uk rap', { genre: { trap: 0.5, dubstep: 0.5 }, bpm: 140, voice: { spoken: true } }],
  ['pop rap, melodic rap, rap ballad', { genre: { 'hip-hop': 0.55, pop: 0.45 } }],
  ['hip house', { genre: { 'hip-hop': 0.4, house: 0.6 }, voice: { spoken: true } }],
  [
    'jazz hop, lo-fi jazz, beat tape, instrumental hip hop',
    { genre: { 'lofi-hip-hop': 0.8, 'boom-bap': 0.2 } },
  ],
  [
    'contemporary r&b, modern r&b, alternative r&b, alt r&b, pbr&b, trap soul, neo-r&b',
    { genre: { 'rnb-soul': 0.75, trap: 0.25 } },
  ],
  ['neo soul, nu soul', { genre: { 'rnb-soul': 0.8, 'lofi-hip-hop': 0.2 }, harmony: 0.15 }],
  ['quiet storm, bedroom r&b, baby making music', { genre: { 'rnb-soul': 1 }, energy: -0.15, tempo: 0.9 }],
  ['new jack swing, nineties r&b', { genre: { 'rnb-soul': 0.6, funk: 0.4 }, bpm: 108, swing: 0.58 }],
  [
    'psychedelic soul, blaxploitation, cinematic soul',
    { genre: { soul: 0.5, funk: 0.5 }, instruments: ['string-section'] },
  ],
  ['blue-eyed soul, pop soul, soul pop', { genre: { soul: 0.6, pop: 0.4 } }],
  [
    'doo-wop, street corner harmony',
    { genre: { soul: 0.7, rock: 0.3 }, voice: { choir: true }, meter: { numerator: 12, denominator: 8 } },
  ],
  [
    'gospel choir song, gospel soul, soul gospel',
    { genre: { gospel: 0.7, soul: 0.3 }, voice: { choir: true } },
  ],
  ['southern gospel, country gospel', { genre: { gospel: 0.5, country: 0.5 } }],
  ['electro funk, synth funk, go-go, funkstep', { genre: { funk: 0.75, 'synth-pop': 0.25 } }],
  [
    'jazz funk, acid jazz, soul jazz, rare groove',
    { genre: { funk: 0.6, 'jazz-swing': 0.4 }, harmony: 0.15 },
  ],
  ['jazz fusion, fusion, jazz rock', { genre: { funk: 0.4, 'jazz-swing': 0.4, rock: 0.2 }, harmony: 0.25 }],
  [
    'broadway, musical, musical theatre, musical theater, show tune, showtune, cabaret, vaudeville, burlesque',
    { genre: { 'jazz-swing': 0.5, pop: 0.5 }, instruments: ['grand-piano', 'brass-section'] },
  ],
  [
    'crooner jazz, traditional pop, great american songbook, rat pack',
    { genre: { 'jazz-swing': 1 }, energy: -0.05, instruments: ['string-section', 'brass-section'] },
  ],
  [
    'easy listening, elevator music, muzak, exotica, space age pop',
    { genre: { 'bossa-nova': 0.7, 'jazz-swing': 0.3 }, energy: -0.15 },
  ],
  [
    'piano blues, acoustic blues, country blues, texas blues, soul blues',
    { genre: { blues: 0.85, soul: 0.15 } },
  ],
  [
    'jump blues, jump blues piano, boogie-woogie blues',
    {
      genre: { blues: 0.65, 'jazz-swing': 0.35 },
      bpm: 152,
      swing: 0.64,
      players: [['tenor-sax'], ['upright-bass'], ['grand-piano']],
    },
  ],

  [
    'drill, uk drill, brooklyn drill, chicago drill',
    { genre: { trap: 1 }, brightness: -0.7, bpm: 142, beats: ['trap/drill'] },
  ],
  [
    'phonk, memphis rap, horrorcore',
    {
      genre: { trap: 0.8, 'lofi-hip-hop': 0.2 },
      brightness: -0.8,
      mix: { drive: 0.5, bass: 0.4, tape: 0.3 },
      instruments: ['808-kit'],
    },
  ],
  [
    'drift phonk, phonk house, gym phonk',
    {
      genre: { house: 0.6, trap: 0.4 },
      bpm: 142,
      brightness: -0.8,
      energy: 0.12,
      mix: { drive: 0.6, bass: 0.4 },
      instruments: ['808-kit'],
      beats: ['drift-phonk'],
    },
  ],
  [
    'motown',
    {
      genre: { soul: 0.8, pop: 0.2 },
      bpm: 118,
      brightness: 0.5,
      instruments: ['brass-section'],
      beats: ['soul/four-snares'],
    },
  ],
  [
    'northern soul',
    { genre: { soul: 1 }, bpm: 130, energy: 0.1, beats: ['soul/soul-stomp', 'soul/four-snares'] },
  ],
  [
    'southern soul, memphis soul',
    { genre: { soul: 0.85, blues: 0.15 }, bpm: 92, beats: ['soul/memphis', 'soul/delayed-backbeat'] },
  ],
  [
    'deep soul, soul ballad',
    { genre: { soul: 1 }, meter: { numerator: 12, denominator: 8 }, bpm: 66, energy: -0.08 },
  ],
  [
    'philly soul, philadelphia soul',
    {
      genre: { soul: 0.55, disco: 0.45 },
      bpm: 110,
      instruments: ['string-section'],
      beats: ['disco/philly'],
    },
  ],
  ['nu disco, nu-disco', { genre: { disco: 0.75, house: 0.25 }, bpm: 117 }],
  [
    'italo disco, italo',
    { genre: { disco: 0.5, 'synth-pop': 0.5 }, bpm: 120, instruments: ['arp', 'saw-lead'] },
  ],
  ['studio 54', { genre: { disco: 1 }, bpm: 120 }],
  [
    'worship, praise, praise and worship, christian, christian music, ccm, contemporary worship, contemporary christian',
    {
      genre: { gospel: 0.4, pop: 0.35, 'indie-rock': 0.25 },
      bpm: 74,
      form: { lift: true },
      mix: { space: 0.3 },
      players: [['grand-piano'], ['electric-guitar']],
      beats: ['gospel/rim-worship', 'gospel/contemporary'],
    },
  ],
  [
    'hymn, hymns, hymnal, church hymn',
    {
      genre: { gospel: 0.6, orchestral: 0.4 },
      bpm: 84,
      brightness: 0.4,
      voice: { choir: true },
      instruments: ['church-organ'],
    },
  ],
  ['spiritual, spirituals, negro spiritual', { genre: { gospel: 1 }, bpm: 76, voice: { choir: true } }],
  [
    'praise break, shout music',
    { genre: { gospel: 1 }, bpm: 168, energy: 0.2, beats: ['gospel/praise-break'] },
  ],
]
