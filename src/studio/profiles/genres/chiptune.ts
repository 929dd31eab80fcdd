import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { COURSES } from '../shared/courses.js'
import { FILLS } from '../shared/fills.js'
import { POP_LOOPS } from '../shared/loops/songs.js'
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

export const chiptune: GenreProfile = {
  id: 'chiptune',
  label: 'chiptune',
  family: 'house and techno',
  terms: [
    'chiptune',
    '8-bit',
    '8 bit',
    '8bit',
    '16-bit',
    '16 bit',
    'bitpop',
    'video game',
    'retro game',
    'arcade',
    'nintendocore',
    'gameboy',
    'game boy',
    'nes music',
    'platformer',
    'boss battle',
  ],
  identity: { rhythm: 0.6, colour: 1 },
  tempo: { lowBpm: 112, typicalBpm: 140, highBpm: 168 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 1,
  modes: [
    { mode: 'major', weight: 3 },
    { mode: 'minor', weight: 3 },
    { mode: 'mixolydian', weight: 0.6 },
    { mode: 'dorian', weight: 0.6 },
  ],
  harmony: {
    major: book(POP_LOOPS.major, {
      intro: ['I | bVI | bVII | I', 'I | I | bVII | bVII'],
      verse: ['I | bVII | IV | I', 'I | V>7 | vi | iii', 'I | II | IV | V', 'I | iii | IV | iv'],
      chorus: ['bVI | bVII | I | I', 'IV | V | iii | vi', 'IV | V | I | bVI', 'vi | iii | IV | V'],
      bridge: ['bVI | bVII | v | I', 'iv | bVII | bIII | V'],
    }),
    minor: book(POP_LOOPS.minor, {
      intro: ['i | bVII | bVI | V', 'i | i | bVI | V'],
      verse: ['i | bVII | bVI | V', 'i | iv | bVII | bIII', 'i | bII | bVII | i', 'i | bVI | iv | V'],
      chorus: ['bVI | bVII | i | V', 'iv | bVII | bIII | bVI', 'bVI | bVII | v | i', 'i | bIII | bVII | IV'],
      bridge: ['bVI | bIII | bII | V', 'iv | v | bVI | V'],
    }),
    colour: 'plain',
    cadence: 0.4,
    lift: 0.3,
  },
  form: {
    templates: [
      'intro 4, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, chorus 8, outro 2',
      'intro 4, verse 8, verse 8, chorus 8, interlude 4, verse 8, chorus 8, solo 8, chorus 8, outro 4',
      'intro 4, verse 16, chorus 16, bridge 8, verse 8, chorus 16, outro 2',
    ],
    energy: { intro: 0.6, verse: 0.6, chorus: 0.85, bridge: 0.6, solo: 0.85, interlude: 0.6, outro: 0.7 },
    seconds: [110, 150],
    course: COURSES.BAND,
  },
  melody: melodic({ gridBeats: 0.25, syncopation: 0.4, leaps: 0.6, repetition: 0.75, melisma: 0 }),
  singing: { register: 0.4, backing: 0.3, maxSyllablesPerSecond: 5.2 },
  grooves: [
    groove('noise-backbeat', {
      kick: '8...8...8...8...',
      snare: '....8.......8...',
      hat: '5.5.5.5.5.5.5.5.',
    }),
    groove(
      'boss-battle',
      { kick: '9.8.9.8.9.8.9.8.', snare: '....9..4....9.44', hat: '5555555555555555' },
      [0.6, 1],
    ),
    groove(
      'overworld',
      { kick: '8.......8.8.....', snare: '....7.......7...', hat: '6.446.446.446.44' },
      [0, 0.85],
    ),
    groove(
      'gallop',
      { kick: '9..99..99..99..9', snare: '....9.......9...', hat: '6.6.6.6.6.6.6.6.' },
      [0.6, 1],
    ),
    groove('underground', { kick: '7.....7.........', hat: '4..4..4.4..4..4.' }, [0, 0.6]),
    groove(
      'racer',
      { kick: '9...9...9...9...', snare: '....8.......8.8.', openHat: '..6...6...6...6.' },
      [0.45, 1],
    ),
  ],
  fills: [FILLS.chipNoise, FILLS.electroToms, FILLS.hatRoll, FILLS.kickStutter],
  slots: [
    drums(['808-kit', 'lofi-kit', '909-kit'], { fromEnergy: 0.3, gainDb: -3 }),
    bass(
      ['chip-triangle', 'fm-bass'],
      [
        BASS.octaves,
        BASS.synthGallop,
        BASS.rootEighths,
        bassLine('triangle-walk', 'R.R.3.3.5.5.6.a.', [0.3, 1]),
        bassLine('triangle-run', 'R.8.5.8.R.8.7.8.', [0.5, 1]),
        BASS.pushedRoots,
      ],
      { fromEnergy: 0, gainDb: 1 },
    ),
    chords(
      'arpeggio',
      ['chip-square', 'square-lead'],
      [
        CHORDS.chipArp,
        CHORDS.arpSixteenths,
        figure('fast-up-down', '0123432101234321', [0.5, 1]),
        figure('echo-arp', '0.2.4.2.0.2.4.2.', [0, 0.8]),
        CHORDS.arpOctaves,
        figure('trill-chord', '0202131320203131', [0.6, 1]),
      ],
      [60, 86],
      { fromEnergy: 0, gainDb: -4, pan: 0.35 },
    ),
    chords(
      'second-pulse',
      ['square-lead', 'chip-square'],
      [
        CHORDS.arpSkipping,
        figure('offbeat-thirds', '..x...x...x...x.'),
        figure('parallel', 'x-x-..x-x-..x-x-', [0.4, 1]),
      ],
      [57, 79],
      { fromEnergy: 0.5, gainDb: -6, pan: -0.4, voices: 2 },
    ),
    riff(
      'hook',
      ['chip-square', 'square-lead', 'pluck'],
      [67, 88],
      ['x.x.xx.x.x.xx-..', 'xx.xx.x-xx.xx.x-', 'x-x-xxx-x-x-x---'],
      { fromEnergy: 0.6, only: ['intro', 'interlude', 'chorus', 'outro'], gainDb: -3, pan: -0.2 },
    ),
    answers(['chip-square', 'square-lead'], [67, 90], { fromEnergy: 0.4, gainDb: -4, pan: -0.35 }),
    pad('strings', ['strings-pad', 'glass-pad'], [57, 79], {
      fromEnergy: 0.75,
      presence: 0.3,
      gainDb: -8,
      voices: 3,
    }),
  ],
  leads: [
    lead(['chip-square', 'square-lead'], [62, 88], 0.7),
    soloist(['chip-square', 'square-lead', 'saw-lead'], [64, 92], 0.95),
  ],
  mix: bandMix(
    {
      synth: { gainDb: -5, lowCutHz: 120, width: 1.1, sends: { delay: -24 } },
      drums: { gainDb: -4, compression: 0.3, saturation: 0.3, sends: {} },
      bass: { gainDb: -3, compression: 0.2, width: 0 },
    },
    0.25,
  ),
  endings: endings({ button: 5, hold: 2 }),
}
