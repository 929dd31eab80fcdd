import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { CRATE_LOOPS } from '../shared/loops/dance-floors.js'
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

export const boomBap: GenreProfile = {
  id: 'boom-bap',
  label: 'boom bap',
  family: 'hip hop',
  terms: [
    'boom bap',
    'boom-bap',
    'old school hip hop',
    'old school rap',
    'golden age hip hop',
    '90s hip hop',
    'east coast',
    'east coast rap',
    'jazz rap',
    'underground hip hop',
    'new york hip hop',
    'conscious rap',
    'backpack rap',
    'turntablism',
  ],
  identity: { rhythm: 0.85, colour: 0.7 },
  tempo: { lowBpm: 82, typicalBpm: 91, highBpm: 98 },
  meters: IN_FOUR,
  swing: [0.53, 0.58],
  sixteenthSwing: 0.59,
  tightness: 0.55,
  modes: [
    { mode: 'minor', weight: 3 },
    { mode: 'dorian', weight: 2.5 },
    { mode: 'major', weight: 0.5 },
  ],
  tonics: [0, 2, 5, 7, 9, 3, 10],
  harmony: {
    major: book(CRATE_LOOPS.major, { verse: ['Imaj7 | Imaj7 | ii7 | ii7', 'IVmaj7 | iii7 | IVmaj7 | iii7'] }),
    minor: book(CRATE_LOOPS.minor, {
      verse: [
        'im7 | im7 | im7 | bVI7',
        'im9 | iim7b5 V7b9 | im9 | bVI7',
        'im7 | im7 | im7 | im7',
        'im9 | bVImaj7 | im9 | bVImaj7',
      ],
      chorus: [
        'Imaj7 | VI7b9 | ii7 | V13',
        'ii7 | ii7 | Imaj7 | vi7',
        'im7 | bVI7 | V7b9 | im7',
        'im7 | ivm7 | im7 | V7b9',
        'bVImaj7 | V7b9 | im7 | im7',
        'im9 | bIII7 | bVImaj7 | V7b9',
      ],
      break: ['im7 | im7 | im7 | im7'],
    }),
    colour: 'sevenths',
    cadence: 0,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      'intro 4, verse 16, chorus 8, verse 16, chorus 8, outro 4',
      'intro 4, chorus 4, verse 16, chorus 8, verse 12, chorus 8, break 4, outro 4',
      'intro 8, verse 16, chorus 8, interlude 4, verse 16, chorus 8, outro 8',
    ],
    energy: { intro: 0.42, verse: 0.58, chorus: 0.7, interlude: 0.5, break: 0.45, outro: 0.48 },
    seconds: [140, 180],
  },
  melody: melodic({
    gridBeats: 0.25,
    syncopation: 0.55,
    leaps: 0.25,
    repetition: 0.85,
    pentatonic: true,
    blues: true,
    melisma: 0,
    speech: 0.95,
  }),
  singing: { register: -0.2, backing: 0.3, maxSyllablesPerSecond: 6.4 },
  grooves: [
    groove('classic-boom-bap', {
      kick: '9.....7...8.....',
      snare: '....9.......9...',
      hat: '6.5.6.5.6.5.6.5.',
    }),
    groove(
      'swung-ghosts',
      { kick: '9..7......8..7..', snare: '....9..2.2..9..2', hat: '6.5.6.556.5.6.5.' },
      [0.3, 1],
    ),
    groove(
      'two-bar-break',
      {
        kick: '9.....7...8.....9..7..7...8.....',
        snare: '....9.......9.......9..2....9.2.',
        hat: '6.5.6.5.6.5.6.5.6.5.6.5.6.5.6.5.',
      },
      [0.4, 1],
    ),
    groove(
      'dusty-ride',
      { kick: '8.....8..78.....', snare: '....8.......8...', ride: '6.5.6.5.6.5.6.5.' },
      [0.45, 1],
    ),
    groove(
      'late-kick',
      {
        kick: '9......7..8....7',
        snare: '....9.......9...',
        hat: '5.5.5.5.5.5.5.55',
        openHat: '..............5.',
      },
      [0.3, 0.95],
    ),
    groove(
      'rim-loop',
      { kick: '8.........7.....', rim: '....7.......7...', hat: '5.4.5.4.5.4.5.4.' },
      [0, 0.5],
    ),
    groove(
      'amen-chop',
      { kick: '9.8.......88....', snare: '....8..5.5..8..5', ride: '6.6.6.6.6.6.6.6.' },
      [0.6, 1],
    ),
  ],
  fills: [FILLS.breakbeat, FILLS.snarePickup, FILLS.silence, FILLS.kickStutter],
  slots: [
    // The record that it was sampled from.
    {
      id: 'crackle',
      role: 'transitions',
      effect: 'crackle',
      instruments: ['effect-vinyl'],
      fromEnergy: 0,
      presence: 0.7,
      gainDb: 3,
      pan: 0,
    },
    drums(['lofi-kit', 'standard-kit', 'room-kit'], { fromEnergy: 0.3, loops: true, gainDb: 2 }),
    percussion([PERCUSSION.shakerEighths, PERCUSSION.tambourineBackbeat, PERCUSSION.bongos], {
      fromEnergy: 0.55,
      presence: 0.5,
      gainDb: -5,
    }),
    bass(
      ['upright-bass', 'electric-bass', 'sub-bass'],
      [
        BASS.hipHopBounce,
        BASS.hipHopSparse,
        bassLine('upright-loop', 'R--..R..3-..5-..', [0.2, 1]),
        bassLine('jazz-rap-walk', 'R---3---5---a---', [0.3, 0.9]),
        bassLine('low-filter', 'R-----..R-..7.a.', [0, 1]),
      ],
      { fromEnergy: 0.3, loops: true, gainDb: 1 },
    ),
    chords(
      'sample',
      ['electric-piano', 'grand-piano', 'vibraphone', 'jazz-guitar'],
      [
        CHORDS.lofiKeys,
        figure('chopped', 'x--x..x-....x---', [0.2, 1]),
        figure('sample-stabs', 's..s....s..s....', [0.3, 1]),
        CHORDS.neoSoulLazy,
        figure('piano-loop', ['b-------b-------', '..3-2-3-..3-2-1-'], [0, 1]),
      ],
      [52, 76],
      { fromEnergy: 0, loops: true, gainDb: 0, pan: -0.15 },
    ),
    chords(
      'bells',
      ['vibraphone', 'fm-bell', 'harp'],
      [CHORDS.bellNotes, CHORDS.arpDotted, figure('loop-drop', '3-..2-..........', [0, 1])],
      [64, 84],
      { fromEnergy: 0.4, presence: 0.6, loops: true, gainDb: -4, pan: 0.35 },
    ),
    pad('strings', ['string-section', 'slow-strings', 'strings-pad'], [55, 77], {
      fromEnergy: 0.5,
      presence: 0.6,
      gainDb: -5,
      voices: 3,
    }),
    riff(
      'horn-loop',
      ['muted-trumpet', 'brass-section', 'tenor-sax', 'flute'],
      [58, 76],
      ['x-x---..........', '..x-x-x-........', 'x--x--x---......', 'x---....x-x-....'],
      { fromEnergy: 0.55, only: ['intro', 'chorus', 'interlude', 'outro'], gainDb: -2, pan: 0.2 },
    ),
    answers(['muted-trumpet', 'flute', 'jazz-guitar'], [60, 80], {
      fromEnergy: 0.45,
      presence: 0.6,
      gainDb: -5,
    }),
  ],
  leads: [
    lead(['vibraphone', 'muted-trumpet', 'flute'], [60, 80], 0.35),
    soloist(['tenor-sax', 'muted-trumpet', 'electric-piano'], [57, 79], 0.5),
  ],
  mix: {
    ...bandMix(
      {
        drums: { gainDb: 1, lowCutHz: 28, compression: 0.55, saturation: 0.3, eq: [], sends: { room: -20 } },
        bass: {
          gainDb: -1.5,
          lowCutHz: 28,
          compression: 0.45,
          saturation: 0.15,
          width: 0,
          // The filter of the sampler: only the bottom of the old record is kept.
          eq: [
            { type: 'low-shelf', frequencyHz: 85, gainDb: 3.5 },
            { type: 'high-shelf', frequencyHz: 1200, gainDb: -6 },
          ],
        },
        keyboard: { gainDb: -7, lowCutHz: 110, saturation: 0.2, sends: { room: -18 } },
        vocal: { gainDb: 0.5, lowCutHz: 100, compression: 0.65, sends: { room: -22 } },
      },
      0.4,
      'heavy',
    ),
    // From the record to the sampler to a cassette.
    tapeWear: 0.3,
  },
  endings: endings({ fade: 4, button: 3 }),
}
