import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { DARK_LOOPS } from '../shared/loops/dance-floors.js'
import { clubMix } from '../shared/mix-presets.js'
import {
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

export const techno: GenreProfile = {
  id: 'techno',
  label: 'techno',
  family: 'house and techno',
  terms: ['techno', 'berlin techno', 'warehouse', 'minimal electronic'],
  identity: { rhythm: 0.95, colour: 0.7 },
  tempo: { lowBpm: 124, typicalBpm: 132, highBpm: 142 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 1,
  modes: [
    { mode: 'minor', weight: 4 },
    { mode: 'phrygian', weight: 2 },
    { mode: 'dorian', weight: 0.7 },
  ],
  harmony: {
    major: book(DARK_LOOPS.major, {}),
    minor: book(DARK_LOOPS.minor, {
      verse: ['im7 | im7 | im7 | im7', 'i | i | i | bII'],
      chorus: ['i | i | bVI | bVII', 'im7 | im7 | bIIImaj7 | im7', 'i | bII | i | bVII'],
      drop: ['i | i | i | i', 'im7 | im7 | im7 | bVII', 'i | i | bII | i'],
      break: ['im9 | bVImaj7 | im9 | bVImaj7', 'i | i | bII | bII'],
    }),
    colour: 'plain',
    cadence: 0,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      FORMS.hypnotic,
      FORMS.journey,
      'intro 16, verse 16, break 8, build 8, drop 16, interlude 8, drop 16, outro 16',
    ],
    energy: {
      intro: 0.5,
      verse: 0.62,
      interlude: 0.55,
      build: 0.66,
      drop: 0.95,
      chorus: 0.8,
      break: 0.3,
      outro: 0.5,
    },
    seconds: [160, 200],
  },
  melody: melodic({
    gridBeats: 0.25,
    syncopation: 0.5,
    leaps: 0.3,
    repetition: 0.95,
    pentatonic: true,
    melisma: 0.02,
  }),
  singing: { register: -0.2, backing: 0.1, maxSyllablesPerSecond: 4.4 },
  grooves: [
    groove('warehouse', {
      kick: '9...9...9...9...',
      openHat: '..7...7...7...7.',
      hat: '4444544444445444',
      rim: '...5..5....5..5.',
    }),
    groove(
      'rumble',
      { kick: '9.239.239.239.23', clap: '....6.......6...', hat: '..7...7...7...7.' },
      [0.4, 1],
    ),
    groove(
      'detroit',
      {
        kick: '9...9...9...9...',
        snare: '....7.......7..4',
        hat: '6.566.566.566.56',
        cowbell: '...4......4.....',
      },
      [0.3, 0.95],
    ),
    groove(
      'minimal-clicks',
      { kick: '9...9...9...9...', rim: '..4..5....4..5.4', hat: '..5...5...5..35.' },
      [0, 0.75],
    ),
    groove('kick-only', { kick: '9...9...9...9...' }, [0, 0.5]),
    groove(
      'ride-peak',
      {
        kick: '9...9...9...9...',
        clap: '....8.......8...',
        ride: '..7...7...7...7.',
        hat: '6666666666666666',
      },
      [0.75, 1],
    ),
    groove(
      'broken-techno',
      {
        kick: '9..9..9...9..9..',
        clap: '....8.......8...',
        hat: '5.5.5.5.5.5.5.5.',
        tomLow: '...5..5.......5.',
      },
      [0.5, 1],
    ),
  ],
  fills: [FILLS.kickStutter, FILLS.silence, FILLS.clapRoll, FILLS.hatChoke],
  slots: [
    drums(['909-kit'], { fromEnergy: 0.35, gainDb: 2 }),
    percussion(
      [
        PERCUSSION.shakerSixteenths,
        groove('tribal-toms', { congaLow: '5..5..5..5..5.5.', bongoHigh: '..4..4..4..4..4.' }),
        PERCUSSION.congas,
      ],
      { fromEnergy: 0.6, presence: 0.7, gainDb: -3 },
    ),
    bass(
      ['acid-bass', 'sub-bass', 'fm-bass'],
      [
        BASS.technoPulse,
        BASS.acidLine,
        bassLine('rumble-bass', '.rRr.rRr.rRr.rRr', [0.4, 1]),
        bassLine('acid-sixteenths', 'RR8RR5RR7RR8RR5R', [0.65, 1]),
        bassLine('pulse-offs', '..R...R...R...R.'),
      ],
      { fromEnergy: 0.45 },
    ),
    chords(
      'stab',
      ['saw-lead', 'fm-piano', 'strings-pad'],
      [
        CHORDS.technoStab,
        CHORDS.technoStabTwo,
        figure('detroit-chords', '...s...s..s....s', [0.4, 1]),
        figure('lone-stab', '......s.........', [0, 0.7]),
        figure('dub-chord', '..x-..........x-', [0, 0.9]),
      ],
      [53, 74],
      { fromEnergy: 0.4, gainDb: -3, pan: -0.2, voices: 3 },
    ),
    pad('drone', ['warm-pad', 'glass-pad', 'strings-pad'], [48, 72], {
      fromEnergy: 0,
      toEnergy: 0.7,
      gainDb: -4,
      voices: 3,
    }),
    chords(
      'sequence',
      ['arp', 'pluck', 'fm-bell'],
      [
        CHORDS.arpSixteenths,
        figure('five-step', '0.2.1..0.2.1..0.', [0.3, 1]),
        CHORDS.arpOctaves,
        figure('polymeter', '0..1..2..0..1..2'),
      ],
      [60, 84],
      { fromEnergy: 0.55, presence: 0.8, gainDb: -5, pan: 0.35 },
    ),
    riff(
      'acid',
      ['acid-bass', 'square-lead'],
      [45, 65],
      ['x.xx.x.xx.x.xx.x', 'xx.x.xx.x.xxx.x.', 'x.x.xx.x.x.xx.xx'],
      { fromEnergy: 0.6, presence: 0.8, never: ['break', 'intro'], gainDb: -3, pan: -0.1 },
    ),
    transition('riser', { fromEnergy: 0.6, gainDb: -1 }),
    transition('impact', { fromEnergy: 0.8, presence: 0.7 }),
    transition('sweep', { fromEnergy: 0.3, gainDb: -4 }),
  ],
  leads: [
    lead(['square-lead', 'saw-lead', 'fm-bell'], [60, 81], 0.25),
    soloist(['saw-lead', 'square-lead'], [60, 84], 0.4),
  ],
  mix: clubMix({
    drums: { gainDb: 1, lowCutHz: 25, compression: 0.5, saturation: 0.35, sends: { room: -20 } },
    synth: {
      gainDb: -8,
      lowCutHz: 140,
      compression: 0.3,
      width: 1.15,
      sends: { hall: -13, delay: -14 },
      duck: { by: 'drums', depthDb: 6 },
    },
  }),
  endings: endings({ button: 3, fade: 2 }),
}
