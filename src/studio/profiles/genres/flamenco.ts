import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
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
  lead,
  melodic,
  meters,
  pad,
  percussion,
  soloist,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const flamenco: GenreProfile = {
  id: 'flamenco',
  label: 'flamenco',
  family: 'world',
  terms: ['flamenco', 'spanish guitar', 'spanish', 'gypsy', 'andalusian', 'nuevo flamenco'],
  identity: { rhythm: 0.85, colour: 1 },
  tempo: { lowBpm: 92, typicalBpm: 112, highBpm: 140 },
  meters: meters({ '4/4': 3, '3/4': 2 }),
  swing: [0.5, 0.5],
  tightness: 0.35,
  modes: [
    { mode: 'phrygian dominant', weight: 4 },
    { mode: 'phrygian', weight: 1.5 },
    { mode: 'harmonic minor', weight: 1.5 },
    { mode: 'major', weight: 0.5 },
  ],
  tonics: [4, 9, 11, 6, 2],
  harmony: {
    major: book(LATIN_LOOPS.major, {
      intro: ['I | bII | I | I', 'I | bII bIII | bII | I'],
      verse: [
        'I | bII | bIII | bII',
        'iv | bIII | bII | I',
        'I | I | bII | I',
        'I | bII | I | bvii',
        'I | bVI | bII | I',
        'I | bII bIII | bII | I',
        'iv | iv | bII | I',
        'I | bvii | bVI | bII',
      ],
      'pre-chorus': ['iv | bIII | bII | I', 'bVI | bVI | bII | I'],
      chorus: [
        'iv | bIII | bII | I',
        'bVI | bvii | bII | I',
        'bIII | bII | I | I',
        'iv | bVI | bII | I',
        'I | bII | I | bII',
        'bVI | bIII | bII | I',
        'bII | bII | I | I',
        'iv | bII | I | bII',
      ],
      bridge: ['bVI | bVI | bIII | bIII | bII | bII | I | I', 'iv | bvii | bIII | bVI | bII | bII | I | I'],
      solo: ['I | bII | I | bII', 'iv | bIII | bII | I'],
      outro: ['bII | bII | I | I', 'iv | bIII | bII | I'],
    }),
    minor: book(LATIN_LOOPS.minor, {
      intro: ['i | bVII | bVI | V', 'i | i | V | V'],
      verse: ['i | bVII | bVI | V', 'iv | bIII | bII | i', 'i | bII | i | bII', 'i | iv | bVI | V'],
      chorus: ['iv | bVII | bIII | bVI', 'bVI | bVI | V | V', 'i | bVII | bVI | V', 'bII | bII | i | i'],
      bridge: ['bVI | bVII | bIII | bVI', 'iv | bIII | bII | i'],
      outro: ['i | bVII | bVI | V', 'bVI | V | i | i'],
    }),
    colour: 'plain',
    cadence: 0.1,
    lift: 0,
  },
  form: {
    templates: [
      'intro 8, verse 8, interlude 4, verse 8, chorus 8, solo 16, verse 8, chorus 8, outro 4',
      'intro 4, verse 8, chorus 8, solo 8, verse 8, chorus 8, bridge 8, solo 8, chorus 8, outro 4',
      'intro 8, verse 8, verse 8, chorus 8, interlude 8, verse 8, chorus 16, outro 4',
    ],
    energy: { intro: 0.38, verse: 0.5, chorus: 0.78, interlude: 0.55, solo: 0.75, bridge: 0.5, outro: 0.7 },
    seconds: [140, 175],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.35, leaps: 0.25, repetition: 0.55, melisma: 0.3 }),
  singing: { register: 0.5, backing: 0.4, maxSyllablesPerSecond: 4.6 },
  grooves: [
    groove('rumba-cajon', {
      floorTom: '8.....6...8.....',
      congaMute: '4.44.44.4.44.44.',
      rim: '....6.......6.5.',
    }),
    groove(
      'tangos',
      { floorTom: '....7...7.......', clap: '....6...6...6...', congaMute: '3.3.3.3.3.3.3.3.' },
      [0, 0.75],
    ),
    groove(
      'rumba-full',
      { floorTom: '8..6..8...8..6..', snare: '....6..4....6.44', clap: '6..5..6.6..5..6.' },
      [0.55, 1],
    ),
    groove(
      'buleria',
      { floorTom: '8.....8.....7...7...7...', clap: '7.4.4.7.4.4.4.7.4.7.4.7.' },
      [0.3, 1],
      '3/4',
      2,
    ),
    groove(
      'solea',
      { floorTom: '4.....8.....8...8...8...', clap: '3.3.3.6.3.3.6.3.6.3.6.3.' },
      [0, 0.7],
      '3/4',
      2,
    ),
    groove(
      'sevillanas',
      { floorTom: '7.....5.....', clap: '6...5.5.6...', castanets: '6...4.446...' },
      [0.3, 1],
      '3/4',
    ),
    groove(
      'zapateado',
      { floorTom: '8.6.6.8.6.6.8.6.', rim: '..5.5...5.5...55', clap: '....6.......6...' },
      [0.7, 1],
    ),
  ],
  fills: [FILLS.palmas, FILLS.rims, FILLS.clapPickup, FILLS.snarePickup],
  slots: [
    chords(
      'guitar',
      ['nylon-guitar'],
      [
        figure('rumba-strum', 'D.dmU.D.dUm.DudU', [0.35, 1]),
        figure('rasgueado', 'D---..dududuD---', [0.6, 1]),
        figure('arpeggio-roll', ['b---f---b---f---', '.123.321.123.321'], [0, 0.75]),
        figure('tremolo', ['b---------------', '.333.444.333.222'], [0, 0.6]),
        figure('tangos-strum', '....D.d.D...d.du', [0.2, 0.9]),
        figure('buleria-strum', 'D-d-d-D-d-d-d-D-d-D-d-D-', [0.3, 1], 2),
        figure('solea-arpeggio', 'b-1-2-3-2-1-', [0, 0.7]),
      ],
      [45, 76],
      { fromEnergy: 0, gainDb: 2, pan: -0.2 },
    ),
    chords(
      'second-guitar',
      ['nylon-guitar'],
      [
        figure('picado-fill', '0.1.2.3.4.3.2.1.', [0.3, 0.9]),
        figure('rumba-mute', 'm.DmU.m.DmU.m.Dm', [0.4, 1]),
        CHORDS.waltzStrum,
        CHORDS.waltzFingers,
      ],
      [48, 79],
      { fromEnergy: 0.5, gainDb: -2, pan: 0.4 },
    ),
    percussion(
      [PERCUSSION.palmasRumba, PERCUSSION.palmasThree, PERCUSSION.castanets],
      { fromEnergy: 0.25, gainDb: -1, pan: 0.3 },
      'palmas',
    ),
    drums(['percussion-kit'], { fromEnergy: 0.4, gainDb: 0 }),
    bass(
      ['upright-bass', 'fretless-bass', 'electric-bass'],
      [
        bassLine('rumba-bass', 'R-----5-R-..5-a-'),
        bassLine('tangos-bass', '....R---R---5-..', [0, 0.7]),
        bassLine('flamenco-long', 'R-----------5-a-', [0, 0.8]),
        bassLine('rumba-drive', 'R--R..5-R--R..a-', [0.5, 1]),
        BASS.waltz,
        bassLine('compas', 'R-....5-....', [0, 1]),
      ],
      { fromEnergy: 0.42, gainDb: 0 },
    ),
    pad('strings', ['slow-strings', 'string-section', 'voice-oohs'], [55, 79], {
      fromEnergy: 0.65,
      presence: 0.4,
      gainDb: -6,
      voices: 3,
    }),
    answers(['flute', 'violin', 'nylon-guitar'], [60, 82], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['nylon-guitar', 'flute'], [60, 82], 0.65),
    soloist(['nylon-guitar', 'violin'], [57, 84], 0.95),
  ],
  mix: bandMix(
    {
      guitar: { gainDb: -2, lowCutHz: 70, compression: 0.2, width: 1.1, sends: { room: -13, plate: -19 } },
      percussion: { gainDb: -5, lowCutHz: 120, sends: { room: -11 } },
      drums: { gainDb: -4, compression: 0.2, sends: { room: -13 } },
    },
    0.25,
    'acoustic',
  ),
  endings: endings({ button: 5, ritardando: 2 }),
}
