import type { DrumGroove } from '../profile.js'

/** What a drummer falls back on when a song is asked in a meter its genre has no groove for. */
export const METER_GROOVES: readonly DrumGroove[] = [
  {
    id: 'plain-4-soft',
    meter: '4/4',
    stepsPerBeat: 4,
    energy: [0, 0.6],
    lanes: { kick: '8.......7.......', rim: '....6.......6...', hat: '5.3.5.3.5.3.5.3.' },
  },
  {
    id: 'plain-4',
    meter: '4/4',
    stepsPerBeat: 4,
    energy: [0.5, 1],
    lanes: { kick: '9.......8.7.....', snare: '....8.......8...', hat: '7.5.7.5.7.5.7.5.' },
  },
  {
    id: 'plain-3-soft',
    meter: '3/4',
    stepsPerBeat: 4,
    energy: [0, 0.6],
    lanes: { kick: '8...........', rim: '....5...5...', hat: '5.3.4.3.4.3.' },
  },
  {
    id: 'plain-3',
    meter: '3/4',
    stepsPerBeat: 4,
    energy: [0.5, 1],
    lanes: { kick: '9.....6.....', snare: '....7...8...', hat: '7.5.7.5.7.5.' },
  },
  {
    id: 'plain-6-8-soft',
    meter: '6/8',
    stepsPerBeat: 4,
    energy: [0, 0.6],
    lanes: { kick: '8...........', rim: '......6.....', hat: '5.3.3.5.3.3.' },
  },
  {
    id: 'plain-6-8',
    meter: '6/8',
    stepsPerBeat: 4,
    energy: [0.5, 1],
    lanes: { kick: '9...6.......', snare: '......8.....', hat: '7.5.5.7.5.5.' },
  },
  {
    id: 'plain-12-8',
    meter: '12/8',
    stepsPerBeat: 4,
    energy: [0, 1],
    lanes: {
      kick: '8...........8...6.......',
      snare: '......7...........7.....',
      hat: '6.4.4.6.4.4.6.4.4.6.4.4.',
    },
  },
  {
    id: 'plain-9-8',
    meter: '9/8',
    stepsPerBeat: 4,
    energy: [0, 1],
    lanes: { kick: '8.................', snare: '......6.....6.....', hat: '6.4.4.6.4.4.6.4.4.' },
  },
  {
    id: 'plain-2',
    meter: '2/4',
    stepsPerBeat: 4,
    energy: [0, 1],
    lanes: { kick: '8.......', snare: '....7...', hat: '5.5.5.5.' },
  },
  {
    id: 'plain-5',
    meter: '5/4',
    stepsPerBeat: 4,
    energy: [0, 1],
    lanes: { kick: '9.....6.....7.......', snare: '....7.......7...7...', hat: '7.5.7.5.7.5.7.5.7.5.' },
  },
  {
    id: 'plain-7-8',
    meter: '7/8',
    stepsPerBeat: 4,
    energy: [0, 1],
    lanes: { kick: '9.......7.....', snare: '....7.......7.', hat: '7.5.7.5.7.5.5.' },
  },
]
