import type { GenreProfile } from '../profile.js'
import { FILLS } from '../shared/fills.js'
import { LATIN_LOOPS } from '../shared/loops/rich-chords.js'
import { bandMix } from '../shared/mix-presets.js'
import {
  answers,
  bass,
  bassLine,
  book,
  chords,
  drums,
  endings,
  figure,
  groove,
  IN_FOUR,
  lead,
  melodic,
  percussion,
  riff,
  soloist,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

/**
 * Counted in half notes of the usual notation, so that a bar of sixteenths holds one whole clave. Everything lies in
 * 2-3: players choose their patterns independently and must still agree on the side of the clave.
 */
export const salsa: GenreProfile = {
  id: 'salsa',
  label: 'salsa',
  family: 'latin',
  terms: [
    'salsa',
    'son cubano',
    'son montuno',
    'timba',
    'guaracha',
    'afro-cuban',
    'cuban',
    'rumba cubana',
    'guaguanco',
    'boogaloo',
  ],
  identity: { rhythm: 1, colour: 0.9 },
  tempo: { lowBpm: 82, typicalBpm: 94, highBpm: 110 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  sixteenthSwing: 0.51,
  tightness: 0.55,
  modes: [
    { mode: 'minor', weight: 2.5 },
    { mode: 'major', weight: 2 },
    { mode: 'dorian', weight: 0.5 },
  ],
  tonics: [0, 2, 5, 7, 9, 10],
  harmony: {
    major: book(LATIN_LOOPS.major, {
      intro: ['I IV | V IV', 'I | ii | V7 | I'],
      verse: ['I IV | V IV', 'I VI7 | ii V7', 'I | ii V7 | I | ii V7', 'Imaj7 | vi7 | ii7 | V7'],
      chorus: ['I IV | V7 IV', 'I V7 | V7 I', 'ii V7 | I VI7', 'I IV | I V7'],
      solo: ['I IV | V7 IV', 'ii V7 | I VI7'],
      bridge: ['IV | iv | I | VI7 | II7 | II7 | V7 | V7', 'bVI | bVII | I | V7'],
    }),
    minor: book(LATIN_LOOPS.minor, {
      intro: ['i iv | V7 iv', 'im7 | iim7b5 V7 | im7 | V7'],
      verse: [
        'i iv | V7 iv',
        'im7 | bVII7 | bVI7 | V7',
        'i V7 | V7 i',
        'im7 ivm7 | bVII7 bIIImaj7 | bVImaj7 iim7b5 | V7 im7',
      ],
      'pre-chorus': ['iv | bVII7 | bIII | V7', 'iim7b5 | V7 | iim7b5 | V7'],
      chorus: ['i iv | V7 iv', 'i bVII | bVI V7', 'iv V7 | i V7', 'im7 ivm7 | iim7b5 V7'],
      solo: ['i iv | V7 iv', 'im7 IV9 | im7 V7'],
      bridge: ['bVImaj7 | bVII7 | im7 | im7 | ivm7 | ivm7 | V7 | V7', 'iv | i | iim7b5 | V7'],
    }),
    colour: 'sevenths',
    cadence: 0.4,
    lift: 0.1,
  },
  form: {
    templates: [
      'intro 4, verse 8, verse 8, chorus 8, solo 8, chorus 8, interlude 4, chorus 8, outro 4',
      'intro 4, verse 8, chorus 4, verse 8, interlude 4, chorus 8, solo 8, break 4, chorus 8, outro 2',
      'intro 8, chorus 4, verse 8, chorus 8, solo 8, interlude 4, chorus 8, chorus 8, outro 4',
    ],
    energy: { intro: 0.68, verse: 0.58, chorus: 0.82, interlude: 0.9, solo: 0.8, break: 0.55, outro: 0.85 },
    seconds: [150, 185],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.7, leaps: 0.4, repetition: 0.65, melisma: 0.06 }),
  singing: { register: 0.4, backing: 0.9, maxSyllablesPerSecond: 5.2 },
  grooves: [
    groove(
      'cascara-two-three',
      { kick: '...6.......6....', rim: '6.5.65.65.65.6.5', tomHigh: '......6.......66' },
      [0, 0.7],
    ),
    groove(
      'palitos',
      { kick: '...6.......6....', rim: '6.5.6.6565.65.65', tomMid: '......5.......55' },
      [0, 0.7],
    ),
    groove(
      'mambo-bell',
      { kick: '...7.......7....', cowbell: '8.658.658.658.65', tomHigh: '......7.......77' },
      [0.6, 1],
    ),
    groove(
      'campana',
      { kick: '7...7...7...7...', cowbell: '8.6.8.6.8.6.8.6.', timbale: '....6.......6...' },
      [0.55, 1],
    ),
    groove(
      'cha-cha',
      {
        kick: '7.......7.......',
        cowbell: '7...5...7...5...',
        timbale: '..........6.66..',
        rim: '....6...........',
      },
      [0, 0.6],
    ),
    groove(
      'songo',
      {
        kick: '...7..7....7..7.',
        snare: '..7..3.3..7..3.3',
        rim: '....6.......6...',
        ride: '6.6.6.6.6.6.6.6.',
      },
      [0.4, 0.9],
    ),
    groove(
      'timba-gear',
      {
        kick: '7..7..7.7..7..7.',
        cowbell: '8.658.658.658.65',
        snare: '....8..2....8.22',
        crash: '6...............',
      },
      [0.85, 1],
    ),
  ],
  fills: [FILLS.timbalRoll, FILLS.timbales, FILLS.cowbellCall, FILLS.guiroStop],
  slots: [
    drums(['percussion-kit'], { fromEnergy: 0.25, gainDb: -1, pan: -0.15 }),
    percussion(
      [
        PERCUSSION.congaTumbao,
        groove(
          'tumbao-two-drums',
          { congaMute: '337333..337333..', congaHigh: '......67......67', congaLow: '........66......' },
          [0.5, 1],
        ),
      ],
      { fromEnergy: 0, gainDb: 1, pan: 0.3 },
      'congas',
    ),
    percussion(
      [PERCUSSION.claveTwoThree, PERCUSSION.rumbaClaveTwoThree],
      { fromEnergy: 0.3, gainDb: -3, pan: -0.4 },
      'clave',
    ),
    percussion(
      [PERCUSSION.bongoMartillo, PERCUSSION.maracas, PERCUSSION.guiroCha],
      { fromEnergy: 0.4, gainDb: -3, pan: 0.5 },
      'bongos',
    ),
    bass(
      ['upright-bass', 'electric-bass', 'fretless-bass'],
      [
        bassLine('tumbao-salsa', '...5--R----5--n-'),
        bassLine('tumbao-rooted', 'R--5--8----5--n-', [0, 0.7]),
        bassLine('son-bass', 'R--5--R-R--5--n-', [0.3, 1]),
        bassLine('timba-bass', '...5-.8.R..5-.n.', [0.7, 1]),
        bassLine('cha-bass', 'R-..5-R-R-..5-n-', [0, 0.6]),
      ],
      { fromEnergy: 0.1, gainDb: 2 },
    ),
    chords(
      'montuno',
      ['grand-piano', 'bright-piano', 'electric-piano'],
      [
        figure('montuno-two-three', ['0.22.2.2.2.2.2.2', '3.44.3.4.4.3.4.3'], [0.3, 1]),
        figure('montuno-thirds', ['0.11.2.1.2.1.2.1', '2.33.4.3.4.3.4.3'], [0.3, 1]),
        figure('montuno-octaves', ['X.11.2.1.3.1.2.1', '0.44.5.4.6.4.5.4'], [0.6, 1]),
        figure('son-chords', '..x.x...x..x..x.', [0, 0.6]),
        figure('bolero-arpeggio', '0.1.2.3.4.3.2.1.', [0, 0.45]),
        figure('cha-chords', '..x...x...x.xx..', [0, 0.7]),
      ],
      [55, 81],
      { fromEnergy: 0, gainDb: 1, pan: -0.2 },
    ),
    chords(
      'tres',
      ['acoustic-guitar', 'nylon-guitar'],
      [
        figure('tres-guajeo', '.2.3.1.3.2.3.1.3', [0.2, 1]),
        figure('tres-clave', '..2.3.1.2..3.1.3', [0, 0.9]),
      ],
      [57, 81],
      { fromEnergy: 0.35, presence: 0.6, gainDb: -3, pan: 0.4 },
    ),
    riff(
      'mambo-horns',
      ['brass-section', 'trombone', 'trumpet'],
      [58, 79],
      ['x.x.xx.x.x.xx-..', '..xx.x.x-.xx.x-.', 'x--x--x-..xx.x-.', '.x.x.xx-.x.x.xx-'],
      {
        fromEnergy: 0.6,
        only: ['intro', 'interlude', 'solo', 'chorus', 'outro'],
        gainDb: 0,
        pan: 0.15,
      },
    ),
    chords(
      'horn-punches',
      ['brass-section', 'trombone'],
      [figure('ponche', '......s.......s.', [0.5, 1]), figure('mona', '..s.s...s..s..s.', [0.7, 1])],
      [57, 77],
      { fromEnergy: 0.55, presence: 0.7, gainDb: -2, pan: 0.25, voices: 3 },
    ),
    answers(['flute', 'trumpet', 'violin'], [62, 84], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['trumpet', 'trombone', 'flute'], [60, 82], 0.6),
    soloist(['trumpet', 'grand-piano', 'trombone', 'flute'], [60, 86], 0.85),
  ],
  mix: bandMix(
    {
      percussion: { gainDb: -5, lowCutHz: 90, compression: 0.25, width: 1.2, sends: { room: -14 } },
      drums: { gainDb: -5, compression: 0.25, eq: [], sends: { room: -14 } },
      bass: { gainDb: -2.5, compression: 0.45, width: 0.1 },
      keyboard: { gainDb: -5, sends: { room: -17 } },
      brass: { gainDb: -5.5, sends: { room: -14, plate: -18 } },
    },
    0.35,
    'street',
  ),
  endings: endings({ button: 6, hold: 1 }),
}
