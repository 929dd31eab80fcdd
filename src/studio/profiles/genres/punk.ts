import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { ROCK_LOOPS } from '../shared/loops/songs.js'
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
  riff,
  soloist,
} from '../shared/notation.js'

export const punk: GenreProfile = {
  id: 'punk',
  label: 'punk rock',
  family: 'rock',
  terms: ['punk', 'punk rock', 'riot grrrl'],
  identity: { rhythm: 0.85, colour: 0.7 },
  tempo: { lowBpm: 152, typicalBpm: 176, highBpm: 204 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 0.4,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'minor', weight: 1.2 },
    { mode: 'mixolydian', weight: 0.5 },
  ],
  tonics: [4, 9, 2, 7, 0, 10],
  harmony: {
    major: book(ROCK_LOOPS.major, {
      intro: ['I | V | IV | V', 'I | I | I | I'],
      verse: [
        'I | bVII | IV | V',
        'I | IV | V | IV',
        'I | V | IV | V',
        'I IV | V V | I IV | V V',
        'I | I | IV | V',
      ],
      'pre-chorus': ['IV | V | IV | V', 'vi | IV | V | V'],
      chorus: [
        'I | iii | IV | V',
        'V | IV | I | V',
        'I | IV | V | V',
        'I | V | vi | IV',
        'IV | V | I | vi',
        'I | vi | IV | V',
      ],
      bridge: ['vi | vi | IV | IV', 'ii | ii | V | V'],
    }),
    minor: book(ROCK_LOOPS.minor, {
      verse: ['i | bVI | bVII | bVII', 'i | bIII | bVII | bVI', 'i | i | bVI | bVII'],
      chorus: ['i | bVI | bIII | bVII', 'bVI | bVII | i | i', 'i | bVII | bVI | bVII'],
      bridge: ['bVI | bVI | bVII | bVII', 'iv | bVI | V | V'],
    }),
    colour: 'power',
    cadence: 0.15,
    lift: 0.05,
  },
  form: {
    templates: [
      'intro 8, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, chorus 8, outro 4',
      'intro 8, verse 16, chorus 16, verse 16, chorus 16, break 8, chorus 16, outro 4',
      'intro 4, chorus 8, verse 8, pre-chorus 4, chorus 8, verse 8, pre-chorus 4, chorus 8, solo 8, chorus 16, outro 4',
    ],
    energy: {
      intro: 0.7,
      verse: 0.72,
      'pre-chorus': 0.75,
      chorus: 0.95,
      bridge: 0.6,
      break: 0.45,
      outro: 0.8,
    },
    seconds: [105, 150],
  },
  melody: melodic({ syncopation: 0.25, leaps: 0.3, repetition: 0.8, melisma: 0.02 }),
  singing: { register: 0.5, backing: 0.8, maxSyllablesPerSecond: 5.6 },
  grooves: [
    groove(
      'd-beat',
      { kick: '9..9..9.9..9..9.', snare: '....9.......9...', hat: '7.6.7.6.7.6.7.6.' },
      [0.6, 1],
    ),
    groove(
      'skank-beat',
      { kick: '9...9...9...9...', snare: '..9...9...9...9.', hat: '7...7...7...7...' },
      [0.7, 1],
    ),
    groove(
      'punk-eighths',
      { kick: '9..8..8.9.8...8.', snare: '....9.......9...', hat: '7.7.7.7.7.7.7.7.' },
      [0.3, 0.9],
    ),
    groove(
      'crash-drive',
      { kick: '9.8...8.9.8...8.', snare: '....9.......9...', crash: '6...6...6...6...' },
      [0.75, 1],
    ),
    groove(
      'floor-toms',
      { kick: '8.......8.......', floorTom: '7.7.7.7.7.7.7.7.', snare: '....8.......8..8' },
      [0.2, 0.75],
    ),
    groove(
      'half-time-breakdown',
      { kick: '9.....8.........', snare: '........9.......', crash: '6.......5.......' },
      [0, 0.65],
    ),
  ],
  fills: [FILLS.punkRoll, FILLS.snareTwoBeats, FILLS.flam, FILLS.tomsTwoBeats],
  slots: [
    drums(['standard-kit', 'room-kit', 'power-kit'], { fromEnergy: 0.2 }),
    bass(
      ['picked-bass', 'electric-bass'],
      [
        BASS.drivingEighths,
        BASS.rootEighths,
        bassLine('punk-run', 'R.R.R.R.5.5.6.a.', [0.4, 1]),
        bassLine('pumping', 'RRRRRRRRRRRRRRaa', [0.8, 1]),
        BASS.kickLocked,
      ],
      { fromEnergy: 0.25 },
    ),
    chords(
      'rhythm-guitar',
      ['crunch-guitar'],
      [
        CHORDS.powerPunk,
        CHORDS.powerEighths,
        figure('downstrokes', 'P.P.P.P.P.P.P.P.', [0.5, 1]),
        figure('palm-verse', 'p.p.p.p.p.p.P-P-', [0, 0.8]),
        CHORDS.powerSyncopated,
      ],
      [40, 70],
      { fromEnergy: 0, gainDb: 1, pan: -0.8, doubled: true },
    ),
    chords(
      'second-guitar',
      ['distorted-guitar', 'crunch-guitar'],
      [
        CHORDS.powerPunk,
        CHORDS.powerHalves,
        CHORDS.powerWhole,
        figure('octave-chords', 'P-PP-PP-P-PP-PP-', [0.6, 1]),
      ],
      [40, 70],
      { fromEnergy: 0.7, gainDb: -4, pan: 0.25 },
    ),
    riff(
      'octaves',
      ['crunch-guitar', 'lead-guitar'],
      [57, 74],
      ['x---x---x-x-x---', 'x-x-x---x-x-x---', 'x-----x-x---x---'],
      {
        fromEnergy: 0.5,
        only: ['intro', 'interlude', 'chorus', 'outro'],
        presence: 0.8,
        gainDb: -2,
        pan: 0.2,
      },
    ),
    answers(['lead-guitar', 'crunch-guitar'], [60, 80], { fromEnergy: 0.7, presence: 0.4 }),
  ],
  leads: [
    lead(['lead-guitar', 'crunch-guitar'], [57, 79], 0.5),
    soloist(['lead-guitar', 'distorted-guitar'], [60, 82], 0.7),
  ],
  mix: bandMix(
    {
      drums: {
        gainDb: 0,
        compression: 0.5,
        saturation: 0.25,
        eq: [{ type: 'high-shelf', frequencyHz: 5500, gainDb: -4 }],
        sends: { room: -15 },
      },
      guitar: { gainDb: -4, lowCutHz: 100, saturation: 0.15, width: 1.2 },
      bass: { gainDb: -3, compression: 0.5, saturation: 0.3, width: 0 },
      vocal: {
        gainDb: -0.5,
        lowCutHz: 110,
        compression: 0.65,
        saturation: 0.15,
        sends: { room: -18, slap: -20 },
      },
    },
    0.55,
    'guitars',
  ),
  endings: endings({ button: 4, hold: 2 }),
}
