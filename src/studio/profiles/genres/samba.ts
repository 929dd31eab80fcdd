import type { GenreProfile } from '../profile.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { BRAZIL_LOOPS } from '../shared/loops/rich-chords.js'
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

export const samba: GenreProfile = {
  id: 'samba',
  label: 'samba',
  family: 'latin',
  terms: [
    'brazilian samba',
    'samba',
    'batucada',
    'pagode',
    'carnival samba',
    'carnival',
    'samba enredo',
    'samba de roda',
    'samba rock',
    'brazilian carnival',
    'forro',
    'baiao',
    'choro',
  ],
  identity: { rhythm: 1, colour: 0.75 },
  tempo: { lowBpm: 88, typicalBpm: 102, highBpm: 128 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  sixteenthSwing: 0.53,
  tightness: 0.4,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'minor', weight: 1.8 },
  ],
  tonics: [0, 5, 2, 7, 9],
  harmony: {
    major: book(BRAZIL_LOOPS.major, {
      intro: ['I6 | VI7 | ii7 | V7', 'I6 | I6 | V7 | V7'],
      verse: [
        'I6 | VI7 | ii7 | V7',
        'I6 | I6 | ii7 | V7',
        'I6 | V7 | I6 | I7 | IVmaj7 | iv6 | ii7 V7 | I6',
        'I6 | #idim7 | ii7 | V7',
      ],
      chorus: [
        'I6 | VI7 | II7 | V7',
        'IVmaj7 | iv6 | I6 | VI7',
        'ii7 | V7 | I6 | VI7',
        'I6 | I7 | IV | iv6 | I6>5 | VI7 | ii7 V7 | I6',
      ],
    }),
    minor: book(BRAZIL_LOOPS.minor, {
      verse: ['im7 | V7 | im7 | I7', 'im7 | ivm7 | V7 | im7', 'im6 | im6 | iim7b5 | V7'],
      chorus: ['ivm7 | im7 | V7 | im7', 'ivm7 | bVII7 | bIII | V7', 'im7 | bVII | bVI7 | V7'],
    }),
    colour: 'sevenths',
    cadence: 0.45,
    lift: 0.1,
  },
  form: {
    templates: [
      FORMS.danceBand,
      'intro 8, chorus 8, verse 8, chorus 8, verse 8, interlude 8, chorus 16, outro 4',
      FORMS.callAndVamp,
    ],
    energy: { intro: 0.6, verse: 0.58, chorus: 0.85, interlude: 0.8, solo: 0.75, outro: 0.7 },
    seconds: [140, 175],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.7, leaps: 0.35, repetition: 0.65 }),
  singing: { register: 0.2, backing: 0.9, maxSyllablesPerSecond: 5.2 },
  grooves: [
    groove('samba-kit', { kick: '8..68..68..68..6', snare: '6.5..6.5.6..6.56', hat: '6454645464546454' }),
    groove(
      'batucada',
      {
        surdo: '4.......9.....4.',
        surdoMute: '7.......2.......',
        snare: '7346734673467346',
        tomHigh: '..6..66...6..66.',
      },
      [0.55, 1],
    ),
    groove(
      'partido-alto',
      { kick: '8.....6.8.....6.', rim: '.6..6.6..6.6..6.', hat: '5.5.5.5.5.5.5.5.' },
      [0, 0.75],
    ),
    groove(
      'samba-cruzado',
      {
        kick: '7..67..67..67..6',
        rim: '6.6..6.6.6..6.6.',
        floorTom: '....7.......7.6.',
        hat: '5454545454545454',
      },
      [0.3, 0.9],
    ),
    groove(
      'enredo',
      {
        kick: '8..68..68..68..6',
        snare: '7355735573557357',
        surdo: '........9.......',
        cowbell: '6.6.66.6.66.6.66',
      },
      [0.7, 1],
    ),
    groove(
      'samba-brushes',
      { kick: '6..56..56..56..5', snare: '4243424342434243', pedalHat: '....4.......4...' },
      [0, 0.5],
    ),
  ],
  fills: [FILLS.sambaCall, FILLS.surdoTurn, FILLS.timbales, FILLS.rims],
  slots: [
    drums(['standard-kit', 'percussion-kit', 'brush-kit'], { fromEnergy: 0.3, gainDb: -2 }),
    percussion(
      [
        groove('surdo-and-pandeiro', { surdo: '5.......9.......', tambourine: '7346734673467346' }),
        groove('surdo-third', { surdo: '5.....4.9..5..4.', tambourine: '7.467.467.467.46' }, [0.4, 1]),
      ],
      { fromEnergy: 0, gainDb: 1, pan: 0 },
    ),
    percussion(
      [
        PERCUSSION.tamborim,
        PERCUSSION.agogo,
        groove('tamborim-carreteiro', { woodBlock: '6646664666466646' }, [0.6, 1]),
      ],
      { fromEnergy: 0.5, gainDb: -2, pan: 0.45 },
      'tamborim',
    ),
    percussion(
      [PERCUSSION.shakerSixteenths, groove('ganza', { shaker: '6446644664466446' })],
      { fromEnergy: 0.3, gainDb: -3, pan: -0.4 },
      'ganza',
    ),
    bass(
      ['electric-bass', 'upright-bass', 'fretless-bass'],
      [
        bassLine('samba-pulse', 'R--RR--R5--55--a'),
        bassLine('samba-surdo', 'R-..R--R5---5--R', [0, 0.8]),
        bassLine('samba-dotted', 'R--r5--5R--r5--a', [0.3, 1]),
        bassLine('samba-bounce', 'R--58--5R--58--a', [0.6, 1]),
      ],
      { fromEnergy: 0.25, gainDb: 1 },
    ),
    chords(
      'cavaquinho',
      ['acoustic-guitar', 'nylon-guitar'],
      [
        figure('cavaco', 'D.dUD.dU.dUD.dUD', [0.4, 1]),
        figure('cavaco-partido', '.D.dU.D.dU.D.dUd', [0.2, 0.9]),
        figure('samba-guitar', ['b-----..f-----..', '..x.x..x.x..x.x.'], [0, 1]),
        CHORDS.bossaGuitar,
        figure('seven-string', ['b..f..b.f..b..f.', '..x.x..x.x.x.x.x'], [0.3, 1]),
      ],
      [52, 79],
      { fromEnergy: 0, gainDb: 1, pan: -0.25 },
    ),
    chords(
      'piano',
      ['electric-piano', 'grand-piano', 'accordion'],
      [figure('samba-comp', 'x.x..x.x.x..x.x.', [0.3, 1]), CHORDS.bossaPiano, CHORDS.pushes],
      [55, 77],
      {
        fromEnergy: 0.5,
        presence: 0.7,
        gainDb: -4,
        pan: 0.3,
      },
    ),
    riff(
      'horns',
      ['brass-section', 'trombone', 'flute'],
      [58, 79],
      ['x.x.xx.x-..x.x-.', '..x.x.x-..x.x.x-', 'x-x.x.x-x-x.x-..'],
      {
        fromEnergy: 0.6,
        only: ['intro', 'interlude', 'chorus', 'outro'],
        presence: 0.8,
        gainDb: -2,
        pan: 0.2,
      },
    ),
    answers(['flute', 'trombone', 'clarinet'], [60, 82], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['flute', 'clarinet', 'trumpet'], [62, 84], 0.65),
    soloist(['clarinet', 'trombone', 'nylon-guitar', 'flute'], [58, 82], 0.85),
  ],
  mix: bandMix(
    {
      percussion: { gainDb: -3.5, lowCutHz: 40, compression: 0.25, width: 1.2, sends: { room: -15 } },
      drums: { gainDb: -4, compression: 0.25, sends: { room: -15 } },
      guitar: { gainDb: -5, sends: { room: -17 } },
    },
    0.35,
    'street',
  ),
  endings: endings({ button: 4, fade: 2, hold: 1 }),
}
