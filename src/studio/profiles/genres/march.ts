import type { GenreProfile } from '../profile.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { COURSES } from '../shared/courses.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { CLASSIC_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix } from '../shared/mix-presets.js'
import {
  accents,
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
  riff,
  soloist,
} from '../shared/notation.js'

export const march: GenreProfile = {
  id: 'march',
  label: 'march',
  family: 'classical',
  terms: [
    'march',
    'marching band',
    'military march',
    'military',
    'parade',
    'brass band march',
    'fanfare',
    'wind band',
    'concert band',
  ],
  identity: { rhythm: 0.9, colour: 0.9 },
  tempo: { lowBpm: 104, typicalBpm: 116, highBpm: 126 },
  meters: meters({ '4/4': 2, '2/4': 2, '6/8': 1 }),
  swing: [0.5, 0.5],
  tightness: 0.6,
  modes: [
    { mode: 'major', weight: 6 },
    { mode: 'minor', weight: 0.8 },
  ],
  tonics: [10, 3, 5, 8, 0],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      intro: ['I | I | V7 | V7', 'V | V | V7 | V7'],
      verse: [
        'I | I | V7 | V7 | V7 | V7 | I | I',
        'I | I | IV | I | ii | I>5 | V7 | I',
        'I | V7 | I | V7',
        'I | vi | II7 | V7',
      ],
      chorus: [
        'I | I7 | IV | #ivdim7 | I>5 | VI7 | II7 V7 | I',
        'I | IV | V7 | I',
        'I | I | ii | V7 | V7 | V7 | I | I',
        'IV | I | II7 | V7',
      ],
      bridge: ['vi | III7 | vi | VI7 | ii | vi | II7 | V7', 'IV | IV | I>4 | IV | II7 | V7 | IV | V7'],
      outro: ['I | V7 | I | I'],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      verse: ['i | iim7b5 | V7 | i', 'i | i | V7 | V7', 'i | V7 | i | iv', 'i | iv | V7 | i'],
      chorus: ['bIII | V7/bIII | bIII | V7', 'bVI | bIII | V7 | i', 'i | bVII | bIII | V7'],
    }),
    colour: 'plain',
    cadence: 0.7,
    lift: 0.15,
    modulation: 0.9,
    strictVoiceLeading: true,
  },
  form: {
    templates: [
      'intro 4, verse 8, verse 8, chorus 8, chorus 8, bridge 8, chorus 8, outro 2',
      'intro 4, verse 16, chorus 16, break 8, bridge 16, chorus 16, outro 4',
      FORMS.binary,
    ],
    energy: { intro: 0.7, verse: 0.62, chorus: 0.85, bridge: 0.6, break: 0.45, outro: 0.85 },
    seconds: [120, 160],
    course: COURSES.PARADE,
  },
  melody: melodic({ syncopation: 0.05, leaps: 0.5, repetition: 0.7, melisma: 0.02 }),
  singing: { register: 0.2, backing: 0.6, maxSyllablesPerSecond: 4.4 },
  grooves: [
    groove(
      'street-beat',
      { kick: '8.......8.......', snare: '6.446.446.446446', crash: '5...............' },
      [0.4, 1],
    ),
    groove('parade', { kick: '8...6...8...6...', snare: '6.6.6.446.6.6644' }, [0.3, 1]),
    groove('two-four', { kick: '8...6...', snare: '5.445.44' }, [0, 0.8], '2/4'),
    groove('two-four-roll', { kick: '8...7...', snare: '6.646644', crash: '6...5...' }, [0.6, 1], '2/4'),
    groove('six-eight-march', { kick: '8.....7.....', snare: '6.4.446.4.44' }, [0, 1], '6/8'),
    groove(
      'field-drums',
      { kick: '8...............', snare: '6..46.446..46464', floorTom: '........6...6...' },
      [0.2, 0.7],
    ),
    groove('trio-soft', { kick: '6.......6.......', snare: '..3...3...3...33' }, [0, 0.5]),
    groove('two-four-rim', { kick: '7.......', rim: '..5...5.', snare: '....6.44' }, [0, 1], '2/4'),
    groove('cadence-six', { kick: '7...........', snare: '5.3.3.5.3.33' }, [0, 0.7], '6/8'),
    groove(
      'quickstep-six',
      { kick: '8.....7...5.', snare: '6.446.6.4454', crash: '5...........' },
      [0.4, 1],
      '6/8',
    ),
  ],
  fills: [FILLS.marchRuff, FILLS.orchestralRoll, FILLS.snarePickup, FILLS.timpaniSwell],
  slots: [
    drums(['orchestra-kit', 'standard-kit'], { fromEnergy: 0.2, gainDb: 1 }),
    bass(
      ['tuba', 'trombone', 'double-bass'],
      [
        bassLine('oom', 'R---....5---....'),
        bassLine('oom-run', 'R---5---R---5-a-', [0.4, 1]),
        bassLine('oom-steady', 'R-..5-..R-..5-..', [0, 0.8]),
        bassLine('stride', 'R---3---5---a---', [0.5, 1]),
        compound(bassLine('oom-six', 'R-----5-----')),
      ],
      { fromEnergy: 0, gainDb: 1 },
    ),
    chords(
      'horns-offbeat',
      ['french-horn', 'brass-section', 'clarinet'],
      [
        figure('pah', '..s...s...s...s.'),
        figure('pah-pah', '..s.s...s.s...s.', [0.4, 1]),
        figure('quarter-pah', '....s.......s...', [0, 0.7]),
        compound(figure('six-pah', '....s.....s.')),
      ],
      [50, 72],
      { fromEnergy: 0, gainDb: -1, pan: 0.3, voices: 3 },
    ),
    chords(
      'low-brass',
      ['trombone', 'brass-section'],
      [
        CHORDS.halves,
        figure('fanfare', 'X-..xxx-X-------', [0.6, 1]),
        figure('dotted', 'X--xX---X--xX---', [0.5, 1]),
        CHORDS.sixEightBlocks,
      ],
      [46, 68],
      {
        fromEnergy: 0.6,
        gainDb: -1,
        pan: -0.2,
        voices: 3,
      },
    ),
    pad('clarinets', ['clarinet', 'brass-section'], [55, 77], {
      fromEnergy: 0.4,
      gainDb: -4,
      pan: -0.3,
      voices: 3,
    }),
    riff(
      'piccolo',
      ['piccolo', 'flute'],
      [76, 96],
      ['x-xxx-xxx-xxx-x-', 'xxxxx-x-xxxxx---', 'x---xxxxx---xxxx'],
      { fromEnergy: 0.75, gainDb: -5, pan: 0.4, never: ['intro'] },
    ),
    riff('bells', ['glockenspiel', 'piccolo'], [76, 96], ['x-x-x---x-x-x---', 'x---x---x-x-x---'], {
      fromEnergy: 0.8,
      presence: 0.6,
      gainDb: -6,
      pan: -0.4,
    }),
    accents(['timpani'], [38, 55], { fromEnergy: 0.6, gainDb: -1 }),
    answers(['trombone', 'french-horn', 'baritone-sax'], [48, 67], { fromEnergy: 0.35, pan: -0.25 }),
  ],
  leads: [
    lead(['trumpet', 'brass-section', 'clarinet'], [60, 80], 0.6),
    soloist(['trumpet', 'piccolo', 'clarinet'], [62, 86], 0.7),
  ],
  mix: hallMix({
    brass: { gainDb: -2.5, sends: { hall: -14, room: -16 } },
    drums: { gainDb: -3, compression: 0.15, sends: { hall: -15, room: -14 } },
    woodwinds: { gainDb: -4, sends: { hall: -13 } },
  }),
  endings: endings({ button: 5, hold: 2 }),
}
