import type { DrumGroove } from '../profile.js'
import { groove } from './notation.js'

/** Hand percussion that several genres share. */
export const PERCUSSION = {
  shakerSixteenths: groove('shaker-sixteenths', { shaker: '6343634363436343' }, [0.3, 1]),
  shakerEighths: groove('shaker-eighths', { shaker: '5.3.5.3.5.3.5.3.' }),
  tambourineBackbeat: groove('tambourine-backbeat', { tambourine: '....7.......7...' }, [0.4, 1]),
  tambourineEighths: groove('tambourine-eighths', { tambourine: '4.4.7.4.4.4.7.4.' }, [0.6, 1]),
  congas: groove('congas', {
    congaMute: '5..4..5.5..4..5.',
    congaHigh: '....6.......6...',
    congaLow: '..............66',
  }),
  bongos: groove('bongos', { bongoHigh: '6.4.6.4.6.4.6.4.', bongoLow: '..4...6...4...6.' }),
  sonClave: groove('son-clave', { clave: '7.....7.....7.......7...7.......' }),
  bossaClave: groove('bossa-clave', { rim: '6.....6.....6.......6.....6.....' }),
  claps: groove('claps', { clap: '....7.......7...' }, [0.5, 1]),
  cowbellQuarters: groove('cowbell-quarters', { cowbell: '6...4...6...4...' }, [0.5, 1]),
  agogo: groove('agogo', { agogoHigh: '6...6.6...6.....', agogoLow: '..5.....5...5.5.' }, [0.4, 1]),
  surdo: groove('surdo', { surdo: '4.......8.......' }),
  cabasaSwing: groove('cabasa', { cabasa: '5.3.5.3.5.3.5.3.' }),
  triangleEighths: groove('triangle', { triangle: '4...4...4...4...' }, [0, 0.7]),
  bodhran: groove('bodhran', { congaLow: '7...4.6...4.', congaMute: '..3...3.3..3' }, [0.2, 1], '6/8'),
  bodhranReel: groove(
    'bodhran-reel',
    { congaLow: '7.....5.6.....5.', congaMute: '..3.4...3.4.3...' },
    [0.2, 1],
  ),
  bodhranRolls: groove(
    'bodhran-rolls',
    { congaLow: '7.....6...5.', congaMute: '..433.4..343' },
    [0.3, 1],
    '6/8',
  ),
  bodhranSkip: groove(
    'bodhran-skip',
    { congaLow: '7...6.....6.', congaHigh: '......5.....', congaMute: '..3.....3...' },
    [0, 0.8],
    '6/8',
  ),
  bodhranReelBacked: groove(
    'bodhran-reel-backed',
    { congaLow: '7...5...6...5...', congaMute: '..43..34..43..34' },
    [0.2, 1],
  ),
  shakerSixEight: groove('shaker-six-eight', { shaker: '6.3.3.5.3.3.' }, [0.2, 1], '6/8'),
  tambourineWaltz: groove('tambourine-waltz', { tambourine: '....4...4...' }, [0.3, 1], '3/4'),
  taikoPulse: groove('taiko-pulse', { floorTom: '8..4..8...4.6...', tomLow: '....5.......4.6.' }, [0.6, 1]),
  // A whole clave cycle in one bar of sixteenths, as fast dances are counted here.
  claveThreeTwo: groove('clave-3-2', { clave: '7..7..7...7.7...' }),
  claveTwoThree: groove('clave-2-3', { clave: '..7.7...7..7..7.' }),
  rumbaClave: groove('rumba-clave', { clave: '7..7...7..7.7...' }),
  rumbaClaveTwoThree: groove('rumba-clave-2-3', { clave: '..7.7...7..7...7' }),
  congaTumbao: groove('conga-tumbao', { congaMute: '337333..337333..', congaHigh: '......67......67' }),
  bongoMartillo: groove('martillo', { bongoHigh: '6545655465456554', bongoLow: '......6.......6.' }),
  maracas: groove('maracas', { shaker: '5454545454545454' }, [0.2, 1]),
  guacharaca: groove('guacharaca', { guiro: '6.456.456.456.45' }),
  guiroCha: groove('guiro-cha', { guiro: '7...5.5.7...5.5.' }),
  tamborim: groove('tamborim', { woodBlock: '6.6.66.6.66.6.66' }, [0.3, 1]),
  pandeiro: groove('pandeiro', { tambourine: '7346734673467346' }, [0.2, 1]),
  afroBell: groove('afro-bell', { agogoHigh: '6..6..6...6.6...', agogoLow: '..5.....5.....5.' }, [0.2, 1]),
  shekere: groove('shekere', { cabasa: '6.446.446.446.44' }, [0.2, 1]),
  palmasRumba: groove('palmas-rumba', { clap: '6..5..6.6..5..6.' }, [0.2, 1]),
  castanets: groove('castanets', { castanets: '6...6.446...6.44' }, [0.4, 1]),
  palmasThree: groove('palmas-compas', { clap: '7.4.4.7.4.4.4.7.4.7.4.7.' }, [0, 1], '3/4', 2),
  sleighQuarters: groove('sleigh-quarters', { tambourine: '5...5...5...5...' }),
  tambourineFour: groove('tambourine-four', { tambourine: '5.4.7.4.5.4.7.4.' }, [0.4, 1]),
  shakerTriplets: groove('shaker-triplets', { shaker: '634534634534' }, [0.2, 1], '4/4', 3),
  tambourineSixEight: groove('tambourine-six-eight', { tambourine: '......6.....' }, [0.3, 1], '6/8'),
  triangleWaltz: groove('triangle-waltz', { triangle: '4...........' }, [0.2, 1], '3/4'),
} as const satisfies Record<string, DrumGroove>

/** A groove of the hands for every metre: for whoever was asked to play where nobody of the genre does. */
export const HAND_DRUMS: readonly DrumGroove[] = [
  PERCUSSION.congas,
  handDrums('2/4', { congaMute: '5..4..5.', congaHigh: '....6...', congaLow: '......66' }),
  handDrums('3/4', { congaMute: '5...4...4.4.', congaHigh: '....6...6...', congaLow: '..........66' }),
  handDrums('5/4', {
    congaMute: '5..4..5.5..45.4.4.4.',
    congaHigh: '....6.......6.....6.',
    congaLow: '..........66......66',
  }),
  handDrums('6/8', { congaMute: '5...4.5...4.', congaHigh: '....6.....6.', congaLow: '..........66' }),
  handDrums('7/8', { congaMute: '5...5...5.4...', congaHigh: '..6...6.....6.', congaLow: '............66' }),
  handDrums('9/8', {
    congaMute: '5...4.5...4.5...4.',
    congaHigh: '....6.....6.....6.',
    congaLow: '................66',
  }),
  handDrums('12/8', {
    congaMute: '5...4.5...4.5...4.5...4.',
    congaHigh: '....6.....6.....6.....6.',
    congaLow: '..........66..........66',
  }),
]

function handDrums(meter: DrumGroove['meter'], hits: Parameters<typeof groove>[1]): DrumGroove {
  return groove(`hand-drums-${meter.replace('/', '-')}`, hits, [0, 1], meter)
}
