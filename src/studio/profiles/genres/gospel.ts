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

export const gospel: GenreProfile = {
  id: 'gospel',
  label: 'gospel',
  family: 'soul and funk',
  terms: ['gospel', 'black gospel', 'urban gospel', 'church music', 'church choir'],
  identity: { rhythm: 0.55, colour: 0.9 },
  tempo: { lowBpm: 64, typicalBpm: 88, highBpm: 132 },
  meters: meters({ '4/4': 3, '12/8': 1, '6/8': 0.8 }),
  swing: [0.54, 0.62],
  tightness: 0.3,
  modes: [
    { mode: 'major', weight: 6 },
    { mode: 'mixolydian', weight: 1 },
    { mode: 'minor', weight: 0.6 },
  ],
  tonics: [8, 1, 3, 5, 10, 0],
  harmony: {
    major: book(SOUL_LOOPS.major, {
      intro: ['I | IV | I>5 | V7sus4', 'IV | #ivdim7 | I>5 | VI7'],
      verse: [
        'I | I7>3 | IV | #ivdim7',
        'I | vi7 | ii7 | V7sus4',
        'I | III7 | vi7 | II9 | IV | I>5 | V7sus4 | V7',
        'I | IV | I | V7sus4',
      ],
      'pre-chorus': ['IV | V>4 | iii7 | VI7', 'ii7 | iii7 | IV | V7sus4'],
      chorus: [
        'IV | #ivdim7 | I>5 | VI7 | ii7 | V7 | I | V7',
        'I | I7 | IV | #ivdim7 | I>5 | VI7 | II9 | V7',
        'IV | iii7 | ii7 | I',
        'I | III7 | vi7 | IV',
      ],
      bridge: ['IV | IV | #ivdim7 | #ivdim7 | I>5 | VI7 | II9 | V7sus4', 'bVI | bVII | I | VI7b9'],
      outro: ['IV | iv | I | I', 'I | IV | I | I'],
    }),
    minor: book(SOUL_LOOPS.minor, {
      verse: ['im7 | ivm7 | im7 | V7b9', 'im7 | bVII | bVImaj7 | V7b9', 'im7 | V7b9 | im7 | I7'],
      chorus: ['ivm7 | bVII7 | bIIImaj7 | V7b9', 'bVImaj7 | bVII | im7 | V7b9', 'ivm7 | im7 | iim7b5 | V7b9'],
    }),
    colour: 'sevenths',
    cadence: 0.6,
    lift: 0.75,
    strictVoiceLeading: true,
  },
  form: {
    templates: [
      'intro 4, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, chorus 8, outro 4',
      'intro 4, verse 16, chorus 8, verse 8, chorus 8, break 8, build 4, chorus 16, outro 4',
      FORMS.popLift,
    ],
    energy: { intro: 0.35, verse: 0.45, chorus: 0.78, bridge: 0.65, break: 0.5, build: 0.75, outro: 0.55 },
    seconds: [150, 200],
  },
  melody: melodic({
    syncopation: 0.4,
    leaps: 0.4,
    repetition: 0.65,
    pentatonic: true,
    blues: true,
    melisma: 0.3,
  }),
  singing: { register: 0.5, backing: 1, maxSyllablesPerSecond: 4.2 },
  grooves: [
    groove('church-backbeat', {
      kick: '8.....6.8.......',
      snare: '....8.......8..2',
      hat: '6.4.6.4.6.4.6.4.',
    }),
    groove(
      'praise-break',
      {
        kick: '9...9...9...9...',
        snare: '..8...8...8...8.',
        hat: '6.6.6.6.6.6.6.6.',
        tambourine: '4.7.4.7.4.7.4.7.',
      },
      [0.75, 1],
    ),
    groove(
      'shout-shuffle',
      { kick: '9...7.9...7.', snare: '...8.....8..', ride: '7.57.57.57.5', tambourine: '..5..5..5..5' },
      [0.5, 1],
      '4/4',
      3,
    ),
    groove(
      'rim-worship',
      { kick: '7.......6.......', rim: '....5.......5...', ride: '4.3.4.3.4.3.4.3.' },
      [0, 0.5],
    ),
    groove(
      'contemporary',
      { kick: '8..6..7...8.....', snare: '....8..2.2..8...', hat: '5.4.5.445.4.5.4.' },
      [0.35, 0.9],
    ),
    groove(
      'slow-twelve',
      {
        kick: '8.........6.8...6.......',
        snare: '......8...........8...2.',
        hat: '6.4.4.6.4.4.6.4.4.6.4.4.',
      },
      [0, 1],
      '12/8',
    ),
    groove(
      'six-eight-sway',
      { kick: '8.........6.', snare: '......7.....', hat: '6.4.4.6.4.4.' },
      [0, 1],
      '6/8',
    ),
    groove(
      'twelve-eight-hush',
      { kick: '7...........6...........', rim: '......5...........5.....', ride: '5...3.5...3.5...3.5...3.' },
      [0, 0.65],
      '12/8',
    ),
    groove(
      'twelve-eight-shout',
      {
        kick: '9...6.......9.....6.6...',
        snare: '......8...........8...4.',
        tambourine: '5...6.5...6.5...6.5...6.',
      },
      [0.5, 1],
      '12/8',
    ),
    groove(
      'six-eight-hush',
      { kick: '7...........', rim: '......5.....', ride: '5...3.5...3.' },
      [0, 0.65],
      '6/8',
    ),
    groove(
      'six-eight-lift',
      { kick: '9...6.....6.', snare: '......8...3.', tambourine: '5...6.5...6.' },
      [0.5, 1],
      '6/8',
    ),
  ],
  fills: [FILLS.gospelChops, FILLS.snareClimb, FILLS.snareTwoBeats, FILLS.tambourine],
  slots: [
    chords(
      'piano',
      ['grand-piano', 'bright-piano', 'electric-piano'],
      [
        CHORDS.gospelTriplets,
        CHORDS.balladBlocks,
        CHORDS.quarters,
        CHORDS.pushes,
        compound(figure('gospel-six', ['b-----f-----', 'X-x-x-X-x-x-'], [0.4, 1])),
        CHORDS.sixEightBallad,
      ],
      [52, 77],
      { fromEnergy: 0, gainDb: 1, pan: -0.2 },
    ),
    pad('organ', ['drawbar-organ', 'rock-organ', 'church-organ'], [50, 76], {
      fromEnergy: 0.15,
      gainDb: -2,
      pan: 0.2,
      voices: 5,
    }),
    chords(
      'organ-comp',
      ['drawbar-organ', 'rock-organ'],
      [figure('organ-stabs', '....s...s.....s.', [0.5, 1]), CHORDS.pushes, CHORDS.sixEightBlocks],
      [60, 79],
      {
        fromEnergy: 0.65,
        presence: 0.7,
        gainDb: -4,
        pan: 0.3,
      },
    ),
    drums(['standard-kit', 'room-kit'], { fromEnergy: 0.35 }),
    percussion([PERCUSSION.tambourineFour, PERCUSSION.claps, PERCUSSION.tambourineSixEight], {
      fromEnergy: 0.6,
      gainDb: 0,
    }),
    bass(
      ['electric-bass', 'fretless-bass', 'upright-bass'],
      [
        BASS.soulLazy,
        BASS.soulDotted,
        bassLine('gospel-run', 'R---..R-3-5-6-a-', [0.3, 1]),
        BASS.walking,
        BASS.sixEight,
        BASS.sixEightLong,
      ],
      { fromEnergy: 0.3, gainDb: 1 },
    ),
    pad('choir', ['choir-aahs', 'voice-oohs'], [57, 79], { fromEnergy: 0.6, gainDb: -1 }),
    chords(
      'guitar',
      ['electric-guitar', 'jazz-guitar'],
      [CHORDS.funkChank, CHORDS.cleanArpeggio, CHORDS.sixEightArp],
      [55, 77],
      {
        fromEnergy: 0.5,
        presence: 0.6,
        gainDb: -4,
        pan: 0.5,
      },
    ),
    chords(
      'horns',
      ['brass-section', 'trumpet'],
      [CHORDS.charleston, figure('shout-hits', 's..s..s.........', [0.7, 1])],
      [58, 77],
      {
        fromEnergy: 0.8,
        presence: 0.5,
        gainDb: -3,
        pan: 0.1,
        voices: 3,
      },
    ),
    answers(['choir-aahs', 'drawbar-organ', 'electric-guitar'], [60, 80], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['drawbar-organ', 'tenor-sax', 'choir-aahs'], [58, 80], 0.45),
    soloist(['drawbar-organ', 'alto-sax', 'grand-piano'], [58, 82], 0.7),
  ],
  mix: bandMix(
    {
      backingVocals: {
        gainDb: -4,
        lowCutHz: 130,
        compression: 0.4,
        width: 1.2,
        sends: { hall: -12, plate: -15 },
      },
      keyboard: { gainDb: -4.5, width: 1.1, sends: { plate: -18 } },
      drums: { gainDb: -2.5, compression: 0.35, sends: { room: -14 } },
    },
    0.35,
  ),
  endings: endings({ ritardando: 3, hold: 4 }),
}
