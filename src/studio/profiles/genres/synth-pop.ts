import type { GenreProfile } from '../profile.js'
import { BASS } from '../shared/bass-patterns.js'
import { CHORDS } from '../shared/chord-patterns.js'
import { FILLS } from '../shared/fills.js'
import { FORMS } from '../shared/forms.js'
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
  percussion,
  riff,
  soloist,
  transition,
} from '../shared/notation.js'
import { PERCUSSION } from '../shared/percussion.js'

export const synthPop: GenreProfile = {
  id: 'synth-pop',
  label: 'synth-pop',
  family: 'pop',
  terms: ['synth-pop', 'synth pop', 'synthpop', 'technopop'],
  identity: { rhythm: 0.6, colour: 0.8 },
  tempo: { lowBpm: 104, typicalBpm: 118, highBpm: 132 },
  meters: IN_FOUR,
  swing: [0.5, 0.5],
  tightness: 0.95,
  modes: [
    { mode: 'minor', weight: 2.5 },
    { mode: 'major', weight: 2 },
    { mode: 'dorian', weight: 0.6 },
  ],
  harmony: {
    major: book(POP_LOOPS.major, {
      intro: ['I | I | IV | IV', 'vi | IV | I | I'],
      verse: ['I | I | vi | vi', 'I | V | ii | IV', 'vi | iii | IV | I'],
      chorus: ['I | bVII | IV | I', 'vi | IV | V | I', 'IV | V | I | I>3'],
      bridge: ['bVI | bVII | I | I', 'iii | IV | vi | V'],
    }),
    minor: book(POP_LOOPS.minor, {
      intro: ['i | i | bVII | bVII', 'i | bIII | bVI | bVI'],
      verse: ['i | i | bVII | IV', 'i | i | bIII | bVII', 'i | bVI | i | bVII'],
      chorus: ['bVI | bVII | v | i', 'i | bVII | bVI | iv', 'bIII | bVII | iv | bVI'],
      bridge: ['bVI | bVI | v | v', 'bVII | iv | bVI | V'],
    }),
    colour: 'plain',
    cadence: 0.2,
    lift: 0.15,
  },
  form: {
    templates: [FORMS.popLift, FORMS.verseChorus, FORMS.breakdown, FORMS.postChorus],
    energy: { intro: 0.48, verse: 0.52, chorus: 0.82, break: 0.4 },
    seconds: [145, 185],
  },
  melody: melodic({ syncopation: 0.3, repetition: 0.75, pentatonic: true }),
  singing: { register: 0.1, backing: 0.6, maxSyllablesPerSecond: 4.6 },
  grooves: [
    groove('motorik-machine', {
      kick: '8...8...8...8...',
      snare: '....8.......8...',
      hat: '6.4.6.4.6.4.6.4.',
    }),
    groove('gated-backbeat', {
      kick: '9.......9.6.....',
      snare: '....9.......9...',
      hat: '5.5.5.5.5.5.5.5.',
    }),
    groove(
      'clap-machine',
      { kick: '8.....7.8.......', clap: '....8.......8...', hat: '5454545454545454' },
      [0, 0.7],
    ),
    groove(
      'blue-machine',
      {
        kick: '8...8...8...8.88',
        snare: '....8.......8...',
        hat: '..6...6...6...6.',
        tambourine: '4444444444444444',
      },
      [0.5, 1],
    ),
    groove(
      'open-offbeats',
      {
        kick: '9...8...9...8...',
        snare: '....9.......9...',
        openHat: '..6...6...6...6.',
        hat: '5...5...5...5...',
      },
      [0.55, 1],
    ),
    groove(
      'rim-pulse',
      { kick: '7.......7...7...', rim: '....6.......6..4', hat: '4.4.4.4.4.4.4.4.' },
      [0, 0.55],
    ),
    groove(
      'tom-machine',
      {
        kick: '8...8...8...8...',
        snare: '....8.......8...',
        tomMid: '..5...5.....5...',
        floorTom: '.......5......5.',
        hat: '5.5.5.5.5.5.5.5.',
      },
      [0.4, 0.9],
    ),
  ],
  fills: [FILLS.electroToms, FILLS.clapRoll, FILLS.snareTwoBeats, FILLS.clapPickup],
  slots: [
    drums(['909-kit', '808-kit'], { fromEnergy: 0.3 }),
    percussion([PERCUSSION.claps, PERCUSSION.tambourineEighths, PERCUSSION.cowbellQuarters], {
      fromEnergy: 0.62,
      presence: 0.7,
      gainDb: -2,
    }),
    bass(
      ['pluck-bass', 'fm-bass', 'acid-bass'],
      [
        BASS.synthGallop,
        BASS.octaves,
        BASS.rootEighths,
        BASS.synthPulse,
        bassLine('sequenced', 'R.RR8.RRR.RR8.7.', [0.3, 1]),
        bassLine('eighth-step', 'R.R.R.R.5.5.7.7.', [0, 0.7]),
      ],
      { fromEnergy: 0.3 },
    ),
    chords(
      'synth-chords',
      ['strings-pad', 'warm-pad', 'fm-piano'],
      [CHORDS.halves, CHORDS.wholeNotes, CHORDS.anticipations, CHORDS.pushes],
      [52, 76],
      { fromEnergy: 0.1, gainDb: -1, pan: -0.15 },
    ),
    chords(
      'sequencer',
      ['arp', 'pluck', 'square-lead'],
      [
        CHORDS.arpSixteenths,
        CHORDS.arpSkipping,
        CHORDS.arpOctaves,
        figure('sequence-three', '0.2.3.0.2.3.0.2.'),
        CHORDS.pluckSyncopated,
      ],
      [60, 84],
      { fromEnergy: 0.4, gainDb: -4, pan: 0.35 },
    ),
    pad('pad', ['strings-pad', 'warm-pad', 'glass-pad'], [57, 81], { fromEnergy: 0.5, gainDb: -3 }),
    chords(
      'guitar',
      ['electric-guitar'],
      [CHORDS.funkChank, CHORDS.cleanArpeggio, CHORDS.mutedPulse],
      [52, 76],
      {
        fromEnergy: 0.55,
        presence: 0.3,
        gainDb: -5,
        pan: -0.45,
      },
    ),
    riff(
      'hook',
      ['square-lead', 'saw-lead', 'fm-bell'],
      [64, 84],
      ['x-x-x-..x-x-x---', 'x--x--x-x-x-x---', '..x-x-x-x---x---', 'x-x-..x-x-..x---'],
      {
        fromEnergy: 0.3,
        never: ['verse', 'bridge'],
        gainDb: -2,
        pan: 0.15,
      },
    ),
    answers(['fm-bell', 'soft-lead', 'glass-pad'], [64, 86], { fromEnergy: 0.45 }),
    transition('sweep', { fromEnergy: 0.5, presence: 0.6, gainDb: -5 }),
  ],
  leads: [
    lead(['soft-lead', 'square-lead', 'saw-lead'], [62, 84], 0.5),
    soloist(['saw-lead', 'electric-guitar', 'tenor-sax'], [60, 84], 0.6),
  ],
  mix: bandMix(
    {
      drums: { gainDb: -0.5, compression: 0.45, sends: { plate: -15, room: -22 } },
      bass: { gainDb: -3, compression: 0.4, saturation: 0.1, width: 0 },
      synth: {
        gainDb: -6,
        width: 1.15,
        sends: { plate: -16, delay: -20 },
        duck: { by: 'drums', depthDb: 2.5 },
      },
    },
    0.45,
    'radio',
  ),
  endings: endings({ fade: 2, button: 2, hold: 2 }),
}
