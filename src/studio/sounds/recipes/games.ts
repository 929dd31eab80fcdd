import type { EffectRecipe } from '../effect-recipe.js'

/** Games, lasers and broken circuits. */
export const GAMES: readonly EffectRecipe[] = [
  {
    id: 'laser',
    label: 'Laser',
    terms: ['laser', 'laser gun', 'pew', 'ray gun', 'blaster', 'sci-fi gun', 'phaser gun'],
    kind: 'one-shot',
    seconds: 0.5,
    space: 0.2,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'saw',
          hz: [
            [0, 3800],
            [0.4, 700],
            [1, 160],
          ],
        },
        filter: { type: 'low', hz: 7000, q: 1.2 },
        gainDb: -5,
        attack: 0.001,
        decay: 0.55,
        width: 0,
      },
      {
        source: {
          kind: 'wave',
          wave: 'sine',
          hz: [
            [0, 5200],
            [1, 240],
          ],
        },
        gainDb: -8,
        attack: 0.001,
        decay: 0.4,
        width: 0,
      },
    ],
  },
  {
    id: 'zap',
    label: 'Zap',
    terms: ['zap', 'electric shock', 'spark', 'taser', 'shock'],
    kind: 'one-shot',
    seconds: 0.6,
    space: 0.15,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'saw',
          hz: [
            [0, 1400],
            [0.2, 300],
            [0.3, 1100],
            [1, 90],
          ],
          fm: {
            ratio: 1.41,
            index: [
              [0, 6],
              [1, 2],
            ],
          },
        },
        gainDb: -6,
        attack: 0.001,
        decay: 0.6,
        width: 0,
      },
      {
        source: { kind: 'noise', colour: 'white' },
        filter: { type: 'high', hz: 3000, q: 0.7 },
        gainDb: -10,
        attack: 0.001,
        decay: 0.02,
        width: 0.5,
        events: { perSecond: 60, seconds: 0.02, db: 9 },
      },
    ],
  },
  {
    id: 'coin',
    label: 'Coin',
    terms: ['coin', 'pickup', 'collect', 'pick up', 'cash', 'reward', 'item'],
    kind: 'one-shot',
    seconds: 0.7,
    tunedMidi: 83,
    space: 0.05,
    layers: [
      {
        source: { kind: 'wave', wave: 'square', hz: 987.77 },
        gainDb: -14,
        width: 0,
        events: { at: [0], seconds: 0.075 },
      },
      {
        source: { kind: 'wave', wave: 'square', hz: 1318.5 },
        gainDb: -14,
        decay: 0.75,
        width: 0,
        events: { at: [0.075], seconds: 0.6 },
      },
    ],
  },
  {
    id: 'jump',
    label: 'Jump',
    terms: ['jump', 'hop', 'boing', 'bounce', 'spring'],
    kind: 'one-shot',
    seconds: 0.4,
    space: 0.03,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'square',
          hz: [
            [0, 190],
            [1, 760],
          ],
        },
        filter: { type: 'low', hz: 6000, q: 0.7 },
        gainDb: -12,
        attack: 0.004,
        decay: 0.7,
        release: 0.06,
        width: 0,
      },
    ],
  },
  {
    id: 'power-up',
    label: 'Power-up',
    terms: [
      'power up',
      'power-up',
      'powerup',
      'level up',
      'upgrade',
      'achievement',
      'success',
      'win',
      'victory',
    ],
    kind: 'one-shot',
    seconds: 1.1,
    tunedMidi: 72,
    space: 0.15,
    layers: [1, 1.26, 1.498, 2, 2.52, 2.997].map((ratio, index) => ({
      source: { kind: 'wave' as const, wave: 'square' as const, hz: 523.25 * ratio },
      gainDb: -15,
      decay: index === 5 ? 0.8 : 0.3,
      width: 0,
      events: { at: [0.08 * index], seconds: index === 5 ? 0.7 : 0.1 },
    })),
  },
  {
    id: 'game-over',
    label: 'Game Over',
    terms: ['game over', 'fail', 'failure', 'lose', 'death', 'wrong', 'error', 'denied', 'power down'],
    kind: 'one-shot',
    seconds: 1.3,
    tunedMidi: 72,
    space: 0.15,
    layers: [1, 0.944, 0.891, 0.749].map((ratio, index) => ({
      source: {
        kind: 'wave' as const,
        wave: 'square' as const,
        hz:
          index === 3
            ? ([
                [0, 392],
                [1, 330],
              ] as const)
            : 523.25 * ratio,
      },
      gainDb: -15,
      decay: index === 3 ? 1.2 : 0.5,
      width: 0,
      events: { at: [0.17 * index], seconds: index === 3 ? 0.75 : 0.15 },
    })),
  },
  {
    id: 'buzzer',
    label: 'Buzzer',
    terms: ['buzzer', 'wrong answer', 'game show buzzer'],
    kind: 'one-shot',
    seconds: 0.9,
    space: 0.05,
    layers: [
      {
        source: { kind: 'wave', wave: 'saw', hz: 116 },
        filter: { type: 'low', hz: 2600, q: 0.8 },
        gainDb: -6,
        drive: 0.4,
        width: 0,
      },
      {
        source: { kind: 'wave', wave: 'square', hz: 155.6 },
        filter: { type: 'low', hz: 2200, q: 0.8 },
        gainDb: -10,
        width: 0,
      },
    ],
  },
  {
    id: 'glitch',
    label: 'Glitch',
    terms: ['glitch', 'stutter', 'digital noise', 'malfunction', 'data', 'hacking', 'computer'],
    kind: 'one-shot',
    seconds: 1.6,
    space: 0.05,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'square',
          hz: [
            [0, 900],
            [1, 300],
          ],
          fm: {
            ratio: 3.7,
            index: [
              [0, 5],
              [1, 1],
            ],
          },
        },
        gainDb: -14,
        attack: 0.0005,
        release: 0.002,
        width: 0.9,
        events: { perSecond: 18, seconds: 0.045, db: 5, semitones: 24 },
      },
      {
        source: { kind: 'noise', colour: 'white' },
        filter: { type: 'band', hz: 4200, q: 3 },
        gainDb: -9,
        attack: 0.0005,
        release: 0.002,
        width: 0.9,
        events: { perSecond: 11, seconds: 0.03, db: 6, semitones: 14 },
      },
      {
        source: { kind: 'wave', wave: 'sine', hz: 2500 },
        gainDb: -18,
        attack: 0.0005,
        release: 0.001,
        width: 0.9,
        events: { perSecond: 8, seconds: 0.06, db: 4, semitones: 18 },
      },
    ],
  },
  {
    id: 'teleport',
    label: 'Teleport',
    terms: ['teleport', 'warp', 'portal', 'time travel', 'ufo', 'alien', 'sci-fi', 'space'],
    kind: 'one-shot',
    seconds: 2,
    space: 0.5,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'sine',
          hz: [
            [0, 240],
            [0.6, 1900],
            [1, 4200],
          ],
          vibrato: { hz: 14, semitones: 3 },
        },
        gainDb: -8,
        attack: 0.25,
        release: 0.3,
        tremolo: { hz: 14, depth: 0.5 },
        width: 0,
      },
      {
        source: {
          kind: 'wave',
          wave: 'saw',
          hz: [
            [0, 120],
            [1, 960],
          ],
          fm: {
            ratio: 2.01,
            index: [
              [0, 1],
              [1, 5],
            ],
          },
        },
        gainDb: -18,
        attack: 0.4,
        release: 0.3,
        width: 0,
      },
      {
        source: { kind: 'noise', colour: 'white' },
        filter: {
          type: 'band',
          hz: [
            [0, 600],
            [1, 8000],
          ],
          q: 4,
        },
        gainDb: -14,
        attack: 0.9,
        release: 0.3,
        width: 0.9,
      },
    ],
  },
  {
    id: 'robot',
    label: 'Robot',
    terms: ['robot', 'android', 'droid', 'servo', 'robot talking'],
    kind: 'one-shot',
    seconds: 1.5,
    space: 0.1,
    layers: [
      {
        source: {
          kind: 'wave',
          wave: 'sine',
          hz: 900,
          fm: {
            ratio: 0.5,
            index: [
              [0, 1.5],
              [1, 4],
            ],
          },
        },
        gainDb: -9,
        attack: 0.004,
        release: 0.02,
        width: 0.3,
        events: { at: [0, 0.14, 0.24, 0.42, 0.52, 0.74, 0.86, 1.1], seconds: 0.1, db: 2, semitones: 10 },
      },
    ],
  },
]
