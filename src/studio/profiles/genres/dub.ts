import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
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
  pad,
  percussion,
  riff,
  soloist,
  transition,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const dub: GenreProfile = {
  id: 'dub',
  label: 'dub',
  family: 'reggae',
  terms: ['dub', 'dub reggae', 'roots dub', 'trip dub', 'sound system'],
  identity: { rhythm: 0.95, colour: 0.7 },
  tempo: { lowBpm: 66, typicalBpm: 74, highBpm: 86 },
  meters: IN_FOUR,
  swing: [0.52, 0.58],
  tightness: 0.5,
  modes: [
    { mode: 'minor', weight: 4 },
    { mode: 'dorian', weight: 2 },
    { mode: 'major', weight: 0.6 },
  ],
  tonics: [9, 4, 7, 2, 0],
  harmony: {
    major: book(ISLAND_LOOPS.major, {
      verse: ['I | I | IV | I', 'I | I | ii | I'],
      chorus: ['IV | I | IV | I', 'I | bVII | I | bVII'],
      break: ['I | I | I | I'],
    }),
    minor: book(ISLAND_LOOPS.minor, {
      intro: ['i | i | i | i', 'im7 | im7 | ivm7 | im7'],
      verse: ['im7 | im7 | ivm7 | im7', 'i | i | bVII | i', 'im7 | vm7 | im7 | vm7', 'i | i | i | v'],
      chorus: [
        'i | bVII | i | bVII',
        'ivm7 | im7 | ivm7 | im7',
        'im7 | bIII | ivm7 | im7',
        'bVI | v | i | i',
      ],
      break: ['i | i | i | i', 'im7 | im7 | vm7 | vm7'],
      drop: ['i | bVII | i | bVII', 'im7 | im7 | ivm7 | vm7'],
      bridge: ['bVI | bVI | v | v', 'ivm7 | ivm7 | im7 | im7'],
    }),
    colour: 'sevenths',
    cadence: 0.05,
    oneLoop: 0.3,
    lift: 0,
  },
  form: {
    templates: [
      'intro 4, verse 8, chorus 8, break 8, verse 8, chorus 8, break 4, drop 8, outro 8',
      'intro 8, verse 16, break 8, drop 8, interlude 4, chorus 8, outro 8',
      'intro 4, chorus 8, verse 8, break 8, chorus 8, solo 8, break 4, chorus 8, outro 4',
    ],
    energy: { intro: 0.42, verse: 0.54, chorus: 0.62, break: 0.4, drop: 0.75, solo: 0.6, outro: 0.42 },
    seconds: [150, 200],
  },
  melody: melodic({ syncopation: 0.55, leaps: 0.25, repetition: 0.85, pentatonic: true, melisma: 0.04 }),
  singing: { register: 0, backing: 0.4, maxSyllablesPerSecond: 4.2 },
  grooves: [
    groove('dub-one-drop', { kick: '........9.......', rim: '........8.......', hat: '6.4.6.4.6.4.6.44' }),
    groove(
      'dub-steppers',
      { kick: '9...9...9...9...', rim: '........7..5..5.', hat: '5.4.5.4.5.4.5.4.' },
      [0.45, 1],
    ),
    groove(
      'dub-rockers',
      { kick: '9.......9.......', snare: '....7.......7..3', hat: '6.4.6.446.4.6.4.' },
      [0.4, 1],
    ),
    groove('empty-room', { kick: '........8.......', rim: '........6......4' }, [0, 0.5]),
    groove(
      'militant-double',
      {
        kick: '9...9...9...9...',
        snare: '........8.......',
        rim: '...5..5....5..5.',
        openHat: '..5...5...5...5.',
      },
      [0.6, 1],
    ),
    groove(
      'dancehall',
      {
        kick: '9.....8...9.....',
        rim: '...7..7....7..7.',
        snare: '............6...',
        hat: '5.5.5.5.5.5.5.5.',
      },
      [0.5, 1],
    ),
  ],
  fills: [FILLS.dubRims, FILLS.reggaeRoll, FILLS.timbales, FILLS.rims],
  slots: [
    drums(['standard-kit', 'room-kit', '808-kit'], { fromEnergy: 0.2, loops: true, gainDb: 1 }),
    percussion([PERCUSSION.bongos, PERCUSSION.shakerEighths, PERCUSSION.congas], {
      fromEnergy: 0.5,
      presence: 0.7,
      gainDb: -4,
    }),
    bass(
      ['electric-bass', 'sub-bass', 'fretless-bass'],
      [
        BASS.reggaeMelodic,
        BASS.reggaeDrop,
        BASS.reggaeSteppers,
        bassLine('dub-heavy', 'R-----R-....5-7-R-------........'),
        bassLine('dub-riff', 'R-R-..3-..5-..3-', [0.3, 1]),
      ],
      { fromEnergy: 0.1, loops: true, gainDb: 3 },
    ),
    chords(
      'skank',
      ['electric-guitar', 'jazz-guitar'],
      [
        CHORDS.reggaeGuitar,
        figure('lost-skank', '....s...........', [0, 0.6]),
        figure('echo-skank', '....s.......s.g.'),
      ],
      [55, 76],
      {
        fromEnergy: 0.3,
        gainDb: -1,
        pan: -0.4,
      },
    ),
    chords(
      'organ',
      ['drawbar-organ', 'rock-organ', 'clavinet'],
      [CHORDS.reggaeBubble, figure('organ-shuffle', '..s.g.s...s.g.s.'), CHORDS.reggaeSkank],
      [55, 74],
      { fromEnergy: 0.4, gainDb: -4, pan: 0.35 },
    ),
    chords(
      'stab',
      ['fm-piano', 'strings-pad', 'glass-pad'],
      [figure('dub-stab', '......s.........', [0, 1]), CHORDS.technoStab, CHORDS.technoStabTwo],
      [57, 76],
      { fromEnergy: 0, gainDb: -2, pan: 0.2 },
    ),
    pad('air', ['warm-pad', 'glass-pad'], [55, 76], {
      fromEnergy: 0,
      toEnergy: 0.55,
      presence: 0.7,
      gainDb: -6,
      voices: 3,
    }),
    riff(
      'melodica',
      ['harmonica', 'accordion', 'trombone'],
      [62, 81],
      ['x---x-x-........', '....x-x-x---....', 'x-x-x---..x---..'],
      {
        fromEnergy: 0.35,
        only: ['intro', 'interlude', 'break', 'chorus', 'outro'],
        gainDb: -2,
        pan: 0.15,
      },
    ),
    answers(['trombone', 'harmonica', 'alto-sax'], [56, 77], { fromEnergy: 0.4, pan: 0.25 }),
    transition('sweep', { fromEnergy: 0.25, presence: 0.8, gainDb: -5 }),
  ],
  leads: [
    lead(['harmonica', 'trombone', 'accordion'], [60, 80], 0.3),
    soloist(['trombone', 'harmonica'], [57, 79], 0.45),
  ],
  mix: bandMix(
    {
      drums: { gainDb: -2, compression: 0.35, saturation: 0.15, sends: { plate: -13, delay: -19 } },
      bass: {
        gainDb: -0.5,
        lowCutHz: 25,
        compression: 0.5,
        saturation: 0.15,
        width: 0,
        // The bass is felt before it is heard.
        eq: [{ type: 'low-shelf', frequencyHz: 90, gainDb: 6 }],
      },
      guitar: { gainDb: -7, lowCutHz: 250, sends: { delay: -10, plate: -14 } },
      keyboard: { gainDb: -8, lowCutHz: 180, sends: { delay: -11, plate: -15 } },
      woodwinds: { gainDb: -7, sends: { delay: -10, hall: -15 } },
      brass: { gainDb: -7, sends: { delay: -11, hall: -15 } },
      synth: { gainDb: -9, sends: { delay: -12, hall: -14 } },
    },
    0.35,
    'heavy',
  ),
  endings: endings({ fade: 5, hold: 2 }),
}
