import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { CLASSIC_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix } from '../shared/mix-presets.js'
import { book, groove } from '../shared/notation.js'

export const classicalPiano: GenreProfile = {
  id: 'classical-piano',
  label: 'classical piano',
  family: 'classical',
  terms: [
    'classical piano',
    'solo piano',
    'piano solo piece',
    'piano piece',
    'piano music',
    'romantic piano',
    'chopin',
    'piano instrumental',
  ],
  identity: { rhythm: 0.3, colour: 1 },
  tempo: { lowBpm: 58, typicalBpm: 78, highBpm: 116 },
  meters: [
    { numerator: 4, denominator: 4, weight: 3 },
    { numerator: 3, denominator: 4, weight: 1.5 },
    { numerator: 6, denominator: 8, weight: 0.8 },
  ],
  swing: [0.5, 0.5],
  tightness: 0,
  modes: [
    { mode: 'major', weight: 2 },
    { mode: 'minor', weight: 2 },
    { mode: 'harmonic minor', weight: 0.7 },
  ],
  tonics: [0, 3, 8, 1, 4, 9, 2, 7],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      intro: ['I | I | V7 | I', 'I | V7>7 | I | I'],
      verse: [
        'I | V7>7 | vi | iii | IV | I>3 | ii7 | V7',
        'I | vi | ii7 | V7',
        'I | IV>6 | V7>7 | I',
        'I | V7/vi | vi | V7/V V',
        'I | I | ii>4 | V7',
      ],
      chorus: [
        'I | III7 | vi | iv6 | I>5 | V7 | I | I',
        'IV | V | I>3 | vi | ii7 | V7 | I | I',
        'vi | V7/vi | vi | V7/V | V | IV>6 | V7 | I',
        'IV | iv | I>5 | V7',
      ],
      bridge: ['vi | III7 | vi | iv6 | I>5 | #idim7 | ii7 | V7', 'bVI | bIII | iv | V7'],
      outro: ['IV | iv | I>5 V7 | I'],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      intro: ['i | i | iv | V7', 'i | V7>7 | i | i'],
      verse: [
        'i | i>7 | i>b7 | iv>b6 | i>5 | V7 | i | V7',
        'i | V7>7 | i | iv>b6 | V7 | i | iim7b5 | V7',
        'i | iv | bVII | bIII | bVI | iim7b5 | V7 | i',
        'i | bVI | iim7b5 | V7',
        'i | V7 | i | iv',
      ],
      chorus: [
        'bVI | bII | V7 | i',
        'bIII | bVII>2 | i | v | bVI | bIII>5 | iv | V7',
        'bVI | bVII | i | V7',
        'iv | i>b3 | iim7b5 | V7',
      ],
      bridge: ['bVI | V7/bVI | bVI | bIIImaj7 | bII>4 | V7 | i | V7', 'iv | bVII | bIII | V7'],
      outro: ['iv | i>5 | V7 | i'],
    }),
    colour: 'plain',
    cadence: 0.7,
    lift: 0,
    strictVoiceLeading: true,
  },
  form: {
    templates: [
      'intro 2, verse 8, verse 8, chorus 8, bridge 8, verse 8, chorus 8, outro 4',
      'intro 4, verse 16, bridge 8, verse 8, chorus 8, outro 4',
      'verse 8, verse 8, bridge 16, verse 8, chorus 8, outro 4',
    ],
    energy: { intro: 0.25, verse: 0.4, chorus: 0.65, bridge: 0.55, solo: 0.6, outro: 0.3 },
    seconds: [120, 160],
  },
  melody: {
    gridBeats: 0.5,
    syncopation: 0.05,
    leaps: 0.45,
    repetition: 0.55,
    pentatonic: false,
    blues: false,
    melisma: 0.1,
    speech: 0,
  },
  singing: { register: 0, backing: 0.1, maxSyllablesPerSecond: 3.8 },
  grooves: [
    groove('soft-cymbal', { kick: '4...............', ride: '3.......3.......' }),
    groove('soft-cymbal-three', { kick: '4...........', ride: '....3...3...' }, [0, 1], '3/4'),
    groove('soft-cymbal-six', { kick: '4...........', ride: '......3.....' }, [0, 1], '6/8'),
  ],
  fills: [FILLS.orchestralRoll, FILLS.cymbalSwell, FILLS.timpaniSwell],
  drumless: true,
  slots: [
    {
      id: 'left-hand',
      role: 'chords',
      instruments: ['grand-piano', 'bright-piano'],
      patterns: [
        CHORDS.alberti,
        CHORDS.ballad,
        CHORDS.nocturne,
        CHORDS.albertiFast,
        CHORDS.romanticSweep,
        CHORDS.waltzPiano,
        CHORDS.waltzArpeggio,
        CHORDS.sixEightArp,
        CHORDS.sixEightBallad,
      ],
      register: [48, 67],
      voices: 3,
      fromEnergy: 0,
      gainDb: -2,
      pan: -0.15,
    },
    {
      id: 'low-octave',
      role: 'bass',
      instruments: ['grand-piano', 'bright-piano'],
      patterns: [BASS.longRoots, BASS.halfNotes, BASS.waltz, BASS.sixEightLong],
      fromEnergy: 0.5,
      gainDb: -4,
      pan: -0.2,
    },
    {
      id: 'strings',
      role: 'pad',
      instruments: ['slow-strings', 'cello'],
      register: [52, 74],
      fromEnergy: 0.62,
      presence: 0.35,
      gainDb: -9,
      pan: 0.1,
    },
  ],
  leads: [
    { instruments: ['grand-piano'], register: [62, 88], density: 0.55, gainDb: 1, pan: 0.15 },
    { instruments: ['grand-piano'], register: [65, 91], density: 0.8, gainDb: 1, pan: 0.15, solos: true },
  ],
  mix: hallMix({ keyboard: { gainDb: -1, compression: 0.05, width: 1.1, sends: { hall: -15 } } }, 'solo'),
  endings: [
    { kind: 'ritardando', weight: 4 },
    { kind: 'hold', weight: 1 },
  ],
}
