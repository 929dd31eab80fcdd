import type { DrumGroove } from '../profile.js'
import { groove } from './notation.js'

/** Beats with a name that belong to no genre's book: they are played where they, or a music that stands on them, are asked for. */
export const NAMED_BEATS: readonly DrumGroove[] = [
  // The Ventures' way: two quick strokes on the second beat.
  groove('surf', { kick: '9.......9.9.....', snare: '....8.8.....8...', ride: '7.5.7.5.7.5.7.5.' }),
  groove('bo-diddley', {
    kick: '8...............',
    floorTom: '9..8..8...8.8...',
    tomLow: '..44.44.44.4.444',
    shaker: '7575757575757575',
  }),
  groove(
    'half-time-shuffle',
    { kick: '9....7....8.', snare: '.2..2.9.2.2.', hat: '7.57.57.57.5' },
    [0, 1],
    '4/4',
    3,
  ),
  groove('second-line', {
    kick: '9..8....9..8..7.',
    snare: '3.63.6336.3.7.66',
    cowbell: '..6...6...6...6.',
  }),
  // Hand drums and scrapers of dances whose bands have no kit.
  groove('cha-cha-cha', {
    cowbell: '8...6...8...6...',
    guiro: '7...5.5.7...5.5.',
    congaMute: '....6...........',
    congaHigh: '............7.7.',
    kick: '6...............',
  }),
  groove('bolero-son', {
    shaker: '6.454.4.6.4.4.4.',
    congaMute: '....5...........',
    congaHigh: '............6.6.',
    bongoHigh: '5.3.4.3.5.3.4.3.',
    kick: '5...............',
  }),
  groove('bachata', {
    guiro: '7.457.457.457.45',
    bongoHigh: '7.4.6.4.7.4.....',
    bongoLow: '............8.6.',
    kick: '8.......6.......',
  }),
  groove('merengue', {
    guiro: '8.558.558.558.55',
    congaMute: '6...6...6.......',
    congaLow: '..........6.8.8.',
    kick: '9...7...9...7...',
  }),
  groove('soca', {
    kick: '9...9...9...9...',
    snare: '...8..8....8..8.',
    hat: '6.5.6.5.6.5.6.5.',
    cowbell: '6..6..6.6..6..6.',
  }),
  groove('zouk', {
    kick: '9.......9.......',
    rim: '7..7..7.7..7..7.',
    hat: '6.4.6.4.6.4.6.4.',
  }),
  groove('gqom', {
    kick: '9..9..8...9..8..',
    clap: '....4.......5...',
    tomLow: '......5.6.....6.',
    shaker: '5.4.5.4.5.4.5.4.',
  }),
  groove('baile-funk', {
    kick: '9..9..9.....9...',
    snare: '...7..7...7.7.7.',
    congaHigh: '6..6..6...6.6...',
    clap: '......7.......7.',
  }),
  groove('drift-phonk', {
    kick: '9...9...9...9...',
    clap: '....8.......8...',
    cowbell: '7..7..7.7..7..7.',
    hat: '..6...6...6...66',
  }),
]
