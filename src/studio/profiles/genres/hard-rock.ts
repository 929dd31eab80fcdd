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
  percussion,
  riff,
  soloist,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const hardRock: GenreProfile = {
  id: 'hard-rock',
  label: 'hard rock',
  family: 'rock',
  terms: ['hard rock', 'glam rock', 'hair metal', 'glam metal', 'arena rock', 'stadium rock', 'heavy rock'],
  identity: { rhythm: 0.55, colour: 0.8 },
  tempo: { lowBpm: 96, typicalBpm: 122, highBpm: 148 },
  meters: IN_FOUR,
  swing: [0.5, 0.51],
  tightness: 0.5,
  modes: [
    { mode: 'minor', weight: 2.5 },
    { mode: 'mixolydian', weight: 2 },
    { mode: 'major', weight: 0.8 },
  ],
  tonics: [4, 9, 2, 7, 11],
  harmony: {
    major: book(ROCK_LOOPS.major, {
      intro: ['I | I | bVII | IV', 'I | IV | bVII | I', 'I | I | IV | I', 'I | V | IV | I'],
      verse: [
        'I | I | I | IV',
        'I | I | bVII IV | I',
        'I | bIII | IV | I',
        'I | IV | bVII | IV',
        'I | I | I | V',
        'I | IV | I | V',
        'I | I | V IV | I',
      ],
      chorus: [
        'I | bVII | IV | IV',
        'I | V | bVII | IV',
        'IV | bVII | I | I',
        'bVI | bVII | I | V',
        'I | V | IV | I',
        'I | IV | V | I',
        'I | V | vi | V',
      ],
      solo: ['I | bVII | IV | I', 'I | I | IV | IV', 'I | I | V | IV', 'I | IV | I | V'],
    }),
    minor: book(ROCK_LOOPS.minor, {
      intro: ['i | i | bIII | IV', 'i | bVI | bVII | bVII'],
      verse: ['i | i | i | bVII', 'i | bIII | IV | i', 'i | i | bVII IV | i', 'i | bIII | bVII | i'],
      'pre-chorus': ['bVI | bVI | bVII | V', 'iv | bVII | bVI | V'],
      chorus: ['i | bVI | bVII | i', 'bVI | bVII | i | V', 'i | bVII | IV | i', 'i | bIII | bVII | bVI'],
      bridge: ['bVI | bIII | bVII | bVII', 'iv | i | bVI | V'],
    }),
    colour: 'power',
    cadence: 0.3,
    lift: 0.25,
  },
  form: {
    templates: [
      FORMS.soloTwice,
      FORMS.verseChorusSolo,
      'intro 8, verse 8, pre-chorus 4, chorus 8, verse 8, pre-chorus 4, chorus 8, solo 16, chorus 8, outro 4',
    ],
    energy: { intro: 0.62, verse: 0.6, chorus: 0.88, solo: 0.88, bridge: 0.55 },
    seconds: [150, 195],
  },
  melody: melodic({
    syncopation: 0.4,
    leaps: 0.45,
    repetition: 0.65,
    pentatonic: true,
    blues: true,
    melisma: 0.1,
  }),
  singing: { register: 0.6, backing: 0.7, maxSyllablesPerSecond: 4.6 },
  grooves: [
    groove('straight-rock', { kick: '9.......9.8.....', snare: '....9.......9...', hat: '7.5.7.5.7.5.7.5.' }),
    groove(
      'big-half',
      { kick: '9.....7.9.......', snare: '....9.......9...', openHat: '6...6...6...6...' },
      [0.5, 1],
    ),
    groove(
      'cowbell-rock',
      { kick: '9.8.....9.8.....', snare: '....9.......9...', cowbell: '7...6...7...6...' },
      [0.4, 0.85],
    ),
    groove(
      'stomp',
      {
        kick: '9...9...9...9...',
        snare: '....9.......9...',
        floorTom: '..5...5...5...5.',
        crash: '6...............',
      },
      [0.6, 1],
    ),
    groove(
      'crash-ride',
      { kick: '9..8..8.9.8...8.', snare: '....9..2....9...', crash: '6...6...6...6...' },
      [0.75, 1],
    ),
    groove(
      'shuffle-rock',
      { kick: '9..9.8...9.8', snare: '...9.....9..', hat: '7.57.57.57.5' },
      [0.5, 1],
      '4/4',
      3,
    ),
    groove(
      'tom-verse',
      { kick: '8.......8.......', floorTom: '6.4.6.4.6.4.6.46', snare: '....7.......7...' },
      [0.2, 0.65],
    ),
  ],
  fills: [FILLS.tomsDescending, FILLS.tomsTwoBeats, FILLS.flam, FILLS.snareClimb],
  slots: [
    drums(['power-kit', 'room-kit'], { fromEnergy: 0.25 }),
    bass(
      ['picked-bass', 'electric-bass'],
      [
        BASS.drivingEighths,
        BASS.kickLocked,
        BASS.rootEighths,
        bassLine('blues-rock', 'R.R.R.R.7.7.5.6.', [0.4, 1]),
        bassLine('rock-roots', 'R---R-R-R---R-a-', [0, 0.75]),
      ],
      { fromEnergy: 0.3 },
    ),
    chords(
      'rhythm-guitar',
      ['crunch-guitar', 'distorted-guitar'],
      [
        CHORDS.powerEighths,
        CHORDS.powerSyncopated,
        CHORDS.powerHalves,
        figure('open-chords', 'P---..P-P-..P---', [0.3, 1]),
        figure('palm-and-chord', 'P-p.p.P-p.p.P-P-', [0.4, 1]),
        figure('arena', 'P-----P-P-------', [0.6, 1]),
      ],
      [40, 70],
      { fromEnergy: 0, gainDb: 0, pan: -0.6 },
    ),
    chords(
      'second-guitar',
      ['distorted-guitar', 'crunch-guitar'],
      [CHORDS.powerHalves, CHORDS.powerWhole, CHORDS.powerSyncopated, CHORDS.bluesRiff],
      [40, 70],
      {
        fromEnergy: 0.55,
        gainDb: -1,
        pan: 0.6,
      },
    ),
    chords(
      'organ',
      ['rock-organ', 'drawbar-organ', 'bright-piano'],
      [CHORDS.wholeNotes, CHORDS.halves, CHORDS.eighthBlocks],
      [52, 74],
      {
        fromEnergy: 0.65,
        presence: 0.5,
        gainDb: -6,
        pan: 0.2,
      },
    ),
    riff(
      'riff',
      ['crunch-guitar', 'distorted-guitar', 'lead-guitar'],
      [40, 62],
      ['x-x.x-x-..x-x---', 'x-..x-x.x-x-x---', 'x--x--x-..x-x-x-', 'x.x-x.x-x---x-..'],
      {
        fromEnergy: 0.4,
        only: ['intro', 'verse', 'interlude', 'outro', 'solo'],
        gainDb: 0,
        pan: 0.35,
      },
    ),
    percussion([PERCUSSION.cowbellQuarters, PERCUSSION.tambourineBackbeat], {
      fromEnergy: 0.75,
      presence: 0.5,
      gainDb: -4,
    }),
    answers(['lead-guitar', 'rock-organ'], [60, 84], { fromEnergy: 0.55, gainDb: -3, pan: 0.3 }),
  ],
  leads: [
    lead(['lead-guitar', 'distorted-guitar'], [57, 82], 0.5),
    soloist(['lead-guitar', 'distorted-guitar'], [60, 84], 0.85),
  ],
  mix: bandMix(
    {
      vocal: { gainDb: 0, sends: { slap: -21 } },
      drums: { gainDb: 0, compression: 0.5, saturation: 0.15, sends: { room: -13, hall: -20 } },
      guitar: { gainDb: -4.5, lowCutHz: 90, compression: 0.2, width: 1.3, sends: { room: -18 } },
      bass: { gainDb: -3.5, compression: 0.55, saturation: 0.2, width: 0.1 },
    },
    0.5,
    'guitars',
  ),
  endings: endings({ hold: 4, button: 2 }),
}
