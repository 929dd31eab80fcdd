import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { POP_LOOPS } from '../shared/loops/songs.js'
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

export const kPop: GenreProfile = {
  id: 'k-pop',
  label: 'k-pop',
  family: 'pop',
  terms: [
    'k-pop',
    'kpop',
    'korean pop',
    'dance pop',
    'dance-pop',
    'idol pop',
    'bubblegum pop',
    'teen dance pop',
    'europop',
  ],
  identity: { rhythm: 0.65, colour: 0.7 },
  tempo: { lowBpm: 104, typicalBpm: 122, highBpm: 140 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 0.95,
  modes: [
    { mode: 'minor', weight: 3 },
    { mode: 'major', weight: 2 },
    { mode: 'dorian', weight: 0.5 },
  ],
  harmony: {
    major: book(POP_LOOPS.major, {
      verse: ['IVmaj7 | iii7 | vi7 | I', 'vi | vi | IV | V', 'I | II | IV | iv'],
      'pre-chorus': ['IVmaj7 | V | iii7 | vi7 | ii7 | iii7 | IV | V', 'ii7 | V | iii7 | VI7'],
      chorus: ['IV | V | iii | vi', 'IVmaj7 | III7 | vi | I', 'I | V>7 | vi | iii'],
      bridge: ['bVImaj7 | bVII | I | I', 'ii7 | iii7 | IV | V7sus4'],
    }),
    minor: book(POP_LOOPS.minor, {
      intro: ['i | i | bVI | V', 'i | i | i | i'],
      verse: ['i | i | i | i', 'i | i | bVI | V', 'i | bVII | iv | bVI'],
      'pre-chorus': ['bVI | bVII | v | i', 'iv | v | bVI | V'],
      chorus: ['bVI | bVII | i | i', 'bVI | V | i | bIII', 'i | bVI | iv | V'],
      bridge: ['bVImaj7 | bVII | v | i', 'iv | v | bVI | V'],
    }),
    colour: 'added',
    cadence: 0.35,
    lift: 0.4,
    modulation: 0.25,
  },
  form: {
    templates: [
      FORMS.postChorus,
      'intro 4, verse 8, pre-chorus 8, chorus 8, post-chorus 4, verse 8, pre-chorus 4, chorus 8, break 4, bridge 8, chorus 8, post-chorus 8, outro 2',
      'intro 4, chorus 4, verse 8, pre-chorus 4, chorus 8, drop 8, verse 8, pre-chorus 4, chorus 8, drop 8, bridge 8, chorus 8, outro 4',
    ],
    energy: {
      intro: 0.5,
      verse: 0.52,
      'pre-chorus': 0.62,
      chorus: 0.88,
      'post-chorus': 0.95,
      bridge: 0.45,
      break: 0.5,
      drop: 1,
    },
    seconds: [160, 195],
  },
  melody: melodic({
    gridBeats: 0.25,
    syncopation: 0.55,
    leaps: 0.4,
    repetition: 0.75,
    melisma: 0.06,
    speech: 0.08,
  }),
  singing: { register: 0.45, backing: 0.9, maxSyllablesPerSecond: 5.4 },
  grooves: [
    groove(
      'dance-break',
      {
        kick: '9...9...9...9...',
        clap: '....9.......9...',
        openHat: '..7...7...7...7.',
        hat: '5454545454545454',
      },
      [0.6, 1],
    ),
    groove(
      'trap-verse',
      { kick: '9.....8...7.....', snare: '........8.......', hat: '6.6.6.666.6.6666' },
      [0, 0.65],
    ),
    groove(
      'moombah',
      { kick: '9...9...9...9...', snare: '...8..8....8..8.', hat: '5.5.5.5.5.5.5.55' },
      [0.4, 1],
    ),
    groove(
      'jersey-bounce',
      {
        kick: '9...9...9..9..9.',
        clap: '....8.......8...',
        hat: '..6...6...6...6.',
        rim: '.......5........',
      },
      [0.5, 1],
    ),
    groove(
      'snap-verse',
      { kick: '8.....7.8.......', clap: '....7.......7...', hat: '5.5.5.5.5.5.5.55' },
      [0, 0.6],
    ),
    groove(
      'big-chorus',
      {
        kick: '9..8....9.8.....',
        snare: '....9.......9...',
        clap: '....8.......8...',
        hat: '6.5.6.5.6.5.6.55',
        openHat: '..............6.',
      },
      [0.65, 1],
    ),
    groove(
      'breakbeat',
      { kick: '9.8.......8..8..', snare: '....9..3.3..9...', hat: '6.6.6.6.6.6.6.6.' },
      [0.5, 0.95],
    ),
  ],
  fills: [FILLS.clapRoll, FILLS.silence, FILLS.snareRollBar, FILLS.electroToms, FILLS.kickStutter],
  slots: [
    drums(['909-kit', '808-kit'], { fromEnergy: 0.3, gainDb: 1 }),
    percussion([PERCUSSION.shakerSixteenths, PERCUSSION.claps, PERCUSSION.cowbellQuarters], {
      fromEnergy: 0.62,
      presence: 0.7,
      gainDb: -2,
    }),
    bass(
      ['pluck-bass', 'sub-bass', 'fm-bass', 'slap-bass'],
      [
        BASS.trap808,
        BASS.octaves,
        BASS.kickLocked,
        bassLine('idol-bounce', 'R..R..R...R.8.a.', [0.3, 1]),
        BASS.offbeat,
        BASS.pushedRoots,
      ],
      { fromEnergy: 0.3 },
    ),
    chords(
      'stabs',
      ['supersaw', 'fm-piano', 'pluck'],
      [
        CHORDS.tresillo,
        CHORDS.houseStabs,
        CHORDS.anticipations,
        figure('idol-stabs', 's..s..s.s..s..s.', [0.5, 1]),
        CHORDS.pushes,
      ],
      [55, 79],
      { fromEnergy: 0.5, gainDb: -2, pan: 0.1 },
    ),
    chords(
      'keys',
      ['fm-piano', 'electric-piano', 'bright-piano'],
      [CHORDS.halves, CHORDS.neoSoul, CHORDS.pushes, CHORDS.arpDotted],
      [52, 76],
      { fromEnergy: 0, toEnergy: 0.8, pan: -0.25 },
    ),
    chords(
      'plucks',
      ['pluck', 'arp', 'koto'],
      [CHORDS.arpSkipping, CHORDS.pluckSyncopated, CHORDS.arpSixteenths],
      [64, 86],
      {
        fromEnergy: 0.45,
        presence: 0.8,
        gainDb: -4,
        pan: 0.4,
      },
    ),
    pad('pad', ['warm-pad', 'glass-pad', 'string-section'], [57, 81], { fromEnergy: 0.45, gainDb: -4 }),
    riff(
      'hook',
      ['square-lead', 'saw-lead', 'fm-bell', 'brass-section'],
      [62, 82],
      ['x.x.x--x.x.x--x-', 'xx.x..xx.x..x-x-', 'x--x--x-x.x.x---', '..x.x-x.x-..x-x-'],
      {
        fromEnergy: 0.5,
        only: ['intro', 'post-chorus', 'drop', 'interlude'],
        gainDb: 0,
        pan: 0.05,
      },
    ),
    answers(['fm-bell', 'square-lead', 'voice-oohs'], [64, 84], { fromEnergy: 0.5 }),
    transition('riser', { fromEnergy: 0.65 }),
    transition('impact', { fromEnergy: 0.75, presence: 0.8 }),
  ],
  leads: [
    lead(['square-lead', 'soft-lead', 'pluck'], [64, 84], 0.6),
    soloist(['saw-lead', 'lead-guitar', 'fm-bell'], [62, 86], 0.7),
  ],
  mix: clubMix({ drums: { gainDb: 0.5, compression: 0.5, saturation: 0.2, sends: { room: -24 } } }, 'radio'),
  endings: endings({ button: 4, hold: 2 }),
}
