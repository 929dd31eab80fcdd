import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { CLASSIC_LOOPS } from '../shared/loops/concert-halls.js'
import { hallMix, OPEN_LID } from '../shared/mix-presets.js'
import {
  answers,
  bass,
  bassLine,
  book,
  chords,
  compound,
  endings,
  figure,
  groove,
  lead,
  melodic,
  meters,
  pad,
  soloist,
} from '../shared/notation.js'

export const lullaby: GenreProfile = {
  id: 'lullaby',
  label: 'lullaby',
  family: 'ambient',
  terms: [
    'lullaby',
    'lullabies',
    'nursery rhyme',
    'cradle song',
    'bedtime',
    'berceuse',
    'baby music',
    'sleep music for babies',
  ],
  identity: { rhythm: 0.5, colour: 0.9 },
  tempo: { lowBpm: 56, typicalBpm: 70, highBpm: 88 },
  meters: meters({ '3/4': 2, '6/8': 1.5, '4/4': 1.5 }),
  swing: [0.5, 0.5],
  tightness: 0.15,
  modes: [
    { mode: 'major', weight: 6 },
    { mode: 'lydian', weight: 0.4 },
    { mode: 'minor', weight: 0.6 },
  ],
  tonics: [0, 5, 7, 2, 3, 10],
  harmony: {
    major: book(CLASSIC_LOOPS.major, {
      intro: ['I | I | I | I', 'I | IV>1 | I | I'],
      verse: [
        'I | I | V7 | I',
        'I | IV | I | V7',
        'I | iii | IV | I',
        'I | V | vi | IV',
        'I | I | IV | I | I | V7 | I | I',
      ],
      chorus: ['IV | I | V7 | I', 'IV | I>3 | ii | V7', 'vi | iii | IV | V7', 'IV | iv | I | I'],
      bridge: ['vi | iii | IV | I', 'ii | V7 | I | vi'],
      outro: ['IV | iv | I | I', 'I | IV>1 | I | I'],
    }),
    minor: book(CLASSIC_LOOPS.minor, {
      verse: ['i | iv | i | v', 'i | bVII | bVI | bVII', 'i | bVI | bIII | bVII'],
      chorus: ['bVI | bIII | bVII | i', 'iv | i | V7 | i', 'bIII | bVII | iv | i'],
    }),
    colour: 'added',
    cadence: 0.5,
    lift: 0,
    strictVoiceLeading: true,
  },
  form: {
    templates: [
      'intro 4, verse 8, chorus 8, verse 8, interlude 4, chorus 8, verse 8, outro 4',
      'intro 4, verse 8, verse 8, bridge 8, verse 8, outro 4',
      FORMS.strophes,
    ],
    energy: { intro: 0.15, verse: 0.25, chorus: 0.34, bridge: 0.3, interlude: 0.2, solo: 0.3, outro: 0.12 },
    seconds: [110, 150],
  },
  melody: melodic({ syncopation: 0, leaps: 0.3, repetition: 0.8, pentatonic: true, melisma: 0.03 }),
  singing: { register: -0.5, backing: 0.2, maxSyllablesPerSecond: 3.4 },
  drumless: true,
  grooves: [
    groove('heartbeat-three', { kick: '4...........', triangle: '....3.......' }, [0, 1], '3/4'),
    groove('rocking-six', { kick: '4...........', shaker: '......3.....' }, [0, 1], '6/8'),
    groove('soft-four', { kick: '4.......3.......', shaker: '..3...3...3...3.' }),
    groove('ticking-clock', { woodBlock: '3...2...3...2...', kick: '3...............' }),
    groove('cradle-three', { shaker: '3...2...2...', kick: '3...........' }, [0, 1], '3/4'),
    groove('cradle-bells', { triangle: '3.....2.....', shaker: '..2.2...2.2.' }, [0, 1], '6/8'),
  ],
  fills: [FILLS.hatLift, FILLS.tambourine, FILLS.cymbalSwell, FILLS.orchestralRoll],
  slots: [
    chords(
      'music-box',
      ['music-box', 'celesta', 'harp', 'kalimba'],
      [
        CHORDS.arpUpDown,
        CHORDS.bellNotes,
        CHORDS.waltzFingers,
        figure('turning-three', '0-2-3-4-3-2-', [0, 1]),
        CHORDS.sixEightArp,
        figure('rocking', '0-2-0-2-1-2-1-2-'),
      ],
      [60, 84],
      { fromEnergy: 0, gainDb: 0, pan: 0.25 },
    ),
    chords(
      'piano',
      ['grand-piano', 'nylon-guitar', 'electric-piano'],
      [
        CHORDS.ballad,
        CHORDS.wholeNotes,
        CHORDS.waltzArpeggio,
        figure('cradle', ['b-----------', '....2---3---']),
        compound(figure('cradle-six', ['b-----------', '....2-....3-'])),
        CHORDS.sixEightBallad,
      ],
      [50, 72],
      { fromEnergy: 0.08, gainDb: -2, pan: -0.2, voices: 3 },
    ),
    pad('strings', ['slow-strings', 'warm-pad', 'voice-oohs'], [52, 74], {
      fromEnergy: 0.26,
      gainDb: -6,
      voices: 3,
    }),
    bass(
      ['cello', 'upright-bass', 'double-bass'],
      [BASS.longRoots, BASS.halfNotes, BASS.waltz, bassLine('waltz-sigh', 'R-------5---'), BASS.sixEightLong],
      { fromEnergy: 0.05, gainDb: -4 },
    ),
    answers(['flute', 'celesta', 'clarinet'], [65, 86], { fromEnergy: 0.3, gainDb: -5 }),
  ],
  leads: [
    lead(['music-box', 'celesta', 'flute', 'voice-oohs'], [65, 86], 0.35),
    soloist(['flute', 'clarinet', 'violin'], [62, 84], 0.4),
  ],
  mix: hallMix({ keyboard: { gainDb: -3, compression: 0.05, eq: OPEN_LID, sends: { hall: -13 } } }, 'solo'),
  endings: endings({ ritardando: 5, fade: 2 }),
}
