import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { ROOTS_LOOPS } from '../shared/loops/songs.js'
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
  riff,
  soloist,
} from '../shared/notation.js'

export const bluegrass: GenreProfile = {
  id: 'bluegrass',
  label: 'bluegrass',
  family: 'folk and country',
  terms: [
    'bluegrass',
    'old time',
    'old-time',
    'appalachian',
    'hillbilly',
    'jug band',
    'newgrass',
    'hoedown',
    'bluegrass breakdown',
    'string band',
    'mountain music',
  ],
  identity: { rhythm: 0.8, colour: 0.95 },
  tempo: { lowBpm: 104, typicalBpm: 128, highBpm: 152 },
  meters: meters({ '4/4': 5, '3/4': 0.8 }),
  swing: [0.52, 0.56],
  tightness: 0.45,
  modes: [
    { mode: 'major', weight: 5 },
    { mode: 'mixolydian', weight: 1.5 },
    { mode: 'minor', weight: 0.7 },
  ],
  tonics: [7, 2, 9, 0, 11],
  harmony: {
    major: book(ROOTS_LOOPS.major, {
      intro: ['I | I | V | I', 'I | IV | V | I'],
      verse: ['I | I | IV | I | I | I | V | V', 'I | I | V | I', 'I | IV | I | V', 'I | bVII | I | V I'],
      chorus: ['IV | I | IV | I | IV | I | V | I', 'IV | I | V | I', 'I | IV | I | V I', 'IV | IV | I | V'],
      bridge: ['vi | vi | I | I | II | II | V | V', 'IV | I | II | V'],
      solo: ['I | I | IV | I | I | I | V | I', 'I | IV | I | V I'],
    }),
    minor: book(ROOTS_LOOPS.minor, {
      verse: ['i | i | bVII | bVII', 'i | bVII | i | V', 'i | iv | i | bVII'],
      chorus: ['bVI | bIII | bVII | i', 'iv | i | bVII | i', 'bIII | bIII | bVII | i'],
      solo: ['i | bVII | i | i', 'i | i | bVII | i'],
    }),
    colour: 'plain',
    cadence: 0.5,
    lift: 0,
  },
  form: {
    templates: [
      'intro 8, verse 8, chorus 8, solo 8, verse 8, chorus 8, solo 8, verse 8, chorus 8, outro 4',
      'intro 4, verse 16, solo 16, verse 8, chorus 8, solo 8, chorus 8, outro 4',
      'intro 8, verse 8, verse 8, chorus 8, solo 16, verse 8, chorus 8, outro 8',
    ],
    energy: { intro: 0.6, verse: 0.58, chorus: 0.72, solo: 0.82, outro: 0.65 },
    seconds: [130, 165],
  },
  melody: melodic({ syncopation: 0.25, leaps: 0.35, repetition: 0.6, pentatonic: true, melisma: 0.06 }),
  singing: { register: 0.5, backing: 0.9, maxSyllablesPerSecond: 5 },
  grooves: [
    groove('mandolin-chop', { rim: '....6.......6...' }, [0, 0.75]),
    groove('train-brushes', { kick: '6.......6.......', snare: '3343634336436343' }, [0.4, 1]),
    groove(
      'hoedown',
      { kick: '7...6...7...6...', snare: '..6...6...6...6.', hat: '4...4...4...4...' },
      [0.6, 1],
    ),
    groove('foot-stomp', { kick: '8.......8.......', clap: '....6.......6...' }, [0.3, 0.85]),
    groove(
      'spoons',
      { kick: '6.......6.......', woodBlock: '5.556.555.556.55', rim: '....6.......6...' },
      [0.5, 1],
    ),
    groove('waltz-brushes', { kick: '7...........', snare: '....5...5...' }, [0, 1], '3/4'),
    groove('waltz-boom-chuck', { kick: '8.......4...', rim: '....5...5...' }, [0, 1], '3/4'),
    groove('waltz-train', { kick: '7...........', snare: '3.335.335.33' }, [0.4, 1], '3/4'),
  ],
  fills: [FILLS.trainPickup, FILLS.rims, FILLS.snarePickup, FILLS.snareTwoBeats],
  slots: [
    chords(
      'banjo',
      ['banjo'],
      [
        figure('forward-roll', '0231023102310231', [0.3, 1]),
        figure('alternating-roll', '0312031203120312', [0.2, 1]),
        figure('foggy-roll', '0120313201203132', [0.55, 1]),
        figure('banjo-backup', '..2.3.4...2.3.1.', [0, 0.6]),
        figure('pinch-roll', '0.3.01320.3.0132', [0.2, 1]),
        CHORDS.waltzFingers,
      ],
      [55, 79],
      { fromEnergy: 0, gainDb: 1, pan: 0.4 },
    ),
    chords(
      'guitar',
      ['acoustic-guitar'],
      [
        CHORDS.strumCountry,
        CHORDS.strumTrain,
        figure('flatpick-run', ['b---....f---..b-', '....D-u-....D---'], [0.2, 1]),
        CHORDS.waltzStrum,
      ],
      [43, 72],
      { fromEnergy: 0.1, gainDb: 0, pan: -0.35 },
    ),
    chords(
      'mandolin',
      ['acoustic-guitar', 'banjo'],
      [
        figure('chop', '....s.......s...'),
        figure('chop-shuffle', '....s.g.....s.gg', [0.3, 1]),
        figure('double-stops', '..x.x.x...x.x.x.', [0.6, 1]),
        figure('waltz-chop', '....s...s...'),
      ],
      [62, 84],
      {
        fromEnergy: 0.15,
        gainDb: -2,
        pan: 0.15,
        voices: 3,
      },
    ),
    bass(
      ['upright-bass'],
      [
        BASS.countryTwo,
        BASS.countryWalkUp,
        BASS.rootFifth,
        bassLine('bluegrass-run', 'R---....5---....R---....3---5-a-', [0.3, 1]),
        BASS.waltz,
      ],
      { fromEnergy: 0.2, gainDb: 1 },
    ),
    drums(['brush-kit', 'standard-kit'], { fromEnergy: 0.62, presence: 0.15, gainDb: -6 }),
    riff(
      'fiddle-tag',
      ['fiddle', 'banjo'],
      [60, 81],
      ['x-x-x-x-x-x-x---', 'xxxxx-x-xxxxx---', 'x---x-x-x-x-x---'],
      {
        fromEnergy: 0.5,
        only: ['intro', 'interlude', 'outro'],
        gainDb: -1,
        pan: 0.2,
      },
    ),
    answers(['fiddle', 'harmonica', 'banjo'], [60, 84], { fromEnergy: 0.4, gainDb: -2, pan: -0.15 }),
  ],
  leads: [
    lead(['fiddle', 'banjo'], [60, 84], 0.75),
    soloist(['banjo', 'fiddle', 'acoustic-guitar'], [58, 84], 0.95),
  ],
  mix: bandMix(
    {
      guitar: { gainDb: -4, lowCutHz: 80, compression: 0.15, width: 1.2, sends: { room: -16 } },
      strings: { gainDb: -5, lowCutHz: 130, sends: { room: -15 } },
      bass: { gainDb: -4, compression: 0.35, width: 0.2 },
      drums: { gainDb: -7, compression: 0.1, sends: { room: -14 } },
    },
    0.2,
    'acoustic',
  ),
  endings: endings({ button: 5, hold: 2 }),
}
