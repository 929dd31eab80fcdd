import type { GenreProfile } from '../profile.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { CLASSIC_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix, OPEN_LID } from '../shared/mix-presets.js'
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
  soloist,
} from '../shared/notation.js'

export const ragtime: GenreProfile = {
  id: 'ragtime',
  label: 'ragtime',
  family: 'jazz',
  terms: ['ragtime', 'rag', 'piano rag', 'ragtime piano', 'scott joplin', 'joplin', 'cakewalk'],
  identity: { rhythm: 0.8, colour: 1 },
  tempo: { lowBpm: 72, typicalBpm: 86, highBpm: 104 },
  meters: meters({ '2/4': 1 }),
  swing: [0.5, 0.5],
  tightness: 0.3,
  modes: [
    { mode: 'major', weight: 12 },
    { mode: 'minor', weight: 0.6 },
  ],
  tonics: [8, 3, 5, 0, 1, 10],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      intro: ['I | I | II7 | V7', 'I>5 | I | V7 | V7', 'V7 | V7 | V7 | V7'],
      verse: [
        'I | I | V7 | V7 | I | VI7 | II7 | V7',
        'I | I | IV | I>5 | II7 | V7 | I | V7',
        'I | #idim7 | V7>5 | V7 | I | VI7 | II7 V7 | I',
        'I | V7/vi | vi | I7 | IV | I>5 | II7 | V7',
        'I | I7 | IV | iv | I>5 | VI7 | II7 V7 | I',
      ],
      chorus: [
        'V7 | V7 | I | I | V7 | V7 | I | I',
        'IV | #ivdim7 | I>5 | VI7 | II7 | V7 | I | I',
        'VI7 | VI7 | II7 | II7 | V7 | V7 | I | V7',
        'I | III7 | VI7 | VI7 | II7 | V7 | I | I',
      ],
      bridge: [
        'vi | III7 | vi | vi | II7 | II7 | V7 | V7',
        'iv | I>3 | II7 | V7 | iv | I>3 | II7 V7 | I',
        'VI7 | II7 | V7 | I',
      ],
      outro: ['IV | #ivdim7 | I>5 V7 | I', 'II7 | V7 | I | I'],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      verse: [
        'i | V7>5 | i | V7 | i | iv | II7 | V7',
        'i | i | iv | i>5 | II7 | V7 | i | V7',
        'i | V7/iv | iv | V7',
      ],
      chorus: [
        'bIII | V7/bIII | bIII | bIII7 | bVI | iv | V7 | i',
        'iv | i>5 | V7 | i',
        'bVI | bIII | II7 | V7',
      ],
    }),
    colour: 'plain',
    cadence: 0.7,
    lift: 0,
    modulation: 0.9,
  },
  form: {
    // Strains of sixteen bars, each twice; the trio in another key.
    templates: [
      'intro 4, verse 16, verse 16, chorus 16, chorus 16, verse 16, bridge 16, bridge 16, chorus 16, outro 4',
      'intro 4, verse 16, chorus 16, verse 16, bridge 16, chorus 16, outro 4',
      'verse 16, verse 16, chorus 16, interlude 4, bridge 16, bridge 16, verse 16, outro 4',
    ],
    energy: { intro: 0.55, verse: 0.52, chorus: 0.66, bridge: 0.58, interlude: 0.5, outro: 0.6 },
    seconds: [120, 170],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.85, leaps: 0.5, repetition: 0.65, melisma: 0.02 }),
  singing: { register: 0, backing: 0.1, maxSyllablesPerSecond: 4.6 },
  grooves: [
    groove('rag-brushes', { kick: '6...5...', snare: '..4...4.' }, [0, 0.7], '2/4'),
    groove('rag-blocks', { kick: '7...6...', woodBlock: '5.545.54', snare: '..3...3.' }, [0.4, 1], '2/4'),
    groove('rag-press', { kick: '7...6...', snare: '3.433.43' }, [0.5, 1], '2/4'),
    groove('rag-cymbal', { kick: '7.......', snare: '..5...5.', crash: '4.......' }, [0.6, 1], '2/4'),
    groove('rag-rim', { kick: '6.......', rim: '..5..55.' }, [0, 0.6], '2/4'),
    groove('cakewalk', { kick: '7...6...', snare: '5.755.5.', woodBlock: '..4...4.' }, [0.4, 1], '2/4'),
  ],
  fills: [FILLS.snarePickup, FILLS.marchRuff, FILLS.orchestralRoll, FILLS.cymbalSwell],
  drumless: true,
  slots: [
    chords(
      'left-hand',
      ['grand-piano', 'honky-tonk'],
      [
        CHORDS.stride,
        figure('stride-walk-up', ['b-..f-..b-..b-b-', '..s...s...s.....'], [0.3, 1]),
        figure('stride-fifth-first', ['b-..b-..f-..b-..', '..s...s...s...s.'], [0, 1]),
        figure('stop-time', ['b-......b-..f-..', '..s.s.....s...s.'], [0.5, 1]),
        figure('habanera-bass', ['b--bf-..b--bf-..', '..s...s...s...s.'], [0, 0.5]),
        figure('slow-drag', ['b---f---b---f---', '..s.....s.s.....'], [0, 0.45]),
      ],
      [50, 67],
      { fromEnergy: 0, gainDb: -2.5, pan: -0.15, voices: 3 },
    ),
    bass(
      ['tuba', 'upright-bass'],
      [
        bassLine('rag-two', 'R-..5-..R-..5-..'),
        bassLine('rag-walk-up', 'R-..5-..R-..5-a-', [0.3, 1]),
        bassLine('rag-thirds', 'R-..3-..5-..3-..', [0.4, 1]),
        bassLine('rag-long', 'R-------5-------', [0, 0.5]),
      ],
      { fromEnergy: 0.3, gainDb: -2, presence: 0.2 },
    ),
    drums(['brush-kit', 'orchestra-kit'], { fromEnergy: 0.4, gainDb: -3, presence: 0.15 }),
    chords(
      'banjo',
      ['banjo', 'nylon-guitar'],
      [figure('banjo-chop', '..s...s...s...s.'), figure('banjo-two', 's.s...s.s.s...s.', [0.5, 1])],
      [55, 74],
      { fromEnergy: 0.5, gainDb: -4, pan: 0.35, presence: 0.2 },
    ),
    answers(['clarinet', 'trombone'], [58, 82], { presence: 0.25 }),
  ],
  leads: [
    lead(['grand-piano', 'honky-tonk'], [65, 91], 1.5, 0.15),
    soloist(['honky-tonk', 'grand-piano'], [65, 91], 1.55, 0.15),
  ],
  mix: hallMix(
    {
      keyboard: { gainDb: -1, compression: 0.1, width: 1.1, eq: OPEN_LID, sends: { room: -14, hall: -24 } },
    },
    'solo',
  ),
  endings: endings({ button: 4, hold: 2 }),
}
