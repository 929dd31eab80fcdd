import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { LATIN_LOOPS } from '../shared/loops/rich-chords.js'
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

export const reggaeton: GenreProfile = {
  id: 'reggaeton',
  label: 'reggaeton',
  family: 'latin',
  terms: [
    'reggaeton',
    'dembow',
    'perreo',
    'latin trap',
    'latin urban',
    'latin pop',
    'urbano',
    'latin',
    'neoperreo',
    'tropical pop',
  ],
  identity: { rhythm: 1, colour: 0.6 },
  tempo: { lowBpm: 86, typicalBpm: 94, highBpm: 104 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 0.95,
  modes: [
    { mode: 'minor', weight: 5 },
    { mode: 'harmonic minor', weight: 0.8 },
    { mode: 'major', weight: 0.8 },
  ],
  harmony: {
    major: book(LATIN_LOOPS.major, {
      verse: ['I | V | vi | IV', 'vi | IV | I | V', 'I | vi | IV | V'],
      chorus: ['vi | IV | I | V', 'IV | I | V | vi', 'I | V | ii | IV'],
    }),
    minor: book(POP_LOOPS.minor, {
      intro: ['i | bVI | bIII | bVII', 'i | iv | bVI | V'],
      verse: ['i | i | bVI | bVII', 'i | iv | bVI | V', 'i | bVI | iv | V', 'bVI | bVII | i | i'],
      'pre-chorus': ['bVI | bVII | i | V', 'iv | bVI | bVII | V'],
      chorus: ['bVI | bIII | bVII | i', 'i | bVI | iv | V', 'iv | i | bVII | bVI', 'bVI | bVII | i | V'],
      break: ['i | i | bVI | bVI', 'bVI | bVII | i | i'],
      bridge: ['bVI | bVI | iv | V', 'iv | bVII | bIII | bVI'],
    }),
    colour: 'added',
    cadence: 0.15,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      'intro 4, chorus 8, verse 8, pre-chorus 4, chorus 8, verse 8, pre-chorus 4, chorus 8, bridge 4, chorus 8, outro 4',
      'intro 4, verse 8, pre-chorus 4, chorus 8, post-chorus 4, verse 8, chorus 8, break 4, chorus 8, outro 4',
      'intro 4, verse 8, chorus 8, verse 8, chorus 8, break 4, build 4, drop 8, chorus 8, outro 4',
    ],
    energy: {
      intro: 0.45,
      verse: 0.6,
      'pre-chorus': 0.58,
      chorus: 0.85,
      'post-chorus': 0.9,
      break: 0.4,
      bridge: 0.5,
      drop: 1,
    },
    seconds: [140, 175],
  },
  melody: melodic({
    gridBeats: 0.25,
    syncopation: 0.6,
    leaps: 0.25,
    repetition: 0.85,
    pentatonic: true,
    speech: 0.15,
  }),
  singing: { register: 0.1, backing: 0.5, maxSyllablesPerSecond: 5.6 },
  grooves: [
    groove('dembow', { kick: '9...9...9...9...', snare: '...8..8....8..8.', hat: '5.4.5.4.5.4.5.4.' }),
    groove(
      'dembow-rim',
      { kick: '9...8...9...8...', rim: '...7..7....7..7.', hat: '4...4...4...4...' },
      [0, 0.65],
    ),
    groove(
      'dembow-layers',
      {
        kick: '9...9...9...9...',
        snare: '...8..8....8..8.',
        timbale: '......5.......55',
        hat: '5454545454545454',
      },
      [0.6, 1],
    ),
    groove(
      'perreo',
      {
        kick: '9...9..69...9..6',
        snare: '...9..9....9..9.',
        clap: '............6...',
        shaker: '5354535453545354',
      },
      [0.7, 1],
    ),
    groove('half-dembow', { kick: '9.......9.......', snare: '...7..7....7..7.' }, [0, 0.55]),
    groove(
      'trap-dembow',
      { kick: '9.....8...9.....', snare: '...8..8....8..8.', hat: '6.6.666.6.6.6666' },
      [0.4, 0.9],
    ),
    groove(
      'moombahton',
      {
        kick: '9...9...9...9...',
        snare: '...8..8....8..88',
        tomHigh: '......6.......6.',
        openHat: '..5...5...5...5.',
      },
      [0.65, 1],
    ),
  ],
  fills: [FILLS.silence, FILLS.timbales, FILLS.kickStutter, FILLS.clapPickup],
  slots: [
    drums(['808-kit', '909-kit'], { fromEnergy: 0.35, gainDb: 1 }),
    percussion([PERCUSSION.shakerSixteenths, PERCUSSION.guiroCha, PERCUSSION.congas, PERCUSSION.bongos], {
      fromEnergy: 0.6,
      presence: 0.8,
      gainDb: -3,
    }),
    bass(
      ['sub-bass', 'pluck-bass', 'fm-bass'],
      [
        BASS.reggaeton,
        bassLine('dembow-sub', 'R--R..R-R--R..5-', [0.3, 1]),
        bassLine('dembow-long', 'R-----R-........', [0, 0.6]),
        bassLine('perreo-bass', 'R..R..R.R..R..8.', [0.6, 1]),
        BASS.kickLocked,
      ],
      { fromEnergy: 0.4, gainDb: 2 },
    ),
    chords(
      'plucks',
      ['pluck', 'nylon-guitar', 'marimba', 'fm-bell'],
      [
        CHORDS.pluckSyncopated,
        figure('dembow-plucks', '2..3..2.4..3..2.', [0, 1]),
        figure('marimba-tres', '0..2..3.0..2..4.', [0.3, 1]),
        CHORDS.arpDotted,
        CHORDS.arpSkipping,
      ],
      [60, 84],
      { fromEnergy: 0, gainDb: -1, pan: 0.25 },
    ),
    chords(
      'keys',
      ['fm-piano', 'electric-piano', 'grand-piano'],
      [CHORDS.tresillo, CHORDS.halves, figure('urbano-keys', 'X--x--x---------', [0, 0.8]), CHORDS.pushes],
      [52, 76],
      { fromEnergy: 0.3, gainDb: -3, pan: -0.25 },
    ),
    pad('pad', ['warm-pad', 'strings-pad', 'glass-pad'], [55, 79], { fromEnergy: 0.15, gainDb: -5 }),
    riff(
      'hook',
      ['square-lead', 'soft-lead', 'steel-drums', 'pan-flute'],
      [64, 83],
      ['x..x..x-x..x..x-', 'x--x--x-..x.x---', '..x.x.x---x.x---', 'x.x..x.x..x.x---'],
      {
        fromEnergy: 0.45,
        only: ['intro', 'post-chorus', 'drop', 'interlude', 'chorus', 'outro'],
        gainDb: -2,
        pan: 0.1,
      },
    ),
    chords(
      'guitar',
      ['nylon-guitar', 'acoustic-guitar', 'electric-guitar'],
      [CHORDS.fingerpicked, figure('bachata-picks', '0.2.3.2.0.2.3.4.', [0, 1]), CHORDS.cleanArpeggio],
      [48, 76],
      { fromEnergy: 0.2, presence: 0.5, gainDb: -3, pan: -0.45 },
    ),
    answers(['nylon-guitar', 'fm-bell', 'voice-oohs'], [62, 82], { fromEnergy: 0.5 }),
    transition('sweep', { fromEnergy: 0.55, presence: 0.6, gainDb: -4 }),
    transition('impact', { fromEnergy: 0.8, presence: 0.7 }),
  ],
  leads: [
    lead(['soft-lead', 'pluck', 'nylon-guitar'], [62, 82], 0.5),
    soloist(['nylon-guitar', 'saw-lead', 'trumpet'], [60, 82], 0.6),
  ],
  mix: clubMix(
    { vocal: { gainDb: 0, lowCutHz: 95, compression: 0.6, sends: { plate: -17, delay: -19 } } },
    'heavy',
  ),
  endings: endings({ button: 4, fade: 2, hold: 1 }),
}
