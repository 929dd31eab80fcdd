import type { DrumFill, DrumLanes } from '../profile.js'

const fill = (
  id: string,
  lanes: DrumLanes,
  energy: readonly [number, number] = [0.3, 1],
  stepsPerBeat: DrumFill['stepsPerBeat'] = 4,
): DrumFill => ({ id, stepsPerBeat, energy, lanes })

/** Fills that several genres share; their length is the length of their lanes. */
export const FILLS = {
  snarePickup: fill('snare-pickup', { snare: '5.67', kick: '6...' }, [0, 0.7]),
  snareTwoBeats: fill('snare-two-beats', { snare: '4.5.6778', kick: '7...7...' }),
  tomsDescending: fill(
    'toms-descending',
    {
      snare: '7.66............',
      tomHigh: '....7.66........',
      tomMid: '........7.66....',
      floorTom: '............7888',
      kick: '7...7...7...7...',
    },
    [0.6, 1],
  ),
  tomsTwoBeats: fill(
    'toms-two-beats',
    { tomHigh: '77......', tomMid: '..77....', floorTom: '....7788', kick: '7...7...' },
    [0.5, 1],
  ),
  triplets: fill(
    'triplets',
    { snare: '756...', tomMid: '...75.', floorTom: '.....8', kick: '7..7..' },
    [0.3, 1],
    3,
  ),
  buzz: fill('buzz', { snare: '34567889', kick: '7...7...' }, [0.6, 1]),
  flam: fill('flam', { snare: '..8.8.88', kick: '8..8....', crash: '........' }, [0.6, 1]),
  hatLift: fill('hat-lift', { openHat: '..7.', kick: '7...', hat: '6...' }, [0, 1]),
  clapRoll: fill('clap-roll', { clap: '6.6.6788', kick: '8.......' }, [0.5, 1]),
  snareRollBar: fill('snare-roll-bar', { snare: '4444555566667789', kick: '8...8...8...8...' }, [0.7, 1]),
  kickStutter: fill('kick-stutter', { kick: '8..8..88', snare: '....8...' }, [0.5, 1]),
  rims: fill('rims', { rim: '5.5.66.6', kick: '6.......' }, [0, 0.7]),
  timbales: fill('timbales', { timbale: '7.77.7.7', kick: '6...6...' }, [0.4, 1]),
  reggaeRoll: fill('reggae-roll', { rim: '7.......', timbale: '...7.777', kick: '....6...' }),
  brushSweep: fill('brush-sweep', { snare: '4.3.54', pedalHat: '...5..' }, [0, 0.8], 3),
  jazzDrop: fill('jazz-drop', { snare: '..56.7', kick: '.....8', ride: '5..5..' }, [0.4, 1], 3),
  breakbeat: fill('breakbeat', { snare: '8..88.88', kick: '8.8..8..' }, [0.5, 1]),
  hatRoll: fill('hat-roll', { hat: '6666777788889999', snare: '........8.......' }, [0.4, 1]),
  tambourine: fill('tambourine-fill', { tambourine: '6.68', kick: '6...' }, [0, 0.8]),
  orchestralRoll: fill('orchestral-roll', { snare: '2233445566778899' }, [0.65, 1]),
  taikos: fill('taikos', { floorTom: '8.88', tomLow: '.6..' }, [0.5, 1]),
} as const satisfies Record<string, DrumFill>
