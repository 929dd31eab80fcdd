import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { CLUB_LOOPS } from '../shared/loops/dance-floors.js'
import { clubMix } from '../shared/mix-presets.js'
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
  IN_FOUR,
  lead,
  melodic,
  pad,
  percussion,
  riff,
  soloist,
  transition,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const deepHouse: GenreProfile = {
  id: 'deep-house',
  label: 'deep house',
  family: 'house and techno',
  terms: [
    'deep house',
    'soulful house',
    'organic house',
    'melodic house',
    'lounge house',
    'chill house',
    'chillout house',
    'garage house',
    'microhouse',
    'minimal house',
    'downtempo house',
    'balearic',
  ],
  identity: { rhythm: 0.75, colour: 0.7 },
  tempo: { lowBpm: 114, typicalBpm: 120, highBpm: 125 },
  meters: IN_FOUR,
  swing: [0.5, 0.51],
  sixteenthSwing: 0.57,
  tightness: 0.85,
  modes: [
    { mode: 'dorian', weight: 3 },
    { mode: 'minor', weight: 3 },
    { mode: 'major', weight: 0.6 },
  ],
  harmony: {
    major: book(CLUB_LOOPS.major, {
      verse: ['Imaj9 | Imaj9 | vi9 | vi9', 'IVmaj9 | iii7 | ii9 | Imaj9'],
      chorus: ['IVmaj9 | V13 | iii7 | vi9', 'ii9 | iii7 | IVmaj9 | IVmaj9'],
    }),
    minor: book(CLUB_LOOPS.minor, {
      intro: ['im9 | im9 | im9 | im9', 'im9 | im9 | ivm9 | ivm9'],
      verse: [
        'im9 | im9 | bIIImaj9 | bIIImaj9',
        'im9 | ivm9 | vm7 | ivm9',
        'im9 | IV9 | im9 | IV9',
        'im9 | bVIImaj7 | bVImaj7 | bVIImaj7',
      ],
      chorus: [
        'ivm9 | bVII13 | bIIImaj9 | im9',
        'im9 | vm9 | bVImaj9 | ivm9',
        'bVImaj9 | bVII9 | im9 | bIIImaj9',
      ],
      drop: ['im9 | ivm9 | im9 | vm9', 'im9 | IV9 | bVImaj9 | vm7', 'ivm9 | ivm9 | im9 | im9'],
      break: ['bVImaj9 | bVII9 | im9 | im9', 'ivm9 | vm9 | im9 | im9'],
    }),
    colour: 'ninths',
    cadence: 0,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      FORMS.hypnotic,
      FORMS.vocalClub,
      'intro 8, verse 16, break 8, build 4, drop 16, verse 8, break 8, drop 16, outro 8',
    ],
    energy: { intro: 0.42, verse: 0.52, chorus: 0.65, build: 0.58, drop: 0.78, break: 0.3, outro: 0.42 },
    seconds: [160, 200],
  },
  melody: melodic({ syncopation: 0.6, leaps: 0.3, repetition: 0.8, pentatonic: true, melisma: 0.1 }),
  singing: { register: 0, backing: 0.4, maxSyllablesPerSecond: 4.2 },
  grooves: [
    groove('deep-pocket', {
      kick: '9...9...9...9...',
      rim: '....6.......6..4',
      hat: '..6...6...6...6.',
      shaker: '4353435343534353',
    }),
    groove(
      'late-clap',
      {
        kick: '9...9...9...9...',
        clap: '....7.......7...',
        openHat: '..6...6...6...6.',
        hat: '...4...4..4....4',
      },
      [0.35, 1],
    ),
    groove(
      'broken-shaker',
      { kick: '8...8...8...8...', rim: '...5..5....5....', shaker: '6354635463546354' },
      [0, 0.75],
    ),
    groove(
      'garage-skip',
      {
        kick: '9...9...9...9...',
        snare: '....7..3....7.3.',
        hat: '..6..46...6..464',
        openHat: '..........5.....',
      },
      [0.45, 1],
    ),
    groove(
      'conga-room',
      {
        kick: '8...8...8...8...',
        congaMute: '5..5..5.5..5..5.',
        congaHigh: '......6.......6.',
        hat: '..5...5...5...5.',
      },
      [0.2, 0.8],
    ),
    groove('kick-and-air', { kick: '8...8...8...8...', hat: '..4...4...4...4.' }, [0, 0.5]),
    groove(
      'warm-peak',
      {
        kick: '9...9...9...9...',
        clap: '....8.......8...',
        openHat: '..7...7...7...7.',
        hat: '5345534553455345',
        ride: '4...4...4...4...',
      },
      [0.68, 1],
    ),
  ],
  fills: [FILLS.hatLift, FILLS.clapRoll, FILLS.clapPickup, FILLS.rims],
  slots: [
    drums(['909-kit', '808-kit'], { fromEnergy: 0.38, gainDb: -1 }),
    percussion([PERCUSSION.congas, PERCUSSION.bongos, PERCUSSION.shakerSixteenths], {
      fromEnergy: 0.5,
      gainDb: -3,
    }),
    bass(
      ['sub-bass', 'pluck-bass', 'fretless-bass'],
      [
        bassLine('deep-roll', 'R..R..R....R..a.', [0.3, 1]),
        bassLine('deep-offs', '..R..R....R..8..', [0.3, 1]),
        bassLine('deep-walk', 'R-....R.3-..5...', [0.2, 0.9]),
        bassLine('sub-holds', 'R-----..R---....', [0, 0.7]),
        BASS.offbeat,
      ],
      { fromEnergy: 0.45, gainDb: 1 },
    ),
    chords(
      'deep-chords',
      ['electric-piano', 'fm-electric-piano', 'drawbar-organ', 'fm-piano'],
      [
        figure('deep-stab', '...s..s.....s...', [0.2, 1]),
        figure('deep-hold', 'x-....x-------..', [0, 0.8]),
        CHORDS.garageChords,
        CHORDS.neoSoulLazy,
        figure('parallel', '..s..s....s..s..', [0.4, 1]),
      ],
      [53, 76],
      { fromEnergy: 0.2, gainDb: 0, pan: -0.15 },
    ),
    pad('pad', ['warm-pad', 'strings-pad'], [53, 77], { fromEnergy: 0, gainDb: -2 }),
    chords(
      'plucks',
      ['marimba', 'kalimba', 'pluck', 'vibraphone'],
      [CHORDS.pluckSyncopated, figure('vibe-drops', '......3.....2..4', [0, 1]), CHORDS.arpDotted],
      [64, 86],
      { fromEnergy: 0.48, presence: 0.8, gainDb: -4, pan: 0.35 },
    ),
    riff(
      'hook',
      ['soft-lead', 'vibraphone', 'fm-bell'],
      [64, 83],
      ['x--..x--....x---', '..x-..x---......', 'x-..x-..x---....'],
      { fromEnergy: 0.55, only: ['drop', 'chorus', 'interlude'], presence: 0.7, gainDb: -3, pan: -0.25 },
    ),
    answers(['tenor-sax', 'flute', 'electric-piano'], [60, 82], { fromEnergy: 0.45, presence: 0.6 }),
    transition('sweep', { fromEnergy: 0.4, presence: 0.7, gainDb: -5 }),
  ],
  leads: [
    lead(['electric-piano', 'soft-lead', 'vibraphone'], [60, 82], 0.35),
    soloist(['tenor-sax', 'flute', 'electric-piano'], [58, 82], 0.55),
  ],
  mix: clubMix({
    keyboard: {
      gainDb: -5.5,
      lowCutHz: 110,
      width: 1.2,
      sends: { plate: -15, delay: -17 },
      duck: { by: 'drums', depthDb: 4 },
    },
  }),
  endings: endings({ fade: 4, button: 1 }),
}
