import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { SOUL_LOOPS } from '../shared/loops/rich-chords.js'
import { bandMix } from '../shared/mix-presets.js'
import {
  answers,
  bass,
  bassLine,
  book,
  chords,
  compound,
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

export const soul: GenreProfile = {
  id: 'soul',
  label: 'soul',
  family: 'soul and funk',
  terms: ['soul', 'soul music', 'classic soul', 'sixties soul', 'retro soul'],
  identity: { rhythm: 0.65, colour: 0.8 },
  tempo: { lowBpm: 72, typicalBpm: 104, highBpm: 132 },
  meters: meters({ '4/4': 5, '12/8': 0.8 }),
  swing: [0.52, 0.58],
  tightness: 0.35,
  modes: [
    { mode: 'major', weight: 4 },
    { mode: 'minor', weight: 1.5 },
    { mode: 'mixolydian', weight: 0.8 },
  ],
  tonics: [0, 5, 7, 10, 3, 8],
  harmony: {
    major: book(SOUL_LOOPS.major, {
      intro: ['I | IV | I | IV', 'I | vi | IV | V'],
      verse: ['I | IV | I | IV', 'I | iii | IV | V', 'I | vi7 | ii7 | V7', 'I | I7 | IV | iv'],
      'pre-chorus': ['IV | V | iii7 | vi7', 'ii7 | IV | V7sus4 | V7'],
      chorus: ['I | vi | IV | V', 'IV | I>3 | ii7 | V7', 'I | V | IV | I', 'I | IV | V | IV'],
      bridge: ['IV | IV | I | I | II7 | II7 | V7sus4 | V7', 'vi | vi | II7 | V7'],
      outro: ['I | IV | I | IV', 'I | vi | IV | V'],
    }),
    minor: book(SOUL_LOOPS.minor, {
      intro: ['im7 | ivm7 | im7 | ivm7'],
      verse: ['im7 | ivm7 | im7 | ivm7', 'im7 | bVII | ivm7 | im7', 'im7 | im7 | ivm7 | V7'],
      chorus: ['ivm7 | im7 | bVII | im7', 'bVI | bVII | im7 | im7', 'ivm7 | bVII | bIII | V7'],
      bridge: ['bVI | bVI | bIII | bIII | ivm7 | ivm7 | V7 | V7'],
    }),
    colour: 'plain',
    cadence: 0.5,
    lift: 0.35,
  },
  form: {
    templates: [
      'intro 4, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, outro 8',
      FORMS.verseChorusSolo,
      'intro 4, chorus 8, verse 8, chorus 8, verse 8, chorus 8, bridge 4, solo 8, chorus 16, outro 4',
    ],
    energy: { intro: 0.48, verse: 0.55, chorus: 0.78, bridge: 0.6, solo: 0.7 },
    seconds: [140, 175],
  },
  melody: melodic({
    syncopation: 0.45,
    leaps: 0.35,
    repetition: 0.6,
    pentatonic: true,
    blues: true,
    melisma: 0.22,
  }),
  singing: { register: 0.45, backing: 0.9, maxSyllablesPerSecond: 4.5 },
  grooves: [
    groove(
      'four-snares',
      { kick: '8.....7.8.......', snare: '7...7...7...7...', tambourine: '..5.6.5...5.6.5.' },
      [0.5, 1],
    ),
    groove('memphis', { kick: '8.......7.6.....', snare: '....8.......8...', hat: '6.5.6.5.6.5.6.5.' }),
    groove(
      'delayed-backbeat',
      { kick: '8..5....8..5....', snare: '....8.......8..3', hat: '6.4.6.4.6.4.6.4.' },
      [0.2, 0.85],
    ),
    groove(
      'soul-stomp',
      { kick: '9...8...9...8...', snare: '....9.......9...', tambourine: '6.5.7.5.6.5.7.5.' },
      [0.6, 1],
    ),
    groove(
      'rim-ballad',
      { kick: '7.....6.7.......', rim: '....6.......6...', hat: '5.4.5.4.5.4.5.4.' },
      [0, 0.55],
    ),
    groove(
      'syncopated-kick',
      { kick: '8.6...6...8.6...', snare: '....8..2.2..8..2', hat: '6.5.6.5.6.5.6.5.' },
      [0.4, 1],
    ),
    groove(
      'twelve-eight',
      {
        kick: '8.........6.8.........6.',
        snare: '......8...........8.....',
        hat: '6.4.4.6.4.4.6.4.4.6.4.4.',
      },
      [0, 1],
      '12/8',
    ),
    groove(
      'twelve-eight-rim',
      {
        kick: '7...........6.........5.',
        rim: '......6...........6.....',
        shaker: '4.3.3.4.3.3.4.3.3.4.3.3.',
      },
      [0, 0.65],
      '12/8',
    ),
    groove(
      'twelve-eight-stomp',
      {
        kick: '9.....6.....9...6.......',
        snare: '......8...........8..4..',
        tambourine: '5...5.6...5.5...5.6...5.',
      },
      [0.5, 1],
      '12/8',
    ),
  ],
  fills: [FILLS.snarePickup, FILLS.snareTwoBeats, FILLS.tomsTwoBeats, FILLS.gospelChops],
  slots: [
    drums(['standard-kit', 'room-kit'], { fromEnergy: 0.25 }),
    percussion([PERCUSSION.tambourineFour, PERCUSSION.tambourineBackbeat, PERCUSSION.congas], {
      fromEnergy: 0.5,
      gainDb: -1,
    }),
    bass(
      ['electric-bass', 'picked-bass', 'upright-bass'],
      [
        BASS.soulDotted,
        BASS.soulLazy,
        bassLine('motor-city', 'R--R..3.5.6.5.a.', [0.35, 1]),
        bassLine('soul-steps', 'R-R-..5-6-5-..a-', [0.2, 0.9]),
        compound(bassLine('soul-twelve', 'R---r-5---a-')),
        BASS.pushedRoots,
      ],
      { fromEnergy: 0.25, gainDb: 1 },
    ),
    chords(
      'piano',
      ['grand-piano', 'electric-piano', 'bright-piano'],
      [CHORDS.quarters, CHORDS.pushes, CHORDS.balladBlocks, CHORDS.gospelTriplets, CHORDS.sixEightBlocks],
      [52, 76],
      { fromEnergy: 0.05, gainDb: -1, pan: -0.25 },
    ),
    chords(
      'guitar',
      ['electric-guitar', 'jazz-guitar'],
      [
        figure('backbeat-chops', '....s.......s...', [0, 1]),
        CHORDS.funkChank,
        figure('soul-sixths', '2-3-..2-1---..1-', [0, 0.8]),
        CHORDS.sixEightArp,
      ],
      [52, 76],
      { fromEnergy: 0.3, gainDb: -2, pan: 0.45 },
    ),
    pad('organ', ['drawbar-organ', 'rock-organ'], [52, 74], { fromEnergy: 0.4, gainDb: -4, pan: 0.2 }),
    chords(
      'horns',
      ['brass-section', 'tenor-sax', 'trumpet'],
      [
        figure('stax-hits', 's..s........s.s.', [0.5, 1]),
        CHORDS.charleston,
        figure('swells', 'x-------....s.s.', [0.5, 1]),
      ],
      [57, 77],
      {
        fromEnergy: 0.6,
        gainDb: -1,
        pan: 0.15,
        voices: 3,
      },
    ),
    pad('strings', ['string-section', 'slow-strings'], [62, 82], {
      fromEnergy: 0.68,
      presence: 0.5,
      gainDb: -4,
      voices: 3,
    }),
    answers(['tenor-sax', 'brass-section', 'drawbar-organ'], [58, 79], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['tenor-sax', 'drawbar-organ', 'trumpet'], [57, 79], 0.5),
    soloist(['tenor-sax', 'electric-guitar', 'harmonica'], [57, 81], 0.65),
  ],
  mix: bandMix(
    {
      vocal: { gainDb: 0, sends: { slap: -21 } },
      drums: { gainDb: -2, compression: 0.4, saturation: 0.15, sends: { room: -13 } },
      bass: { gainDb: -2.5, compression: 0.55, saturation: 0.15, width: 0.1 },
      brass: { gainDb: -6.5, sends: { room: -15, plate: -17 } },
    },
    0.4,
    'vintage',
  ),
  endings: endings({ fade: 4, hold: 2, button: 1 }),
}
