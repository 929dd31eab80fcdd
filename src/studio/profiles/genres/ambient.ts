import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { STILL_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix } from '../shared/mix-presets.js'
import { bassLine, book, figure, groove } from '../shared/notation.js'

export const ambient: GenreProfile = {
  id: 'ambient',
  label: 'ambient',
  family: 'ambient',
  terms: [
    'ambient',
    'drone',

    'meditative',
    'soundscape',

    'space music',
    'atmospheric ambient',
    'dark ambient',
  ],
  identity: { rhythm: 0.2, colour: 0.95 },
  tempo: { lowBpm: 56, typicalBpm: 68, highBpm: 84 },
  meters: [{ numerator: 4, denominator: 4, weight: 1 }],
  swing: [0.5, 0.5],
  tightness: 0.2,
  modes: [
    { mode: 'lydian', weight: 1.5 },
    { mode: 'major', weight: 2 },
    { mode: 'dorian', weight: 1.2 },
    { mode: 'minor', weight: 1.5 },
  ],
  harmony: {
    major: book(STILL_LOOPS.major, {
      verse: [
        'Iadd9 | Iadd9 | IVmaj9 | IVmaj9',
        'Imaj9 | Imaj9 | II>1 | II>1',
        'Iadd9 | Iadd9 | vi9 | vi9 | IVmaj9 | IVmaj9 | Isus2 | Isus2',
      ],
      chorus: [
        'IVmaj9 | IVmaj9 | Iadd9 | Iadd9',
        'vi9 | vi9 | IVmaj9 | IVmaj9',
        'Imaj9 | Imaj9 | iii7 | iii7',
      ],
      bridge: ['ii9 | ii9 | IVmaj9 | IVmaj9', 'bVImaj9 | bVImaj9 | Iadd9 | Iadd9'],
    }),
    minor: book(STILL_LOOPS.minor, {
      verse: [
        'im9 | im9 | bVImaj9 | bVImaj9',
        'imadd9 | imadd9 | IV9 | IV9',
        'im9 | im9 | bIIImaj9 | bIIImaj9',
      ],
      chorus: [
        'bVImaj9 | bVImaj9 | im9 | im9',
        'bIIImaj9 | bIIImaj9 | bVIIadd9 | bVIIadd9',
        'ivm9 | ivm9 | im9 | im9',
      ],
      bridge: ['bVImaj9 | bVImaj9 | bVIIadd9 | bVIIadd9'],
    }),
    colour: 'ninths',
    cadence: 0,
    lift: 0,
  },
  form: {
    templates: [
      'intro 8, verse 8, chorus 8, verse 8, bridge 8, chorus 8, outro 4',
      'intro 8, verse 16, bridge 8, verse 16, outro 8',
      FORMS.stillness,
    ],
    energy: { intro: 0.15, verse: 0.35, chorus: 0.55, bridge: 0.4, solo: 0.45, interlude: 0.3, outro: 0.2 },
    seconds: [140, 185],
  },
  melody: {
    gridBeats: 1,
    syncopation: 0.15,
    leaps: 0.45,
    repetition: 0.5,
    pentatonic: true,
    blues: false,
    melisma: 0.25,
    speech: 0,
  },
  singing: { register: 0, backing: 0.6, maxSyllablesPerSecond: 3 },
  grooves: [
    {
      id: 'heartbeat',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0.5, 1],
      lanes: { kick: '5..3............', rim: '........2.......' },
    },
    {
      id: 'distant',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0.5, 1],
      lanes: { kick: '5.......4.......', shaker: '2.1.2.1.2.1.2.1.' },
    },
    groove('soft-shaker', { shaker: '3.2.3.2.3.2.3.2.', kick: '5...............' }, [0.3, 1]),
    groove('slow-rim', { kick: '5.........4.....', rim: '........3.......' }, [0.4, 1]),
    groove('distant-toms', { floorTom: '5...........3...', tomLow: '......3.........' }, [0.3, 1]),
    groove('breathing-cymbal', { ride: '3...2...3...2...', kick: '4...............' }, [0.3, 0.9]),
  ],
  fills: [FILLS.hatLift, FILLS.cymbalSwell, FILLS.tambourine, FILLS.orchestralRoll],
  drumless: true,
  slots: [
    {
      id: 'pad',
      role: 'pad',
      instruments: ['warm-pad', 'glass-pad', 'strings-pad'],
      register: [48, 76],
      voices: 5,
      fromEnergy: 0,
      gainDb: 1,
      pan: -0.15,
    },
    {
      id: 'second-pad',
      role: 'pad',
      instruments: ['glass-pad', 'slow-strings', 'voice-oohs'],
      register: [60, 84],
      voices: 3,
      fromEnergy: 0.3,
      gainDb: -3,
      pan: 0.2,
    },
    {
      id: 'bells',
      role: 'chords',
      instruments: ['fm-bell', 'celesta', 'kalimba', 'music-box'],
      patterns: [CHORDS.bellNotes, CHORDS.arpDotted, figure('far-bells', '....3-------....', [0, 1])],
      register: [67, 91],
      fromEnergy: 0.25,
      gainDb: -4,
      pan: 0.35,
    },
    {
      id: 'piano',
      role: 'chords',
      instruments: ['grand-piano', 'electric-piano', 'harp'],
      patterns: [
        CHORDS.lofiRolled,
        CHORDS.arpUp,
        CHORDS.ballad,
        CHORDS.wholeNotes,
        figure('slow-rise', '0---2---3---5---', [0, 0.6]),
      ],
      register: [52, 79],
      fromEnergy: 0.38,
      presence: 0.75,
      gainDb: -4,
      pan: -0.3,
    },
    {
      id: 'drone',
      role: 'bass',
      instruments: ['sub-bass', 'double-bass'],
      patterns: [
        BASS.longRoots,
        BASS.halfNotes,
        bassLine('swell-root', 'R-----------5---', [0, 1]),
        bassLine('late-root', '....R-----------', [0, 0.6]),
      ],
      fromEnergy: 0.2,
      gainDb: -2,
      pan: 0,
    },
    {
      id: 'pulse',
      role: 'drums',
      instruments: ['808-kit', 'orchestra-kit'],
      fromEnergy: 0.5,
      presence: 0.4,
      gainDb: -8,
      pan: 0,
    },
    {
      id: 'answers',
      role: 'counter',
      instruments: ['flute', 'pan-flute', 'cello', 'soft-lead'],
      register: [60, 84],
      fromEnergy: 0.3,
      gainDb: -4,
      pan: 0.2,
    },
    {
      id: 'sweep',
      role: 'transitions',
      effect: 'sweep',
      instruments: ['noise-sweep'],
      fromEnergy: 0.3,
      presence: 0.6,
      gainDb: -6,
      pan: 0,
    },
  ],
  leads: [
    {
      instruments: ['soft-lead', 'pan-flute', 'grand-piano', 'cello'],
      register: [60, 82],
      density: 0.12,
      gainDb: 0,
      pan: 0.1,
    },
    {
      instruments: ['flute', 'fm-bell', 'violin'],
      register: [62, 84],
      density: 0.2,
      gainDb: -1,
      pan: -0.1,
      solos: true,
    },
  ],
  mix: hallMix(
    {
      synth: {
        gainDb: -4,
        width: 0.9,
        lowCutHz: 50,
        eq: [{ type: 'high-shelf', frequencyHz: 4000, gainDb: 4 }],
        sends: { hall: -7 },
      },
      keyboard: {
        gainDb: -6,
        eq: [{ type: 'high-shelf', frequencyHz: 4500, gainDb: 3 }],
        sends: { hall: -8, delay: -16 },
      },
      fx: { gainDb: -14, sends: { hall: -8 } },
    },
    'solo',
  ),
  endings: [
    { kind: 'fade', weight: 3 },
    { kind: 'hold', weight: 2 },
  ],
}
