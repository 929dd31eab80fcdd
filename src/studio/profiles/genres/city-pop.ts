import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { SOUL_LOOPS } from '../shared/loops/rich-chords.js'
import { bandMix } from '../shared/mix-presets.js'
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

export const cityPop: GenreProfile = {
  id: 'city-pop',
  label: 'city pop',
  family: 'pop',
  terms: [
    'city pop',
    'japanese city pop',
    'future funk',
    'yacht rock',
    'aor',
    'west coast pop',
    'sophisti-pop',
  ],
  identity: { rhythm: 0.6, colour: 0.85 },
  tempo: { lowBpm: 96, typicalBpm: 110, highBpm: 124 },
  meters: IN_FOUR,
  swing: [0.5, 0.51],
  sixteenthSwing: 0.52,
  tightness: 0.65,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'minor', weight: 1.8 },
    { mode: 'dorian', weight: 0.6 },
  ],
  tonics: [3, 8, 1, 5, 10, 0, 2],
  harmony: {
    major: book(SOUL_LOOPS.major, {
      intro: ['IVmaj7 | III7 | vi7 | I9', 'IVmaj9 | V>4 | iii7 | vi9'],
      verse: ['IVmaj7 | III7 | vi7 | v7', 'Imaj7 | V>7 | vi7 | IVmaj7', 'ii7 | V13 | iii7 | VI7b9'],
      'pre-chorus': ['IVmaj7 | V>4 | iii7 | vi7', 'ii7 | iii7 | IVmaj7 | V7sus4'],
      chorus: [
        'IVmaj7 | III7 | vi7 | I9',
        'IVmaj9 | V13 | iii7 | VI7',
        'IVmaj7 | iv6 | iii7 | VI7b9',
        'Imaj9 | vi9 | IVmaj9 | V7sus4',
      ],
      bridge: ['bVImaj7 | bVII9 | Imaj9 | VI7b9', 'ii7 | bII7 | Imaj9 | vi9'],
    }),
    minor: book(SOUL_LOOPS.minor, {
      verse: ['im9 | ivm9 | bVII13 | bIIImaj7', 'bVImaj7 | V7b9 | im7 | I7', 'im7 | IV9 | bVImaj7 | V7b9'],
      chorus: [
        'bVImaj7 | V7b9 | im7 | bIII7',
        'ivm9 | bVII13 | bIIImaj7 | bVImaj7',
        'bVImaj7 | bVII9 | vm7 | im9',
      ],
      bridge: ['bVImaj7 | bVImaj7 | bVII9 | bVII9', 'ivm9 | vm7 | bVImaj7 | V7b9'],
    }),
    colour: 'ninths',
    cadence: 0.4,
    lift: 0.35,
    modulation: 0.35,
  },
  form: {
    templates: [FORMS.popLift, FORMS.popHookFirst, FORMS.verseChorusSolo],
    energy: { intro: 0.55, verse: 0.52, 'pre-chorus': 0.6, chorus: 0.8, solo: 0.72 },
    seconds: [160, 200],
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.55, leaps: 0.4, repetition: 0.6, melisma: 0.08 }),
  singing: { register: 0.2, backing: 0.7, maxSyllablesPerSecond: 4.8 },
  grooves: [
    groove('night-drive', { kick: '8..5..7.8.......', snare: '....8.......8..2', hat: '6454645464546454' }),
    groove(
      'four-floor-sixteenths',
      {
        kick: '9...8...9...8...',
        snare: '....8.......8...',
        hat: '6465646564656465',
        openHat: '..............5.',
      },
      [0.5, 1],
    ),
    groove(
      'slick-ghosts',
      { kick: '8.....5.8..5....', snare: '....8..2.2..8..2', hat: '6.4.6.4.6.4.6.4.' },
      [0.3, 0.9],
    ),
    groove(
      'laid-back',
      { kick: '8.......7.5.....', rim: '....6.......6...', hat: '5.4.5.4.5.4.5.44' },
      [0, 0.6],
    ),
    groove(
      'disco-city',
      {
        kick: '9...9...9...9...',
        snare: '....8.......8...',
        openHat: '..7...7...7...7.',
        tambourine: '....5.......5...',
      },
      [0.6, 1],
    ),
    groove(
      'ride-lift',
      { kick: '8..6..8.8.....6.', snare: '....9.......9...', ride: '7.5.7.5.7.5.7.5.' },
      [0.7, 1],
    ),
  ],
  fills: [FILLS.tomsTwoBeats, FILLS.discoToms, FILLS.snareTwoBeats, FILLS.hatLift],
  slots: [
    drums(['standard-kit', 'room-kit', '909-kit'], { fromEnergy: 0.3 }),
    percussion([PERCUSSION.congas, PERCUSSION.shakerSixteenths, PERCUSSION.tambourineBackbeat], {
      fromEnergy: 0.55,
      gainDb: -3,
    }),
    bass(
      ['slap-bass', 'electric-bass', 'pluck-bass'],
      [
        BASS.funkSyncopated,
        BASS.funkOne,
        BASS.octaves,
        bassLine('city-walk', 'R--R..8.R-7.5-a-', [0.3, 1]),
        bassLine('city-octaves', 'R..R8...R..R8.7a', [0.45, 1]),
        BASS.soulLazy,
      ],
      { fromEnergy: 0.3, gainDb: 1 },
    ),
    chords(
      'electric-piano',
      ['electric-piano', 'fm-electric-piano', 'fm-piano'],
      [
        CHORDS.neoSoul,
        CHORDS.pushes,
        CHORDS.anticipations,
        figure('city-comp', 'X--x..x-..x-x---', [0.3, 1]),
        CHORDS.neoSoulLazy,
      ],
      [52, 76],
      { fromEnergy: 0, gainDb: 0, pan: -0.2 },
    ),
    chords(
      'cutting-guitar',
      ['electric-guitar', 'jazz-guitar'],
      [CHORDS.funkScratch, CHORDS.discoStrum, CHORDS.funkChank],
      [52, 77],
      {
        fromEnergy: 0.42,
        gainDb: -2,
        pan: 0.5,
      },
    ),
    pad('strings', ['string-section', 'strings-pad', 'warm-pad'], [60, 82], {
      fromEnergy: 0.55,
      gainDb: -3,
      voices: 3,
    }),
    chords(
      'horns',
      ['brass-section', 'trumpet'],
      [CHORDS.charleston, figure('horn-hits', 's.....s.........', [0.6, 1]), CHORDS.pushes],
      [58, 77],
      {
        fromEnergy: 0.72,
        presence: 0.7,
        gainDb: -3,
        pan: 0.15,
        voices: 3,
      },
    ),
    riff(
      'hook',
      ['fm-bell', 'saw-lead', 'fm-electric-piano'],
      [67, 86],
      ['..x-x-x-..x-x---', 'x.x-..x.x-..x---', 'x-.x-.x-..x-x---'],
      {
        fromEnergy: 0.5,
        only: ['intro', 'interlude', 'chorus', 'outro'],
        presence: 0.8,
        gainDb: -4,
        pan: -0.35,
      },
    ),
    answers(['tenor-sax', 'flute', 'fm-bell'], [62, 82], { fromEnergy: 0.4 }),
  ],
  leads: [
    lead(['alto-sax', 'soft-lead', 'electric-guitar'], [60, 82], 0.5),
    soloist(['tenor-sax', 'lead-guitar', 'electric-piano'], [58, 82], 0.75),
  ],
  mix: bandMix(
    {
      drums: { gainDb: -1.5, compression: 0.4, sends: { plate: -19, room: -20 } },
      bass: { gainDb: -2.5, compression: 0.55, width: 0.1 },
      keyboard: { gainDb: -6, width: 1.2, sends: { plate: -16 } },
      brass: { gainDb: -7, sends: { plate: -16 } },
    },
    0.4,
  ),
  endings: endings({ fade: 4, hold: 2, button: 1 }),
}
