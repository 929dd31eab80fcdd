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
    'big band, big band jazz, big band swing, swing band, jazz orchestra',
    { genre: { 'jazz-swing': 1 }, energy: 0.08, instruments: ['brass-section'] },
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
  ['drill, uk drill, brooklyn drill, chicago drill', { genre: { trap: 1 }, brightness: -0.7, bpm: 142 }],
  [
    'phonk, drift phonk, memphis rap, horrorcore',
    {
      genre: { trap: 0.8, house: 0.2 },
      brightness: -0.8,
      mix: { drive: 0.5, bass: 0.4 },
      instruments: ['808-kit'],
    },
  ],
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
    'smooth jazz, lounge jazz, dinner jazz, late night jazz',
    { genre: { 'jazz-swing': 0.5, 'rnb-soul': 0.5 }, energy: -0.12, instruments: ['tenor-sax'] },
  ],
  ['nu jazz, electro jazz, future jazz', { genre: { 'jazz-swing': 0.5, 'deep-house': 0.5 } }],
  ['free jazz, avant-garde jazz, modal jazz, spiritual jazz', { genre: { 'jazz-swing': 1 }, harmony: 0.4 }],
  [
    'dixieland, swing band, new orleans, new orleans jazz, trad jazz, second line, hot jazz',
    {
      genre: { 'jazz-swing': 0.8, march: 0.2 },
      energy: 0.15,
      instruments: ['clarinet', 'trumpet', 'trombone'],
    },
  ],
  [
    'gypsy jazz, jazz manouche, hot club',
    { genre: { 'jazz-swing': 1 }, instruments: ['acoustic-guitar', 'violin'] },
  ],
  [
    'ragtime, stride piano, barrelhouse, saloon',
    { genre: { 'jazz-swing': 0.6, 'classical-piano': 0.4 }, bpm: 92, instruments: ['honky-tonk'] },
  ],
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
      instruments: ['tenor-sax', 'upright-bass', 'grand-piano'],
    },
  ],
]
