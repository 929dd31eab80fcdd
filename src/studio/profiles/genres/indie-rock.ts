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

export const indieRock: GenreProfile = {
  id: 'indie-rock',
  label: 'indie rock',
  family: 'rock',
  terms: [
    'indie',
    'indie rock',
    'alternative',
    'alternative rock',
    'alt rock',
    'jangle rock',
    'college rock',
  ],
  identity: { rhythm: 0.55, colour: 0.65 },
  tempo: { lowBpm: 104, typicalBpm: 128, highBpm: 156 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 0.45,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'mixolydian', weight: 0.8 },
    { mode: 'minor', weight: 1.5 },
  ],
  tonics: [4, 9, 2, 7, 0, 11],
  harmony: {
    major: book(ROCK_LOOPS.major, {
      intro: ['I | I | iii | IV', 'IV | I | IV | I'],
      verse: ['I | iii | vi | IV', 'I | IV | vi | IV', 'I | Imaj7 | IV | iv', 'IV | I | IV | V'],
      'pre-chorus': ['ii | iii | IV | V', 'vi | ii | IV | IV'],
      chorus: ['I | iii | IV | V', 'IV | V | vi | I', 'I | V | ii | IV', 'vi | I | V | IV'],
      bridge: ['IV | iv | I | I', 'ii | vi | ii | V'],
    }),
    minor: book(ROCK_LOOPS.minor, {
      verse: ['i | bIII | iv | bVI', 'i | v | iv | bVI', 'i | bVI | i | bVII'],
      chorus: ['bIII | bVII | iv | bVI', 'i | bVII | iv | bVI', 'bVI | bIII | bVII | iv'],
      bridge: ['bVI | bVII | bIII | bIII', 'iv | v | bVI | bVI'],
    }),
    colour: 'added',
    cadence: 0.2,
    lift: 0.1,
  },
  form: {
    templates: [FORMS.verseChorus, FORMS.verseChorusSolo, FORMS.doubleVerse, FORMS.breakdown],
    energy: { intro: 0.48, verse: 0.5, chorus: 0.8, bridge: 0.45, break: 0.35 },
    seconds: [140, 180],
  },
  melody: melodic({ syncopation: 0.4, leaps: 0.4, repetition: 0.65 }),
  singing: { register: 0.2, backing: 0.5, maxSyllablesPerSecond: 4.8 },
  grooves: [
    groove('eighth-drive', { kick: '8...5.8...8.....', snare: '....8.......8...', hat: '6.5.6.5.6.5.6.5.' }),
    groove(
      'disco-punk',
      {
        kick: '9...8...9...8...',
        snare: '....8.......8...',
        openHat: '..7...7...7...7.',
        hat: '5...5...5...5...',
      },
      [0.5, 1],
    ),
    groove(
      'floor-tom-verse',
      { kick: '8.......8.......', floorTom: '7.5.7.557.5.7.55', snare: '....6.......6...' },
      [0.2, 0.7],
    ),
    groove(
      'motorik',
      { kick: '8.8...8.8.8...8.', snare: '....8.......8...', hat: '6.6.6.6.6.6.6.6.' },
      [0.35, 1],
    ),
    groove(
      'four-snares',
      { kick: '8...8...8...8...', snare: '7...7...7...7...', tambourine: '..6...6...6...6.' },
      [0.55, 1],
    ),
    groove(
      'loose-ride',
      { kick: '9..6..8...9.....', snare: '....9..2.2..9...', ride: '7.5.7.5.7.5.7.5.' },
      [0.65, 1],
    ),
    groove(
      'rim-verse',
      { kick: '7.....6...7.....', rim: '....6.......6...', hat: '5.4.5.4.5.4.5.44' },
      [0, 0.5],
    ),
  ],
  fills: [FILLS.snareTwoBeats, FILLS.tomsTwoBeats, FILLS.tomsDescending, FILLS.flam],
  slots: [
    drums(['standard-kit', 'room-kit'], { fromEnergy: 0.25 }),
    bass(
      ['picked-bass', 'electric-bass'],
      [
        BASS.drivingEighths,
        BASS.rootEighths,
        BASS.kickLocked,
        BASS.pushedRoots,
        bassLine('melodic-eighths', 'R.R.R.3.5.5.6.5.', [0.35, 1]),
        BASS.halfNotes,
      ],
      { fromEnergy: 0.3 },
    ),
    chords(
      'jangle',
      ['electric-guitar', 'acoustic-guitar', 'crunch-guitar'],
      [
        CHORDS.strumIndie,
        CHORDS.cleanArpeggio,
        CHORDS.strumSixteenths,
        figure('jangle-picks', '0-3-2-4-1-3-2-4-', [0, 0.8]),
        CHORDS.strumPop,
      ],
      [45, 76],
      { fromEnergy: 0, gainDb: 0, pan: -0.45 },
    ),
    chords(
      'crunch',
      ['crunch-guitar', 'distorted-guitar'],
      [CHORDS.powerEighths, CHORDS.strumIndie, CHORDS.powerHalves, CHORDS.powerSyncopated],
      [40, 72],
      { fromEnergy: 0.55, gainDb: -2, pan: 0.45 },
    ),
    chords(
      'keys',
      ['drawbar-organ', 'electric-piano', 'bright-piano'],
      [CHORDS.wholeNotes, CHORDS.eighthBlocks, CHORDS.pushes],
      [55, 76],
      {
        fromEnergy: 0.6,
        presence: 0.5,
        gainDb: -5,
        pan: 0.2,
      },
    ),
    riff(
      'hook',
      ['electric-guitar', 'lead-guitar', 'vibraphone'],
      [60, 79],
      ['x-x-x-x-..x-x-x-', 'x---x-x-x---x-x-', '..x-x-x-x--x--x-'],
      {
        fromEnergy: 0.4,
        presence: 0.85,
        never: ['verse', 'bridge'],
        gainDb: -1,
        pan: 0.25,
      },
    ),
    percussion([PERCUSSION.tambourineBackbeat, PERCUSSION.tambourineEighths, PERCUSSION.claps], {
      fromEnergy: 0.65,
      presence: 0.7,
      gainDb: -3,
    }),
    answers(['electric-guitar', 'glockenspiel', 'trumpet'], [62, 82], { fromEnergy: 0.45 }),
  ],
  leads: [
    lead(['electric-guitar', 'lead-guitar', 'glockenspiel'], [60, 82], 0.5),
    soloist(['lead-guitar', 'electric-guitar'], [60, 84], 0.6),
  ],
  mix: bandMix(
    {
      vocal: { gainDb: 0, sends: { slap: -20 } },
      drums: { gainDb: -1, compression: 0.4, saturation: 0.1, sends: { room: -14 } },
      guitar: { gainDb: -5.5, lowCutHz: 100, compression: 0.2, width: 1.2, sends: { room: -17, plate: -22 } },
    },
    0.4,
    'guitars',
  ),
  endings: endings({ hold: 3, button: 2, fade: 1 }),
}
