import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { BLUES_LOOPS } from '../shared/loops/songs.js'
import { bandMix } from '../shared/mix-presets.js'
import { book, figure, groove } from '../shared/notation.js'

const TWELVE = 'I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7'
const QUICK_CHANGE = 'I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | VI7 | ii7 | V7 | I7 VI7 | ii7 V7'
const EIGHT = 'I7 | V7 | IV7 | IV7 | I7 | V7 | I7 IV7 | I7 V7'
const MINOR_TWELVE = 'im7 | im7 | im7 | im7 | ivm7 | ivm7 | im7 | im7 | bVI7 | V7 | im7 | V7'

export const blues: GenreProfile = {
  id: 'blues',
  label: 'blues',
  family: 'blues',
  terms: ['blues', 'electric blues', 'rhythm and blues 1950s', 'twelve bar', '12-bar'],
  identity: { rhythm: 0.6, colour: 0.85 },
  tempo: { lowBpm: 68, typicalBpm: 96, highBpm: 132 },
  meters: [{ numerator: 4, denominator: 4, weight: 1 }],
  swing: [0.63, 0.67],
  tightness: 0.3,
  modes: [
    { mode: 'mixolydian', weight: 4 },
    { mode: 'minor', weight: 1 },
  ],
  tonics: [4, 9, 7, 0, 10],
  harmony: {
    major: book(BLUES_LOOPS.major, {
      intro: ['V7 | IV7 | I7 | V7', 'I7 | I7 IV7 | I7 | V7'],
      verse: [TWELVE, QUICK_CHANGE, EIGHT, 'I7 | I7 | IV7 | I7'],
      chorus: [TWELVE, QUICK_CHANGE, EIGHT, 'IV7 | IV7 | I7 | V7'],
      bridge: ['IV7 | IV7 | I7 | I7 | II7 | II7 | V7 | V7', 'vi7 | vi7 | II7 | II7 | IV7 | IV7 | V7 | V7'],
      solo: [TWELVE, QUICK_CHANGE],
      interlude: ['V7 | IV7 | I7 | V7'],
      outro: ['V7 | IV7 | I7 | I7', 'I7 | IV7 | I7 V7 | I7'],
    }),
    minor: book(BLUES_LOOPS.minor, {
      intro: ['im7 | bVI7 V7 | im7 | V7', 'bVI7 | V7 | im7 | V7'],
      verse: [MINOR_TWELVE, 'im7 | im7 | ivm7 | im7', 'im7 | ivm7 | im7 | V7 | ivm7 | V7 | im7 | V7'],
      chorus: [MINOR_TWELVE, 'ivm7 | im7 | bVI7 | V7'],
      bridge: ['ivm7 | ivm7 | im7 | im7 | bVI7 | bVI7 | V7 | V7'],
    }),
    colour: 'sevenths',
    cadence: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      'intro 4, verse 12, verse 12, chorus 12, solo 12, verse 12, outro 4',
      'intro 4, verse 12, verse 12, solo 12, solo 12, verse 12, outro 4',
      'intro 4, verse 12, solo 12, verse 12, solo 12, chorus 12, verse 12, outro 4',
    ],
    strophe: 12,
    energy: { intro: 0.5, verse: 0.52, chorus: 0.7, solo: 0.8, outro: 0.6 },
    seconds: [140, 180],
  },
  melody: {
    gridBeats: 1 / 3,
    syncopation: 0.4,
    leaps: 0.35,
    repetition: 0.65,
    pentatonic: true,
    blues: true,
    melisma: 0.15,
    speech: 0,
  },
  singing: { register: -0.1, backing: 0.1, maxSyllablesPerSecond: 4.2 },
  grooves: [
    {
      id: 'shuffle',
      meter: '4/4',
      stepsPerBeat: 3,
      energy: [0.35, 1],
      lanes: { kick: '8.....8..5..', snare: '...8.....8..', hat: '7.57.57.57.5' },
    },
    {
      id: 'shuffle-ride',
      meter: '4/4',
      stepsPerBeat: 3,
      energy: [0.6, 1],
      lanes: { kick: '8..5..8..5.4', snare: '..38.2..38.2', ride: '7.57.57.57.5', pedalHat: '...5.....5..' },
    },
    {
      id: 'slow-twelve',
      meter: '4/4',
      stepsPerBeat: 3,
      energy: [0, 0.65],
      lanes: { kick: '8....58.....', snare: '...7.....7..', hat: '544544544544' },
    },
    {
      id: 'texas',
      meter: '4/4',
      stepsPerBeat: 3,
      energy: [0.5, 1],
      lanes: { kick: '8..7..8..7..', snare: '2.38.32.38.3', hat: '7..7..7..7..' },
    },
    {
      id: 'rim-shuffle',
      meter: '4/4',
      stepsPerBeat: 3,
      energy: [0, 0.6],
      lanes: { kick: '7.....7.....', rim: '...6.....6..', hat: '5.35.35.35.3' },
    },
    groove(
      'train-shuffle',
      { kick: '8..8..8..8..', snare: '3.53.53.53.5', hat: '...5.....5..' },
      [0.5, 1],
      '4/4',
      3,
    ),
  ],
  fills: [FILLS.triplets, FILLS.jazzDrop, FILLS.brushSweep, FILLS.snareTwoBeats],
  slots: [
    {
      id: 'drums',
      role: 'drums',
      instruments: ['standard-kit', 'room-kit'],
      fromEnergy: 0.3,
      gainDb: -1,
      pan: 0,
    },
    {
      id: 'bass',
      role: 'bass',
      instruments: ['electric-bass', 'upright-bass'],
      patterns: [BASS.shuffle, BASS.shuffleBoogie, BASS.slowBluesTriplets, BASS.walking],
      fromEnergy: 0.25,
      gainDb: 0,
      pan: 0,
    },
    {
      id: 'rhythm-guitar',
      role: 'chords',
      instruments: ['crunch-guitar', 'electric-guitar', 'jazz-guitar'],
      patterns: [
        figure('blues-stabs', '..x..x......', [0.4, 1], 3),
        CHORDS.bluesRiff,
        CHORDS.bluesShuffle,
        CHORDS.bluesComp,
      ],
      register: [40, 69],
      fromEnergy: 0.3,
      gainDb: -1,
      pan: -0.4,
    },
    {
      id: 'piano',
      role: 'chords',
      instruments: ['honky-tonk', 'grand-piano', 'rock-organ'],
      patterns: [CHORDS.bluesComp, CHORDS.gospelTriplets, CHORDS.bluesShuffle],
      register: [53, 77],
      fromEnergy: 0.45,
      gainDb: -2,
      pan: 0.35,
    },
    {
      id: 'horns',
      role: 'chords',
      instruments: ['brass-section', 'tenor-sax'],
      patterns: [CHORDS.jazzComp],
      register: [55, 74],
      fromEnergy: 0.75,
      presence: 0.5,
      gainDb: -4,
      pan: 0.2,
    },
    {
      id: 'answers',
      role: 'counter',
      instruments: ['electric-guitar', 'harmonica', 'crunch-guitar'],
      register: [60, 82],
      fromEnergy: 0.3,
      gainDb: 0,
      pan: 0.25,
    },
  ],
  leads: [
    {
      instruments: ['crunch-guitar', 'harmonica', 'electric-guitar', 'tenor-sax'],
      register: [58, 80],
      density: 0.55,
      gainDb: 1,
      pan: 0.1,
    },
    {
      instruments: ['crunch-guitar', 'harmonica', 'lead-guitar'],
      register: [60, 82],
      density: 0.8,
      gainDb: 1,
      pan: -0.1,
      solos: true,
    },
  ],
  mix: bandMix(
    {
      vocal: { gainDb: 0, sends: { slap: -18, plate: -20 } },
      guitar: { gainDb: -5, lowCutHz: 90, sends: { room: -14, plate: -22 } },
      drums: { gainDb: -3, compression: 0.25, sends: { room: -13 } },
    },
    0.3,
    'vintage',
  ),
  endings: [
    { kind: 'ritardando', weight: 2 },
    { kind: 'hold', weight: 2 },
    { kind: 'button', weight: 1 },
  ],
}
