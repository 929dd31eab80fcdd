import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { ROCK_LOOPS } from '../shared/loops/songs.js'
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
  riff,
  soloist,
} from '../shared/notation.js'

export const grunge: GenreProfile = {
  id: 'grunge',
  label: 'grunge',
  family: 'rock',
  terms: ['grunge', 'seattle sound', 'noise rock', 'post-grunge'],
  identity: { rhythm: 0.55, colour: 0.85 },
  tempo: { lowBpm: 84, typicalBpm: 108, highBpm: 132 },
  meters: IN_FOUR,
  swing: [0.5, 0.51],
  tightness: 0.3,
  modes: [
    { mode: 'minor', weight: 3 },
    { mode: 'dorian', weight: 1 },
    { mode: 'mixolydian', weight: 0.7 },
  ],
  tonics: [2, 4, 1, 6, 9, 11],
  harmony: {
    major: book(ROCK_LOOPS.major, {
      verse: ['I | bIII | IV | bVI', 'I | bVII | bVI | bVII', 'I | bVI | bIII | IV', 'I | III | IV | iv'],
      chorus: ['I | bIII | bVII | IV', 'bVI | IV | I | I', 'I | IV | bIII | bVI', 'I | II | IV | I'],
    }),
    minor: book(ROCK_LOOPS.minor, {
      intro: ['i | iv | bIII | bVI', 'i | bIII | i | bVI'],
      verse: ['i | iv | bIII | bVI', 'i | bIII | IV | bVI', 'i | bVI | bV | IV', 'i | i | bIII | bII'],
      'pre-chorus': ['bVI | bVI | iv | V', 'iv | iv | bVI | V'],
      chorus: ['i | iv | bIII | bVI', 'i | bVI | bIII | IV', 'bVI | iv | i | i', 'i | bII | bIII | iv'],
      bridge: ['bIII | iv | bVI | bVI', 'bII | i | bII | V', 'bVI | bV | iv | iv'],
    }),
    colour: 'power',
    cadence: 0.1,
    lift: 0,
  },
  form: {
    templates: [
      'intro 8, verse 8, chorus 8, interlude 4, verse 8, chorus 8, solo 8, verse 8, chorus 16, outro 4',
      'intro 4, verse 8, pre-chorus 4, chorus 8, verse 8, pre-chorus 4, chorus 8, bridge 8, chorus 16, outro 4',
      FORMS.doubleVerse,
    ],
    energy: {
      intro: 0.5,
      verse: 0.38,
      'pre-chorus': 0.5,
      chorus: 0.95,
      bridge: 0.45,
      solo: 0.85,
      interlude: 0.6,
      outro: 0.7,
    },
    seconds: [150, 190],
  },
  melody: melodic({ syncopation: 0.3, leaps: 0.35, repetition: 0.75, blues: true, melisma: 0.1 }),
  singing: { register: 0.1, backing: 0.3, maxSyllablesPerSecond: 4.2 },
  grooves: [
    groove(
      'quiet-verse',
      { kick: '8.......7.......', snare: '....6.......6...', hat: '5.4.5.4.5.4.5.4.' },
      [0, 0.55],
    ),
    groove(
      'loud-chorus',
      { kick: '9..8..8...8.8...', snare: '....9.......9...', crash: '7...6...7...6...' },
      [0.7, 1],
    ),
    groove(
      'flam-stomp',
      { kick: '9.8.....9.8...8.', snare: '....9..2.2..9..2', openHat: '6...6...6...6...' },
      [0.5, 1],
    ),
    groove(
      'tom-tide',
      {
        kick: '8.....8.8.......',
        tomMid: '..5...5.....5...',
        floorTom: '6...6...6...6.5.',
        snare: '....7.......7...',
      },
      [0.2, 0.7],
    ),
    groove(
      'sludge',
      { kick: '9.......8.8.....', snare: '....9.......9...', ride: '6...5...6...5...' },
      [0.45, 0.9],
    ),
    groove(
      'half-time-dirge',
      { kick: '9.........8.....', snare: '........9.......', crash: '6.......5.......' },
      [0.3, 1],
    ),
  ],
  fills: [FILLS.tomsDescending, FILLS.flam, FILLS.tomsTwoBeats, FILLS.buzz],
  slots: [
    drums(['power-kit', 'room-kit', 'standard-kit'], { fromEnergy: 0.25, gainDb: 1 }),
    bass(
      ['picked-bass', 'electric-bass'],
      [
        BASS.kickLocked,
        BASS.rootEighths,
        bassLine('lone-bass', 'R---R-..3---5-..', [0, 0.6]),
        bassLine('grind', 'R.R.R.R.R.R.7.8.', [0.6, 1]),
        BASS.halfNotes,
      ],
      { fromEnergy: 0.2 },
    ),
    chords(
      'clean-guitar',
      ['electric-guitar', 'acoustic-guitar'],
      [
        CHORDS.cleanArpeggio,
        figure('two-string-drone', '0-1-0-1-0-1-0-1-', [0, 0.6]),
        CHORDS.arpDotted,
        CHORDS.strumSlow,
      ],
      [45, 72],
      { fromEnergy: 0, toEnergy: 0.66, pan: -0.35 },
    ),
    chords(
      'fuzz-guitar',
      ['distorted-guitar', 'crunch-guitar'],
      [
        CHORDS.powerSyncopated,
        figure('fuzz-pushes', 'P--PP-P-..P-P-m-', [0.5, 1]),
        CHORDS.powerHalves,
        CHORDS.powerEighths,
        CHORDS.powerWhole,
      ],
      [40, 70],
      { fromEnergy: 0.55, gainDb: 3, pan: -0.8, doubled: true },
    ),
    pad('cello', ['cello', 'string-section'], [45, 67], {
      fromEnergy: 0.3,
      toEnergy: 0.6,
      presence: 0.3,
      gainDb: -6,
      voices: 2,
    }),
    riff(
      'riff',
      ['crunch-guitar', 'distorted-guitar'],
      [40, 60],
      ['x-x-..x-x-..x---', 'x---x-x-x-..x-x-', 'x--x--x---x-x---'],
      {
        fromEnergy: 0.45,
        only: ['intro', 'interlude', 'solo', 'outro'],
        gainDb: 0,
        pan: 0.3,
      },
    ),
    answers(['lead-guitar', 'electric-guitar'], [57, 79], { fromEnergy: 0.5, presence: 0.6 }),
  ],
  leads: [
    lead(['crunch-guitar', 'lead-guitar'], [55, 77], 0.4),
    soloist(['lead-guitar', 'distorted-guitar'], [57, 81], 0.6),
  ],
  mix: bandMix(
    {
      drums: { gainDb: 0.5, compression: 0.45, saturation: 0.25, sends: { room: -11 } },
      guitar: { gainDb: -4.5, lowCutHz: 75, saturation: 0.2, width: 1.3, sends: { room: -18 } },
      bass: { gainDb: -3, compression: 0.5, saturation: 0.3, width: 0.1 },
    },
    0.45,
    'guitars',
  ),
  endings: endings({ hold: 4, button: 1, fade: 1 }),
}
