import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { BRAZIL_LOOPS } from '../shared/loops/rich-chords.js'
import { bandMix } from '../shared/mix-presets.js'
import { bassLine, book, figure, groove } from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const bossaNova: GenreProfile = {
  id: 'bossa-nova',
  label: 'bossa nova',
  family: 'latin',
  terms: ['bossa nova', 'bossanova', 'bossa', 'samba jazz', 'brazilian', 'brazilian jazz', 'lounge'],
  identity: { rhythm: 0.8, colour: 0.85 },
  tempo: { lowBpm: 112, typicalBpm: 132, highBpm: 152 },
  meters: [{ numerator: 4, denominator: 4, weight: 1 }],
  swing: [0.5, 0.52],
  tightness: 0.35,
  modes: [
    { mode: 'major', weight: 2 },
    { mode: 'minor', weight: 1.2 },
  ],
  tonics: [0, 5, 2, 7, 9],
  harmony: {
    major: book(BRAZIL_LOOPS.major, {
      intro: ['Imaj9 | ii9 | Imaj9 | ii9', 'ii9 | V13 | Imaj9 | Imaj9'],
      verse: [
        'Imaj9 | #idim7 | ii9 | #iidim7',
        'iii7 | bIII7 | ii9 | bII7',
        'Imaj9 | Imaj9 | II13 | II13 | ii9 | V13 | Imaj9 | bII7',
        'Imaj7 | #idim7 | ii7 | V7',
        'Imaj9 | VI7b9 | ii9 | V13',
        'Imaj7 | bVII7 | Imaj7 | VI7',
      ],
      chorus: [
        'ii9 | #ivm7b5 VII7b9 | iii7 | VI7b9',
        'IVmaj9 | iv6 | Imaj9 | I9',
        'IVmaj7 | iv6 | iii7 | VI7b9 | ii9 | V13 | Imaj9 | Imaj9',
        'ii9 | V13 | iii7 | VI7b9',
        'IVmaj7 | IVmaj7 | iv6 | bVII7 | Imaj9 | VI7 | ii9 | V13',
      ],
      bridge: [
        'bIImaj7 | bIImaj7 | bV7 | bV7 | ii9 | ii9 | V13 | V13',
        'iii7 | VI7b9 | ii9 | ii9 | iv6 | bVII7 | ii9 | V13',
      ],
    }),
    minor: book(BRAZIL_LOOPS.minor, {
      intro: ['im9 | im9 | iim7b5 | V7b9'],
      verse: [
        'im9 | bIII7 | bVImaj7 | bII7',
        'im9 | im9 | iim7b5 | V7b9',
        'im7 | ivm7 | bVII7 | bIIImaj7',
        'im6 | im6 | iim7b5 | V7b9 | im6 | bVI7 | V7b9 | im6',
      ],
      chorus: [
        'im9 | IV13 | bVIImaj7 | V7b9',
        'ivm9 | bVII13 | bIIImaj7 | bVImaj7 | iim7b5 | V7b9 | im9 | im9',
        'ivm7 | V7b9 | im7 | VI7b9',
      ],
      bridge: ['bIIImaj7 | bIIImaj7 | bVImaj7 | bVImaj7 | iim7b5 | iim7b5 | V7b9 | V7b9'],
    }),
    colour: 'ninths',
    cadence: 0.35,
    lift: 0,
    modulation: 0.3,
  },
  form: {
    templates: [
      'intro 8, verse 16, chorus 16, solo 16, verse 8, chorus 8, outro 8',
      'intro 4, verse 8, verse 8, chorus 8, verse 8, solo 16, chorus 8, outro 4',
      FORMS.headSolosHead,
    ],
    energy: { intro: 0.35, verse: 0.45, chorus: 0.58, bridge: 0.5, solo: 0.62, outro: 0.35 },
    seconds: [140, 175],
  },
  melody: {
    gridBeats: 0.5,
    syncopation: 0.65,
    leaps: 0.3,
    repetition: 0.6,
    pentatonic: false,
    blues: false,
    melisma: 0.04,
    speech: 0,
  },
  singing: { register: -0.4, backing: 0.1, maxSyllablesPerSecond: 4.4 },
  grooves: [
    {
      id: 'bossa',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0, 1],
      lanes: { kick: '6.....5.6.....5.', rim: '6.....6.....6...', hat: '4343434343434343' },
    },
    {
      id: 'bossa-clave',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0, 1],
      lanes: {
        kick: '6.....5.6.....5.6.....5.6.....5.',
        rim: '6.....6.....6.......6.....6.....',
        hat: '4.3.4.3.4.3.4.3.4.3.4.3.4.3.4.3.',
      },
    },
    {
      id: 'brushes',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0, 0.6],
      lanes: { kick: '5.....4.5.....4.', snare: '3.2.4.2.3.2.4.2.', pedalHat: '....4.......4...' },
    },
    {
      id: 'samba-lift',
      meter: '4/4',
      stepsPerBeat: 4,
      energy: [0.5, 1],
      lanes: { kick: '6..56..56..56..5', rim: '..6..6.6..6.6...', hat: '5343534353435343' },
    },
    groove(
      'partido-bossa',
      { kick: '6.....5.6.....5.', rim: '..6..6...6..6...', hat: '4.3.4.3.4.3.4.3.' },
      [0.3, 0.8],
    ),
    groove(
      'cross-stick-simple',
      { kick: '6.......5.......', rim: '....5.......5.5.', shaker: '4343434343434343' },
      [0, 0.6],
    ),
  ],
  fills: [FILLS.rims, FILLS.snarePickup, FILLS.brushSweep, FILLS.hatChoke],
  slots: [
    {
      id: 'guitar',
      role: 'chords',
      instruments: ['nylon-guitar'],
      patterns: [
        CHORDS.bossaGuitar,
        CHORDS.bossaPiano,
        figure('batida', ['b-----..f-----..', 'x..x..x...x..x..'], [0.2, 1]),
      ],
      register: [45, 72],
      fromEnergy: 0,
      gainDb: 2,
      pan: -0.2,
    },
    {
      id: 'drums',
      role: 'drums',
      instruments: ['brush-kit', 'standard-kit'],
      fromEnergy: 0.14,
      gainDb: -4,
      pan: 0,
    },
    {
      id: 'percussion',
      role: 'percussion',
      instruments: ['percussion-kit'],
      grooves: [PERCUSSION.shakerSixteenths, PERCUSSION.cabasaSwing, PERCUSSION.triangleEighths],
      fromEnergy: 0.28,
      gainDb: -3,
      pan: 0.4,
    },
    {
      id: 'bass',
      role: 'bass',
      instruments: ['upright-bass'],
      patterns: [
        BASS.bossa,
        BASS.bossaOctave,
        bassLine('bossa-walk', 'R-----5-3-----a-', [0.3, 1]),
        bassLine('bossa-long', 'R-------5-------', [0, 0.5]),
      ],
      fromEnergy: 0.16,
      gainDb: 0,
      pan: 0,
    },
    {
      id: 'piano',
      role: 'chords',
      instruments: ['grand-piano', 'electric-piano', 'vibraphone'],
      patterns: [
        CHORDS.bossaPiano,
        CHORDS.jazzCompSparse,
        CHORDS.neoSoulLazy,
        figure('lounge-comp', '..x---..x--x----', [0, 0.8]),
      ],
      register: [55, 76],
      fromEnergy: 0.44,
      gainDb: -3,
      pan: 0.3,
    },
    {
      id: 'strings',
      role: 'pad',
      instruments: ['slow-strings', 'string-section'],
      register: [57, 79],
      fromEnergy: 0.56,
      presence: 0.25,
      gainDb: -6,
      pan: 0,
    },
    {
      id: 'answers',
      role: 'counter',
      instruments: ['flute', 'tenor-sax', 'muted-trumpet'],
      register: [62, 84],
      fromEnergy: 0.35,
      gainDb: -2,
      pan: 0.25,
    },
  ],
  leads: [
    {
      instruments: ['flute', 'tenor-sax', 'clarinet'],
      register: [60, 82],
      density: 0.45,
      gainDb: 1,
      pan: 0.15,
    },
    {
      instruments: ['tenor-sax', 'nylon-guitar', 'vibraphone'],
      register: [58, 80],
      density: 0.7,
      gainDb: 1,
      pan: -0.1,
      solos: true,
    },
  ],
  mix: bandMix(
    {
      drums: { gainDb: -7, compression: 0.1, sends: { room: -14 } },
      bass: {
        gainDb: -5,
        compression: 0.3,
        width: 0.2,
        eq: [
          { type: 'low-shelf', frequencyHz: 75, gainDb: -3 },
          { type: 'peak', frequencyHz: 900, gainDb: 3.5, q: 0.7 },
        ],
      },
      guitar: { gainDb: -3, lowCutHz: 70, sends: { room: -16 } },
      woodwinds: { gainDb: -5, sends: { plate: -15 } },
    },
    0.2,
    'acoustic',
  ),
  endings: [
    { kind: 'hold', weight: 2 },
    { kind: 'ritardando', weight: 2 },
    { kind: 'fade', weight: 1 },
  ],
}
