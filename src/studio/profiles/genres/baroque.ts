import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
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
  endings,
  figure,
  groove,
  lead,
  melodic,
  meters,
  pad,
  soloist,
} from '../shared/notation.js'

export const baroque: GenreProfile = {
  id: 'baroque',
  label: 'baroque',
  family: 'classical',
  terms: [
    'baroque',
    'bach',
    'vivaldi',
    'handel',
    'harpsichord piece',
    'early music',
    'chamber music',
    'chamber',
    'string quartet',
    'renaissance',
    'consort',
  ],
  identity: { rhythm: 0.4, colour: 1 },
  tempo: { lowBpm: 68, typicalBpm: 92, highBpm: 120 },
  meters: meters({ '4/4': 3, '3/4': 2, '6/8': 0.7 }),
  swing: [0.5, 0.5],
  tightness: 0.4,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'harmonic minor', weight: 2.5 },
    { mode: 'minor', weight: 0.8 },
  ],
  tonics: [2, 7, 0, 9, 5, 4, 10],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      intro: ['I | V | I | V', 'I IV>1 | V7>7 I'],
      verse: [
        'I V>7 | vi iii | IV I>3 | IV V',
        'I | V7>7 | I | V7/V V',
        'I vi | ii V7 | I IV | ii7 V7',
        'I I>3 | IV V7/V | V V7>4 | I>3 V7',
        'I IV | viidim>2 iii | vi ii | V7 I',
      ],
      chorus: [
        'vi ii | V I | IV viidim | iii vi | ii V7/V | V V7 | I IV | V7 I',
        'I V | vi V7/V | V7 I>3 | IV V',
        'V7/ii ii | V7 I | V7/V V | IV V7',
        'IV V7>4 | I>3 vi | ii7 V7 | I I',
      ],
      bridge: [
        'vi III7 | vi V7/V | V V7 | I V7/ii | ii VI7>b2 | ii V7 | I IV | V7 V7',
        'iii VI7 | ii V7 | I IV | V7 I',
      ],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      intro: ['i | V7>7 | i | V', 'i iv>1 | V7>7 i'],
      verse: [
        'i V7>7 | i iv>b6 | V iv>b6 | V7 i',
        'i iv | bVII bIII | bVI iim7b5 | V7 i',
        'i v>b7 | iv>b6 V',
        'i V | i bVII | bIII bVII | i V7',
        'i iv | V7 i | bVI iv | V V7',
      ],
      chorus: [
        'iv bVII7 | bIIImaj7 bVImaj7 | iim7b5 V7 | i I7',
        'bIII bVII | i V | bVI bIII | iv V7',
        'i V7/iv | iv V7/bIII | bIII bVI | iim7b5 V7',
        'bVI iim7b5 | V7 i | iv bII>4 | V7 i',
      ],
      bridge: ['bIII V7/bIII | bIII V7/iv | iv V7/v | v V7', 'bVI bIII | iv i | iim7b5 V7 | i V'],
    }),
    colour: 'plain',
    cadence: 0.8,
    lift: 0,
    modulation: 0.7,
    strictVoiceLeading: true,
  },
  form: {
    templates: [
      FORMS.binary,
      FORMS.rondo,
      FORMS.ternary,
      'verse 8, chorus 8, bridge 8, verse 8, bridge 8, chorus 8, outro 4',
    ],
    energy: { intro: 0.4, verse: 0.5, chorus: 0.65, bridge: 0.45, outro: 0.55, solo: 0.6 },
    seconds: [110, 150],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.05, leaps: 0.35, repetition: 0.7, melisma: 0.25 }),
  singing: { register: 0.2, backing: 0.3, maxSyllablesPerSecond: 3.8 },
  drumless: true,
  grooves: [
    groove('tabor', { congaLow: '5.......4...4...' }),
    groove('tabor-three', { congaLow: '5.....4.4...' }, [0, 1], '3/4'),
    groove('tabor-six', { congaLow: '5...4.5.....' }, [0, 1], '6/8'),
    groove('bourree', { congaLow: '5...5.4.5...4...', tambourine: '....3.......3...' }),
    groove('sarabande', { congaLow: '5...6...4...', tambourine: '....4.......' }, [0, 1], '3/4'),
    groove('gigue', { congaLow: '5.4.4.5.4.4.', tambourine: '....3.....3.' }, [0.4, 1], '6/8'),
  ],
  fills: [FILLS.timpaniSwell, FILLS.marchRuff, FILLS.tambourine, FILLS.orchestralRoll],
  slots: [
    chords(
      'continuo',
      ['harpsichord', 'church-organ', 'nylon-guitar'],
      [
        figure('realised-quarters', 'x---x---x---x---'),
        figure('broken-sixteenths', '0123012301230123', [0.4, 1]),
        figure('prelude', '..01230123..0123', [0, 0.9]),
        figure('rolled-halves', 'x-------x-------', [0, 0.6]),
        figure('toccata', '0210213203210210', [0.55, 1]),
        figure('minuet-left', 'x---x---x---'),
        figure('minuet-broken', '0-1-2-1-2-1-', [0.3, 1]),
        CHORDS.sixEightBlocks,
        CHORDS.sixEightArp,
      ],
      [50, 76],
      { fromEnergy: 0, gainDb: 0, pan: 0.15 },
    ),
    bass(
      ['cello', 'bassoon', 'double-bass'],
      [
        bassLine('walking-eighths', 'R-3-5-3-R-3-5-a-', [0.4, 1]),
        bassLine('running-bass', 'R-5-3-5-R-8-5-a-', [0.5, 1]),
        bassLine('ground', 'R---3---5---a---'),
        bassLine('half-note-bass', 'R-------5-------', [0, 0.6]),
        bassLine('minuet-bass', 'R---3---5---'),
        bassLine('minuet-long', 'R-------a---', [0, 0.6]),
        BASS.sixEight,
      ],
      { fromEnergy: 0, gainDb: 0, pan: -0.1 },
    ),
    pad('strings', ['string-section', 'slow-strings', 'church-organ'], [52, 77], {
      fromEnergy: 0.45,
      gainDb: -4,
      voices: 4,
    }),
    chords(
      'second-violins',
      ['violin', 'viola', 'recorder'],
      [
        figure('motor', '0.0.1.1.2.2.1.1.', [0.4, 1]),
        CHORDS.ostinatoStrings,
        figure('sighs', '2---1---2---0---', [0, 0.8]),
        CHORDS.waltzFingers,
        CHORDS.sixEightArp,
      ],
      [57, 79],
      { fromEnergy: 0.48, gainDb: -3, pan: -0.35, voices: 3 },
    ),
    accents(['timpani', 'church-organ'], [38, 55], { fromEnergy: 0.72, presence: 0.3, gainDb: -4 }),
    answers(['oboe', 'recorder', 'violin', 'trumpet'], [60, 86], {
      fromEnergy: 0.2,
      gainDb: 0,
      pan: 0.35,
      presence: 1,
    }),
  ],
  leads: [
    lead(['violin', 'oboe', 'recorder', 'harpsichord'], [62, 88], 0.75),
    soloist(['violin', 'flute', 'trumpet'], [62, 88], 0.9),
  ],
  mix: hallMix(
    {
      keyboard: { gainDb: -4, lowCutHz: 80, sends: { hall: -14, room: -18 } },
      strings: { gainDb: -3.5, lowCutHz: 45, sends: { hall: -12 } },
    },
    'acoustic',
  ),
  endings: endings({ ritardando: 6, hold: 2 }),
}
