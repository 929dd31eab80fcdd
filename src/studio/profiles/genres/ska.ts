import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { ISLAND_LOOPS } from '../shared/loops/songs.js'
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

export const ska: GenreProfile = {
  id: 'ska',
  label: 'ska',
  family: 'reggae',
  terms: ['ska', 'bluebeat'],
  identity: { rhythm: 0.9, colour: 0.75 },
  tempo: { lowBpm: 116, typicalBpm: 140, highBpm: 168 },
  meters: IN_FOUR,
  swing: [0.5, 0.56],
  tightness: 0.45,
  modes: [
    { mode: 'major', weight: 4 },
    { mode: 'minor', weight: 1.5 },
    { mode: 'mixolydian', weight: 0.5 },
  ],
  tonics: [7, 0, 5, 9, 2, 10],
  harmony: {
    major: book(ISLAND_LOOPS.major, {
      intro: ['I | vi | ii | V', 'I | I | IV | V'],
      verse: ['I | vi | IV | V', 'I | I | IV | V', 'I | VI7 | ii | V7', 'I | V | I | V'],
      chorus: ['I | IV | I | V', 'IV | V | I | vi', 'I | vi | ii | V', 'IV | iv | I | V'],
      bridge: ['IV | IV | I | I | II7 | II7 | V7 | V7', 'vi | vi | V | V'],
      solo: ['I | vi | ii | V', 'I | I | IV | V'],
    }),
    minor: book(ISLAND_LOOPS.minor, {
      intro: ['i | iv | V7 | i', 'i | i | V7 | V7'],
      verse: ['i | iv | V7 | i', 'i | V7 | i | V7', 'i | bVII | bVI | V7'],
      chorus: ['iv | i | V7 | i', 'bVI | bVII | i | V7', 'i | bIII | iv | V7'],
      bridge: ['iv | iv | i | i | bVI | bVI | V7 | V7'],
      solo: ['i | iv | V7 | i', 'i | i | iv | V7'],
    }),
    colour: 'plain',
    cadence: 0.35,
    lift: 0.1,
  },
  form: {
    templates: [
      FORMS.danceBand,
      'intro 8, verse 8, chorus 8, solo 8, verse 8, chorus 8, solo 8, chorus 8, outro 4',
      FORMS.verseChorusSolo,
    ],
    energy: { intro: 0.65, verse: 0.62, chorus: 0.82, solo: 0.75, interlude: 0.65 },
    seconds: [130, 165],
  },
  melody: melodic({ syncopation: 0.35, leaps: 0.35, repetition: 0.7 }),
  singing: { register: 0.3, backing: 0.7, maxSyllablesPerSecond: 5 },
  grooves: [
    groove(
      'classic-ska',
      { kick: '....8.......8...', rim: '....7.......7...', hat: '5.7.5.7.5.7.5.7.' },
      [0, 0.75],
    ),
    groove('two-tone', { kick: '8.......8.......', snare: '....8.......8...', hat: '5.7.5.7.5.7.5.7.' }),
    groove(
      'four-floor-ska',
      { kick: '8...8...8...8...', snare: '....8.......8...', openHat: '..6...6...6...6.' },
      [0.5, 1],
    ),
    groove(
      'skank-punk',
      { kick: '9...9...9...9...', snare: '..9...9...9...9.', ride: '6...6...6...6...' },
      [0.8, 1],
    ),
    groove(
      'burru',
      {
        kick: '8.....6.8.......',
        snare: '....7..3..5.7...',
        hat: '6.6.6.6.6.6.6.6.',
        cowbell: '....4.......4...',
      },
      [0.4, 0.9],
    ),
    groove(
      'rocksteady',
      {
        kick: '........8.......',
        rim: '........7.......',
        hat: '5.6.5.6.5.6.5.6.',
        snare: '..............3.',
      },
      [0, 0.6],
    ),
  ],
  fills: [FILLS.reggaeRoll, FILLS.snareTwoBeats, FILLS.timbalRoll, FILLS.snareClimb],
  slots: [
    drums(['standard-kit', 'room-kit'], { fromEnergy: 0.25 }),
    percussion([PERCUSSION.tambourineBackbeat, PERCUSSION.bongos, PERCUSSION.cowbellQuarters], {
      fromEnergy: 0.6,
      presence: 0.6,
      gainDb: -3,
    }),
    bass(
      ['electric-bass', 'picked-bass', 'upright-bass'],
      [
        BASS.walking,
        bassLine('ska-walk', 'R---3---5---6---'),
        bassLine('ska-walk-down', 'R---8---6---5---', [0.4, 1]),
        bassLine('ska-eighths', 'R.R.3.3.5.5.6.a.', [0.5, 1]),
        BASS.twoFeel,
      ],
      { fromEnergy: 0.25, gainDb: 1 },
    ),
    chords(
      'skank',
      ['electric-guitar'],
      [
        CHORDS.skaGuitar,
        figure('clipped-ska', '..s...s...s...s.'),
        figure('double-skank', '..D...Du..D...Du', [0.65, 1]),
      ],
      [55, 77],
      { fromEnergy: 0, pan: -0.4 },
    ),
    chords(
      'piano',
      ['honky-tonk', 'grand-piano', 'drawbar-organ'],
      [CHORDS.skaOffbeat, CHORDS.reggaeBubble, figure('ska-shuffle', '.gs..gs..gs..gs.', [0.5, 1])],
      [55, 76],
      {
        fromEnergy: 0.4,
        gainDb: -3,
        pan: 0.35,
      },
    ),
    riff(
      'horn-line',
      ['brass-section', 'trombone', 'trumpet'],
      [57, 76],
      ['x-x-x-..x-x-x---', '..x-x-x-x-x-x---', 'x--xx-x-x--xx---', 'x-..x-..x-x-x-x-'],
      {
        fromEnergy: 0.45,
        only: ['intro', 'interlude', 'post-chorus', 'outro', 'chorus'],
        gainDb: 0,
        pan: 0.15,
      },
    ),
    chords(
      'horn-stabs',
      ['brass-section', 'tenor-sax'],
      [figure('horn-offbeats', '..s...s.....s.s.', [0.6, 1]), CHORDS.charleston],
      [57, 76],
      {
        fromEnergy: 0.7,
        presence: 0.6,
        only: ['verse', 'pre-chorus', 'bridge'],
        gainDb: -3,
        pan: 0.2,
        voices: 3,
      },
    ),
    answers(['trombone', 'tenor-sax', 'trumpet'], [55, 77], { fromEnergy: 0.45, pan: 0.3 }),
  ],
  leads: [
    lead(['trombone', 'tenor-sax', 'trumpet'], [57, 79], 0.55),
    soloist(['trombone', 'tenor-sax', 'trumpet'], [55, 79], 0.7),
  ],
  mix: bandMix(
    {
      vocal: { gainDb: 0, sends: { slap: -20 } },
      brass: { gainDb: -5, sends: { room: -14, plate: -20 } },
      guitar: { gainDb: -6, lowCutHz: 180, sends: { room: -17 } },
      bass: { gainDb: -3, compression: 0.5, width: 0.1 },
    },
    0.4,
  ),
  endings: endings({ button: 5, hold: 1 }),
}
