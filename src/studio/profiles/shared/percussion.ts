import type { DrumGroove, DrumLanes } from '../profile.js'

const groove = (
  id: string,
  lanes: DrumLanes,
  energy: readonly [number, number] = [0, 1],
  meter = '4/4',
  stepsPerBeat: DrumGroove['stepsPerBeat'] = 4,
): DrumGroove => ({ id, meter, stepsPerBeat, energy, lanes })

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
  sonClave: groove('son-clave', { clave: '7.....7...7.......7...7.........' }),
  bossaClave: groove('bossa-clave', { rim: '6.....6...6.........6.....6.....' }),
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
  shakerSixEight: groove('shaker-six-eight', { shaker: '6.3.3.5.3.3.' }, [0.2, 1], '6/8'),
  tambourineWaltz: groove('tambourine-waltz', { tambourine: '....4...4...' }, [0.3, 1], '3/4'),
  taikoPulse: groove('taiko-pulse', { floorTom: '8..4..8...4.6...', tomLow: '....5.......4.6.' }, [0.6, 1]),
} as const satisfies Record<string, DrumGroove>
