import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { STILL_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix } from '../shared/mix-presets.js'
import {
  answers,
  bass,
  bassLine,
  book,
  chords,
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

export const newAge: GenreProfile = {
  id: 'new-age',
  label: 'new age',
  family: 'ambient',
  terms: [
    'new age',
    'meditation',
    'meditation music',
    'spa',
    'yoga',
    'zen',
    'healing',
    'healing music',
    'relaxation music',
    'mindfulness',
    'sleep music',
    'massage music',
    'nature sounds',
    'reiki',
    'chakra',
    'wellness',
  ],
  identity: { rhythm: 0.4, colour: 0.85 },
  tempo: { lowBpm: 54, typicalBpm: 66, highBpm: 84 },
  meters: meters({ '4/4': 4, '3/4': 1, '6/8': 0.8 }),
  swing: [0.5, 0.5],
  tightness: 0.1,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'lydian', weight: 1.5 },
    { mode: 'dorian', weight: 1 },
    { mode: 'minor', weight: 0.7 },
  ],
  tonics: [0, 2, 7, 5, 4, 9],
  harmony: {
    major: book(STILL_LOOPS.major, {
      verse: ['Iadd9 | IV>1 | Iadd9 | IV>1', 'I | V>7 | IV>6 | I>5', 'Isus2 | Isus2 | IVadd9 | IVadd9'],
      chorus: ['IVadd9 | V | Iadd9 | vi7', 'vi7 | iii7 | IVadd9 | Iadd9', 'I | iii7 | IVadd9 | V7sus4'],
      bridge: ['vi7 | IVmaj7 | ii7 | V7sus4'],
    }),
    minor: book(STILL_LOOPS.minor, {
      verse: ['imadd9 | bVII | bVImaj7 | bVII', 'im7 | bIII | bVII | ivm7', 'imadd9 | imadd9 | ivm9 | ivm9'],
      chorus: ['bIII | bVII | ivm7 | im7', 'bVImaj7 | bIII | bVII | im7', 'bIIImaj7 | bVImaj7 | bIII | bVII'],
    }),
    colour: 'added',
    cadence: 0.1,
    lift: 0,
    modulation: 0.3,
  },
  form: {
    templates: [
      FORMS.tide,
      FORMS.stillness,
      'intro 8, verse 8, chorus 8, interlude 8, verse 8, chorus 8, break 8, chorus 8, outro 8',
    ],
    energy: {
      intro: 0.12,
      verse: 0.24,
      chorus: 0.38,
      break: 0.15,
      bridge: 0.28,
      interlude: 0.2,
      outro: 0.12,
    },
    seconds: [170, 230],
  },
  melody: melodic({ syncopation: 0.1, leaps: 0.4, repetition: 0.6, pentatonic: true, melisma: 0.05 }),
  singing: { register: 0, backing: 0.5, maxSyllablesPerSecond: 3.2 },
  drumless: true,
  grooves: [
    groove('frame-drum', { congaLow: '5.......4.......', shaker: '3...3...3...3...' }),
    groove('slow-pulse', { kick: '4...............', triangle: '........3.......' }),
    groove('hand-drum-three', { congaLow: '5...........', shaker: '....3...3...' }, [0, 1], '3/4'),
    groove('hand-drum-six', { congaLow: '5.....4.....', shaker: '..3.3...3.3.' }, [0, 1], '6/8'),
    groove('river-stones', { woodBlock: '4..3..4...3.4...', congaLow: '5...............' }, [0.25, 1]),
    groove('heart-drum', { congaLow: '5.4.....5.4.....', triangle: '........2.......' }, [0.2, 1]),
  ],
  fills: [FILLS.cymbalSwell, FILLS.tambourine, FILLS.hatLift, FILLS.hatChoke],
  slots: [
    pad('air', ['warm-pad', 'glass-pad', 'strings-pad'], [50, 77], { fromEnergy: 0, gainDb: 0 }),
    chords(
      'harp',
      ['harp', 'grand-piano', 'kalimba', 'koto', 'nylon-guitar'],
      [
        CHORDS.arpUpDown,
        figure('ripples', '0-2-3-4-6-4-3-2-', [0, 1]),
        figure('slow-rise', '0---2---3---5---', [0, 0.6]),
        CHORDS.harpSweep,
        CHORDS.waltzFingers,
        CHORDS.sixEightArp,
        CHORDS.fingerpicked,
      ],
      [52, 84],
      { fromEnergy: 0.1, gainDb: -1, pan: -0.25 },
    ),
    chords(
      'piano',
      ['grand-piano', 'electric-piano', 'fm-electric-piano'],
      [
        CHORDS.ballad,
        CHORDS.wholeNotes,
        CHORDS.waltzArpeggio,
        CHORDS.sixEightBallad,
        figure('open-fifths', ['b-------f-------', '....3---....4---'], [0, 1]),
      ],
      [52, 76],
      { fromEnergy: 0.2, presence: 0.8, gainDb: -3, pan: 0.2, voices: 3 },
    ),
    pad('voices', ['choir-aahs', 'voice-oohs'], [57, 79], {
      fromEnergy: 0.3,
      presence: 0.7,
      gainDb: -6,
      voices: 3,
    }),
    pad('strings', ['slow-strings', 'string-section'], [52, 76], {
      fromEnergy: 0.28,
      presence: 0.7,
      gainDb: -5,
    }),
    bass(
      ['fretless-bass', 'upright-bass', 'cello'],
      [
        BASS.longRoots,
        BASS.halfNotes,
        BASS.waltz,
        BASS.sixEightLong,
        bassLine('deep-breath', 'R-----------5---'),
      ],
      { fromEnergy: 0.25, gainDb: -3 },
    ),
    chords(
      'bells',
      ['fm-bell', 'celesta', 'glockenspiel', 'vibraphone'],
      [
        CHORDS.bellNotes,
        figure('distant-bell', '....4-------....', [0, 1]),
        figure('chime-three', '3-----------', [0, 1]),
      ],
      [67, 91],
      { fromEnergy: 0, presence: 0.7, gainDb: -7, pan: 0.4 },
    ),
    percussion(
      [
        groove('rain-shaker', { shaker: '3.2.3.2.3.2.3.2.' }),
        groove('rain-shaker-three', { shaker: '3.2.3.2.3.2.' }, [0, 1], '3/4'),
      ],
      { fromEnergy: 0.34, presence: 0.4, gainDb: -6 },
    ),
    answers(['flute', 'pan-flute', 'oboe'], [62, 86], { fromEnergy: 0.2, gainDb: -3, pan: 0.3 }),
  ],
  leads: [
    lead(['pan-flute', 'flute', 'soft-lead', 'grand-piano'], [62, 86], 0.3),
    soloist(['flute', 'violin', 'whistle'], [62, 86], 0.4),
  ],
  mix: hallMix(
    {
      synth: {
        gainDb: -5,
        lowCutHz: 70,
        width: 0.95,
        eq: [{ type: 'high-shelf', frequencyHz: 4000, gainDb: 4 }],
        sends: { hall: -9 },
      },
      woodwinds: { gainDb: -5, sends: { hall: -8, delay: -20 } },
      keyboard: {
        gainDb: -5,
        eq: [{ type: 'high-shelf', frequencyHz: 4500, gainDb: 3 }],
        sends: { hall: -11 },
      },
    },
    'solo',
  ),
  endings: endings({ fade: 4, ritardando: 3 }),
}
