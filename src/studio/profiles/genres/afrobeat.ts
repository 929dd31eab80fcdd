import type { GenreProfile } from '../profile.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { FUNK_LOOPS } from '../shared/loops/rich-chords.js'
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

export const afrobeat: GenreProfile = {
  id: 'afrobeat',
  label: 'afrobeat',
  family: 'world',
  terms: [
    'afrobeat',
    'afro',
    'afro fusion',
    'juju',
    'african',
    'west african',
    'desert blues',
    'mbalax',
    'afro funk',
  ],
  identity: { rhythm: 0.95, colour: 0.8 },
  tempo: { lowBpm: 98, typicalBpm: 110, highBpm: 124 },
  meters: IN_FOUR,
  swing: [0.5, 0.51],
  sixteenthSwing: 0.54,
  tightness: 0.45,
  modes: [
    { mode: 'dorian', weight: 3 },
    { mode: 'major', weight: 2 },
    { mode: 'mixolydian', weight: 1 },
    { mode: 'minor', weight: 1.5 },
  ],
  tonics: [9, 2, 7, 4, 5, 0],
  harmony: {
    major: book(FUNK_LOOPS.major, {
      intro: ['I | IV | V | IV', 'I | I | I | I'],
      verse: ['I | IV | V | IV', 'I | V | IV | V', 'I | ii | IV | I', 'I | IV | I | V'],
      chorus: ['I | IV | V | IV', 'IV | V | I | vi', 'I | V | vi | IV', 'IV | I | V | I'],
      bridge: ['ii | V | ii | V', 'vi | IV | I | V'],
    }),
    minor: book(FUNK_LOOPS.minor, {
      intro: ['im7 | im7 | im7 | im7', 'im7 | IV | im7 | IV'],
      verse: [
        'im7 | im7 | IV | IV',
        'im7 | bVII | im7 | bVII',
        'im7 | vm7 | im7 | vm7',
        'bVImaj7 | bVII | im7 | im7',
      ],
      chorus: [
        'im7 | bVII | IV | im7',
        'bVI | bVII | vm7 | im7',
        'im7 | ivm7 | bVII | im7',
        'ivm7 | bVII | im7 | im7',
      ],
      bridge: ['IV | IV | im7 | im7', 'bIII | bVII | IV | im7'],
    }),
    colour: 'sevenths',
    cadence: 0.1,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      FORMS.callAndVamp,
      'intro 8, interlude 8, verse 8, chorus 8, solo 16, verse 8, chorus 16, outro 8',
      'intro 4, chorus 8, verse 8, chorus 8, verse 8, break 4, solo 8, chorus 16, outro 4',
    ],
    energy: { intro: 0.52, interlude: 0.7, verse: 0.6, chorus: 0.78, solo: 0.75, break: 0.5, outro: 0.6 },
    seconds: [160, 200],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.6, leaps: 0.3, repetition: 0.85, pentatonic: true }),
  singing: { register: 0.2, backing: 0.9, maxSyllablesPerSecond: 5 },
  grooves: [
    groove('lagos', {
      kick: '8..5..8...8.....',
      snare: '..3.6..3..3.6..3',
      hat: '6.5.6.556.5.6.5.',
      openHat: '..............5.',
    }),
    groove(
      'tony',
      {
        kick: '8.....7..8....6.',
        snare: '...4..6....4.6..',
        hat: '6.6.5.6.6.6.5.6.',
        ride: '5.......5.......',
      },
      [0.4, 1],
    ),
    groove(
      'highlife',
      { kick: '8...8...8...8...', rim: '6..6...6..6.6...', hat: '..6...6...6...6.' },
      [0, 0.85],
    ),
    groove('afrobeats-pop', {
      kick: '8.....8...8.....',
      rim: '...7..7....7..7.',
      snare: '............6...',
      shaker: '5354535453545354',
    }),
    groove(
      'log-drum-groove',
      {
        kick: '8...8...8...8...',
        rim: '...6..6...6..6..',
        openHat: '..5...5...5...5.',
        shaker: '6464646464646464',
      },
      [0.4, 0.95],
    ),
    groove(
      'soukous',
      { kick: '8...8...8...8...', snare: '...7..7...7.7...', hat: '6.666.666.666.66' },
      [0.65, 1],
    ),
  ],
  fills: [FILLS.afroToms, FILLS.timbales, FILLS.rims, FILLS.snareTwoBeats],
  slots: [
    drums(['standard-kit', 'room-kit', '909-kit'], { fromEnergy: 0.3, gainDb: -1 }),
    percussion(
      [PERCUSSION.afroBell, PERCUSSION.rumbaClave, PERCUSSION.claveThreeTwo],
      { fromEnergy: 0, gainDb: -3, pan: -0.4 },
      'bell',
    ),
    percussion(
      [PERCUSSION.shekere, PERCUSSION.shakerSixteenths],
      { fromEnergy: 0.2, gainDb: -1, pan: 0.45 },
      'shekere',
    ),
    percussion(
      [PERCUSSION.congaTumbao, PERCUSSION.congas],
      { fromEnergy: 0.4, gainDb: -1, pan: 0.25 },
      'congas',
    ),
    bass(
      ['electric-bass', 'picked-bass', 'fretless-bass'],
      [
        bassLine('afro-ostinato', 'R--R..5.8--7..5.'),
        bassLine('afro-answer', '..R.R.3.5---..R.', [0.2, 1]),
        bassLine('afro-two-bars', 'R-..R.5-..7-8-..R-..R.3-..5-....', [0.3, 1]),
        bassLine('highlife-bass', 'R--R--3-5--5--3-', [0.2, 0.9]),
        bassLine('log-bass', 'R.....R..R..R...', [0.4, 1]),
      ],
      { fromEnergy: 0.1, gainDb: 2 },
    ),
    chords(
      'tenor-guitar',
      ['electric-guitar', 'jazz-guitar'],
      [
        figure('tenor-guitar', '0.2.0.3.0.2.1.3.'),
        figure('interlock-low', '0..2.3..0..2.1..'),
        CHORDS.funkScratch,
        figure('afro-chanks', '..D.m.D...D.m.D.', [0.4, 1]),
      ],
      [50, 72],
      { fromEnergy: 0, gainDb: -1, pan: -0.5 },
    ),
    chords(
      'high-guitar',
      ['electric-guitar', 'jazz-guitar', 'kalimba'],
      [
        figure('interlock-high', '.3.4.2.4.3.4.2.5'),
        figure('highlife-picks', '3.4.5.4.3.2.3.4.'),
        figure('soukous-seben', '3454345434543454', [0.6, 1]),
      ],
      [62, 84],
      { fromEnergy: 0.45, gainDb: -3, pan: 0.5 },
    ),
    chords(
      'organ',
      ['drawbar-organ', 'rock-organ', 'electric-piano'],
      [figure('afro-organ', '..s...s.s...s...', [0.3, 1]), CHORDS.organHolds, CHORDS.pushes],
      [55, 76],
      { fromEnergy: 0.5, gainDb: -3, pan: 0.2 },
    ),
    riff(
      'horns',
      ['brass-section', 'baritone-sax', 'tenor-sax'],
      [52, 74],
      ['x-x-..x-x-x-....', '..x-x-x---x-x---', 'x--x--x-x---....', 'x-x-x---..x-x-x-'],
      { fromEnergy: 0.55, only: ['intro', 'interlude', 'chorus', 'solo', 'outro'], gainDb: 0, pan: 0.1 },
    ),
    answers(['tenor-sax', 'trumpet', 'voice-oohs'], [57, 79], { fromEnergy: 0.45 }),
  ],
  leads: [
    lead(['tenor-sax', 'trumpet', 'kalimba'], [60, 80], 0.5),
    soloist(['tenor-sax', 'electric-piano', 'trumpet', 'electric-guitar'], [57, 81], 0.75),
  ],
  mix: bandMix(
    {
      percussion: { gainDb: -6, compression: 0.2, width: 1.3, sends: { room: -15 } },
      bass: { gainDb: -2, compression: 0.5, width: 0.1 },
      brass: { gainDb: -5.5, sends: { room: -14 } },
    },
    0.35,
    'street',
  ),
  endings: endings({ fade: 3, button: 3 }),
}
