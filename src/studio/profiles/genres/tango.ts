import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { CLASSIC_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix } from '../shared/mix-presets.js'
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
  soloist,
} from '../shared/notation.js'

export const tango: GenreProfile = {
  id: 'tango',
  label: 'tango',
  family: 'world',
  terms: ['tango', 'argentine tango', 'tango nuevo', 'nuevo tango', 'bandoneon tango', 'electrotango'],
  identity: { rhythm: 0.85, colour: 1 },
  tempo: { lowBpm: 104, typicalBpm: 120, highBpm: 134 },
  meters: meters({ '4/4': 5, '3/4': 0.6 }),
  swing: [0.5, 0.5],
  tightness: 0.25,
  modes: [
    { mode: 'harmonic minor', weight: 3 },
    { mode: 'minor', weight: 2 },
    { mode: 'major', weight: 0.8 },
  ],
  tonics: [2, 9, 4, 7, 0],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      verse: ['I | VI7 | ii | V7', 'I | I | V7 | V7', 'I | #idim7 | ii7 | V7'],
      chorus: ['IV | iv | I>5 | VI7 | ii | V7 | I | I', 'I | I7 | IV | iv', 'ii | V7 | I | VI7'],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      intro: ['i | i | V7 | i', 'i | iv | V7 | i'],
      verse: [
        'i | i | V7 | V7 | V7 | V7 | i | i',
        'i | I7 | iv | bVII7 | bIII | bVI | iim7b5 V7 | i',
        'i | iv | i | V7',
        'i i>7 | i>b7 IV>6 | bVI | V7',
        'i | V7 | i | V7',
      ],
      chorus: [
        'iv | i | V7 | i | iv | i | bVI7 V7 | i',
        'bVI | bIII | V7 | i',
        'iv | bVII7 | bIII | bVI',
        'i | bII>4 | V7 | i',
      ],
      bridge: ['bIII | V7/bIII | bIII | V7', 'bVI | bVI | iim7b5 | V7'],
      outro: ['iv | i | V7 | i'],
    }),
    colour: 'plain',
    cadence: 0.7,
    lift: 0,
    modulation: 0.5,
  },
  form: {
    templates: [
      'intro 4, verse 16, chorus 16, verse 8, bridge 8, chorus 16, outro 4',
      'intro 4, verse 8, verse 8, chorus 8, solo 8, verse 8, chorus 16, outro 2',
      'verse 16, chorus 8, bridge 8, verse 8, solo 8, chorus 16, outro 4',
    ],
    energy: { intro: 0.5, verse: 0.52, chorus: 0.75, bridge: 0.45, solo: 0.65, outro: 0.7 },
    seconds: [140, 180],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.25, leaps: 0.5, repetition: 0.55, melisma: 0.12 }),
  singing: { register: 0.2, backing: 0.1, maxSyllablesPerSecond: 4.4 },
  drumless: true,
  grooves: [
    groove('milonga', { kick: '7.....5.6...5...', rim: '......4.....4...' }),
    groove('marcato-brushes', { snare: '4...5...4...5...', kick: '5.......5.......' }, [0, 0.7]),
    groove(
      'electrotango',
      { kick: '8...8...8...8...', rim: '...6..6....6..6.', hat: '..5...5...5...5.' },
      [0.6, 1],
    ),
    groove('vals-criollo', { kick: '6...........', rim: '....4...4...' }, [0, 1], '3/4'),
    groove('sincopa', { snare: '5...7.5.5...7.5.', kick: '5.......5.......' }, [0.4, 1]),
    groove('tres-tres-dos', { kick: '7.....6.....5...', rim: '..4.4...4.4...4.' }, [0.5, 1]),
  ],
  fills: [FILLS.rims, FILLS.snarePickup, FILLS.timpaniSwell, FILLS.marchRuff],
  slots: [
    chords(
      'piano',
      ['grand-piano'],
      [
        figure('marcato', ['b-..b-..b-..b-..', 's...s...s...s...'], [0.3, 1]),
        figure('marcato-in-two', ['b-------f-------', '....s.......s...'], [0, 0.75]),
        figure('sincopa', ['b-......b-......', '..X---x-..X---x-'], [0.45, 1]),
        figure('milonga-bass', ['b-----f-b---f---', '...s....s...s...'], [0.2, 0.9]),
        figure('three-three-two', ['b-----b-----b---', 'X-----X-----X---'], [0.5, 1]),
        figure('yumba', ['b---..b-b---..b-', 'X.......X.......'], [0.6, 1]),
        CHORDS.waltzPiano,
      ],
      [50, 74],
      { fromEnergy: 0, gainDb: 0, pan: -0.2 },
    ),
    chords(
      'bandoneon',
      ['accordion'],
      [
        figure('bandoneon-marcato', 's...s...s...s...', [0.3, 1]),
        figure('bandoneon-sincopa', '..X---x-..X---x-', [0.4, 1]),
        figure('bandoneon-three-three-two', 'X-----X-----s---', [0.4, 1]),
        CHORDS.wholeNotes,
        figure('waltz-squeeze', '....s...s...'),
      ],
      [57, 79],
      { fromEnergy: 0.3, gainDb: -1, pan: 0.25 },
    ),
    bass(
      ['double-bass', 'upright-bass'],
      [
        bassLine('marcato-four', 'R-..5-..R-..5-..'),
        bassLine('arrastre', 'R-------R---5-a-', [0, 0.8]),
        bassLine('tango-three-three-two', 'R-----R-----5---', [0.5, 1]),
        bassLine('habanera', 'R-----5-R---5---', [0.2, 0.9]),
        BASS.waltz,
      ],
      { fromEnergy: 0.15, gainDb: 1 },
    ),
    pad('strings', ['string-section', 'slow-strings'], [57, 81], { fromEnergy: 0.5, gainDb: -2, voices: 4 }),
    chords(
      'violins',
      ['violin', 'pizzicato-strings', 'string-section'],
      [figure('chicharra', 's.s.s.s.s.s.s.s.', [0.6, 1]), CHORDS.pizzicato, CHORDS.ostinatoStrings],
      [62, 84],
      { fromEnergy: 0.6, presence: 0.6, gainDb: -4, pan: -0.4, voices: 3 },
    ),
    chords(
      'guitar',
      ['nylon-guitar', 'jazz-guitar'],
      [
        figure('tango-guitar', ['b-......f-......', '....D.......D...'], [0, 1]),
        CHORDS.fingerpicked,
        CHORDS.waltzStrum,
      ],
      [45, 72],
      { fromEnergy: 0.2, presence: 0.5, gainDb: -4, pan: 0.45 },
    ),
    drums(['brush-kit', 'standard-kit'], { fromEnergy: 0.7, presence: 0.08, gainDb: -8 }),
    answers(['violin', 'accordion', 'cello'], [57, 84], { fromEnergy: 0.3, gainDb: -1 }),
  ],
  leads: [
    lead(['accordion', 'violin'], [60, 84], 0.55),
    soloist(['violin', 'grand-piano', 'accordion'], [60, 88], 0.8),
  ],
  mix: hallMix(
    {
      keyboard: { gainDb: -3, compression: 0.15, sends: { room: -16, hall: -20 } },
      strings: { gainDb: -4, sends: { hall: -14 } },
      bass: {
        gainDb: -2,
        compression: 0.3,
        width: 0.3,
        eq: [{ type: 'low-shelf', frequencyHz: 110, gainDb: 4 }],
        sends: { room: -18 },
      },
    },
    'acoustic',
  ),
  endings: endings({ button: 6, ritardando: 2 }),
}
