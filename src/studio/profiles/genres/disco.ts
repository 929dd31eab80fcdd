import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { SOUL_LOOPS, FUNK_LOOPS } from '../shared/loops/rich-chords.js'
import { clubMix, SECTION_WIDTH } from '../shared/mix-presets.js'
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
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const disco: GenreProfile = {
  id: 'disco',
  label: 'disco',
  family: 'soul and funk',
  terms: ['disco', 'roller disco'],
  identity: { rhythm: 0.85, colour: 0.75 },
  tempo: { lowBpm: 110, typicalBpm: 118, highBpm: 128 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  sixteenthSwing: 0.52,
  tightness: 0.7,
  modes: [
    { mode: 'minor', weight: 3 },
    { mode: 'dorian', weight: 1.5 },
    { mode: 'major', weight: 1.5 },
  ],
  tonics: [9, 2, 4, 7, 11, 0, 5],
  harmony: {
    major: book(SOUL_LOOPS.major, {
      intro: ['Imaj7 | vi7 | ii7 | V7sus4', 'IVmaj7 | V | iii7 | vi7'],
      verse: ['Imaj7 | Imaj7 | ii7 | V7', 'I | I | IV | IV', 'IVmaj7 | V | iii7 | vi7'],
      chorus: ['IVmaj7 | V | iii7 | vi7', 'Imaj7 | vi7 | ii7 | V7', 'ii7 | V7 | Imaj7 | VI7'],
      break: ['Imaj7 | Imaj7 | Imaj7 | Imaj7'],
    }),
    minor: book(FUNK_LOOPS.minor, {
      intro: ['im7 | im7 | ivm7 | V7', 'im7 | bVII | bVImaj7 | V7'],
      verse: ['im7 | im7 | ivm7 | bVII', 'im7 | ivm7 | bVII | bIIImaj7', 'im7 | vm7 | im7 | vm7'],
      'pre-chorus': ['ivm7 | bVII | bIIImaj7 | V7', 'bVImaj7 | bVII | vm7 | V7'],
      chorus: [
        'im7 | ivm7 | bVII | bIIImaj7 | bVImaj7 | iim7b5 | V7 | im7',
        'im7 | bIII | bVII | ivm7',
        'bVImaj7 | bVII | im7 | im7',
      ],
      break: ['im7 | im7 | im7 | im7', 'im7 | IV9 | im7 | IV9'],
      bridge: ['bVImaj7 | bVII | im7 | V7', 'ivm7 | ivm7 | im7 | im7'],
    }),
    colour: 'sevenths',
    cadence: 0.35,
    lift: 0.25,
  },
  form: {
    templates: [
      'intro 8, verse 8, pre-chorus 4, chorus 8, interlude 4, verse 8, pre-chorus 4, chorus 8, break 8, chorus 16, outro 4',
      'intro 8, verse 8, chorus 8, verse 8, chorus 8, solo 8, break 8, build 4, chorus 16, outro 4',
      FORMS.danceBand,
    ],
    energy: { intro: 0.6, verse: 0.62, chorus: 0.85, break: 0.5, interlude: 0.6, solo: 0.75 },
    seconds: [160, 200],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.5, leaps: 0.35, repetition: 0.75, melisma: 0.1 }),
  singing: { register: 0.5, backing: 0.9, maxSyllablesPerSecond: 4.8 },
  grooves: [
    groove('four-floor-disco', {
      kick: '9...9...9...9...',
      snare: '....8.......8...',
      openHat: '..8...8...8...8.',
      hat: '6...6...6...6...',
    }),
    groove('sixteenth-hats', {
      kick: '9...8...9...8...',
      snare: '....8.......8..2',
      hat: '7465746574657465',
      openHat: '..............6.',
    }),
    groove(
      'philly',
      {
        kick: '8...8...8...8...',
        snare: '....8.....3.8...',
        hat: '6.6.6.6.6.6.6.6.',
        tambourine: '..5.6.5...5.6.5.',
      },
      [0.3, 0.9],
    ),
    groove(
      'boogie',
      {
        kick: '9.....7.9.......',
        snare: '....8.......8...',
        clap: '....7.......7...',
        hat: '6465646564656465',
      },
      [0.3, 0.8],
    ),
    groove('break-kick', { kick: '8...8...8...8...', hat: '..6...6...6...6.' }, [0, 0.55]),
    groove(
      'peak',
      {
        kick: '9...9...9...9...',
        snare: '....9..3.3..9...',
        openHat: '..8...8...8...8.',
        hat: '6...6...6...6...',
        clap: '....8.......8...',
        cowbell: '5...4...5...4...',
      },
      [0.75, 1],
    ),
  ],
  fills: [FILLS.discoToms, FILLS.snareTwoBeats, FILLS.hatLift, FILLS.clapRoll],
  slots: [
    drums(['standard-kit', 'room-kit', '909-kit'], { fromEnergy: 0.35 }),
    percussion([PERCUSSION.congas, PERCUSSION.tambourineEighths, PERCUSSION.shakerSixteenths], {
      fromEnergy: 0.45,
      gainDb: -1,
    }),
    bass(
      ['electric-bass', 'picked-bass', 'pluck-bass'],
      [
        BASS.octaves,
        bassLine('disco-walk', 'R.8.R.8.5.6.7.a.', [0.35, 1]),
        bassLine('disco-sixteenths', 'R.8RR.8.R.8R7.8.', [0.5, 1]),
        bassLine('philly-line', 'R--R..5.R-3-5-a-', [0.2, 0.8]),
        BASS.funkSyncopated,
      ],
      { fromEnergy: 0.35, gainDb: 1 },
    ),
    chords(
      'guitar',
      ['electric-guitar'],
      [CHORDS.discoStrum, CHORDS.funkScratch, CHORDS.funkChank],
      [52, 77],
      { fromEnergy: 0.35, gainDb: -1, pan: -0.45 },
    ),
    chords(
      'piano',
      ['electric-piano', 'bright-piano', 'clavinet'],
      [
        CHORDS.tresillo,
        CHORDS.anticipations,
        CHORDS.pushes,
        figure('disco-piano', 'X--X..X.X--X..X.', [0.4, 1]),
        CHORDS.clavinet,
      ],
      [52, 76],
      { fromEnergy: 0, gainDb: -1, pan: 0.25 },
    ),
    pad('strings', ['string-section', 'slow-strings'], [62, 84], { fromEnergy: 0.5, gainDb: -1, voices: 3 }),
    riff(
      'string-runs',
      ['string-section', 'violin'],
      [67, 88],
      ['........xxxxxxx-', 'x-xxx-..........', 'xxxx--..xxxx--..', '....x.x.xxxxx---'],
      {
        fromEnergy: 0.5,
        never: ['verse', 'break'],
        gainDb: -1,
        pan: 0,
      },
    ),
    chords(
      'horns',
      ['brass-section', 'trumpet'],
      [
        CHORDS.charleston,
        figure('disco-hits', '..s...s...s.s...', [0.6, 1]),
        figure('long-horns', 'X-------..s.s...', [0.6, 1]),
      ],
      [58, 77],
      {
        fromEnergy: 0.7,
        gainDb: -2,
        pan: 0.2,
        voices: 3,
      },
    ),
    answers(['flute', 'brass-section', 'electric-guitar'], [64, 84], { fromEnergy: 0.45 }),
  ],
  leads: [
    lead(['string-section', 'alto-sax', 'soft-lead'], [62, 84], 0.5),
    soloist(['alto-sax', 'electric-guitar', 'flute'], [60, 84], 0.7),
  ],
  mix: clubMix(
    {
      strings: { gainDb: -6, lowCutHz: 140, width: SECTION_WIDTH, sends: { plate: -14, hall: -18 } },
      guitar: { gainDb: -7, lowCutHz: 150, sends: { plate: -22 } },
      brass: { gainDb: -7, sends: { plate: -16 } },
    },
    'record',
  ),
  endings: endings({ fade: 4, button: 2, hold: 1 }),
}
