import type { GenreProfile } from '../profile.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
import { LATIN_LOOPS } from '../shared/loops/rich-chords.js'
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

export const cumbia: GenreProfile = {
  id: 'cumbia',
  label: 'cumbia',
  family: 'latin',
  terms: [
    'cumbia',
    'cumbia villera',
    'cumbia sonidera',
    'chicha',
    'vallenato',
    'tex-mex',
    'tejano',
    'norteno',
    'norteño',
    'banda',
    'mexican',
    'tropical',
    'quebradita',
  ],
  identity: { rhythm: 0.9, colour: 0.85 },
  tempo: { lowBpm: 84, typicalBpm: 96, highBpm: 112 },
  meters: IN_FOUR,
  swing: [0.5, 0.54],
  tightness: 0.45,
  modes: [
    { mode: 'minor', weight: 3 },
    { mode: 'major', weight: 2.5 },
    { mode: 'harmonic minor', weight: 0.7 },
  ],
  tonics: [9, 2, 4, 7, 0],
  harmony: {
    major: book(LATIN_LOOPS.major, {
      verse: ['I | I | V7 | V7', 'I | V7 | I | V7', 'I | IV | V7 | I', 'I | vi | ii | V7'],
      chorus: ['IV | I | V7 | I', 'I | I | V7 | I', 'IV | V7 | I | vi', 'I | V7 | V7 | I'],
    }),
    minor: book(LATIN_LOOPS.minor, {
      intro: ['i | V7 | V7 | i', 'bVI | bIII | V7 | i'],
      verse: ['i | i | V7 | i', 'i | bIII | V7 | i', 'i | V7 | i | V7', 'i | bVII | bIII | V7'],
      chorus: ['bVI | bIII | V7 | i', 'iv | i | V7 | i', 'bIII | bVII | V7 | i', 'i | iv | V7 | i'],
      bridge: ['iv | iv | i | i | V7 | V7 | i | i', 'bVI | bIII | bVII | V7'],
    }),
    colour: 'plain',
    cadence: 0.4,
    lift: 0.05,
  },
  form: {
    templates: [
      FORMS.danceBand,
      FORMS.twoParts,
      'intro 8, verse 8, interlude 4, verse 8, chorus 8, interlude 8, verse 8, chorus 16, outro 4',
    ],
    energy: { intro: 0.6, verse: 0.58, chorus: 0.76, interlude: 0.66, solo: 0.7 },
    seconds: [140, 175],
  },
  melody: melodic({ syncopation: 0.4, leaps: 0.35, repetition: 0.75 }),
  singing: { register: 0.2, backing: 0.7, maxSyllablesPerSecond: 4.8 },
  grooves: [
    groove('cumbia', { kick: '8.......8.......', rim: '....6.......6...', hat: '6.556.556.556.55' }),
    groove(
      'llamador',
      { kick: '8...5...8...5...', congaMute: '..6...6...6...6.', hat: '5.555.555.555.55' },
      [0, 0.7],
    ),
    groove(
      'sonidera',
      {
        kick: '9.......9.....7.',
        snare: '....7.......7...',
        cowbell: '6...5...6...5...',
        hat: '6.556.556.556.55',
      },
      [0.5, 1],
    ),
    groove(
      'caballito',
      { kick: '8.......8.......', timbale: '..6...6...6...66', cowbell: '6.6.6.6.6.6.6.6.' },
      [0.6, 1],
    ),
    groove(
      'villera',
      { kick: '8...8...8...8...', snare: '...7..7....7..7.', hat: '..6...6...6...6.' },
      [0.5, 1],
    ),
    groove(
      'alegre',
      {
        kick: '8..6....8..6....',
        tomHigh: '......6.......6.',
        congaLow: '....6.......6.6.',
        hat: '6.556.556.556.55',
      },
      [0.4, 0.95],
    ),
  ],
  fills: [FILLS.timbales, FILLS.timbalRoll, FILLS.cowbellCall, FILLS.guiroStop],
  slots: [
    drums(['percussion-kit', 'standard-kit'], { fromEnergy: 0.25, gainDb: -1 }),
    percussion(
      [PERCUSSION.guacharaca, groove('guacharaca-open', { guiro: '7..56.457..56.45' })],
      { fromEnergy: 0, gainDb: 0, pan: 0.4 },
      'guacharaca',
    ),
    percussion(
      [
        groove('cumbia-congas', { congaMute: '5...5...5...5...', congaHigh: '..6...6...6...66' }),
        PERCUSSION.cowbellQuarters,
        PERCUSSION.maracas,
      ],
      { fromEnergy: 0.42, gainDb: -2, pan: -0.35 },
      'congas',
    ),
    bass(
      ['electric-bass', 'tuba', 'upright-bass'],
      [
        bassLine('cumbia-bass', 'R---..3-5---..a-'),
        bassLine('cumbia-two', 'R-------5---3-5-'),
        bassLine('cumbia-run', 'R---5-3-R---5-a-', [0.4, 1]),
        bassLine('norteno-two', 'R---....5---....', [0, 0.8]),
      ],
      { fromEnergy: 0.15, gainDb: 1 },
    ),
    chords(
      'offbeats',
      ['accordion', 'drawbar-organ', 'nylon-guitar'],
      [
        figure('cumbia-offbeats', '..s...s...s...s.'),
        figure('cumbia-skank', '..ss..ss..ss..ss', [0.4, 1]),
        CHORDS.skaOffbeat,
        figure('accordion-push', 'x-..s.s.x-..s.s.', [0.3, 1]),
      ],
      [55, 77],
      { fromEnergy: 0, gainDb: -1, pan: -0.25 },
    ),
    chords(
      'guitar',
      ['nylon-guitar', 'acoustic-guitar', 'electric-guitar'],
      [
        figure('cumbia-strum', ['b---....f---....', '..D.dU....D.dU..'], [0, 1]),
        CHORDS.strumCountry,
        figure('psychedelic-picks', '0.2.3.2.4.3.2.1.', [0.2, 0.9]),
      ],
      [45, 74],
      { fromEnergy: 0.3, gainDb: -2, pan: 0.35 },
    ),
    riff(
      'hook',
      ['accordion', 'clarinet', 'trumpet', 'square-lead'],
      [62, 81],
      ['x-x-x-x-..x-x-x-', '..x-x-x-x---x-x-', 'x-xxx-x-x-xxx---'],
      { fromEnergy: 0.45, only: ['intro', 'interlude', 'outro', 'solo'], gainDb: 0, pan: 0.1 },
    ),
    chords(
      'brass',
      ['brass-section', 'trumpet'],
      [CHORDS.charleston, figure('banda-hits', 's...s.s.........', [0.5, 1])],
      [58, 76],
      { fromEnergy: 0.62, presence: 0.6, gainDb: -3, pan: 0.2, voices: 3 },
    ),
    answers(['accordion', 'trumpet', 'clarinet'], [62, 82], { fromEnergy: 0.35 }),
  ],
  leads: [
    lead(['accordion', 'clarinet', 'trumpet'], [62, 82], 0.6),
    soloist(['accordion', 'electric-guitar', 'trumpet'], [60, 84], 0.75),
  ],
  mix: bandMix(
    {
      percussion: { gainDb: -6, compression: 0.2, width: 1.2, sends: { room: -16 } },
      bass: { gainDb: -2.5, compression: 0.45, width: 0.1 },
      // The tuba is the bass of many bands.
      brass: {
        gainDb: -6.5,
        lowCutHz: 38,
        compression: 0.25,
        eq: [{ type: 'low-shelf', frequencyHz: 90, gainDb: 4 }],
        sends: { room: -18 },
      },
      keyboard: { gainDb: -5, sends: { room: -17 } },
    },
    0.35,
    'street',
  ),
  endings: endings({ button: 5, fade: 1 }),
}
