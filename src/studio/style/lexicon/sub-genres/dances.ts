import type { LexiconEntry } from '../../meaning.js'

const IN_TWO = { numerator: 2, denominator: 4 }
const IN_THREE = { numerator: 3, denominator: 4 }
const IN_FOUR = { numerator: 4, denominator: 4 }
const IN_SIX = { numerator: 6, denominator: 8 }
const IN_NINE = { numerator: 9, denominator: 8 }
const IN_TWELVE = { numerator: 12, denominator: 8 }

/**
 * Dances, each with its metre and tempo. Ballroom dances at the bars a minute of the World DanceSport Federation's
 * competition rules, old court dances within the ranges of Quantz's "Versuch" (chapter XVII, section vii), Irish ones
 * as at feiseanna, others as in their articles of Oxford Music Online.
 */
export const DANCES: readonly LexiconEntry[] = [
  // Ballroom
  ['viennese waltz, viennese, vienna ball, vienna waltz', { genre: { waltz: 1 }, meter: IN_THREE, bpm: 174 }],
  [
    'slow waltz, english waltz, boston waltz',
    { genre: { waltz: 1 }, meter: IN_THREE, bpm: 87, energy: -0.08 },
  ],
  [
    'musette, musette waltz, valse musette',
    {
      genre: { waltz: 1 },
      meter: IN_THREE,
      bpm: 168,
      instruments: ['accordion'],
      beats: ['waltz/full', 'waltz/brush-waltz'],
    },
  ],
  ['mazurka', { genre: { waltz: 1 }, meter: IN_THREE, bpm: 138, beats: ['waltz/mazurka'] }],
  ['ländler, landler', { genre: { waltz: 1 }, meter: IN_THREE, bpm: 116 }],
  ['foxtrot, slow fox, slowfox', { genre: { 'jazz-swing': 1 }, bpm: 116, energy: -0.05 }],
  ['quickstep, peabody', { genre: { 'jazz-swing': 1 }, bpm: 204, energy: 0.08 }],
  [
    'jive, jitterbug, lindy hop, lindy, boogie-woogie dance',
    { genre: { 'jazz-swing': 0.6, blues: 0.4 }, bpm: 172, energy: 0.1 },
  ],
  [
    'charleston',
    { genre: { 'jazz-swing': 1 }, bpm: 212, energy: 0.12, instruments: ['clarinet', 'trumpet'] },
  ],
  ['west coast swing', { genre: { blues: 0.5, 'rnb-soul': 0.5 }, bpm: 108 }],
  ['paso doble, pasodoble', { genre: { flamenco: 0.55, march: 0.45 }, bpm: 121, instruments: ['trumpet'] }],
  ['milonga', { genre: { tango: 1 }, bpm: 100, beats: ['tango/milonga'] }],
  ['habanera', { genre: { tango: 1 }, bpm: 108, energy: -0.1, beats: ['tango/milonga'] }],
  ['vals criollo, tango vals, tango waltz', { genre: { tango: 1 }, meter: IN_THREE, bpm: 150 }],
  [
    'polka',
    {
      genre: { march: 0.7, waltz: 0.3 },
      meter: IN_TWO,
      bpm: 118,
      players: [['accordion'], ['clarinet'], ['tuba']],
    },
  ],
  [
    'galop, can-can, cancan',
    { genre: { orchestral: 0.6, march: 0.4 }, meter: IN_TWO, bpm: 152, energy: 0.15 },
  ],
  [
    'csardas, czardas, csárdás',
    { genre: { orchestral: 1 }, bpm: 132, mode: 'harmonic minor', instruments: ['violin'] },
  ],
  ['polonaise', { genre: { orchestral: 0.5, 'classical-piano': 0.5 }, meter: IN_THREE, bpm: 92 }],
  // At court
  ['minuet, menuet, menuetto', { genre: { baroque: 1 }, meter: IN_THREE, bpm: 118 }],
  ['sarabande', { genre: { baroque: 1 }, meter: IN_THREE, bpm: 60, energy: -0.15 }],
  ['courante, corrente', { genre: { baroque: 1 }, meter: IN_THREE, bpm: 124 }],
  ['allemande', { genre: { baroque: 1 }, meter: IN_FOUR, bpm: 76 }],
  ['gavotte', { genre: { baroque: 1 }, meter: IN_FOUR, bpm: 120 }],
  ['bourrée, bourree, rigaudon', { genre: { baroque: 1 }, meter: IN_FOUR, bpm: 136, energy: 0.06 }],
  ['gigue, giga', { genre: { baroque: 1 }, meter: IN_SIX, bpm: 112, energy: 0.1 }],
  ['chaconne, passacaglia, folia, la folia', { genre: { baroque: 1 }, meter: IN_THREE, bpm: 80 }],
  ['siciliana, siciliano, sicilienne', { genre: { baroque: 1 }, meter: IN_SIX, bpm: 48, energy: -0.15 }],
  ['pavane, pavan', { genre: { baroque: 0.7, folk: 0.3 }, meter: IN_FOUR, bpm: 66, energy: -0.1 }],
  [
    'galliard, galliarde, saltarello',
    { genre: { baroque: 0.6, celtic: 0.4 }, meter: IN_SIX, bpm: 104, energy: 0.08 },
  ],
  // Irish and Scottish
  ['jig, jigs, double jig', { genre: { celtic: 1 }, meter: IN_SIX, bpm: 114 }],
  ['slip jig, hop jig', { genre: { celtic: 1 }, meter: IN_NINE, bpm: 114 }],
  ['reel, reels, highland reel', { genre: { celtic: 1 }, meter: IN_FOUR, bpm: 108 }],
  ['hornpipe', { genre: { celtic: 1 }, meter: IN_FOUR, bpm: 84, swing: 0.62 }],
  ['strathspey', { genre: { celtic: 1 }, meter: IN_FOUR, bpm: 76, swing: 0.62 }],
  ['irish polka, kerry polka', { genre: { celtic: 1 }, meter: IN_TWO, bpm: 126 }],
  ['slow air, irish lament, celtic lament', { genre: { celtic: 1 }, meter: IN_SIX, bpm: 50, energy: -0.3 }],
  // Spain, Italy
  [
    'bulerias, bulería, bulerías',
    { genre: { flamenco: 1 }, meter: IN_THREE, bpm: 188, beats: ['flamenco/buleria'] },
  ],
  [
    'solea, soleá, soleares, seguiriya',
    { genre: { flamenco: 1 }, meter: IN_THREE, bpm: 104, beats: ['flamenco/solea'] },
  ],
  [
    'sevillanas, fandango, malagueña, jota',
    { genre: { flamenco: 1 }, meter: IN_THREE, bpm: 144, beats: ['flamenco/sevillanas'] },
  ],
  [
    'alegrias, alegrías',
    { genre: { flamenco: 1 }, meter: IN_THREE, bpm: 144, mode: 'major', beats: ['flamenco/buleria'] },
  ],
  [
    'rumba flamenca, rumba catalana, gypsy rumba, gipsy rumba',
    {
      genre: { flamenco: 1 },
      meter: IN_FOUR,
      bpm: 114,
      beats: ['flamenco/rumba-cajon', 'flamenco/rumba-full'],
    },
  ],
  [
    'tangos flamencos, tientos',
    { genre: { flamenco: 1 }, meter: IN_FOUR, bpm: 104, beats: ['flamenco/tangos'] },
  ],
  [
    'tarantella, pizzica',
    {
      genre: { waltz: 0.5, folk: 0.5 },
      meter: IN_SIX,
      bpm: 142,
      energy: 0.1,
      instruments: ['accordion', 'nylon-guitar'],
    },
  ],
  ['barcarolle, barcarole, gondola song', { genre: { 'classical-piano': 1 }, meter: IN_SIX, bpm: 54 }],
  // Cuba, the Caribbean, Brazil
  ['mambo', { genre: { salsa: 1 }, bpm: 98, energy: 0.08, beats: ['salsa/mambo-bell', 'salsa/campana'] }],
  [
    'cha cha, cha-cha, cha cha cha, chachacha',
    { genre: { 'bossa-nova': 1 }, bpm: 120, instruments: ['flute'], beats: ['cha-cha-cha'] },
  ],
  ['rumba', { genre: { 'bossa-nova': 1 }, bpm: 104, instruments: ['nylon-guitar'], beats: ['bolero-son'] }],
  [
    'bolero, boleros',
    {
      genre: { 'bossa-nova': 1 },
      bpm: 92,
      energy: -0.15,
      instruments: ['nylon-guitar'],
      beats: ['bolero-son'],
    },
  ],
  [
    'bachata',
    {
      genre: { cumbia: 1 },
      bpm: 126,
      brightness: -0.2,
      instruments: ['nylon-guitar'],
      players: [['electric-bass'], ['electric-guitar']],
      beats: ['bachata'],
    },
  ],
  [
    'merengue, merengue tipico',
    {
      genre: { cumbia: 1 },
      bpm: 146,
      brightness: 0.5,
      energy: 0.1,
      instruments: ['accordion'],
      players: [['tenor-sax'], ['electric-bass']],
      beats: ['merengue'],
    },
  ],
  [
    'calypso',
    { genre: { reggae: 0.5, samba: 0.5 }, bpm: 106, brightness: 0.7, instruments: ['steel-drums'] },
  ],
  [
    'soca, power soca, groovy soca',
    {
      genre: { reggaeton: 0.6, samba: 0.4 },
      bpm: 128,
      brightness: 0.7,
      energy: 0.1,
      instruments: ['steel-drums'],
      beats: ['soca'],
    },
  ],
  [
    'zouk, kizomba, zouk love, cabo love',
    { genre: { reggaeton: 0.5, 'rnb-soul': 0.5 }, bpm: 92, energy: -0.06, beats: ['zouk'] },
  ],
  ['kompa, compas', { genre: { reggaeton: 0.5, 'rnb-soul': 0.5 }, bpm: 106, beats: ['zouk'] }],
  [
    'maracatu, axé, axe music, lambada',
    { genre: { samba: 0.6, pop: 0.4 }, bpm: 118, brightness: 0.5, energy: 0.08 },
  ],
  // Floors of ours
  ['hustle', { genre: { disco: 1 }, bpm: 116 }],
  [
    'texas two-step, country two-step, line dance, line dancing',
    { genre: { country: 1 }, bpm: 124, beats: ['country/two-step'] },
  ],
  [
    'doo-wop ballad, slow dance',
    { genre: { soul: 0.7, rock: 0.3 }, meter: IN_TWELVE, bpm: 66, energy: -0.12 },
  ],
]
